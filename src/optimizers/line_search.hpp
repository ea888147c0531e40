#pragma once

#include <limits>

#include "optimizers/oracle.hpp"

namespace downhill {

// Armijo's c₁: the share of the promised descent that a step has to deliver.
inline constexpr double sufficientDecrease = 1e-4;
// Wolfe's c₂: the share of the slope that may be left at the end of it.
inline constexpr double curvatureShare = 0.9;

// Armijo's rule ("Minimization of functions having Lipschitz continuous first partial derivatives", 1966):
// the first α of η, η/2, η/4 … with f(θ + αd) ≤ f(θ) + c₁ α gᵀd. Zero when none of 60 is: f no longer falls
// within the precision of the numbers.
template <class T>
T backtrack(Oracle<T>& oracle, ConstVectorRef<T> theta, ConstVectorRef<T> gradient,
            const Vector<T>& direction, T rate, Vector<T>& trial) {
  const T value = oracle.value(theta);
  const T slope = gradient.dot(direction);
  T alpha = rate;
  for (int halvings = 0; halvings < 60; ++halvings, alpha /= 2) {
    trial = theta + alpha * direction;
    if (oracle.value(trial) <= value + static_cast<T>(sufficientDecrease) * alpha * slope) return alpha;
  }
  return 0;
}

// The weak Wolfe conditions by bisection (Lewis & Overton, "Nonsmooth optimization via quasi-Newton methods",
// 2013, Algorithm 2.6):
//
//   f(θ + αd) ≤ f(θ) + c₁ α gᵀd      the step pays       (else it was too long)
//   ∇f(θ + αd)ᵀd ≥ c₂ gᵀd            the slope is less   (else it was too short)
//
// A step that is too long and one that is too short enclose a good one; until there is one that is too long,
// the step is doubled. Returns the last step that paid, which is 0 when none did.
template <class T>
T wolfeSearch(Oracle<T>& oracle, ConstVectorRef<T> theta, ConstVectorRef<T> gradient,
              const Vector<T>& direction, T first, Vector<T>& trial, Vector<T>& trialGradient) {
  const T value = oracle.value(theta);
  const T slope = gradient.dot(direction);
  T tooShort = 0, tooLong = std::numeric_limits<T>::infinity(), alpha = first;
  for (int tries = 0; tries < 50; ++tries) {
    trial = theta + alpha * direction;
    const T there = oracle.valueAndGradient(trial, trialGradient);
    if (!(there <= value + static_cast<T>(sufficientDecrease) * alpha * slope))
      tooLong = alpha;
    else if (trialGradient.dot(direction) < static_cast<T>(curvatureShare) * slope)
      tooShort = alpha;
    else
      return alpha;
    alpha = tooLong < std::numeric_limits<T>::infinity() ? (tooShort + tooLong) / 2 : 2 * tooShort;
  }
  return tooShort;
}

}  // namespace downhill

#pragma once

#include <cmath>

#include "losses/derivatives.hpp"
#include "losses/distribution.hpp"

namespace downhill {

// Huber's loss: a parabola near 0, straight lines further out                          (Huber 1964)
//
//   L = ½r²          L′ = r           L″ = 1      where |r| ≤ δ
//   L = δ(|r| − ½δ)  L′ = δ sign r    L″ = 0      elsewhere,        r = ŷ − y
//
// Value and slope meet at |r| = δ; the curvature jumps there from 1 to 0.
inline ScalarLoss huber(double prediction, double target, double delta = 1) {
  requireFinite(prediction, "the prediction");
  requireFinite(target, "the target");
  if (!(delta > 0 && std::isfinite(delta))) {
    refuse("delta", delta, "above 0");
  }
  const double residual = prediction - target;
  const double size = std::abs(residual);
  if (size <= delta) return {residual * residual / 2, residual, 1};
  return {delta * (size - delta / 2), std::copysign(delta, residual), 0};
}

}  // namespace downhill

#pragma once

#include <cmath>

#include "losses/derivatives.hpp"
#include "losses/distribution.hpp"

namespace downhill {

// Absolute error                                                                      (Laplace 1774;
// Boscovich 1757)
//
//   L = |r|,  L′ = sign r,  L″ = 0,      r = ŷ − y
//
// Its best constant is the median, which one far-off point cannot drag. At r = 0 there is a kink: any slope
// in [−1, 1] supports it there (a subgradient), and 0 is the one given.
inline ScalarLoss absoluteError(double prediction, double target) {
  requireFinite(prediction, "the prediction");
  requireFinite(target, "the target");
  const double residual = prediction - target;
  const double sign = residual > 0 ? 1 : residual < 0 ? -1 : 0;
  return {std::abs(residual), sign, 0};
}

}  // namespace downhill

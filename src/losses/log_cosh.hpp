#pragma once

#include <cmath>
#include <numbers>

#include "losses/derivatives.hpp"
#include "losses/distribution.hpp"

namespace downhill {

// log cosh: as round as ½r² near 0, as straight as |r| − log 2 far out, and smooth in between      (Green
// 1990)
//
//   L = log cosh r,  L′ = tanh r,  L″ = 1/cosh² r,      r = ŷ − y
//
// cosh overflows from |r| = 711 on, so far out log cosh r = |r| + log(1 + e^{−2|r|}) − log 2; near 0 that
// would cancel, so there log cosh r = ½ log(1 + sinh² r). An infinite cosh gives L″ = 0, as it should.
inline ScalarLoss logCosh(double prediction, double target) {
  requireFinite(prediction, "the prediction");
  requireFinite(target, "the target");
  const double residual = prediction - target;
  const double size = std::abs(residual);
  const double sine = std::sinh(residual), cosine = std::cosh(residual);
  const double value =
      size < 1 ? std::log1p(sine * sine) / 2 : size + std::log1p(std::exp(-2 * size)) - std::numbers::ln2;
  return {value, std::tanh(residual), 1 / cosine / cosine};
}

}  // namespace downhill

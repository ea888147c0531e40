#pragma once

#include <cmath>

namespace downhill {

// σ(z) = 1 / (1 + e^{−z}),  1 − σ(z) = σ(−z)
//
// The exponent is kept ≤ 0, so that nothing overflows and the small side keeps all its digits: write σ(−z)
// for 1 − σ(z), never the subtraction.
inline double sigmoid(double z) {
  if (z >= 0) return 1 / (1 + std::exp(-z));
  const double e = std::exp(z);
  return e / (1 + e);
}

// σ′ = σ(1 − σ): at most ¼, and dying on both sides. Hence σ′/σ = 1 − σ.
inline double sigmoidSlope(double z) { return sigmoid(z) * sigmoid(-z); }

// σ″ = σ′(1 − 2σ) = −σ′ tanh(z/2)
inline double sigmoidCurvature(double z) { return -sigmoidSlope(z) * std::tanh(z / 2); }

// log(1 + e^z) = −log σ(−z), the smooth ramp: ≈ 0 far left, ≈ z far right.     softplus′ = σ, softplus″ = σ′
inline double softplus(double z) { return std::fmax(z, 0) + std::log1p(std::exp(-std::fabs(z))); }

}  // namespace downhill

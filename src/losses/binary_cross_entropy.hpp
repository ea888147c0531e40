#pragma once

#include <cmath>

#include "losses/derivatives.hpp"
#include "losses/distribution.hpp"
#include "losses/sigmoid.hpp"

namespace downhill {

// How much a sample of each class counts; see balanced.hpp for weights that make up for rarity.
struct BinaryWeights {
  double negative = 1;
  double positive = 1;
};

// Binary cross-entropy of a prediction ŷ = P(label 1), label y in [0, 1]               (Good 1952, the "log
// score")
//
//   L   = −w₁ y log ŷ − w₀ (1−y) log(1−ŷ)
//   L′  = −w₁ y / ŷ   + w₀ (1−y) / (1−ŷ)       with w = 1: (ŷ−y) / (ŷ(1−ŷ))
//   L″  =  w₁ y / ŷ²  + w₀ (1−y) / (1−ŷ)²
inline ScalarLoss binaryCrossEntropy(double prediction, double label, BinaryWeights weights = {}) {
  requireProbability(prediction, "the prediction");
  requireProbability(label, "the label");
  requireWeight(weights.negative);
  requireWeight(weights.positive);
  const double positive = weights.positive * label, negative = weights.negative * (1 - label);
  const double yes = prediction, no = 1 - prediction;
  return {weighted(positive, -std::log(yes)) + weighted(negative, -std::log1p(-yes)),
          weighted(positive, -1 / yes) + weighted(negative, 1 / no),
          weighted(positive, 1 / (yes * yes)) + weighted(negative, 1 / (no * no))};
}

// The same of a logit z, ŷ = σ(z): the factor ŷ(1−ŷ) of σ′ cancels, and with it the starvation.
//
//   L = w₁ y softplus(−z) + w₀ (1−y) softplus(z),  ∂L/∂z = w₀(1−y) σ(z) − w₁ y σ(−z),  with w = 1: ŷ − y
//   ∂²L/∂z² = (w₁ y + w₀(1−y)) ŷ(1−ŷ) ≥ 0: convex in the logit
inline ScalarLoss binaryCrossEntropyOfLogit(double logit, double label, BinaryWeights weights = {}) {
  requireFinite(logit, "the logit");
  requireProbability(label, "the label");
  requireWeight(weights.negative);
  requireWeight(weights.positive);
  const double positive = weights.positive * label, negative = weights.negative * (1 - label);
  return {positive * softplus(-logit) + negative * softplus(logit),
          negative * sigmoid(logit) - positive * sigmoid(-logit),
          (positive + negative) * sigmoidSlope(logit)};
}

}  // namespace downhill

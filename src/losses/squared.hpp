#pragma once

#include "losses/derivatives.hpp"
#include "losses/distribution.hpp"
#include "losses/sigmoid.hpp"
#include "losses/softmax.hpp"

namespace downhill {

// Squared error                                                                       (Legendre 1805)
//
//   L = r²,  L′ = 2r,  L″ = 2,      r = ŷ − y
//
// Some books write ½r², so that the 2 goes away; here the ½ is written where it is meant.
inline ScalarLoss squaredError(double prediction, double target) {
  requireFinite(prediction, "the prediction");
  requireFinite(target, "the target");
  const double residual = prediction - target;
  return {residual * residual, 2 * residual, 2};
}

// The same after a sigmoid, ŷ = σ(z), by the chain rule:
//
//   L = r²,  ∂L/∂z = 2rσ′,  ∂²L/∂z² = 2σ′² + 2rσ″
//
// σ′ = ŷ(1 − ŷ) starves the slope where the neuron is confidently wrong, and there σ″ makes the curvature
// negative: not convex in the logit.
inline ScalarLoss squaredErrorOfLogit(double logit, double label) {
  requireFinite(logit, "the logit");
  requireProbability(label, "the label");
  // r = σ(z) − y, written so that it keeps its digits where σ(z) is within rounding of 1
  const double residual = (1 - label) * sigmoid(logit) - label * sigmoid(-logit);
  const double slope = sigmoidSlope(logit);
  return {residual * residual, 2 * residual * slope,
          2 * slope * slope + 2 * residual * sigmoidCurvature(logit)};
}

// Over classes (the Brier score, 1950), for predictions ŷ and target distribution y of shape (classes):
//
//   L = Σ_k (ŷ_k − y_k)²,  ∂L/∂ŷ = 2(ŷ − y),  Hessian 2I
inline VectorLoss squaredError(const Vector<double>& prediction, const Vector<double>& target) {
  requireSameSize(prediction, "the prediction", target, "the target");
  requireFinite(prediction, "the prediction");
  requireFinite(target, "the target");
  const Vector<double> residual = prediction - target;
  const Eigen::Index n = residual.size();
  return {residual.squaredNorm(), 2 * residual, 2 * Matrix<double>::Identity(n, n)};
}

// The same after softmax, ŷ = softmax(z), with softmax's Jacobian J = diag(ŷ) − ŷŷᵀ and g = 2(ŷ − y):
//
//   ∂L/∂z = Jg = ŷ ⊙ (g − c),  c = g·ŷ
//   Hessian = 2JJ + Σ_k g_k ∂²ŷ_k/∂z²,   the sum = diag(ŷ ⊙ (g − c)) − uŷᵀ − ŷuᵀ,  u = ŷ ⊙ (g − c)
inline VectorLoss squaredErrorOfLogits(const Vector<double>& logits, const Vector<double>& target) {
  requireLogits(logits);
  requireSameSize(logits, "the logits", target, "the target");
  requireDistribution(target, "the target");
  Vector<double> probabilities(logits.size());
  softmaxRow(logits, probabilities);
  const VectorLoss outer = squaredError(probabilities, target);

  const Matrix<double> probabilityMatrix = probabilities.asDiagonal();
  const Matrix<double> jacobian = probabilityMatrix - probabilities * probabilities.transpose();
  const double mean = outer.gradient.dot(probabilities);
  const Vector<double> pulled = probabilities.array() * (outer.gradient.array() - mean);
  Matrix<double> softmaxCurvature = pulled.asDiagonal();
  softmaxCurvature -= pulled * probabilities.transpose() + probabilities * pulled.transpose();
  return {outer.value, pulled, 2 * jacobian * jacobian + softmaxCurvature};
}

}  // namespace downhill

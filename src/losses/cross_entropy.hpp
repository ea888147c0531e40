#pragma once

#include <cmath>

#include "losses/derivatives.hpp"
#include "losses/distribution.hpp"
#include "losses/softmax.hpp"

namespace downhill {

// t = w ⊙ p, after both have been looked at. weights: (classes), or empty for all 1.
inline Vector<double> weightedTarget(const Vector<double>& target, const Vector<double>& weights) {
  requireDistribution(target, "the target");
  if (weights.size() == 0) return target;
  requireSameSize(weights, "the class weights", target, "the target");
  for (const double weight : weights) requireWeight(weight);
  return weights.cwiseProduct(target);
}

// Categorical cross-entropy of predictions ŷ against a target distribution p, both (classes). The ŷ_k are
// free numbers here: that they sum to 1 is the business of whoever moves them.
//
//   L = −Σ_k w_k p_k log ŷ_k,  ∂L/∂ŷ_k = −w_k p_k / ŷ_k,  Hessian diag(w_k p_k / ŷ_k²)
inline VectorLoss crossEntropyLoss(const Vector<double>& prediction, const Vector<double>& target,
                                   const Vector<double>& weights = {}) {
  requireProbabilities(prediction, "the prediction");
  requireSameSize(prediction, "the prediction", target, "the target");
  const Vector<double> t = weightedTarget(target, weights);
  const Eigen::Index n = t.size();
  VectorLoss loss{0, Vector<double>::Zero(n), Matrix<double>::Zero(n, n)};
  for (Eigen::Index k = 0; k < n; ++k) {
    const double guess = prediction(k);
    loss.value += weighted(t(k), -std::log(guess));
    loss.gradient(k) = weighted(t(k), -1 / guess);
    loss.hessian(k, k) = weighted(t(k), 1 / (guess * guess));
  }
  return loss;
}

// The same of logits z, ŷ = softmax(z). With t_k = w_k p_k and T = Σ t_k (1 without weights):
//
//   L = Σ_k t_k (log Σ_j e^{z_j} − z_k),  ∂L/∂z = Tŷ − t,  without weights ŷ − p       (Bishop 2006,
//   eq. 4.109) Hessian T (diag(ŷ) − ŷŷᵀ): a covariance, so never negative: convex in the logits
inline VectorLoss crossEntropyOfLogits(const Vector<double>& logits, const Vector<double>& target,
                                       const Vector<double>& weights = {}) {
  requireLogits(logits);
  requireSameSize(logits, "the logits", target, "the target");
  const Vector<double> t = weightedTarget(target, weights);
  const double total = t.sum();
  Vector<double> probabilities(logits.size());
  const auto normaliser = softmaxRow(logits, probabilities);
  VectorLoss loss;
  for (Eigen::Index k = 0; k < t.size(); ++k) loss.value += weighted(t(k), normaliser.surprise(logits(k)));
  loss.gradient = total * probabilities - t;
  loss.hessian = -total * probabilities * probabilities.transpose();
  loss.hessian.diagonal() += total * probabilities;
  return loss;
}

}  // namespace downhill

#pragma once

#include "losses/cross_entropy.hpp"
#include "losses/information.hpp"

namespace downhill {

// Kullback–Leibler divergence of a target p from a prediction ŷ                   (Kullback & Leibler 1951,
// eq. 2.4)
//
//   L = Σ_k p_k log(p_k / ŷ_k) = H(p, ŷ) − H(p)
//
// H(p) is a constant of the targets: gradient and Hessian are those of cross-entropy, number for number, so
// both losses train a model in the same way; for a one-hot p, H(p) = 0 and even the values agree.
inline VectorLoss kullbackLeiblerLoss(const Vector<double>& prediction, const Vector<double>& target) {
  VectorLoss loss = crossEntropyLoss(prediction, target);
  loss.value = klDivergence(target, prediction, nats);
  return loss;
}

// Of logits: cross-entropy's value keeps its digits even where a ŷ_k underflows, so H(p) is taken from that;
// rounding may leave a hair below 0, which no divergence is.
inline VectorLoss kullbackLeiblerOfLogits(const Vector<double>& logits, const Vector<double>& target) {
  VectorLoss loss = crossEntropyOfLogits(logits, target);
  loss.value = std::fmax(0, loss.value - entropy(target, nats));
  return loss;
}

}  // namespace downhill

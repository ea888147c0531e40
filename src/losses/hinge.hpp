#pragma once

#include "losses/derivatives.hpp"
#include "losses/distribution.hpp"

namespace downhill {

inline void requireMargin(double margin) {
  if (margin > 0 && std::isfinite(margin)) return;
  refuse("margin", margin, "above 0");
}

// Hinge loss of a score o (a logit; no probability is asked for), label 0 or 1, t = ∓1  (Cortes & Vapnik
// 1995)
//
//   L = max(0, Δ − t·o),  L′ = −t where t·o < Δ, else 0,  L″ = 0
//
// Right by the margin Δ costs nothing more. At the kink the slope given is that of the level side, 0.
inline ScalarLoss hinge(double score, int label, double margin = 1) {
  requireFinite(score, "the score");
  requireClass(label, 2);
  requireMargin(margin);
  const double side = label == 1 ? 1 : -1;
  const double missing = margin - side * score;
  return missing > 0 ? ScalarLoss{missing, -side, 0} : ScalarLoss{};
}

// Over classes: the true class's score o_y must lead each other by Δ, o_y − o_i ≥ Δ    (Weston & Watkins
// 1999)
//
//   L = Σ_{i≠y} max(0, Δ − (o_y − o_i)),  ∂L/∂o_i = 1 where class i comes too close,  ∂L/∂o_y = −(how many
//   do)
inline VectorLoss hinge(const Vector<double>& scores, Eigen::Index label, double margin = 1) {
  requireFinite(scores, "the scores");
  requireClass(label, scores.size());
  requireMargin(margin);
  const Eigen::Index n = scores.size();
  VectorLoss loss{0, Vector<double>::Zero(n), Matrix<double>::Zero(n, n)};
  for (Eigen::Index i = 0; i < n; ++i) {
    const double missing = margin - (scores(label) - scores(i));
    if (i == label || missing <= 0) continue;
    loss.value += missing;
    loss.gradient(i) = 1;
    loss.gradient(label) -= 1;
  }
  return loss;
}

}  // namespace downhill

#pragma once

#include <array>
#include <cmath>

#include "losses/derivatives.hpp"
#include "losses/distribution.hpp"
#include "losses/sigmoid.hpp"
#include "losses/softmax.hpp"
#include "registry/setting.hpp"

namespace downhill {

// Focal loss: cross-entropy times a modulating factor, small where the answer is right     (Lin, Goyal, Girshick, He & Dollár 2017,
// eq. 5)
//
//   FL(p) = −α (1−p)^γ log p,      p = the probability given to the true class
//
// γ = 0 leaves α times cross-entropy. At p = 0.9, α = 0.25, γ = 2 an easy sample keeps 0.000263 of its 0.105.
struct FocalSettings {
  double gamma = 2;
  double alpha = 0.25;
};

inline constexpr std::array<Field<FocalSettings>, 2> focalFields{
    {{"gamma", &FocalSettings::gamma, 0, 10}, {"alpha", &FocalSettings::alpha, 0.01, 1}}};

inline void validate(const FocalSettings& settings) {
  if (!(settings.gamma >= 0 && std::isfinite(settings.gamma))) {
    refuse("gamma", settings.gamma, "0 or more");
  }
  if (!(settings.alpha > 0 && std::isfinite(settings.alpha))) {
    refuse("alpha", settings.alpha, "above 0");
  }
}

// Of two classes α is the positives' factor, as in the paper, and 1 − α the negatives'.
inline double binaryAlpha(const FocalSettings& settings, int label) {
  requireClass(label, 2);
  validate(settings);
  if (settings.alpha > 1)
    refuse("alpha", settings.alpha, "above 0, and at most 1 where there are two classes");
  return label == 1 ? settings.alpha : 1 - settings.alpha;
}

// By the true class's probability p, and q = 1 − p:
//
//   FL′ = α (γ q^{γ−1} log p − q^γ / p)
//   FL″ = α (−γ(γ−1) q^{γ−2} log p + 2γ q^{γ−1} / p + q^γ / p²)
//       = α (γ q^{γ−1} (2/p − (γ−1) ρ) + q^γ / p²),   ρ = log p / q → −1 as p → 1
//
// so each power of q is kept one higher and divided by q inside ρ. As p → 1, FL″ → ∞ for 0 < γ < 1.
inline ScalarLoss focalOfTrueProbability(double p, double q, double alpha, double gamma) {
  if (alpha == 0) return {};
  if (p == 0) return {INFINITY, -INFINITY, INFINITY};
  const double logP = q < 0.5 ? std::log1p(-q) : std::log(p);
  const double ratio = q > 0 ? logP / q : -1;
  const double power = std::pow(q, gamma);
  const double lowered = gamma == 0 ? 0 : gamma * std::pow(q, gamma - 1);  // γ q^{γ−1}
  return {-alpha * power * logP, alpha * (gamma * power * ratio - power / p),
          alpha * (weighted(lowered, 2 / p - (gamma - 1) * ratio) + power / p / p)};
}

// Binary, of the prediction ŷ = P(label 1) and a label 0 or 1.
inline ScalarLoss binaryFocal(double prediction, int label, const FocalSettings& settings = {}) {
  const double alpha = binaryAlpha(settings, label), gamma = settings.gamma;
  requireProbability(prediction, "the prediction");
  if (label == 1) return focalOfTrueProbability(prediction, 1 - prediction, alpha, gamma);
  const auto mirrored = focalOfTrueProbability(1 - prediction, prediction, alpha, gamma);
  return {mirrored.value, -mirrored.gradient, mirrored.curvature};
}

// Binary, of the logit z, ŷ = σ(z). With a = ±z, p = σ(a), q = σ(−a), the surprise s = −log p = softplus(−a):
//
//   FL = α q^γ s,  ∂FL/∂a = −α q^γ (γps + q),  ∂²FL/∂a² = α q^γ (γps(γp − q) + (2γ+1)pq)
//
// where ps → 0 on both sides. Negative where a hard sample is given up on: focal loss is not convex in the
// logit.
inline ScalarLoss binaryFocalOfLogit(double logit, int label, const FocalSettings& settings = {}) {
  requireFinite(logit, "the logit");
  const double alpha = binaryAlpha(settings, label), gamma = settings.gamma;
  const double sign = label == 1 ? 1 : -1;
  const double p = sigmoid(sign * logit), q = sigmoid(-sign * logit), s = softplus(-sign * logit);
  const double modulating = alpha * std::pow(q, gamma), ps = p * s;
  return {modulating * s, -sign * modulating * (gamma * ps + q),
          modulating * (gamma * ps * (gamma * p - q) + (2 * gamma + 1) * p * q)};
}

// Over classes, of predictions ŷ (classes) as free numbers: only ŷ_y matters.
inline VectorLoss focal(const Vector<double>& prediction, Eigen::Index label,
                        const FocalSettings& settings = {}) {
  requireClass(label, prediction.size());
  validate(settings);
  const double p = prediction(label);
  requireProbability(p, "the probability of the true class");
  const ScalarLoss along = focalOfTrueProbability(p, 1 - p, settings.alpha, settings.gamma);
  const Eigen::Index n = prediction.size();
  VectorLoss loss{along.value, Vector<double>::Zero(n), Matrix<double>::Zero(n, n)};
  loss.gradient(label) = along.gradient;
  loss.hessian(label, label) = along.curvature;
  return loss;
}

// Over classes, of logits, ŷ = softmax(z): FL = φ(s) with the surprise s = −log p and ∂s/∂z = ŷ − y, so
//
//   ∂FL/∂z = φ′(ŷ − y),    Hessian = φ″ (ŷ − y)(ŷ − y)ᵀ + φ′ (diag(ŷ) − ŷŷᵀ)
//   φ′ = α q^γ (1 + γpρ),  φ″ = αγ p q^{γ−1} (2 + (γp − 1)ρ),   ρ = s/q → 1 as p → 1
//
// φ″ is kept times q², and ŷ − y divided by q: (ŷ − y)/q has −1 at y and, elsewhere, how the others share q.
inline VectorLoss focalOfLogits(const Vector<double>& logits, Eigen::Index label,
                                const FocalSettings& settings = {}) {
  requireLogits(logits);
  requireClass(label, logits.size());
  validate(settings);
  const Eigen::Index n = logits.size();
  Vector<double> probabilities(n);
  const double s = softmaxRow(logits, probabilities).surprise(logits(label));
  const double q = -std::expm1(-s), p = std::exp(-s);
  if (q == 0) return {0, Vector<double>::Zero(n), Matrix<double>::Zero(n, n)};  // nothing left to learn

  const auto [gamma, alpha] = settings;
  const double pRho = weighted(p, s / q);
  const double modulating = alpha * std::pow(q, gamma);
  const double first = modulating * (1 + gamma * pRho);
  const double second = modulating * gamma * q * (2 * p + (gamma * p - 1) * pRho);  // φ″q²
  Vector<double> direction = probabilities / q;
  direction(label) = -1;

  Matrix<double> hessian = second * direction * direction.transpose();
  hessian -= first * probabilities * probabilities.transpose();
  hessian.diagonal() += first * probabilities;
  return {modulating * s, first * q * direction, hessian};
}

}  // namespace downhill

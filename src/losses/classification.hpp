#pragma once

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gemm/matrix.hpp"
#include "losses/distribution.hpp"
#include "losses/softmax.hpp"

namespace downhill {

// What a classifier minimises: logits z → softmax ŷ → a loss per sample, averaged over the mini-batch.
// These are the forms that train a network, float or double, without allocating; each one's lesson form, with
// its curvature, stands in a file of its own name in this folder.
enum class Loss { crossEntropy, squaredError, focal, labelSmoothed, hinge };

struct LossSettings {
  Loss loss = Loss::crossEntropy;
  double gamma = 2;        // focal: how strongly easy samples are down-weighted, γ ≥ 0
  double alpha = 0.25;     // focal: a factor on the whole, α > 0
  double smoothing = 0.1;  // labelSmoothed: the part ε of the target shared by all classes, 0 ≤ ε < 1
  double margin = 1;       // hinge: the lead Δ > 0 that the right logit must have over each other
  std::vector<double> classWeights{};  // a factor per class of the label; empty: all 1
};

inline constexpr std::pair<Loss, std::string_view> lossNames[] = {{Loss::crossEntropy, "crossEntropy"},
                                                                  {Loss::squaredError, "squaredError"},
                                                                  {Loss::focal, "focal"},
                                                                  {Loss::labelSmoothed, "labelSmoothed"},
                                                                  {Loss::hinge, "hinge"}};

inline std::string_view nameOf(Loss loss) {
  return std::ranges::find(lossNames, loss, &std::pair<Loss, std::string_view>::first)->second;
}

inline Loss lossFromName(std::string_view name) {
  std::string allowed;
  for (const auto& [loss, known] : lossNames) {
    if (known == name) return loss;
    allowed += (allowed.empty() ? "" : ", ") + std::string(known);
  }
  throw std::invalid_argument("unknown loss \"" + std::string(name) + "\"; known are " + allowed);
}

// Throws std::invalid_argument with words unless the settings make sense for this many classes.
inline void validate(const LossSettings& settings, Eigen::Index classes) {
  const auto& [loss, gamma, alpha, smoothing, margin, weights] = settings;
  if (!(gamma >= 0 && std::isfinite(gamma))) refuse("gamma", gamma, "0 or more");
  if (!(alpha > 0 && std::isfinite(alpha))) refuse("alpha", alpha, "above 0");
  if (!(smoothing >= 0 && smoothing < 1)) refuse("smoothing", smoothing, "at least 0 and below 1");
  if (!(margin > 0 && std::isfinite(margin))) refuse("margin", margin, "above 0");
  for (const double weight : weights) {
    if (!(weight >= 0 && std::isfinite(weight))) refuse("a class weight", weight, "0 or more");
  }
  if (!weights.empty() && static_cast<Eigen::Index>(weights.size()) != classes) {
    throw std::invalid_argument(std::to_string(weights.size()) + " class weights for " +
                                std::to_string(classes) + " classes; there must be one per class, or none");
  }
}

namespace detail {

// L = −log ŷ_y,  ∂L/∂z = ŷ − y                                     (Bishop 2006, eq. 4.108 and 4.109)
template <class T, class Logits, class Row>
T crossEntropyRow(const LogSumExp<T>& normaliser, const Logits& z, Eigen::Index y, Row&& gradient) {
  gradient(y) -= T(1);
  return normaliser.surprise(z(y));
}

// L = Σ_k (ŷ_k − y_k)²,  ∂L/∂z = ŷ ⊙ (g − g·ŷ) with g = ∂L/∂ŷ = 2(ŷ − y): g through softmax's Jacobian
// diag(ŷ) − ŷŷᵀ, which is what starves this loss where ŷ is confidently wrong. With q = 1 − ŷ_y and
// S = Σ_{k≠y} ŷ_k²: L = S + q²,  g·ŷ = 2(S − ŷ_y q),  ∂L/∂z_y = −2ŷ_y L: no difference of near-equal numbers.
template <class T, class Row>
T squaredErrorRow(Eigen::Index y, Row&& gradient) {
  const T own = gradient(y);
  gradient(y) = 0;
  const T others = gradient.sum(), squares = gradient.squaredNorm();
  const T loss = squares + others * others;
  const T projection = squares - own * others;
  for (Eigen::Index k = 0; k < gradient.size(); ++k) gradient(k) *= T(2) * (gradient(k) - projection);
  gradient(y) = T(-2) * own * loss;
  return loss;
}

// L = −α (1−p)^γ log p,  p = ŷ_y                                              (Lin et al. 2017, eq. 5)
// ∂L/∂z = s (ŷ − y),  s = −p ∂L/∂p = α (1−p)^γ (1 − γ p log p / (1−p));  log p / (1−p) → −1 as p → 1.
template <class T, class Logits, class Row>
T focalRow(const LossSettings& settings, const LogSumExp<T>& normaliser, const Logits& z, Eigen::Index y,
           Row&& gradient) {
  const T alpha = static_cast<T>(settings.alpha), gamma = static_cast<T>(settings.gamma);
  const T p = gradient(y);
  const T surprise = normaliser.surprise(z(y));
  const T wrong = -std::expm1(-surprise);  // 1 − p without cancellation
  const T modulating = alpha * std::pow(wrong, gamma);
  const T ratio = wrong > 0 ? surprise / wrong : T(1);
  const T pRatio = p == 0 ? T(0) : p * ratio;  // even where the surprise is infinite
  gradient(y) = -wrong;
  gradient *= modulating * (T(1) + gamma * pRatio);
  return modulating * surprise;
}

// L = −Σ_k t_k log ŷ_k,  t = (1−ε) y + ε/K,  ∂L/∂z = ŷ − t              (Szegedy et al. 2016, section 7)
template <class T, class Logits, class Row>
T labelSmoothedRow(const LossSettings& settings, const LogSumExp<T>& normaliser, const Logits& z,
                   Eigen::Index y, Row&& gradient) {
  const T epsilon = static_cast<T>(settings.smoothing);
  const T shared = epsilon / static_cast<T>(z.size());
  T loss = (T(1) - epsilon) * normaliser.surprise(z(y));
  gradient(y) -= T(1) - epsilon;
  if (epsilon == 0) return loss;  // nothing is shared, even where a surprise is infinite
  for (Eigen::Index k = 0; k < z.size(); ++k) {
    loss += shared * normaliser.surprise(z(k));
    gradient(k) -= shared;
  }
  return loss;
}

// L = Σ_{k≠y} max(0, Δ − (z_y − z_k))                                      (Weston & Watkins 1999)
template <class T, class Logits, class Row>
T hingeRow(const LossSettings& settings, const Logits& z, Eigen::Index y, Row&& gradient) {
  const T margin = static_cast<T>(settings.margin);
  const T own = z(y);
  T loss = 0, violations = 0;
  for (Eigen::Index k = 0; k < z.size(); ++k) {
    const T missing = margin - (own - z(k));
    const bool violated = k != y && !(missing <= 0);  // so that NaN counts as violated and is seen
    gradient(k) = violated ? T(1) : T(0);
    if (violated) loss += missing, violations += T(1);
  }
  gradient(y) = -violations;
  return loss;
}

// One sample. On entry gradient holds ŷ, on return ∂L/∂z.
template <class T, class Logits, class Row>
T lossAndGradientRow(const LossSettings& settings, const LogSumExp<T>& normaliser, const Logits& z,
                     Eigen::Index y, Row&& gradient) {
  switch (settings.loss) {
    case Loss::crossEntropy:
      return crossEntropyRow<T>(normaliser, z, y, gradient);
    case Loss::squaredError:
      return squaredErrorRow<T>(y, gradient);
    case Loss::focal:
      return focalRow<T>(settings, normaliser, z, y, gradient);
    case Loss::labelSmoothed:
      return labelSmoothedRow<T>(settings, normaliser, z, y, gradient);
    case Loss::hinge:
      return hingeRow<T>(settings, z, y, gradient);
  }
  throw std::invalid_argument("the loss is none of the enumerated ones");
}

inline void requireLabels(Eigen::Index rows, std::size_t labels) {
  if (rows == 0) throw std::invalid_argument("the batch is empty; it must hold 1 sample or more");
  if (static_cast<std::size_t>(rows) != labels) {
    throw std::invalid_argument(std::to_string(labels) + " labels for " + std::to_string(rows) +
                                " samples; there must be one per sample");
  }
}

inline Eigen::Index requireLabel(long long label, Eigen::Index classes) {
  if (label < 0 || label >= classes) {
    throw std::invalid_argument("a label is " + std::to_string(label) + "; it must be one of 0 … " +
                                std::to_string(classes - 1));
  }
  return static_cast<Eigen::Index>(label);
}

}  // namespace detail

// Mean loss over a mini-batch and its gradient with respect to the logits, in one pass:
//   L = (1/n) Σ_i w(y_i) ℓ(z_i, y_i),   gradient = ∂L/∂z, the factor 1/n included.
// The mean divides by the number n of samples, not by the sum of their weights.
// logits: (batch, classes)   labels: (batch) whole numbers, anything with size() and []   gradient: (batch,
// classes)
template <class T, class Labels>
T meanLossAndGradient(const LossSettings& settings, const Eigen::Ref<const Matrix<T>>& logits,
                      const Labels& labels, Eigen::Ref<Matrix<T>> gradient) {
  detail::requireLabels(logits.rows(), labels.size());
  validate(settings, logits.cols());
  if (gradient.rows() != logits.rows() || gradient.cols() != logits.cols()) {
    throw std::invalid_argument("the gradient's shape is not that of the logits");
  }
  const T share = T(1) / static_cast<T>(logits.rows());
  T mean = 0;
  for (Eigen::Index i = 0; i < logits.rows(); ++i) {
    const Eigen::Index label = detail::requireLabel(labels[static_cast<std::size_t>(i)], logits.cols());
    const T weight =
        settings.classWeights.empty() ? share : share * static_cast<T>(settings.classWeights[label]);
    const auto z = logits.row(i);
    auto row = gradient.row(i);
    const LogSumExp<T> normaliser = softmaxRow(z, row);
    mean += weight * detail::lossAndGradientRow<T>(settings, normaliser, z, label, row);
    row *= weight;
  }
  return mean;
}

// The same mean without keeping a gradient; scratch: (classes) numbers that may be overwritten.
template <class T, class Labels>
T meanLoss(const LossSettings& settings, const Eigen::Ref<const Matrix<T>>& logits, const Labels& labels,
           Eigen::Ref<RowVector<T>> scratch) {
  detail::requireLabels(logits.rows(), labels.size());
  validate(settings, logits.cols());
  if (scratch.size() != logits.cols())
    throw std::invalid_argument("the scratch row has not one place per class");
  T total = 0;
  for (Eigen::Index i = 0; i < logits.rows(); ++i) {
    const Eigen::Index label = detail::requireLabel(labels[static_cast<std::size_t>(i)], logits.cols());
    const LogSumExp<T> normaliser = softmaxRow(logits.row(i), scratch);
    const T loss = detail::lossAndGradientRow<T>(settings, normaliser, logits.row(i), label, scratch);
    total += settings.classWeights.empty() ? loss : loss * static_cast<T>(settings.classWeights[label]);
  }
  return total / static_cast<T>(logits.rows());
}

}  // namespace downhill

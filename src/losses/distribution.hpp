#pragma once

#include <cmath>
#include <stdexcept>
#include <string>
#include <string_view>

#include "gemm/matrix.hpp"
#include "registry/number_text.hpp"

namespace downhill {

// How far from 1 the sum of a distribution may be: room for the rounding of a few thousand terms, and no
// more.
constexpr double distributionTolerance = 1e-9;

// 0·x = 0 even where x is infinite: what never happens costs nothing (0·log 0 = 0, the limit of p log p).
inline double weighted(double weight, double x) { return weight == 0 ? 0 : weight * x; }

// "gamma is -1; it must be 0 or more"
[[noreturn]] inline void refuse(std::string_view name, double value, std::string_view allowed) {
  throw std::invalid_argument(
      std::string(name).append(" is ").append(numberText(value)).append("; it must be ").append(allowed));
}

inline std::string entryName(std::string_view name, Eigen::Index k) {
  return std::string(name).append("[").append(std::to_string(k)).append("]");
}

// Throws unless 0 ≤ value ≤ 1; name says whose value it is.
inline void requireProbability(double value, std::string_view name) {
  if (!(value >= 0 && value <= 1)) refuse(name, value, "a probability, between 0 and 1");
}

inline void requireProbabilities(const Vector<double>& p, std::string_view name) {
  if (p.size() == 0) throw std::invalid_argument(std::string(name) + " is empty; it needs 1 outcome or more");
  for (Eigen::Index k = 0; k < p.size(); ++k) {
    if (!(p(k) >= 0 && p(k) <= 1)) requireProbability(p(k), entryName(name, k));
  }
}

// Throws unless p is a probability distribution: not empty, each entry in [0, 1], the sum 1 within tolerance.
inline void requireDistribution(const Vector<double>& p, std::string_view name) {
  requireProbabilities(p, name);
  if (std::abs(p.sum() - 1) > distributionTolerance) {
    throw std::invalid_argument(std::string(name)
                                    .append(" sums to ")
                                    .append(numberText(p.sum()))
                                    .append("; probabilities must sum to 1"));
  }
}

inline void requireSameSize(const Vector<double>& a, std::string_view nameOfA, const Vector<double>& b,
                            std::string_view nameOfB) {
  if (a.size() == b.size()) return;
  std::string words(nameOfA);
  words.append(": ").append(std::to_string(a.size())).append(" entries, ").append(nameOfB);
  words.append(": ").append(std::to_string(b.size())).append("; there must be equally many");
  throw std::invalid_argument(words);
}

inline void requireClass(Eigen::Index label, Eigen::Index classes) {
  if (label >= 0 && label < classes) return;
  std::string words = "the label is " + std::to_string(label);
  words.append("; with ")
      .append(std::to_string(classes))
      .append(" classes it must be 0 or more and below that");
  throw std::invalid_argument(words);
}

inline void requireFinite(double value, std::string_view name) {
  if (!std::isfinite(value)) throw std::invalid_argument(std::string(name) + " is not a finite number");
}

inline void requireFinite(const Vector<double>& values, std::string_view name) {
  if (values.size() == 0)
    throw std::invalid_argument(std::string(name) + " is empty; it needs 1 entry or more");
  for (Eigen::Index k = 0; k < values.size(); ++k) {
    if (!std::isfinite(values(k))) requireFinite(values(k), entryName(name, k));
  }
}

// Throws unless the logits can be run through softmax: each a number below +∞ (−∞ is a probability of 0), not
// all of them −∞.
inline void requireLogits(const Vector<double>& logits) {
  if (logits.size() == 0) throw std::invalid_argument("there are no logits; there must be 1 or more");
  bool someFinite = false;
  for (const double logit : logits) {
    if (std::isnan(logit) || logit == INFINITY)
      throw std::invalid_argument("a logit is not a number below +∞");
    someFinite = someFinite || std::isfinite(logit);
  }
  if (!someFinite) throw std::invalid_argument("every logit is −∞; at least one class must be possible");
}

inline void requireWeight(double weight) {
  if (!(weight >= 0 && std::isfinite(weight))) refuse("a class weight", weight, "0 or more");
}

// All belief on one outcome: (0, …, 1, …, 0).
inline Vector<double> oneHot(Eigen::Index label, Eigen::Index classes) {
  requireClass(label, classes);
  return Vector<double>::Unit(classes, label);
}

}  // namespace downhill

#pragma once

#include <cmath>
#include <stdexcept>
#include <string>

#include "gemm/matrix.hpp"

namespace downhill {

// How far from 1 the sum of a distribution may be: room for the rounding of a few thousand terms, and no
// more.
constexpr double distributionTolerance = 1e-9;

// 0·x = 0 even where x is infinite: what never happens costs nothing (0·log 0 = 0, the limit of p log p).
inline double weighted(double weight, double x) { return weight == 0 ? 0 : weight * x; }

// Throws unless 0 ≤ value ≤ 1; name says whose value it is.
inline void requireProbability(double value, const std::string& name) {
  if (!(value >= 0 && value <= 1)) {
    throw std::invalid_argument(name + " is " + std::to_string(value) +
                                "; a probability lies between 0 and 1");
  }
}

// Throws unless p is a probability distribution: not empty, each entry in [0, 1], the sum 1 within tolerance.
inline void requireDistribution(const Vector<double>& p, const std::string& name) {
  if (p.size() == 0) throw std::invalid_argument(name + " is empty; it needs 1 outcome or more");
  for (Eigen::Index k = 0; k < p.size(); ++k) requireProbability(p(k), name + "[" + std::to_string(k) + "]");
  if (std::abs(p.sum() - 1) > distributionTolerance) {
    throw std::invalid_argument(name + " sums to " + std::to_string(p.sum()) +
                                "; the probabilities of all outcomes must sum to 1");
  }
}

inline void requireSameSize(const Vector<double>& a, const std::string& nameOfA, const Vector<double>& b,
                            const std::string& nameOfB) {
  if (a.size() == b.size()) return;
  throw std::invalid_argument(nameOfA + " has " + std::to_string(a.size()) + " entries and " + nameOfB +
                              " has " + std::to_string(b.size()) + "; they must have equally many");
}

inline void requireClass(Eigen::Index label, Eigen::Index classes) {
  if (label >= 0 && label < classes) return;
  throw std::invalid_argument("the label is " + std::to_string(label) + "; with " + std::to_string(classes) +
                              " classes it must be 0 or more and below that");
}

inline void requireFinite(double value, const std::string& name) {
  if (!std::isfinite(value)) throw std::invalid_argument(name + " is not a finite number");
}

inline void requireFinite(const Vector<double>& values, const std::string& name) {
  if (values.size() == 0) throw std::invalid_argument(name + " is empty; it needs 1 entry or more");
  for (Eigen::Index k = 0; k < values.size(); ++k)
    requireFinite(values(k), name + "[" + std::to_string(k) + "]");
}

// Throws unless the logits can be run through softmax: each a number below +∞ (−∞ is a probability of 0), not
// all of them −∞.
inline void requireLogits(const Vector<double>& logits) {
  if (logits.size() == 0) throw std::invalid_argument("there are no logits; there must be 1 or more");
  bool someFinite = false;
  for (const double logit : logits) {
    if (std::isnan(logit) || logit == INFINITY) {
      throw std::invalid_argument("a logit is not a number below infinity");
    }
    someFinite = someFinite || std::isfinite(logit);
  }
  if (!someFinite) throw std::invalid_argument("every logit is −∞; at least one class must be possible");
}

inline void requireWeight(double weight) {
  if (weight >= 0 && std::isfinite(weight)) return;
  throw std::invalid_argument("a class weight is " + std::to_string(weight) + "; it must be 0 or more");
}

// All belief on one outcome: (0, …, 1, …, 0).
inline Vector<double> oneHot(Eigen::Index label, Eigen::Index classes) {
  requireClass(label, classes);
  return Vector<double>::Unit(classes, label);
}

}  // namespace downhill

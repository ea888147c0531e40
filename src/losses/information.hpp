#pragma once

#include <cmath>
#include <numbers>

#include "losses/distribution.hpp"

namespace downhill {

// The unit of information is the base of its logarithm (Shannon 1948; Hartley 1928): a bit is the surprise of
// one toss of a fair coin, a nat that of an event of probability 1/e, a hartley that of one decimal digit.
constexpr double bits = 2;
constexpr double nats = std::numbers::e;
constexpr double hartleys = 10;

// How many nats one unit of this base is worth: information in base b = information in nats / log b.
inline double natsPerUnit(double base) {
  if (!(base > 1 && std::isfinite(base))) {
    refuse("the base", base, "above 1");
  }
  return base == nats ? 1 : std::log(base);
}

// I(p) = −log_b p: what happens anyway is no news, what never happens would be infinite news.
inline double surprise(double p, double base = bits) {
  requireProbability(p, "p");
  return p == 1 ? 0 : -std::log(p) / natsPerUnit(base);
}

// H(p) = −Σ_k p_k log_b p_k, the surprise to be expected                                (Shannon 1948)
// 0 for a certain outcome; at most log_b N, at the uniform distribution over N outcomes.
inline double entropy(const Vector<double>& p, double base = bits) {
  requireDistribution(p, "p");
  double sum = 0;
  for (const double pk : p) sum += weighted(pk, surprise(pk, base));
  return sum;
}

inline double maximumEntropy(Eigen::Index outcomes, double base = bits) {
  if (outcomes < 1) throw std::invalid_argument("there are no outcomes; there must be 1 or more");
  return std::log(static_cast<double>(outcomes)) / natsPerUnit(base);
}

// H(p, q) = −Σ_k p_k log_b q_k, the surprise to be expected by one who believes q where p is true
// +∞ where q holds something impossible that p does not.
inline double crossEntropy(const Vector<double>& p, const Vector<double>& q, double base = bits) {
  requireDistribution(p, "p");
  requireDistribution(q, "q");
  requireSameSize(p, "p", q, "q");
  double sum = 0;
  for (Eigen::Index k = 0; k < p.size(); ++k) sum += weighted(p(k), surprise(q(k), base));
  return sum;
}

// KL(p‖q) = Σ_k p_k log_b(p_k / q_k) = H(p, q) − H(p)                       (Kullback & Leibler 1951,
// eq. 2.4)
//
// Never negative (Gibbs' inequality), and the sum says why: since Σp = Σq = 1, adding q_k − p_k to each term
// changes nothing, and p log(p/q) + q − p = p (x − log(1+x)) with x = q/p − 1, where x ≥ log(1+x).
// Summed that way rounding cannot make it negative either. +∞ where q_k = 0 < p_k.
inline double klDivergence(const Vector<double>& p, const Vector<double>& q, double base = bits) {
  requireDistribution(p, "p");
  requireDistribution(q, "q");
  requireSameSize(p, "p", q, "q");
  double sum = 0;
  for (Eigen::Index k = 0; k < p.size(); ++k) {
    const double difference = q(k) - p(k);
    if (std::abs(difference) < p(k) / 2) {
      const double x = difference / p(k);
      sum += p(k) * (x - std::log1p(x));
    } else {
      sum += weighted(p(k), std::log(p(k)) - std::log(q(k))) + difference;
    }
  }
  return sum / natsPerUnit(base);
}

}  // namespace downhill

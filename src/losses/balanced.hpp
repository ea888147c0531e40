#pragma once

#include <numeric>
#include <vector>

#include "losses/binary_cross_entropy.hpp"
#include "losses/cross_entropy.hpp"

namespace downhill {

// Balanced cross-entropy is cross-entropy with class weights that give every class the same say, however rare
// it is (King & Zeng 2001): with n samples, n_k of them of class k, and K classes,
//
//   w_k = n / (K n_k),   so that Σ_k n_k w_k = n: on average a sample still weighs 1
inline Vector<double> balancedWeights(const std::vector<int>& counts) {
  const auto classes = static_cast<double>(counts.size());
  const double samples = std::accumulate(counts.begin(), counts.end(), 0.0);
  Vector<double> weights(static_cast<Eigen::Index>(counts.size()));
  for (std::size_t k = 0; k < counts.size(); ++k) {
    if (counts[k] <= 0) {
      throw std::invalid_argument("class " + std::to_string(k) + " has " + std::to_string(counts[k]) +
                                  " samples; to be balanced, each class needs 1 or more");
    }
    weights(static_cast<Eigen::Index>(k)) = samples / (classes * counts[k]);
  }
  if (counts.empty()) throw std::invalid_argument("there are no classes to balance; there must be 1 or more");
  return weights;
}

// The same for two classes, from the share π of positive samples: w₁ = 1/(2π), w₀ = 1/(2(1−π)).
inline BinaryWeights balancedWeights(double positiveShare) {
  if (!(positiveShare > 0 && positiveShare < 1)) {
    refuse("the share of positives", positiveShare, "between 0 and 1, neither included");
  }
  return {.negative = 0.5 / (1 - positiveShare), .positive = 0.5 / positiveShare};
}

}  // namespace downhill

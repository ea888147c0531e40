#pragma once

#include <cmath>
#include <limits>
#include <vector>

#include "losses/binary_cross_entropy.hpp"
#include "losses/cross_entropy.hpp"

namespace downhill {

// How likely a model finds what happened, told in three ways                           (Fisher 1922)
//
//   Λ = Π_i p_i,    −log Λ = −Σ_i log p_i,    −(1/n) Σ_i log p_i = cross-entropy
//
// p_i: the probability that the model gave to the i-th outcome that came. All three are best for the same
// model, since the logarithm rises. But the product of a thousand probabilities falls below the smallest
// double: there it loses its digits, ends as 0 or stuck at 4.9e-324, and tells good models no more from bad.
// The sum does not.
struct Likelihood {
  double product = 1;
  double negativeLog = 0;
  double crossEntropy = 0;         // nats per outcome
  int factorsUntilUnderflow = -1;  // after how many factors the product lost digits; -1: it never did
};

inline Likelihood likelihood(const std::vector<double>& probabilities) {
  if (probabilities.empty()) throw std::invalid_argument("there are no outcomes; there must be 1 or more");
  Likelihood result;
  for (std::size_t i = 0; i < probabilities.size(); ++i) {
    requireProbability(probabilities[i], "the probability of outcome " + std::to_string(i));
    result.product *= probabilities[i];
    result.negativeLog += -std::log(probabilities[i]);
    if (result.factorsUntilUnderflow < 0 && result.product < std::numeric_limits<double>::min()) {
      result.factorsUntilUnderflow = static_cast<int>(i) + 1;
    }
  }
  result.crossEntropy = result.negativeLog / static_cast<double>(probabilities.size());
  return result;
}

// Coin tosses (1 = heads) under a coin that shows heads with probability θ: p_i = θ^{x_i} (1−θ)^{1−x_i}.
inline Likelihood bernoulliLikelihood(const std::vector<int>& tosses, double theta) {
  requireProbability(theta, "theta");
  std::vector<double> probabilities;
  for (const int toss : tosses) {
    requireClass(toss, 2);
    probabilities.push_back(toss == 1 ? theta : 1 - theta);
  }
  return likelihood(probabilities);
}

// The same per toss, as a curve over θ with slope and curvature: binary cross-entropy with the share of heads
// as its label. Its slope (θ − x̄) / (θ(1−θ)) is 0 at the mean θ = x̄ and nowhere else, its curvature positive.
inline ScalarLoss bernoulliCrossEntropy(int heads, int tosses, double theta) {
  if (tosses < 1 || heads < 0 || heads > tosses) {
    throw std::invalid_argument(std::to_string(heads) + " heads in " + std::to_string(tosses) +
                                " tosses; there must be 1 toss or more, and no more heads than tosses");
  }
  return binaryCrossEntropy(theta, static_cast<double>(heads) / tosses);
}

// A classifier's labels: p_i = ŷ_i[y_i].   probabilities: (samples, classes)   labels: (samples)
inline Likelihood labelLikelihood(const Matrix<double>& probabilities, const std::vector<int>& labels) {
  if (static_cast<std::size_t>(probabilities.rows()) != labels.size()) {
    throw std::invalid_argument(std::to_string(labels.size()) + " labels for " +
                                std::to_string(probabilities.rows()) +
                                " samples; there must be one per sample");
  }
  std::vector<double> ofWhatCame;
  for (Eigen::Index i = 0; i < probabilities.rows(); ++i) {
    requireDistribution(probabilities.row(i), "the prediction of sample " + std::to_string(i));
    requireClass(labels[i], probabilities.cols());
    ofWhatCame.push_back(probabilities(i, labels[i]));
  }
  return likelihood(ofWhatCame);
}

// One parameter to drag for a whole classifier: β, by which all its logits are multiplied (1/temperature).
// Cross-entropy of softmax(βz) as a curve over β; E and Var are over the classes of one sample, by ŷ:
//
//   L = mean(log Σ_k e^{βz_k} − βz_y),  L′ = mean(E[z] − z_y),  L″ = mean(Var[z]) ≥ 0     (Guo et al. 2017)
//
// logits: (samples, classes)   labels: (samples)
inline ScalarLoss scaledLogitsCrossEntropy(const Matrix<double>& logits, const std::vector<int>& labels,
                                           double beta) {
  requireFinite(beta, "beta");
  if (labels.empty() || static_cast<std::size_t>(logits.rows()) != labels.size()) {
    throw std::invalid_argument(std::to_string(labels.size()) + " labels for " +
                                std::to_string(logits.rows()) +
                                " samples; there must be one per sample, and 1 sample or more");
  }
  ScalarLoss sum;
  for (Eigen::Index i = 0; i < logits.rows(); ++i) {
    requireClass(labels[i], logits.cols());
    const Vector<double> z = logits.row(i);
    const Vector<double> scaled = beta * z;
    for (Eigen::Index k = 0; k < z.size(); ++k)
      if (std::isfinite(z(k)) && !std::isfinite(scaled(k))) {
        throw std::invalid_argument("beta is " + numberText(beta) + ", and " + numberText(beta) + " · " +
                                    numberText(z(k)) + ", logit " + std::to_string(k) + " of sample " +
                                    std::to_string(i) +
                                    ", is beyond the largest number there is; either must be smaller");
      }
    const VectorLoss loss = crossEntropyOfLogits(scaled, oneHot(labels[i], z.size()));
    sum.value += loss.value;
    sum.gradient += loss.gradient.dot(z);
    sum.curvature += z.dot(loss.hessian * z);
  }
  return (1.0 / static_cast<double>(labels.size())) * sum;
}

}  // namespace downhill

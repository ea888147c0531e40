#pragma once

#include <cmath>

#include "gemm/exponential.hpp"
#include "gemm/matrix.hpp"

namespace downhill {

// The two numbers in which log Σ_j e^{z_j} is kept, so that neither overflow nor cancellation can spoil it:
// log Σ_j e^{z_j} = largest + logSum,  largest = max_j z_j,  logSum = log Σ_j e^{z_j − largest} ≥ 0.
template <class T>
struct LogSumExp {
  T largest = 0;
  T logSum = 0;

  // −log ŷ_k of a class with logit z_k: two terms, neither negative.
  T surprise(T logit) const { return (largest - logit) + logSum; }
};

// ŷ_i = e^{z_i − m} / Σ_j e^{z_j − m},  m = max_j z_j          (Bridle 1990; shifted by m as is usual)
//
// Every exponent is ≤ 0, so logits of ±1000 are as good as any. The largest term is e⁰ = 1 and is left out of
// the sum that log1p takes: a loss of 1e-30 keeps all its digits. NaN in gives NaN out.
// logits, probabilities: (classes), without gaps in memory; both may be the same row.
template <class Logits, class Probabilities>
auto softmaxRow(const Logits& logits, Probabilities&& probabilities) {
  using T = typename std::decay_t<Logits>::Scalar;
  Eigen::Index top = 0;
  for (Eigen::Index k = 1; k < logits.size(); ++k) {
    if (logits(k) > logits(top)) top = k;
  }
  const T largest = logits(top);
  for (Eigen::Index k = 0; k < logits.size(); ++k) probabilities(k) = logits(k) - largest;
  exponentiate(&probabilities(0), probabilities.size());
  T others = 0;
  for (Eigen::Index k = 0; k < logits.size(); ++k) others += k != top ? probabilities(k) : T(0);
  probabilities /= T(1) + others;
  return LogSumExp<T>{largest, std::log1p(others)};
}

// Every row of logits becomes its softmax, in place. logits: (batch, classes)
template <class T>
void softmaxRows(Eigen::Ref<Matrix<T>> logits) {
  for (Eigen::Index row = 0; row < logits.rows(); ++row) softmaxRow(logits.row(row), logits.row(row));
}

}  // namespace downhill

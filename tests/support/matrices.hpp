#pragma once

#include <algorithm>
#include <cmath>

#include "gemm/gemm.hpp"
#include "random/random.hpp"

namespace downhill::support {

// A matrix of numbers in [−1, 1).
template <class T>
Matrix<T> seededMatrix(Eigen::Index rows, Eigen::Index cols, Random& random) {
  Matrix<T> matrix(rows, cols);
  for (Eigen::Index i = 0; i < rows; ++i)
    for (Eigen::Index j = 0; j < cols; ++j) matrix(i, j) = static_cast<T>(random.uniform(-1, 1));
  return matrix;
}

// The same with zeros everywhere but in this part of the entries.
template <class T>
Matrix<T> seededSparseMatrix(Eigen::Index rows, Eigen::Index cols, double density, Random& random) {
  Matrix<T> matrix = seededMatrix<T>(rows, cols, random);
  for (Eigen::Index i = 0; i < rows; ++i)
    for (Eigen::Index j = 0; j < cols; ++j)
      if (random.uniform() >= density) matrix(i, j) = 0;
  return matrix;
}

// The largest |a − b|; NaN anywhere counts as infinitely far.
template <class A, class B>
double maxDifference(const A& a, const B& b) {
  if (a.rows() != b.rows() || a.cols() != b.cols()) return INFINITY;
  double largest = 0;
  for (Eigen::Index i = 0; i < a.rows(); ++i) {
    for (Eigen::Index j = 0; j < a.cols(); ++j) {
      const double difference = std::abs(static_cast<double>(a(i, j)) - static_cast<double>(b(i, j)));
      largest = difference >= 0 ? std::max(largest, difference) : INFINITY;
    }
  }
  return largest;
}

}  // namespace downhill::support

#pragma once

#include "gemm/gemm.hpp"

namespace downhill {

// The definition of a product, one line of mathematics each: the oracle that the fast kernels are tested
// against, and the code to read first.

// c_ij = Σ_p a_ip b_pj
template <class T>
void naiveMultiply(const ConstMatrixRef<T>& a, const ConstMatrixRef<T>& b, MatrixRef<T> c,
                   Write write = Write::overwrite) {
  for (Eigen::Index i = 0; i < c.rows(); ++i) {
    for (Eigen::Index j = 0; j < c.cols(); ++j) {
      T sum = 0;
      for (Eigen::Index p = 0; p < a.cols(); ++p) sum += a(i, p) * b(p, j);
      c(i, j) = write == Write::add ? c(i, j) + sum : sum;
    }
  }
}

// c_ij = Σ_p a_pi b_pj
template <class T>
void naiveMultiplyLeftTransposed(const ConstMatrixRef<T>& a, const ConstMatrixRef<T>& b, MatrixRef<T> c,
                                 Write write = Write::overwrite) {
  for (Eigen::Index i = 0; i < c.rows(); ++i) {
    for (Eigen::Index j = 0; j < c.cols(); ++j) {
      T sum = 0;
      for (Eigen::Index p = 0; p < a.rows(); ++p) sum += a(p, i) * b(p, j);
      c(i, j) = write == Write::add ? c(i, j) + sum : sum;
    }
  }
}

// c_ij = Σ_p a_ip b_jp
template <class T>
void naiveMultiplyRightTransposed(const ConstMatrixRef<T>& a, const ConstMatrixRef<T>& b, MatrixRef<T> c,
                                  Write write = Write::overwrite) {
  for (Eigen::Index i = 0; i < c.rows(); ++i) {
    for (Eigen::Index j = 0; j < c.cols(); ++j) {
      T sum = 0;
      for (Eigen::Index p = 0; p < a.cols(); ++p) sum += a(i, p) * b(j, p);
      c(i, j) = write == Write::add ? c(i, j) + sum : sum;
    }
  }
}

}  // namespace downhill

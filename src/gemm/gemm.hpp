#pragma once

#include "gemm/matrix.hpp"

namespace downhill {

// The three products that training a network consists of, all matrices row-major. With x (batch, in),
// weights (in, out), y and its gradient δ (batch, out):
//   y            = x · weights      multiply
//   ∂C/∂weights  = xᵀ · δ           multiplyLeftTransposed
//   ∂C/∂x        = δ · weightsᵀ     multiplyRightTransposed
//
// Natively Eigen computes them; in WebAssembly, for float, our own SIMD kernel does (tiled.hpp). The
// oracle of both is the triple loop in naive.hpp. Throws std::invalid_argument when shapes do not fit.
// c must not overlap a or b.

enum class Write { overwrite, add };

template <class T>
using MatrixRef = Eigen::Ref<Matrix<T>>;
template <class T>
using ConstMatrixRef = Eigen::Ref<const Matrix<T>>;

// c (m, n) = a (m, k) · b (k, n)
void multiply(const ConstMatrixRef<float>& a, const ConstMatrixRef<float>& b, MatrixRef<float> c,
              Write write = Write::overwrite);
void multiply(const ConstMatrixRef<double>& a, const ConstMatrixRef<double>& b, MatrixRef<double> c,
              Write write = Write::overwrite);

// c (m, n) = aᵀ · b,  a (k, m), b (k, n)
void multiplyLeftTransposed(const ConstMatrixRef<float>& a, const ConstMatrixRef<float>& b,
                            MatrixRef<float> c, Write write = Write::overwrite);
void multiplyLeftTransposed(const ConstMatrixRef<double>& a, const ConstMatrixRef<double>& b,
                            MatrixRef<double> c, Write write = Write::overwrite);

// c (m, n) = a · bᵀ,  a (m, k), b (n, k)
void multiplyRightTransposed(const ConstMatrixRef<float>& a, const ConstMatrixRef<float>& b,
                             MatrixRef<float> c, Write write = Write::overwrite);
void multiplyRightTransposed(const ConstMatrixRef<double>& a, const ConstMatrixRef<double>& b,
                             MatrixRef<double> c, Write write = Write::overwrite);

}  // namespace downhill

#pragma once

#include "gemm/matrix.hpp"

namespace downhill {

// A = V diag(λ) Vᵀ of a symmetric matrix A of n × n numbers: λ (n) rises, column k of V (n × n) belongs to λ_k and has
// length 1. One place for all rooms, since Eigen's solver is long to compile and large. Only A's lower triangle is read;
// numbers that are not finite give eigenvalues that are not.
struct SymmetricEigen {
  Vector<double> values;
  Matrix<double> vectors;
};

SymmetricEigen symmetricEigen(const Matrix<double>& symmetric);

// λ alone.
Vector<double> symmetricEigenvalues(const Matrix<double>& symmetric);

// The same of the tridiagonal matrix with `diagonal` (n numbers) and `beside` (n − 1).
SymmetricEigen tridiagonalEigen(const Vector<double>& diagonal, const Vector<double>& beside);

}  // namespace downhill

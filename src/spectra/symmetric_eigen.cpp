#include "spectra/symmetric_eigen.hpp"

#include <Eigen/Eigenvalues>

namespace downhill {
namespace {

using Solver = Eigen::SelfAdjointEigenSolver<Matrix<double>>;

SymmetricEigen resultOf(const Solver& solver) { return {solver.eigenvalues(), solver.eigenvectors()}; }

}  // namespace

SymmetricEigen symmetricEigen(const Matrix<double>& symmetric) { return resultOf(Solver(symmetric)); }

Vector<double> symmetricEigenvalues(const Matrix<double>& symmetric) {
  return Solver(symmetric, Eigen::EigenvaluesOnly).eigenvalues();
}

SymmetricEigen tridiagonalEigen(const Vector<double>& diagonal, const Vector<double>& beside) {
  Solver solver;
  solver.computeFromTridiagonal(diagonal, beside);
  return resultOf(solver);
}

}  // namespace downhill

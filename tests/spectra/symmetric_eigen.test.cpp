#include "spectra/symmetric_eigen.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cmath>
#include <numbers>

#include "random/random.hpp"

using namespace downhill;

namespace {

Matrix<double> randomSymmetric(Eigen::Index size, std::uint32_t seed) {
  Random random(seed);
  Matrix<double> numbers(size, size);
  for (double& number : numbers.reshaped()) number = random.normal();
  return numbers + numbers.transpose();
}

}  // namespace

TEST_CASE("Eigenvalues rise, eigenvectors are orthonormal, and together they are the matrix") {
  const int size = GENERATE(1, 2, 3, 7, 20);
  const Matrix<double> symmetric = randomSymmetric(size, 5);
  const auto [values, vectors] = symmetricEigen(symmetric);
  for (int k = 1; k < size; ++k) REQUIRE(values[k] >= values[k - 1]);
  REQUIRE((vectors.transpose() * vectors - Matrix<double>::Identity(size, size)).norm() < 1e-13 * size);
  REQUIRE((vectors * values.asDiagonal() * vectors.transpose() - symmetric).norm() < 1e-12 * size);
  REQUIRE((symmetricEigenvalues(symmetric) - values).norm() < 1e-12 * size);
}

TEST_CASE("Two by two, the eigenvalues are those of the quadratic formula") {
  const double a = 3, b = -1.5, d = 0.25;
  Matrix<double> symmetric(2, 2);
  symmetric << a, b, b, d;
  const double middle = (a + d) / 2, half = std::hypot((a - d) / 2, b);
  const Vector<double> values = symmetricEigenvalues(symmetric);
  REQUIRE(std::abs(values[0] - (middle - half)) < 1e-14);
  REQUIRE(std::abs(values[1] - (middle + half)) < 1e-14);
}

// Of the second difference, 2 on the diagonal and −1 beside it: λ_k = 2 − 2 cos(kπ/(n + 1)).
TEST_CASE("A tridiagonal matrix has the eigenvalues that are known of the second difference") {
  const int size = 12;
  const auto [values, vectors] =
      tridiagonalEigen(Vector<double>::Constant(size, 2), Vector<double>::Constant(size - 1, -1));
  for (int k = 1; k <= size; ++k)
    REQUIRE(std::abs(values[k - 1] - (2 - 2 * std::cos(k * std::numbers::pi / (size + 1)))) < 1e-13);
  Matrix<double> whole = 2 * Matrix<double>::Identity(size, size);
  whole.diagonal(1).setConstant(-1);
  whole.diagonal(-1).setConstant(-1);
  REQUIRE((whole * vectors - vectors * values.asDiagonal()).norm() < 1e-12);
}

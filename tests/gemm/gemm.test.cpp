#include "gemm/gemm.hpp"

#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <limits>

#include "gemm/naive.hpp"
#include "gemm/tiled.hpp"
#include "support/matrices.hpp"

using namespace downhill;
using namespace downhill::support;
using Catch::Matchers::ContainsSubstring;

namespace {

// Around the tile of 6×8 and its remainders, around the registers of 4, and around the panel's depth of 256.
const std::initializer_list<int> rowCounts = {1, 3, 4, 5, 6, 7, 8, 9, 12, 14, 33};
const std::initializer_list<int> colCounts = {1, 3, 4, 5, 7, 8, 9, 10, 15, 16, 17, 40};
const std::initializer_list<int> depths = {0, 1, 2, 7, 13, 255, 256, 257, 600};

// Entries lie in [−1, 1): each sum of k products is off by at most about k·ε/2·√k.
template <class T>
double tolerance(Eigen::Index depth) {
  return 4 * std::numeric_limits<T>::epsilon() * (1.0 + static_cast<double>(depth));
}

// The three products under one roof: form 0 is a·b, 1 is aᵀ·b, 2 is a·bᵀ.
template <class T>
Matrix<T> leftOperand(int form, Eigen::Index m, Eigen::Index k, Random& random) {
  return form == 1 ? seededMatrix<T>(k, m, random) : seededMatrix<T>(m, k, random);
}
template <class T>
Matrix<T> rightOperand(int form, Eigen::Index k, Eigen::Index n, Random& random) {
  return form == 2 ? seededMatrix<T>(n, k, random) : seededMatrix<T>(k, n, random);
}
template <class T>
void fast(int form, const ConstMatrixRef<T>& a, const ConstMatrixRef<T>& b, MatrixRef<T> c, Write write) {
  if (form == 0) multiply(a, b, c, write);
  if (form == 1) multiplyLeftTransposed(a, b, c, write);
  if (form == 2) multiplyRightTransposed(a, b, c, write);
}
template <class T>
void naive(int form, const ConstMatrixRef<T>& a, const ConstMatrixRef<T>& b, MatrixRef<T> c, Write write) {
  if (form == 0) naiveMultiply<T>(a, b, c, write);
  if (form == 1) naiveMultiplyLeftTransposed<T>(a, b, c, write);
  if (form == 2) naiveMultiplyRightTransposed<T>(a, b, c, write);
}
// The WebAssembly kernel, which natively nobody else would run.
void tiledProduct(int form, const ConstMatrixRef<float>& a, const ConstMatrixRef<float>& b,
                  MatrixRef<float> c, Write write) {
  const Strided left =
      form == 1 ? Strided{a.data(), 1, a.outerStride()} : Strided{a.data(), a.outerStride(), 1};
  const Strided right =
      form == 2 ? Strided{b.data(), 1, b.outerStride()} : Strided{b.data(), b.outerStride(), 1};
  tiledMultiply(left, right, form == 1 ? a.rows() : a.cols(), c, write);
}

}  // namespace

TEST_CASE("the oracle multiplies as a hand does") {
  Matrix<double> a(2, 3), b(3, 2), expected(2, 2);
  a << 1, 2, 3, 4, 5, 6;
  b << 7, 8, 9, 10, 11, 12;
  expected << 58, 64, 139, 154;
  Matrix<double> c = Matrix<double>::Constant(2, 2, 100);
  naiveMultiply<double>(a, b, c, Write::add);
  REQUIRE(maxDifference(c, expected.array() + 100) == 0);
  naiveMultiply<double>(a, b, c);
  REQUIRE(maxDifference(c, expected) == 0);
  naiveMultiplyLeftTransposed<double>(a.transpose().eval(), b, c);
  REQUIRE(maxDifference(c, expected) == 0);
  naiveMultiplyRightTransposed<double>(a, b.transpose().eval(), c);
  REQUIRE(maxDifference(c, expected) == 0);
}

TEMPLATE_TEST_CASE("all three products agree with the oracle at sizes around the tile", "", float, double) {
  const int form = GENERATE(0, 1, 2);
  const Write write = GENERATE(Write::overwrite, Write::add);
  Random random(1);
  for (const int m : rowCounts) {
    for (const int n : colCounts) {
      for (const int k : depths) {
        const auto a = leftOperand<TestType>(form, m, k, random);
        const auto b = rightOperand<TestType>(form, k, n, random);
        Matrix<TestType> expected = seededMatrix<TestType>(m, n, random), c = expected;
        naive<TestType>(form, a, b, expected, write);
        fast<TestType>(form, a, b, c, write);
        INFO("form " << form << ", " << m << "×" << k << " by " << k << "×" << n);
        REQUIRE(maxDifference(c, expected) <= tolerance<TestType>(k));
        if constexpr (std::is_same_v<TestType, float>) {
          Matrix<float> tiled = write == Write::add ? c : seededMatrix<float>(m, n, random);
          if (write == Write::add) naive<float>(form, -a, b, tiled, Write::add);  // back to what was there
          Matrix<float> again = tiled;
          naive<float>(form, a, b, again, write);
          tiledProduct(form, a, b, tiled, write);
          REQUIRE(maxDifference(tiled, again) <= tolerance<float>(k));
        }
      }
    }
  }
}

TEST_CASE("the shapes of training MNIST agree with the oracle") {
  struct Shape {
    int m, k, n;
  };
  const auto [m, k, n] =
      GENERATE(Shape{32, 784, 16}, Shape{784, 32, 16}, Shape{32, 16, 10}, Shape{16, 32, 10},
               Shape{32, 10, 16}, Shape{64, 784, 128}, Shape{128, 512, 256}, Shape{1, 784, 16});
  const int form = GENERATE(0, 1, 2);
  Random random(2);
  const auto a = leftOperand<float>(form, m, k, random);
  const auto b = rightOperand<float>(form, k, n, random);
  Matrix<float> expected(m, n), c(m, n), tiled(m, n);
  naive<float>(form, a, b, expected, Write::overwrite);
  fast<float>(form, a, b, c, Write::overwrite);
  tiledProduct(form, a, b, tiled, Write::overwrite);
  REQUIRE(maxDifference(c, expected) <= tolerance<float>(k));
  REQUIRE(maxDifference(tiled, expected) <= tolerance<float>(k));
}

TEST_CASE("matrices may lie at any alignment, inside larger ones, whose other entries stay as they are") {
  const int form = GENERATE(0, 1, 2), shift = GENERATE(1, 2, 3);
  const int m = 9, k = 11, n = 13;
  Random random(3);
  const auto a = leftOperand<float>(form, m, k, random);
  const auto b = rightOperand<float>(form, k, n, random);
  Matrix<float> expected(m, n);
  naive<float>(form, a, b, expected, Write::overwrite);

  Matrix<float> roomA = seededMatrix<float>(40, 40, random), roomB = roomA, roomC = roomA;
  roomA.block(shift, shift, a.rows(), a.cols()) = a;
  roomB.block(shift, shift, b.rows(), b.cols()) = b;
  const Matrix<float> before = roomC;
  const auto run = [&](auto product) {
    roomC = before;
    product(form, roomA.block(shift, shift, a.rows(), a.cols()),
            roomB.block(shift, shift, b.rows(), b.cols()), roomC.block(shift, shift, m, n), Write::overwrite);
    REQUIRE(maxDifference(roomC.block(shift, shift, m, n), expected) <= tolerance<float>(k));
    roomC.block(shift, shift, m, n) = before.block(shift, shift, m, n);
    REQUIRE(maxDifference(roomC, before) == 0);
  };
  run(fast<float>);
  run(tiledProduct);
}

TEST_CASE("an empty sum is zero, and an empty matrix is no trouble") {
  const int form = GENERATE(0, 1, 2);
  Random random(4);
  const auto a = leftOperand<float>(form, 5, 0, random);
  const auto b = rightOperand<float>(form, 0, 9, random);
  const Matrix<float> before = seededMatrix<float>(5, 9, random);
  Matrix<float> c = before;
  fast<float>(form, a, b, c, Write::add);
  REQUIRE(maxDifference(c, before) == 0);
  fast<float>(form, a, b, c, Write::overwrite);
  REQUIRE(c.isZero(0));

  Matrix<float> noRows(0, 9), noCols(5, 0);
  fast<float>(form, leftOperand<float>(form, 0, 4, random), rightOperand<float>(form, 4, 9, random), noRows,
              Write::overwrite);
  fast<float>(form, leftOperand<float>(form, 5, 4, random), rightOperand<float>(form, 4, 0, random), noCols,
              Write::overwrite);
  REQUIRE(noRows.size() + noCols.size() == 0);
}

TEST_CASE("overwriting does not read what was there") {
  const int form = GENERATE(0, 1, 2);
  Random random(5);
  const auto a = leftOperand<float>(form, 6, 300, random);
  const auto b = rightOperand<float>(form, 300, 11, random);
  Matrix<float> c = Matrix<float>::Constant(6, 11, std::numeric_limits<float>::quiet_NaN()), tiled = c;
  fast<float>(form, a, b, c, Write::overwrite);
  tiledProduct(form, a, b, tiled, Write::overwrite);
  REQUIRE(c.allFinite());
  REQUIRE(tiled.allFinite());
}

TEST_CASE("NaN and infinity come through, so that a diverged run is seen") {
  const int form = GENERATE(0, 1, 2);
  const float poison =
      GENERATE(std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity());
  Random random(6);
  auto a = leftOperand<float>(form, 5, 9, random);
  const auto b = rightOperand<float>(form, 9, 10, random);
  a(2, 3) = poison;
  const Eigen::Index touched = form == 1 ? 3 : 2;
  Matrix<float> c(5, 10);
  fast<float>(form, a, b, c, Write::overwrite);
  for (Eigen::Index i = 0; i < 5; ++i)
    for (Eigen::Index j = 0; j < 10; ++j) REQUIRE(std::isfinite(c(i, j)) == (i != touched));
}

TEST_CASE("the same product twice is the same to the last bit") {
  const int form = GENERATE(0, 1, 2);
  Random random(7);
  const auto a = leftOperand<float>(form, 32, 784, random);
  const auto b = rightOperand<float>(form, 784, 16, random);
  Matrix<float> first(32, 16), second(32, 16);
  fast<float>(form, a, b, first, Write::overwrite);
  fast<float>(form, a, b, second, Write::overwrite);
  REQUIRE((first.array() == second.array()).all());
}

TEST_CASE("shapes that do not fit are refused with their numbers") {
  const Matrix<float> a(2, 3), b(3, 4), tall(5, 3);
  Matrix<float> c(2, 4), wrong(4, 2);
  REQUIRE_THROWS_WITH(multiply(a, tall, c), ContainsSubstring("3 numbers on its left but 5"));
  REQUIRE_THROWS_WITH(multiply(a, b, wrong), ContainsSubstring("2×4") && ContainsSubstring("4×2"));
  REQUIRE_THROWS_WITH(multiplyLeftTransposed(a, b, c), ContainsSubstring("2 numbers on its left but 3"));
  REQUIRE_THROWS_WITH(multiplyRightTransposed(a, b, c), ContainsSubstring("3 numbers on its left but 4"));
}

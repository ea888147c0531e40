#include "gemm/sparse.hpp"

#include <algorithm>
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "gemm/naive.hpp"
#include "support/matrices.hpp"

using namespace downhill;
using namespace downhill::support;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;

TEMPLATE_TEST_CASE("a sparse batch keeps every entry of the matrix it was made from", "", float, double) {
  const double density = GENERATE(0.0, 0.1, 0.5, 1.0);
  Random random(1);
  SparseRows<TestType> rows;
  for (const int count : {0, 1, 3, 20}) {
    const auto dense = seededSparseMatrix<TestType>(count, 50, density, random);
    rows.assign(dense);
    REQUIRE(rows.rows() == count);
    REQUIRE(rows.cols() == 50);
    REQUIRE(rows.values().size() == static_cast<std::size_t>((dense.array() != 0).count()));
    REQUIRE(rows.density() == measuredDensity<TestType>(dense));
    Matrix<TestType> back;
    rows.expand(back);
    REQUIRE(maxDifference(back, dense) == 0);
  }
}

TEST_CASE("bytes become b/255, and zeros are left out wherever they stand") {
  Random random(2);
  const int width = GENERATE(1, 7, 8, 9, 16, 784);
  std::vector<std::uint8_t> bytes(width);
  SparseRows<float> rows(width), fromInk(width);
  Matrix<float> expected(5, width);
  for (int i = 0; i < 5; ++i) {
    for (auto& byte : bytes) byte = random.below(3) == 0 ? static_cast<std::uint8_t>(random.below(256)) : 0;
    if (i == 1) std::ranges::fill(bytes, std::uint8_t{0});
    if (i == 2) std::ranges::fill(bytes, std::uint8_t{255});
    rows.appendBytes(bytes);
    std::vector<std::uint16_t> places(width + 8);
    std::vector<std::uint8_t> ink(width + 8);
    const std::size_t count = squeeze(bytes, places.data(), ink.data());
    fromInk.appendBytes({std::span(places).first(count), std::span(ink).first(count)});
    for (int j = 0; j < width; ++j) expected(i, j) = static_cast<float>(bytes[j]) / 255.0f;
  }
  Matrix<float> dense;
  rows.expand(dense);
  REQUIRE(maxDifference(dense, expected) == 0);
  fromInk.expand(dense);
  REQUIRE(maxDifference(dense, expected) == 0);
  REQUIRE_THAT(rows.density(), WithinAbs(measuredDensity<float>(expected), 1e-12));
}

TEMPLATE_TEST_CASE("sparse products agree with the oracle at every width around the registers", "", float,
                   double) {
  const double density = GENERATE(0.0, 0.05, 0.2, 1.0);
  const int outputs = GENERATE(1, 3, 4, 5, 10, 15, 16, 17, 20, 32, 37, 47, 48, 53, 64, 85);
  Random random(3);
  const double tolerance = std::is_same_v<TestType, float> ? 2e-5 : 1e-13;
  for (const int batch : {1, 2, 5, 33}) {
    const auto x = seededSparseMatrix<TestType>(batch, 97, density, random);
    const auto weights = seededMatrix<TestType>(97, outputs, random);
    const auto delta = seededMatrix<TestType>(batch, outputs, random);
    SparseRows<TestType> rows;
    rows.assign(x);

    Matrix<TestType> y(batch, outputs), expectedY(batch, outputs);
    multiplySparse<TestType>(rows, weights, y);
    naiveMultiply<TestType>(x, weights, expectedY);
    REQUIRE(maxDifference(y, expectedY) < tolerance);

    Matrix<TestType> gradient = seededMatrix<TestType>(97, outputs, random), expected = gradient;
    multiplySparseLeftTransposed<TestType>(rows, delta, gradient, Write::add);
    naiveMultiplyLeftTransposed<TestType>(x, delta, expected, Write::add);
    REQUIRE(maxDifference(gradient, expected) < tolerance);
    multiplySparseLeftTransposed<TestType>(rows, delta, gradient);
    naiveMultiplyLeftTransposed<TestType>(x, delta, expected);
    REQUIRE(maxDifference(gradient, expected) < tolerance);
  }
}

TEMPLATE_TEST_CASE("the entries by column are those of the transposed matrix", "", float, double) {
  const double density = GENERATE(0.0, 0.2, 1.0);
  Random random(8);
  SparseRows<TestType> rows, transposed;
  for (const int count : {0, 1, 9, 40}) {
    const auto dense = seededSparseMatrix<TestType>(count, 23, density, random);
    rows.assign(dense);
    transposed.assign(dense.transpose());
    const auto byColumn = rows.byColumn();
    REQUIRE(std::ranges::equal(byColumn.start, transposed.rowStart()));
    REQUIRE(std::ranges::equal(byColumn.rows, transposed.columns()));
    REQUIRE(std::ranges::equal(byColumn.values, transposed.values()));
  }
}

TEST_CASE("filling a batch again leaves nothing of the one before") {
  Random random(4);
  SparseRows<float> rows;
  rows.assign(seededMatrix<float>(10, 30, random));
  const auto second = seededSparseMatrix<float>(4, 20, 0.3, random);
  rows.assign(second);
  Matrix<float> dense;
  rows.expand(dense);
  REQUIRE(maxDifference(dense, second) == 0);
}

TEST_CASE("NaN in the weights and in the input come through") {
  Random random(5);
  auto x = seededSparseMatrix<float>(3, 12, 0.5, random);
  x(1, 4) = std::numeric_limits<float>::quiet_NaN();
  x.row(2).setZero();
  SparseRows<float> rows;
  rows.assign(x);
  Matrix<float> y(3, 8);
  multiplySparse<float>(rows, seededMatrix<float>(12, 8, random), y);
  REQUIRE(y.row(0).allFinite());
  REQUIRE(!y.row(1).allFinite());
  REQUIRE(y.row(2).isZero(0));
}

TEST_CASE("rows and shapes that do not fit are refused with words") {
  SparseRows<float> rows(4);
  REQUIRE_THROWS_WITH(rows.appendRow(std::vector<float>(3)), ContainsSubstring("3 numbers; it must have 4"));
  REQUIRE_THROWS_WITH(rows.appendBytes(std::vector<std::uint8_t>(5)), ContainsSubstring("5 numbers"));
  REQUIRE_THROWS_WITH(rows.clear(65537), ContainsSubstring("65537"));
  Matrix<float> c(1, 2);
  const Matrix<float> weights(3, 2);
  REQUIRE_THROWS_WITH(multiplySparse<float>(rows, weights, c), ContainsSubstring("do not fit"));
  REQUIRE_THROWS_WITH(multiplySparseLeftTransposed<float>(rows, weights, c), ContainsSubstring("do not fit"));
}

#include "gemm/segments.hpp"

#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <vector>

#include "gemm/naive.hpp"
#include "support/matrices.hpp"

using namespace downhill;
using namespace downhill::support;

// Rows of A overlap as patches do: row i of segment s begins s · 50 + i · 3 into the numbers.
TEMPLATE_TEST_CASE("a sum of segments is the sum of the products it says", "", float, double) {
  const double tolerance = std::is_same_v<TestType, float> ? 1e-4 : 1e-13;
  Random random(1);
  const Matrix<TestType> numbers = seededMatrix<TestType>(1, 400, random);
  for (const int rows : {1, 3, 4, 5, 8, 11})
    for (const int cols : {1, 3, 4, 7, 8, 12, 13, 17})
      for (const int segments : {1, 2, 5})
        for (const int length : {1, 6, 20})
          for (const bool alongRows : {false, true}) {
            CAPTURE(rows, cols, segments, length, alongRows);
            const Eigen::Index row = alongRows ? 1 : 3, col = alongRows ? 3 : 1;
            const Matrix<TestType> right = seededMatrix<TestType>(segments * length, cols, random);
            const Matrix<TestType> bias = seededMatrix<TestType>(1, cols, random);
            Matrix<TestType> expected = bias.replicate(rows, 1);
            for (int s = 0; s < segments; ++s) {
              Matrix<TestType> left(rows, length);
              for (int i = 0; i < rows; ++i)
                for (int p = 0; p < length; ++p) left(i, p) = numbers(0, s * 50 + i * row + p * col);
              naiveMultiply<TestType>(left, right.middleRows(s * length, length), expected, Write::add);
            }
            const SegmentsLeft<TestType> a{numbers.data(), 50, row, col};
            const SegmentsRight<TestType> b{right.data(), Eigen::Index{length} * cols, cols};
            // One column more in c, which must stay as it is.
            Matrix<TestType> c = Matrix<TestType>::Constant(rows, cols + 1, 7);
            sumSegments<TestType>(a, b, {segments, length}, {bias.data(), 0}, rows, cols, c.data(), cols + 1);
            REQUIRE(maxDifference(c.leftCols(cols), expected) < tolerance);
            REQUIRE((c.col(cols).array() == TestType(7)).all());

            // Started from itself it is added to; started from nothing it is the sum alone.
            sumSegments<TestType>(a, b, {segments, length}, {c.data(), cols + 1}, rows, cols, c.data(),
                                  cols + 1);
            Matrix<TestType> alone(rows, cols);
            sumSegments<TestType>(a, b, {segments, length}, {}, rows, cols, alone.data(), cols);
            REQUIRE(maxDifference(c.leftCols(cols), expected + alone) < tolerance);
            REQUIRE(maxDifference(alone.rowwise() + bias.row(0), expected) < tolerance);
          }
}

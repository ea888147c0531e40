#include "gemm/exponential.hpp"

#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <vector>

using namespace downhill;

namespace {

template <class T>
T exponentialOf(T x) {
  exponentiate(&x, 1);
  return x;
}

}  // namespace

TEMPLATE_TEST_CASE("an exponential is right to the last digits wherever it is a normal number", "", float,
                   double) {
  const double allowed = 3 * std::numeric_limits<TestType>::epsilon();
  double worst = 0;
  for (double at = -87; at <= 88; at += 0.0137) {
    const auto x = static_cast<TestType>(at);
    const double exact = std::exp(static_cast<double>(x));
    worst = std::max(worst, std::abs(static_cast<double>(exponentialOf(x)) - exact) / exact);
  }
  REQUIRE(worst < allowed);
}

TEMPLATE_TEST_CASE("e⁰ is 1, and small exponents keep their digits", "", float, double) {
  REQUIRE(exponentialOf(TestType(0)) == 1);
  const TestType tiny = std::numeric_limits<TestType>::epsilon();
  REQUIRE(exponentialOf(tiny) == 1 + tiny);
}

TEST_CASE("what is too small becomes a small float and then 0, what is too large infinity, and NaN stays") {
  constexpr float infinity = std::numeric_limits<float>::infinity();
  REQUIRE(std::abs(exponentialOf(-95.0f) / static_cast<float>(std::exp(-95.0)) - 1) < 1e-2f);
  for (const float x : {-110.0f, -1000.0f, -3e38f, -infinity}) REQUIRE(exponentialOf(x) == 0);
  for (const float x : {88.8f, 1000.0f, 3e38f, infinity}) REQUIRE(exponentialOf(x) == infinity);
  REQUIRE(std::isnan(exponentialOf(std::numeric_limits<float>::quiet_NaN())));
}

TEST_CASE("any number of neighbours are taken, and those beyond stay as they are") {
  for (int count = 0; count <= 13; ++count) {
    std::vector<float> values(static_cast<std::size_t>(count) + 1);
    for (int i = 0; i <= count; ++i) values[i] = 0.5f * static_cast<float>(i) - 3;
    const std::vector<float> before = values;
    exponentiate(values.data(), count);
    for (int i = 0; i < count; ++i) REQUIRE(std::abs(values[i] / std::exp(before[i]) - 1) < 1e-6f);
    REQUIRE(values[count] == before[count]);
  }
}

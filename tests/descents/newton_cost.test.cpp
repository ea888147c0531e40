#include "descents/newton_cost.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

using namespace downhill;
using Catch::Matchers::WithinAbs;

TEST_CASE("The Hessian of the digit network's 13,002 parameters is 1.26 GiB in double") {
  CHECK_THAT(newtonCost(13002).bytes / (1024.0 * 1024 * 1024), WithinAbs(1.26, 0.005));
  CHECK(newtonCost(3).multiplications == 9);
}

TEST_CASE("A measurement solves its system and takes time") {
  const auto measured = measureNewton(150, 1);
  CHECK(measured.seconds > 0);
  CHECK(measured.residual < 1e-12);
}

TEST_CASE("Measurements of nothing and of too much are refused") {
  CHECK_THROWS_AS(measureNewton(0, 1), std::invalid_argument);
  CHECK_THROWS_AS(measureNewton(4001, 1), std::invalid_argument);
}

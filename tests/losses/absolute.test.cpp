#include "losses/absolute.hpp"

#include "derivative_checks.hpp"

using namespace downhill;
using namespace downhill::testing;

TEST_CASE("Absolute error has slope ±1, no curvature, and slope 0 at its kink") {
  for (const double x : {-3.0, 0.9, 5.0}) checkScalar([](double v) { return absoluteError(v, 1); }, x);
  REQUIRE(absoluteError(1, 1).gradient == 0);
  REQUIRE(absoluteError(-2, 1).value == 3);
}

TEST_CASE("The best constant under absolute error is the median, under squared error the mean") {
  const double data[] = {1, 2, 3, 4, 100};
  const auto total = [&](double c) {
    double sum = 0;
    for (const double x : data) sum += absoluteError(c, x).value;
    return sum;
  };
  for (const double c : {1.0, 2.9, 3.1, 22.0, 100.0}) REQUIRE(total(3) < total(c));
}

TEST_CASE("Absolute error refuses what is not a number") {
  REQUIRE_REFUSED(absoluteError(NAN, 1), "not a finite number");
  REQUIRE_REFUSED(absoluteError(1, NAN), "not a finite number");
}

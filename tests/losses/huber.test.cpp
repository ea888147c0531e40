#include "losses/huber.hpp"

#include "derivative_checks.hpp"

using namespace downhill;
using namespace downhill::testing;

TEST_CASE("Huber's loss agrees with central differences on both sides of δ") {
  for (const double delta : {0.5, 1.0, 4.0}) {
    for (const double x : {-9.0, -0.3, 0.0, 0.2, 2.0, 7.0}) {
      checkScalar([delta](double v) { return huber(v, 0, delta); }, x);
    }
  }
}

TEST_CASE("Huber's value and slope meet at δ, where the curvature jumps") {
  const ScalarLoss inside = huber(2, 0, 2), outside = huber(std::nextafter(2, 3), 0, 2);
  REQUIRE_THAT(outside.value, WithinRel(inside.value, 1e-15));
  REQUIRE(outside.gradient == inside.gradient);
  REQUIRE(inside.curvature == 1);
  REQUIRE(outside.curvature == 0);
}

TEST_CASE("Huber's loss is half the squared error for large δ, and δ times the absolute error for small") {
  REQUIRE(huber(3, 1, 1e9).value == 2);
  REQUIRE_THAT(huber(3, 1, 1e-9).value / 1e-9, WithinRel(2, 1e-8));
}

TEST_CASE("Huber's loss refuses a δ of 0 and what is not a number") {
  REQUIRE_REFUSED(huber(1, 0, 0), "delta is 0");
  REQUIRE_REFUSED(huber(1, 0, NAN), "delta is");
  REQUIRE_REFUSED(huber(NAN, 0, 1), "the prediction");
}

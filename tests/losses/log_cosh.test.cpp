#include "losses/log_cosh.hpp"

#include "derivative_checks.hpp"

using namespace downhill;
using namespace downhill::testing;

TEST_CASE("log cosh agrees with central differences and with its definition") {
  for (const double r : {-20.0, -1.0, -0.5, 0.0, 0.9, 1.1, 4.0}) {
    checkScalar([](double v) { return logCosh(v, 0.25); }, r + 0.25);
    REQUIRE_THAT(logCosh(r, 0).value, WithinRel(std::log(std::cosh(r)), 1e-13));
    REQUIRE_THAT(logCosh(r, 0).curvature, WithinAbs(1 - std::tanh(r) * std::tanh(r), 1e-15));
  }
}

TEST_CASE("log cosh keeps its digits for tiny residuals and does not overflow for huge ones") {
  REQUIRE_THAT(logCosh(1e-9, 0).value, WithinRel(0.5e-18, 1e-12));
  const ScalarLoss far = logCosh(-5000, 0);
  REQUIRE_THAT(far.value, WithinRel(5000 - std::log(2), 1e-15));
  REQUIRE(far.gradient == -1);
  REQUIRE(far.curvature == 0);
}

TEST_CASE("log cosh refuses what is not a number") {
  REQUIRE_REFUSED(logCosh(INFINITY, 0), "the prediction");
}

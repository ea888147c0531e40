#include "losses/distribution.hpp"

#include "derivative_checks.hpp"

using namespace downhill;
using namespace downhill::testing;

TEST_CASE("A distribution is refused with what is wrong with it") {
  REQUIRE_NOTHROW(requireDistribution(vector({.25, .75}), "p"));
  REQUIRE_NOTHROW(requireDistribution(vector({1.0 / 3, 1.0 / 3, 1.0 / 3}), "p"));
  REQUIRE_REFUSED(requireDistribution(Vector<double>(), "p"), "p is empty");
  REQUIRE_REFUSED(requireDistribution(vector({.5, .4}), "p"), "p sums to 0.9");
  REQUIRE_REFUSED(requireDistribution(vector({1.25, -.25}), "p"), "p[0] is 1.25");
  REQUIRE_REFUSED(requireDistribution(vector({.5, NAN}), "p"), "p[1] is");
  REQUIRE_REFUSED(requireDistribution(vector({.5, .5 + 2e-9}), "p"), "must sum to 1");
  REQUIRE_NOTHROW(requireDistribution(vector({.5, .5 + 1e-10}), "p"));
}

TEST_CASE("Nothing times infinity is nothing, where a probability is 0") {
  REQUIRE(weighted(0, INFINITY) == 0);
  REQUIRE(weighted(.5, 4) == 2);
}

TEST_CASE("One-hot vectors hold all belief on their class") {
  REQUIRE(oneHot(1, 3) == vector({0, 1, 0}));
  REQUIRE_REFUSED(oneHot(3, 3), "the label is 3; with 3 classes");
  REQUIRE_REFUSED(oneHot(-1, 3), "the label is -1");
}

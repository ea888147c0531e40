#include "losses/hinge.hpp"

#include "derivative_checks.hpp"

using namespace downhill;
using namespace downhill::testing;

TEST_CASE("The hinge loss agrees with central differences on both sides of its kink") {
  for (const int label : {0, 1}) {
    for (const double o : {-3.0, -0.2, 0.4, 1.7, 5.0})
      checkScalar([&](double v) { return hinge(v, label, 1.2); }, o);
  }
  Random random(51);
  for (int trial = 0; trial < 30; ++trial) {
    const auto n = 2 + random.below(5), label = random.below(n);
    checkVector([&](const auto& o) { return hinge(o, label, 1.5); }, randomLogits(random, n));
  }
}

TEST_CASE("The hinge loss is 0 exactly when the true class leads each other by the margin") {
  Random random(52);
  for (int trial = 0; trial < 200; ++trial) {
    const Vector<double> o = randomLogits(random, 4, 1);
    bool leads = true;
    for (int k = 1; k < 4; ++k) leads = leads && o(0) - o(k) >= 1;
    REQUIRE((hinge(o, 0, 1).value == 0) == leads);
  }
  REQUIRE(hinge(vector({2, 1, 1}), 0, 1).value == 0);
  REQUIRE(hinge(vector({2, 1.5, 1}), 0, 1).value == 0.5);
}

TEST_CASE("Over two classes the hinge loss is the binary one of the difference") {
  for (const double d : {-2.0, 0.5, 3.0}) REQUIRE(hinge(vector({0, d}), 1, 1).value == hinge(d, 1, 1).value);
}

TEST_CASE("The hinge loss stands ±1000 and refuses NaN, a margin of 0 and unknown labels") {
  REQUIRE(hinge(vector({-1000, 1000}), 0, 1).value == 2001);
  REQUIRE_REFUSED(hinge(NAN, 1), "the score");
  REQUIRE_REFUSED(hinge(1.0, 1, 0), "margin is 0");
  REQUIRE_REFUSED(hinge(1.0, -1), "the label is -1");
  REQUIRE_REFUSED(hinge(vector({1, NAN}), 0), "the scores[1]");
  REQUIRE_REFUSED(hinge(vector({1, 2}), 2), "the label is 2");
}

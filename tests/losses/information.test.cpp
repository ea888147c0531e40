#include "losses/information.hpp"

#include "derivative_checks.hpp"

using namespace downhill;
using namespace downhill::testing;

namespace {
Vector<double> uniform(Eigen::Index n) { return Vector<double>::Constant(n, 1.0 / static_cast<double>(n)); }
}  // namespace

TEST_CASE("Surprise: a fair coin is one bit, one of ten digits is one hartley, 1/e is one nat") {
  REQUIRE_THAT(surprise(.5, bits), WithinRel(1, 1e-15));
  REQUIRE_THAT(surprise(.1, hartleys), WithinRel(1, 1e-15));
  REQUIRE_THAT(surprise(1 / nats, nats), WithinRel(1, 1e-15));
  REQUIRE(surprise(1) == 0);
  REQUIRE(surprise(0) == INFINITY);
}

TEST_CASE("Surprises of independent events add up") {
  for (const double p : {.9, .3})
    REQUIRE_THAT(surprise(p * .2), WithinRel(surprise(p) + surprise(.2), 1e-14));
}

TEST_CASE("Entropy in other units differs by the logarithm of the base alone") {
  Random random(71);
  for (int trial = 0; trial < 50; ++trial) {
    const Vector<double> p = randomDistribution(random, 2 + random.below(8));
    REQUIRE_THAT(entropy(p, nats), WithinRel(entropy(p, bits) * std::log(2), 1e-13));
    REQUIRE_THAT(entropy(p, nats), WithinRel(entropy(p, hartleys) * std::log(10), 1e-13));
  }
}

TEST_CASE("Entropy is 0 when certain, log N at the uniform, and less everywhere else") {
  Random random(72);
  REQUIRE(entropy(vector({0, 1, 0})) == 0);
  for (Eigen::Index n = 1; n < 12; ++n) {
    REQUIRE_THAT(entropy(uniform(n)), WithinAbs(maximumEntropy(n), 1e-14));
    const double h = entropy(randomDistribution(random, n));
    REQUIRE(h >= 0);
    REQUIRE(h <= maximumEntropy(n) + 1e-14);
  }
  REQUIRE_THAT(maximumEntropy(8, bits), WithinRel(3, 1e-15));
}

TEST_CASE("Entropy of known distributions") {
  REQUIRE_THAT(entropy(vector({.5, .25, .125, .125})), WithinRel(1.75, 1e-15));
  REQUIRE_THAT(entropy(vector({.9, .1})), WithinAbs(0.4690, 5e-5));
}

TEST_CASE("Gibbs' inequality: KL is never negative, and 0 only for equal distributions") {
  Random random(73);
  for (int trial = 0; trial < 500; ++trial) {
    const Eigen::Index n = 2 + random.below(9);
    const Vector<double> p = randomDistribution(random, n), q = randomDistribution(random, n);
    REQUIRE(klDivergence(p, q) > 0);
    REQUIRE(klDivergence(p, p) == 0);
    // even where p and q differ by rounding only
    Vector<double> near = p;
    near(0) += 1e-12;
    near(1) -= near(1) > 1e-12 ? 1e-12 : 0;
    REQUIRE(klDivergence(p, near) >= 0);
  }
}

TEST_CASE("H(p,q) = H(p) + KL(p‖q), in every base") {
  Random random(74);
  for (const double base : {bits, nats, hartleys, 3.0}) {
    for (int trial = 0; trial < 100; ++trial) {
      const Vector<double> p = randomDistribution(random, 5), q = randomDistribution(random, 5);
      REQUIRE_THAT(crossEntropy(p, q, base), WithinRel(entropy(p, base) + klDivergence(p, q, base), 1e-12));
    }
  }
}

TEST_CASE("KL is not symmetric, and agrees with its definition") {
  const Vector<double> p = vector({.9, .1}), q = vector({.5, .5});
  REQUIRE_THAT(klDivergence(p, q), WithinRel(.9 * std::log2(1.8) + .1 * std::log2(.2), 1e-14));
  REQUIRE_THAT(klDivergence(q, p), WithinRel(.5 * std::log2(.5 / .9) + .5 * std::log2(5), 1e-14));
  REQUIRE(klDivergence(q, p) > 1.3 * klDivergence(p, q));
}

TEST_CASE("For a one-hot p cross-entropy is KL, and both are the surprise of the true class") {
  const Vector<double> p = vector({0, 1, 0}), q = vector({.3, .6, .1});
  REQUIRE(crossEntropy(p, q) == surprise(.6));
  REQUIRE_THAT(klDivergence(p, q), WithinRel(surprise(.6), 1e-14));
}

TEST_CASE("Believing impossible what happens costs infinitely, what never happens costs nothing") {
  const Vector<double> p = vector({.5, .5}), sure = vector({1, 0});
  REQUIRE(crossEntropy(p, sure) == INFINITY);
  REQUIRE(klDivergence(p, sure) == INFINITY);
  REQUIRE(crossEntropy(sure, p) == 1);
  REQUIRE_THAT(klDivergence(sure, p), WithinRel(1, 1e-15));
  REQUIRE(crossEntropy(sure, sure) == 0);
  // probabilities so small that q/p or p/q leaves the doubles
  REQUIRE_THAT(klDivergence(vector({1, 0}), vector({1e-320, 1}), nats), WithinRel(736.83, 1e-4));
  REQUIRE(std::isfinite(klDivergence(vector({1e-320, 1}), vector({.5, .5}), nats)));
}

TEST_CASE("Information refuses what is no distribution and bases that are none") {
  const Vector<double> p = vector({.5, .5});
  REQUIRE_REFUSED(entropy(vector({.5, .6})), "p sums to 1.1");
  REQUIRE_REFUSED(entropy(vector({NAN, 1})), "p[0] is");
  REQUIRE_REFUSED(crossEntropy(p, vector({2, -1})), "q[0] is 2");
  REQUIRE_REFUSED(klDivergence(p, vector({1})), "equally many");
  REQUIRE_REFUSED(surprise(1.5), "p is 1.5");
  REQUIRE_REFUSED(surprise(.5, 1), "the base is 1");
  REQUIRE_REFUSED(surprise(.5, NAN), "the base is");
  REQUIRE_REFUSED(maximumEntropy(0), "no outcomes");
}

#include "losses/kullback_leibler.hpp"

#include "derivative_checks.hpp"

using namespace downhill;
using namespace downhill::testing;

TEST_CASE("KL as a loss agrees with central differences") {
  Random random(61);
  for (int trial = 0; trial < 30; ++trial) {
    const Vector<double> target = randomDistribution(random, 4);
    checkVector([&](const auto& z) { return kullbackLeiblerOfLogits(z, target); }, randomLogits(random, 4));
  }
}

TEST_CASE("KL and cross-entropy train identically: they differ by H(p), their derivatives not at all") {
  Random random(62);
  for (int trial = 0; trial < 100; ++trial) {
    const Vector<double> p = randomDistribution(random, 5), q = randomDistribution(random, 5);
    const Vector<double> z = q.array().log();
    const VectorLoss kl = kullbackLeiblerLoss(q, p), crossEntropy = crossEntropyLoss(q, p);
    REQUIRE(kl.gradient == crossEntropy.gradient);
    REQUIRE(kl.hessian == crossEntropy.hessian);
    REQUIRE_THAT(crossEntropy.value - kl.value, WithinRel(entropy(p, nats), 1e-12));
    REQUIRE_THAT(kullbackLeiblerOfLogits(z, p).value, WithinAbs(kl.value, 1e-13));
    REQUIRE(kullbackLeiblerOfLogits(z, p).gradient == crossEntropyOfLogits(z, p).gradient);
  }
}

TEST_CASE("For a one-hot target KL is cross-entropy, value and all") {
  const Vector<double> p = oneHot(2, 3), q = vector({.3, .2, .5});
  REQUIRE_THAT(kullbackLeiblerLoss(q, p).value, WithinRel(crossEntropyLoss(q, p).value, 1e-14));
}

TEST_CASE("KL as a loss stands ±1000 and is never negative") {
  REQUIRE(kullbackLeiblerOfLogits(vector({1000, -1000}), vector({0, 1})).value == 2000);
  const Vector<double> p = vector({.1, .2, .7});
  REQUIRE(kullbackLeiblerOfLogits(p.array().log(), p).value >= 0);
  REQUIRE_THAT(kullbackLeiblerOfLogits(p.array().log(), p).value, WithinAbs(0, 1e-15));
  REQUIRE_REFUSED(kullbackLeiblerLoss(vector({.5, .6}), vector({1, 0})), "q sums to 1.1");
}

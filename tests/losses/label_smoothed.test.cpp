#include "losses/label_smoothed.hpp"

#include "derivative_checks.hpp"

using namespace downhill;
using namespace downhill::testing;

TEST_CASE("Label smoothing agrees with central differences") {
  Random random(31);
  for (int trial = 0; trial < 30; ++trial) {
    const auto n = 2 + random.below(5);
    const Vector<double> target = oneHot(random.below(n), n);
    const double smoothing = random.uniform(0, 0.9);
    const Vector<double> prediction = (randomDistribution(random, n).array() + 0.2) / (1 + 0.2 * double(n));
    checkVector([&](const auto& y) { return labelSmoothed(y, target, smoothing); }, prediction);
    checkVector([&](const auto& z) { return labelSmoothedOfLogits(z, target, smoothing); },
                randomLogits(random, n));
  }
}

TEST_CASE("Label smoothing mixes cross-entropy to the label with cross-entropy to the uniform") {
  const Vector<double> z = vector({2, -1, 0.5}), y = oneHot(1, 3);
  const VectorLoss mixed = labelSmoothedOfLogits(z, y, 0.3);
  const VectorLoss label = crossEntropyOfLogits(z, y);
  const VectorLoss uniform = crossEntropyOfLogits(z, Vector<double>::Constant(3, 1.0 / 3));
  REQUIRE_THAT(mixed.value, WithinRel(0.7 * label.value + 0.3 * uniform.value, 1e-14));
  REQUIRE(mixed.gradient.isApprox(0.7 * label.gradient + 0.3 * uniform.gradient, 1e-14));
}

TEST_CASE("Label smoothing's slope vanishes at finite logits, where cross-entropy still pulls") {
  const double smoothing = 0.1;
  const Vector<double> target = smoothedTarget(oneHot(0, 10), smoothing);
  REQUIRE_THAT(target(0), WithinRel(0.91, 1e-14));
  REQUIRE_THAT(target(1), WithinRel(0.01, 1e-14));
  const Vector<double> logits = target.array().log();
  REQUIRE(labelSmoothedOfLogits(logits, oneHot(0, 10), smoothing).gradient.norm() < 1e-15);
  REQUIRE(crossEntropyOfLogits(logits, oneHot(0, 10)).gradient.norm() > 0.09);
}

TEST_CASE("Label smoothing stands ±1000 and refuses an ε of 1") {
  REQUIRE(allFinite(labelSmoothedOfLogits(vector({1000, -1000}), vector({0, 1}), 0.1)));
  REQUIRE_REFUSED(labelSmoothed(vector({1, 0}), vector({1, 0}), 1), "smoothing is 1");
  REQUIRE_REFUSED(labelSmoothed(vector({1, 0}), vector({1, 0}), NAN), "smoothing is");
}

#include "losses/binary_cross_entropy.hpp"

#include "derivative_checks.hpp"

using namespace downhill;
using namespace downhill::testing;

TEST_CASE("Binary cross-entropy agrees with central differences, of the prediction and of the logit") {
  for (const BinaryWeights weights : {BinaryWeights{}, BinaryWeights{.negative = 0.5, .positive = 7}}) {
    for (const double y : {0.0, 0.25, 1.0}) {
      for (const double p : {0.05, 0.5, 0.8}) {
        checkScalar([&](double v) { return binaryCrossEntropy(v, y, weights); }, p);
      }
      for (const double z : {-12.0, -1.0, 0.0, 0.5, 9.0}) {
        checkScalar([&](double v) { return binaryCrossEntropyOfLogit(v, y, weights); }, z);
      }
    }
  }
}

TEST_CASE("After the sigmoid the slope is ŷ − y: σ′ cancels") {
  for (const double y : {0.0, 0.3, 1.0}) {
    for (const double z : {-20.0, -3.0, 0.0, 2.0, 20.0}) {
      const ScalarLoss loss = binaryCrossEntropyOfLogit(z, y);
      REQUIRE_THAT(loss.gradient, WithinAbs(sigmoid(z) - y, 1e-15));
      REQUIRE_THAT(loss.curvature, WithinRel(sigmoidSlope(z), 1e-14));
      // second way: the chain rule through the prediction
      if (std::abs(z) < 5) {
        const ScalarLoss outer = binaryCrossEntropy(sigmoid(z), y);
        REQUIRE_THAT(loss.value, WithinRel(outer.value, 1e-12));
        REQUIRE_THAT(loss.gradient, WithinAbs(outer.gradient * sigmoidSlope(z), 1e-13));
      }
    }
  }
}

TEST_CASE("Binary cross-entropy is convex in the logit") {
  Random random(5);
  for (int trial = 0; trial < 300; ++trial) {
    REQUIRE(binaryCrossEntropyOfLogit(random.uniform(-30, 30), random.uniform()).curvature > 0);
  }
}

TEST_CASE("Binary cross-entropy is exact at logits of ±1000 and infinite for what was held impossible") {
  REQUIRE(binaryCrossEntropyOfLogit(1000, 0).value == 1000);
  REQUIRE(binaryCrossEntropyOfLogit(1000, 0).gradient == 1);
  REQUIRE(binaryCrossEntropyOfLogit(-1000, 1).value == 1000);
  REQUIRE(binaryCrossEntropyOfLogit(-1000, 1).gradient == -1);
  REQUIRE(binaryCrossEntropyOfLogit(1000, 1).value == 0);
  REQUIRE_THAT(binaryCrossEntropyOfLogit(50, 1).gradient, WithinRel(-std::exp(-50.0), 1e-14));
  const ScalarLoss impossible = binaryCrossEntropy(0, 1);
  REQUIRE(impossible.value == INFINITY);
  REQUIRE(impossible.gradient == -INFINITY);
  REQUIRE(impossible.curvature == INFINITY);
  REQUIRE(binaryCrossEntropy(0, 0).value == 0);
  REQUIRE(binaryCrossEntropy(1, 1).value == 0);
}

TEST_CASE("Binary cross-entropy refuses what is no probability") {
  REQUIRE_REFUSED(binaryCrossEntropy(1.01, 1), "the prediction is 1.01");
  REQUIRE_REFUSED(binaryCrossEntropy(0.5, -1), "the label is -1");
  REQUIRE_REFUSED(binaryCrossEntropy(NAN, 1), "the prediction is");
  REQUIRE_REFUSED(binaryCrossEntropyOfLogit(NAN, 1), "the logit is not a finite number");
  REQUIRE_REFUSED(binaryCrossEntropy(0.5, 1, {.negative = -1}), "a class weight is -1");
}

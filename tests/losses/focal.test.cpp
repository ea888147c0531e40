#include "losses/focal.hpp"

#include <Eigen/Eigenvalues>

#include "derivative_checks.hpp"
#include "losses/binary_cross_entropy.hpp"
#include "losses/cross_entropy.hpp"

using namespace downhill;
using namespace downhill::testing;

TEST_CASE("Focal loss, worked: p = .9, α = .25, γ = 2 gives 0.000263 against a cross-entropy of 0.105") {
  REQUIRE_THAT(binaryFocal(.9, 1, {.gamma = 2, .alpha = .25}).value, WithinAbs(0.000263, 5e-7));
  REQUIRE_THAT(binaryCrossEntropy(.9, 1).value, WithinAbs(0.105, 5e-4));
}

TEST_CASE("Binary focal loss agrees with central differences, of the prediction and of the logit") {
  for (const double gamma : {0.0, 0.5, 1.0, 2.0, 5.0}) {
    const FocalSettings settings{.gamma = gamma, .alpha = 0.3};
    for (const int label : {0, 1}) {
      for (const double p : {0.1, 0.4, 0.9}) {
        checkScalar([&](double v) { return binaryFocal(v, label, settings); }, p);
      }
      for (const double z : {-7.0, -1.0, 0.0, 0.5, 6.0}) {
        checkScalar([&](double v) { return binaryFocalOfLogit(v, label, settings); }, z);
      }
    }
  }
}

TEST_CASE("Focal loss of a logit is focal loss of the prediction, through the chain rule") {
  for (const double gamma : {0.0, 0.7, 2.0}) {
    const FocalSettings settings{.gamma = gamma, .alpha = 0.25};
    for (const int label : {0, 1}) {
      for (const double z : {-4.0, 0.3, 3.0}) {
        const ScalarLoss outer = binaryFocal(sigmoid(z), label, settings);
        const ScalarLoss chained = binaryFocalOfLogit(z, label, settings);
        const double slope = sigmoidSlope(z);
        REQUIRE_THAT(chained.value, WithinRel(outer.value, 1e-11));
        REQUIRE_THAT(chained.gradient, WithinRel(outer.gradient * slope, 1e-10));
        REQUIRE_THAT(
            chained.curvature,
            WithinAbs(outer.curvature * slope * slope + outer.gradient * sigmoidCurvature(z), 1e-12));
      }
    }
  }
}

TEST_CASE("Focal loss with γ = 0 is α times cross-entropy") {
  const FocalSettings plain{.gamma = 0, .alpha = 0.25};
  for (const double z : {-30.0, -1.0, 2.0}) {
    const ScalarLoss focalOne = binaryFocalOfLogit(z, 1, plain),
                     crossEntropyOne = binaryCrossEntropyOfLogit(z, 1);
    REQUIRE_THAT(focalOne.value, WithinRel(0.25 * crossEntropyOne.value, 1e-14));
    REQUIRE_THAT(focalOne.gradient, WithinRel(0.25 * crossEntropyOne.gradient, 1e-14));
    REQUIRE_THAT(focalOne.curvature, WithinRel(0.25 * crossEntropyOne.curvature, 1e-14));
  }
  const Vector<double> z = vector({1, -2, 0.5});
  const VectorLoss focalAll = focalOfLogits(z, 1, plain),
                   crossEntropyAll = crossEntropyOfLogits(z, oneHot(1, 3));
  REQUIRE_THAT(focalAll.value, WithinRel(0.25 * crossEntropyAll.value, 1e-14));
  REQUIRE(focalAll.gradient.isApprox(0.25 * crossEntropyAll.gradient, 1e-13));
  REQUIRE(focalAll.hessian.isApprox(0.25 * crossEntropyAll.hessian, 1e-13));
}

TEST_CASE("With α = 1 and γ = 0 focal loss lies on cross-entropy, to the ends of its range") {
  const FocalSettings plain{.gamma = 0, .alpha = 1};
  for (const double p : {0.0, 1e-300, 0.2, 0.9, 1.0}) {
    const ScalarLoss one = binaryFocal(p, 1, plain), expected = binaryCrossEntropy(p, 1);
    REQUIRE_THAT(one.value, WithinRel(expected.value, 1e-14) || WithinAbs(0, 0));
    REQUIRE_THAT(one.gradient, WithinRel(expected.gradient, 1e-14));
    REQUIRE_THAT(one.curvature, WithinRel(expected.curvature, 1e-14));
    const ScalarLoss other = binaryFocal(p, 0, plain);  // 1 − α = 0: what is negative costs nothing
    REQUIRE((other.value == 0 && other.gradient == 0 && other.curvature == 0));
  }
}

TEST_CASE("Where the prediction is right, focal loss has value 0 and a curvature that γ decides") {
  const auto curvatureAtOne = [](double gamma) {
    const ScalarLoss loss = binaryFocal(1, 1, {.gamma = gamma, .alpha = 0.5});
    REQUIRE(loss.value == 0);
    REQUIRE(loss.gradient == (gamma == 0 ? -0.5 : 0));
    return loss.curvature;
  };
  REQUIRE(curvatureAtOne(0) == 0.5);         // α/p²
  REQUIRE(curvatureAtOne(0.5) == INFINITY);  // like q^{−1/2}
  REQUIRE(curvatureAtOne(1) == 1);           // 2α
  REQUIRE(curvatureAtOne(1.5) == 0);
  REQUIRE(curvatureAtOne(2) == 0);
}

TEST_CASE("A prediction that is nearly right keeps its digits for both labels") {
  // α q^γ · (−log(1 − q)) with q = 10⁻²⁰, which 1 − q does not hold
  REQUIRE_THAT(binaryFocal(1e-20, 0, {.gamma = 2, .alpha = 0.75}).value, WithinRel(0.25e-60, 1e-14));
}

TEST_CASE("Focal loss over classes agrees with central differences") {
  Random random(41);
  for (const double gamma : {0.0, 0.5, 1.0, 2.0, 4.0}) {
    const FocalSettings settings{.gamma = gamma, .alpha = 0.6};
    for (int trial = 0; trial < 10; ++trial) {
      const auto n = 2 + random.below(5), label = random.below(n);
      const Vector<double> prediction = (randomDistribution(random, n).array() + 0.2) / (1 + 0.2 * double(n));
      checkVector([&](const auto& y) { return focal(y, label, settings); }, prediction);
      checkVector([&](const auto& z) { return focalOfLogits(z, label, settings); }, randomLogits(random, n));
    }
  }
}

TEST_CASE("Focal loss over two classes is the binary one of the difference") {
  const FocalSettings settings{.gamma = 2, .alpha = 0.4};
  for (const double d : {-3.0, 0.2, 5.0}) {
    const VectorLoss two = focalOfLogits(vector({0, d}), 1, settings);
    const ScalarLoss one = binaryFocalOfLogit(d, 1, settings);
    REQUIRE_THAT(two.value, WithinRel(one.value, 1e-12));
    REQUIRE_THAT(two.gradient(1), WithinRel(one.gradient, 1e-12));
    REQUIRE_THAT(two.hessian(1, 1), WithinAbs(one.curvature, 1e-13));
  }
}

TEST_CASE("Focal loss down-weights easy samples and is not convex in the logit") {
  const FocalSettings settings{.gamma = 2, .alpha = 1};
  REQUIRE(binaryFocalOfLogit(3, 1, settings).value < 0.01 * binaryCrossEntropyOfLogit(3, 1).value);
  REQUIRE(binaryFocalOfLogit(-6, 1, settings).curvature < 0);
  const VectorLoss loss = focalOfLogits(vector({-6, 0, 0}), 0, settings);
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(loss.hessian);
  REQUIRE(solver.eigenvalues()(0) < 0);
}

TEST_CASE("Focal loss is finite at logits of ±1000 and infinite at an impossible class") {
  for (const double gamma : {0.0, 0.5, 2.0}) {
    const FocalSettings settings{.gamma = gamma, .alpha = 0.5};
    for (const double z : {-1000.0, 1000.0}) {
      const ScalarLoss loss = binaryFocalOfLogit(z, 1, settings);
      REQUIRE_THAT(loss.value, WithinAbs(z < 0 ? 500 : 0, 1e-300));
      REQUIRE(loss.gradient == (z < 0 ? -0.5 : 0));
      REQUIRE(loss.curvature == 0);
      const VectorLoss all = focalOfLogits(vector({z, 0, -z}), 0, settings);
      REQUIRE(allFinite(all));
      REQUIRE(all.value == (z < 0 ? 1000 : 0));
    }
    const VectorLoss impossible = focalOfLogits(vector({-INFINITY, 0, 0}), 0, settings);
    REQUIRE(impossible.value == INFINITY);
    REQUIRE(impossible.gradient.isApprox(vector({-0.5, 0.25, 0.25})));
    REQUIRE(binaryFocal(0, 1, settings).value == INFINITY);
    REQUIRE(binaryFocal(1, 1, settings).value == 0);
  }
}

TEST_CASE("Focal loss refuses settings out of range and labels that are none") {
  REQUIRE_REFUSED(binaryFocal(.5, 1, {.gamma = -1}), "gamma is -1");
  REQUIRE_REFUSED(binaryFocal(.5, 1, {.alpha = 0}), "alpha is 0");
  REQUIRE_REFUSED(binaryFocal(.5, 0, {.alpha = 1.5}), "alpha is 1.5; it must be above 0, and at most 1");
  REQUIRE_REFUSED(binaryFocalOfLogit(.5, 0, {.alpha = 2}), "alpha is 2");
  REQUIRE_REFUSED(binaryFocal(.5, 2), "the label is 2");
  REQUIRE_REFUSED(binaryFocal(NAN, 1), "the prediction is nan");
  REQUIRE_REFUSED(focal(vector({1.5, 0}), 0), "the probability of the true class is 1.5");
  REQUIRE_REFUSED(focal(vector({.5, .5}), 2), "the label is 2");
  REQUIRE_REFUSED(focalOfLogits(vector({NAN, 0}), 0), "a logit");
}

#include "losses/squared.hpp"

#include <Eigen/Eigenvalues>

#include "derivative_checks.hpp"
#include "losses/cross_entropy.hpp"

using namespace downhill;
using namespace downhill::testing;

TEST_CASE("Squared error of a number agrees with central differences") {
  for (const double x : {-7.0, 0.0, 1.5, 100.0})
    checkScalar([](double v) { return squaredError(v, 1.25); }, x);
  REQUIRE(squaredError(3, 1).value == 4);
}

TEST_CASE("Squared error after a sigmoid agrees with central differences and with the chain rule") {
  for (const double y : {0.0, 0.3, 1.0}) {
    for (const double z : {-9.0, -2.0, 0.0, 0.7, 4.0, 8.0}) {
      checkScalar([y](double v) { return squaredErrorOfLogit(v, y); }, z);
      const ScalarLoss outer = squaredError(sigmoid(z), y), chained = squaredErrorOfLogit(z, y);
      REQUIRE_THAT(chained.value, WithinRel(outer.value, 1e-11));
      REQUIRE_THAT(chained.gradient, WithinRel(outer.gradient * sigmoidSlope(z), 1e-11));
    }
  }
}

TEST_CASE("Squared error is not convex in the logit: the curvature is negative where the neuron is wrong") {
  REQUIRE(squaredErrorOfLogit(4, 0).curvature < 0);
  REQUIRE(squaredErrorOfLogit(-4, 1).curvature < 0);
  REQUIRE(squaredErrorOfLogit(-4, 0).curvature > 0);
  // it turns where 2σ′² + 2σσ″ = 0: σ = 2/3, z = log 2
  REQUIRE_THAT(squaredErrorOfLogit(std::log(2), 0).curvature, WithinAbs(0, 1e-15));
}

TEST_CASE("Squared error over classes agrees with central differences, before and after softmax") {
  Random random(11);
  for (int trial = 0; trial < 50; ++trial) {
    const Eigen::Index n = 2 + random.below(5);
    const Vector<double> target = randomDistribution(random, n);
    checkVector([&](const auto& y) { return squaredError(y, target); }, randomDistribution(random, n));
    checkVector([&](const auto& z) { return squaredErrorOfLogits(z, target); }, randomLogits(random, n));
  }
}

TEST_CASE("With two classes squared error after softmax is twice that after a sigmoid of the difference") {
  for (const double d : {-5.0, 0.4, 3.0}) {
    const VectorLoss two = squaredErrorOfLogits(vector({d, 0}), vector({1, 0}));
    const ScalarLoss one = squaredErrorOfLogit(d, 1);
    REQUIRE_THAT(two.value, WithinRel(2 * one.value, 1e-12));
    REQUIRE_THAT(two.gradient(0), WithinRel(2 * one.gradient, 1e-12));
    REQUIRE_THAT(two.hessian(0, 0), WithinRel(2 * one.curvature, 1e-11));
  }
}

TEST_CASE("At ŷ_y = 10⁻⁶ squared error's largest gradient component is 3·10⁻⁶, cross-entropy's is 1") {
  // three classes, the two wrong ones sharing the rest
  const double p = 1e-6;
  const Vector<double> logits = vector({std::log(p), std::log((1 - p) / 2), std::log((1 - p) / 2)});
  const Vector<double> target = vector({1, 0, 0});
  const double squared = squaredErrorOfLogits(logits, target).gradient.cwiseAbs().maxCoeff();
  const double crossEntropy = crossEntropyOfLogits(logits, target).gradient.cwiseAbs().maxCoeff();
  REQUIRE_THAT(squared, WithinRel(3e-6, 1e-5));
  REQUIRE_THAT(crossEntropy, WithinRel(1, 1e-5));
}

TEST_CASE("The logit gradient of the true class is −2ŷ_y times the loss, which bounds it by 4ŷ_y") {
  Random random(12);
  for (int trial = 0; trial < 100; ++trial) {
    const Eigen::Index n = 2 + random.below(8);
    const Vector<double> z = randomLogits(random, n);
    Vector<double> y(n);
    softmaxRow(z, y);
    const VectorLoss loss = squaredErrorOfLogits(z, Vector<double>::Unit(n, 0));
    REQUIRE_THAT(loss.gradient(0), WithinRel(-2 * y(0) * loss.value, 1e-9));
    REQUIRE(std::abs(loss.gradient(0)) <= 4 * y(0));
    REQUIRE_THAT(loss.gradient.sum(), WithinAbs(0, 1e-14));
  }
}

TEST_CASE(
    "Squared error after softmax has directions that bend down; its Hessian shows a negative eigenvalue") {
  const VectorLoss loss = squaredErrorOfLogits(vector({-4, 3, 0}), vector({1, 0, 0}));
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(loss.hessian);
  REQUIRE(solver.eigenvalues()(0) < -1e-3);
}

TEST_CASE("Squared error stays finite at logits of ±1000") {
  for (const double z : {-1000.0, 1000.0}) {
    for (const double y : {0.0, 1.0}) {
      const ScalarLoss loss = squaredErrorOfLogit(z, y);
      REQUIRE(loss.value == ((z > 0) == (y == 1) ? 0.0 : 1.0));
      REQUIRE(loss.gradient == 0);
      REQUIRE(loss.curvature == 0);
    }
  }
  REQUIRE(allFinite(squaredErrorOfLogits(vector({1000, -1000, 0}), vector({0, 1, 0}))));
}

TEST_CASE("Squared error refuses what is not a number or does not fit") {
  REQUIRE_REFUSED(squaredError(NAN, 1), "the prediction is not a finite number");
  REQUIRE_REFUSED(squaredError(1, INFINITY), "the target is not a finite number");
  REQUIRE_REFUSED(squaredErrorOfLogit(1, 1.5), "the label is 1.5");
  REQUIRE_REFUSED(squaredError(vector({1, 0}), vector({1})), "equally many");
  REQUIRE_REFUSED(squaredErrorOfLogits(vector({NAN, 0}), vector({1, 0})), "a logit");
  REQUIRE_REFUSED(squaredErrorOfLogits(vector({1, 0}), vector({1, 1})), "sum to 1");
}

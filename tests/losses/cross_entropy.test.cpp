#include "losses/cross_entropy.hpp"

#include <Eigen/Eigenvalues>

#include "derivative_checks.hpp"
#include "losses/binary_cross_entropy.hpp"
#include "losses/information.hpp"

using namespace downhill;
using namespace downhill::testing;

TEST_CASE("Cross-entropy agrees with central differences, of predictions and of logits, weighted or not") {
  Random random(21);
  for (int trial = 0; trial < 50; ++trial) {
    const auto n = 2 + random.below(6);
    const Vector<double> target = trial % 2 ? randomDistribution(random, n) : oneHot(random.below(n), n);
    Vector<double> weights;
    if (trial % 3 == 0) weights = 2 * randomDistribution(random, n);
    // predictions away from 0, where 1/ŷ is too steep for a difference
    const Vector<double> prediction = (randomDistribution(random, n).array() + 0.2) / (1 + 0.2 * double(n));
    checkVector([&](const auto& y) { return crossEntropyLoss(y, target, weights); }, prediction);
    checkVector([&](const auto& z) { return crossEntropyOfLogits(z, target, weights); },
                randomLogits(random, n));
  }
}

TEST_CASE("After softmax the gradient is ŷ − p and the Hessian softmax's Jacobian") {
  Random random(22);
  for (int trial = 0; trial < 50; ++trial) {
    const Vector<double> z = randomLogits(random, 5), p = randomDistribution(random, 5);
    Vector<double> y(5);
    softmaxRow(z, y);
    const VectorLoss loss = crossEntropyOfLogits(z, p);
    REQUIRE(loss.gradient.isApprox(y - p, 1e-13));
    const Matrix<double> diagonal = y.asDiagonal();
    REQUIRE(loss.hessian.isApprox(diagonal - y * y.transpose(), 1e-13));
    // second way: the chain rule through the predictions
    REQUIRE(loss.gradient.isApprox(loss.hessian * crossEntropyLoss(y, p).gradient, 1e-11));
    REQUIRE_THAT(loss.value, WithinRel(crossEntropy(p, y, nats), 1e-12));
  }
}

TEST_CASE("Cross-entropy is convex in the logits: no eigenvalue of its Hessian is negative") {
  Random random(23);
  for (int trial = 0; trial < 100; ++trial) {
    const Eigen::Index n = 2 + random.below(8);
    const VectorLoss loss = crossEntropyOfLogits(randomLogits(random, n, 6), randomDistribution(random, n));
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(loss.hessian);
    REQUIRE(solver.eigenvalues()(0) > -1e-15);
    REQUIRE_THAT(loss.gradient.sum(), WithinAbs(0, 1e-14));
  }
}

TEST_CASE("With two classes it is binary cross-entropy of the difference of the logits") {
  const VectorLoss two = crossEntropyOfLogits(vector({1.7, -0.4}), vector({0, 1}));
  const ScalarLoss one = binaryCrossEntropyOfLogit(2.1, 0);
  REQUIRE_THAT(two.value, WithinRel(one.value, 1e-14));
  REQUIRE_THAT(two.gradient(0), WithinRel(one.gradient, 1e-14));
  REQUIRE_THAT(two.hessian(0, 0), WithinRel(one.curvature, 1e-13));
}

TEST_CASE("The presets: equal cross-entropy .2231 and squared error .08, .06; then .2231 and 1.6094") {
  const auto value = [](std::initializer_list<double> y, Eigen::Index label) {
    return crossEntropyLoss(vector(y), oneHot(label, 3)).value;
  };
  REQUIRE_THAT(value({.8, .2, 0}, 0), WithinAbs(.2231, 5e-5));
  REQUIRE(value({.8, .2, 0}, 0) == value({.8, .1, .1}, 0));
  REQUIRE_THAT(value({.1, .1, .8}, 2), WithinAbs(.2231, 5e-5));
  REQUIRE_THAT(value({.4, .4, .2}, 2), WithinAbs(1.6094, 5e-5));
}

TEST_CASE("Cross-entropy is exact at logits of ±1000 and at impossible classes") {
  const VectorLoss wrong = crossEntropyOfLogits(vector({1000, -1000, 0}), vector({0, 1, 0}));
  REQUIRE(wrong.value == 2000);
  REQUIRE(wrong.gradient == vector({1, -1, 0}));
  REQUIRE(wrong.hessian.isZero());
  const VectorLoss impossible = crossEntropyOfLogits(vector({0, -INFINITY}), vector({0, 1}));
  REQUIRE(impossible.value == INFINITY);
  REQUIRE(impossible.gradient == vector({1, -1}));
  REQUIRE(crossEntropyOfLogits(vector({0, -INFINITY}), vector({1, 0})).value == 0);
  REQUIRE(crossEntropyLoss(vector({0, 1}), vector({1, 0})).value == INFINITY);
  REQUIRE(crossEntropyLoss(vector({0, 1}), vector({0, 1})).value == 0);
}

TEST_CASE("Cross-entropy refuses what is no distribution, and weights that do not fit") {
  const Vector<double> y = vector({.5, .5}), p = vector({1, 0});
  REQUIRE_REFUSED(crossEntropyLoss(y, vector({.5, .6})), "the target sums to 1.1");
  REQUIRE_REFUSED(crossEntropyLoss(y, vector({1.5, -.5})), "the target[0] is 1.5");
  REQUIRE_REFUSED(crossEntropyLoss(y, vector({NAN, 1})), "the target[0]");
  REQUIRE_REFUSED(crossEntropyLoss(vector({1}), p), "equally many");
  REQUIRE_REFUSED(crossEntropyLoss(vector({2, 0}), p), "the prediction[0] is 2");
  REQUIRE_REFUSED(crossEntropyLoss(y, p, vector({1})), "the class weights: 1 entries, the target: 2");
  REQUIRE_REFUSED(crossEntropyLoss(y, p, vector({1, -2})), "a class weight is -2");
  REQUIRE_REFUSED(crossEntropyOfLogits(vector({INFINITY, 0}), p), "not a number below");
  REQUIRE_REFUSED(crossEntropyOfLogits(vector({-INFINITY, -INFINITY}), p),
                  "at least one class must be possible");
  REQUIRE_REFUSED(crossEntropyOfLogits(Vector<double>(), Vector<double>()), "no logits");
}

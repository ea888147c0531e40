#include "regression/logistic.hpp"

#include "../losses/derivative_checks.hpp"
#include "losses/binary_cross_entropy.hpp"
#include "losses/focal.hpp"

using namespace downhill;
using namespace downhill::testing;

namespace {
ScalarLoss crossEntropy(double z, int y) { return binaryCrossEntropyOfLogit(z, y); }
ScalarLoss focalLoss(double z, int y) { return binaryFocalOfLogit(z, y); }

LabelledPoints ring(int n) {
  Random random(23);
  LabelledPoints points{Matrix<double>(n, 2), {}};
  for (int i = 0; i < n; ++i) {
    points.inputs.row(i) << random.uniform(-2, 2), random.uniform(-2, 2);
    points.labels.push_back(points.inputs.row(i).norm() < 1.2 ? 1 : 0);
  }
  return points;
}
}  // namespace

TEST_CASE("Polynomial features are the products in order of degree") {
  Matrix<double> inputs(1, 2);
  inputs << 2, 3;
  REQUIRE(polynomialFeatures(inputs, 2).row(0).transpose() == vector({1, 2, 3, 4, 6, 9}));
  REQUIRE(polynomialFeatures(inputs, 1).cols() == 3);
  REQUIRE(polynomialFeatures(inputs, 6).cols() == 28);
}

TEST_CASE("The gradient of logistic regression agrees with central differences, for any loss of the logit") {
  const LabelledPoints points = ring(30);
  const Matrix<double> features = polynomialFeatures(points.inputs, 2);
  Random random(29);
  for (const LogitLoss& loss : {LogitLoss(crossEntropy), LogitLoss(focalLoss)}) {
    const Vector<double> weights = randomLogits(random, features.cols(), 0.5);
    const auto at = logisticLoss(features, points.labels, weights, loss, 0.1);
    for (Eigen::Index k = 0; k < weights.size(); ++k) {
      const Vector<double> shift = centralStep * Vector<double>::Unit(weights.size(), k);
      const double right = logisticLoss(features, points.labels, weights + shift, loss, 0.1).value;
      const double left = logisticLoss(features, points.labels, weights - shift, loss, 0.1).value;
      requireClose(at.gradient(k), (right - left) / (2 * centralStep), at.value);
    }
  }
}

TEST_CASE("Without decay, cross-entropy's gradient is Φᵀ(ŷ − y)/n") {
  const LabelledPoints points = ring(40);
  const Matrix<double> features = polynomialFeatures(points.inputs, 2);
  const Vector<double> weights = vector({.1, -.3, .2, .4, -.5, .6});
  const LogisticModel model{2, weights};
  Vector<double> error = model.probabilities(points.inputs);
  for (int i = 0; i < 40; ++i) error(i) -= points.labels[i];
  const auto at = logisticLoss(features, points.labels, weights, crossEntropy, 0);
  REQUIRE(at.gradient.isApprox(features.transpose() * error / 40, 1e-12));
}

TEST_CASE("A quadratic boundary finds the ring that a straight one cannot") {
  const LabelledPoints points = ring(300);
  const auto accuracy = [&](int degree) {
    const auto run = trainLogistic(points, crossEntropy, {.degree = degree, .steps = 800});
    REQUIRE(run.losses.size() == 801);
    REQUIRE_THAT(run.losses.front(), WithinRel(std::log(2), 1e-12));
    REQUIRE(run.losses.back() < run.losses.front());
    const Vector<double> z = run.model.logits(points.inputs);
    int right = 0;
    for (int i = 0; i < 300; ++i) right += (z(i) >= 0) == (points.labels[i] == 1);
    return right / 300.0;
  };
  REQUIRE(accuracy(2) > 0.95);
  REQUIRE(accuracy(1) < 0.8);
}

TEST_CASE("Training ends where the gradient vanishes: there is one best, since cross-entropy is convex") {
  const LabelledPoints points = ring(100);
  const auto run = trainLogistic(points, crossEntropy, {.decay = 0.05, .steps = 3000});
  const Matrix<double> features = polynomialFeatures(points.inputs, 2);
  REQUIRE(logisticLoss(features, points.labels, run.model.weights, crossEntropy, 0.05).gradient.norm() <
          1e-8);
}

TEST_CASE("Logistic regression refuses data and settings that make no sense") {
  const LabelledPoints points = ring(5);
  LabelledPoints few = points, odd = points, broken = points;
  few.labels.pop_back();
  odd.labels[2] = 2;
  broken.inputs(0, 0) = NAN;
  REQUIRE_REFUSED(trainLogistic(few, crossEntropy, {}), "4 labels for 5 samples");
  REQUIRE_REFUSED(trainLogistic(odd, crossEntropy, {}), "the label is 2");
  REQUIRE_REFUSED(trainLogistic(broken, crossEntropy, {}), "an input is not finite");
  REQUIRE_REFUSED(trainLogistic({Matrix<double>(2, 3), {0, 1}}, crossEntropy, {}), "2 inputs");
  REQUIRE_REFUSED(trainLogistic(points, crossEntropy, {.degree = 0}), "degree is 0");
  REQUIRE_REFUSED(trainLogistic(points, crossEntropy, {.rate = 0}), "rate is 0");
  REQUIRE_REFUSED(trainLogistic(points, crossEntropy, {.momentum = 1}), "momentum is 1");
  REQUIRE_REFUSED(trainLogistic(points, crossEntropy, {.decay = -1}), "decay is -1");
  REQUIRE_REFUSED(trainLogistic(points, crossEntropy, {.steps = -1}), "steps is -1");
  REQUIRE_REFUSED(polynomialFeatures(Matrix<double>(1, 3), 2), "2 inputs");
  REQUIRE_REFUSED(trainLogistic(points, crossEntropy, {.rate = 1e300, .decay = 1e10}), "training diverged");
}

#include "losses/simplex.hpp"

#include "derivative_checks.hpp"

using namespace downhill;
using namespace downhill::testing;

TEST_CASE("Presets with class 1 true: equal cross-entropy .2231, squared error .08 and .06") {
  const auto lopsided = readSimplex(vector({.8, .2, 0}), 0), even = readSimplex(vector({.8, .1, .1}), 0);
  REQUIRE_THAT(lopsided.crossEntropy.value, WithinAbs(.2231, 5e-5));
  REQUIRE_THAT(even.crossEntropy.value, WithinRel(lopsided.crossEntropy.value, 1e-14));
  REQUIRE_THAT(lopsided.squaredError.value, WithinRel(.08, 1e-13));
  REQUIRE_THAT(even.squaredError.value, WithinRel(.06, 1e-13));
}

TEST_CASE("Presets with class 3 true: squared error .06 and .96, cross-entropy .2231 and 1.6094") {
  const auto right = readSimplex(vector({.1, .1, .8}), 2), wrong = readSimplex(vector({.4, .4, .2}), 2);
  REQUIRE_THAT(right.squaredError.value, WithinRel(.06, 1e-13));
  REQUIRE_THAT(wrong.squaredError.value, WithinRel(.96, 1e-13));
  REQUIRE_THAT(right.crossEntropy.value, WithinAbs(.2231, 5e-5));
  REQUIRE_THAT(wrong.crossEntropy.value, WithinAbs(1.6094, 5e-5));
}

TEST_CASE("Gradients by logit: ŷ − y, against softmax's Jacobian times 2(ŷ − y)") {
  Random random(101);
  for (int trial = 0; trial < 50; ++trial) {
    const Vector<double> prediction = randomDistribution(random, 3), y = oneHot(1, 3);
    const auto reading = readSimplex(prediction, 1);
    REQUIRE(reading.crossEntropy.gradient.isApprox(prediction - y, 1e-12));
    Matrix<double> jacobian = prediction.asDiagonal();
    jacobian -= prediction * prediction.transpose();
    REQUIRE(reading.squaredError.gradient.isApprox(jacobian * 2 * (prediction - y), 1e-11));
    REQUIRE_THAT(reading.logits.sum(), WithinAbs(0, 1e-12));
    const auto back = readSimplexLogits(reading.logits, 1);
    REQUIRE(back.prediction.isApprox(prediction, 1e-13));
  }
}

TEST_CASE("The winner is the argmax; it leads only by the whole margin") {
  const auto reading = readSimplexLogits(vector({2, 0.5, 1.5}), 0, 1);
  REQUIRE(reading.winner == 0);
  REQUIRE_FALSE(reading.leads);
  REQUIRE(reading.margins == vector({0, 1.5, .5}));
  REQUIRE(readSimplexLogits(vector({2, 0.5, 1}), 0, 1).leads);
  REQUIRE(readSimplexLogits(vector({2, 0.5, 1}), 1, 1).winner == 0);
  REQUIRE_FALSE(readSimplexLogits(vector({2, 0.5, 1}), 1, 1).leads);
}

TEST_CASE("The corners and sides of the triangle are readable") {
  const auto sure = readSimplex(vector({1, 0, 0}), 0), wrong = readSimplex(vector({1, 0, 0}), 1);
  REQUIRE(sure.crossEntropy.value == 0);
  REQUIRE(sure.leads);
  REQUIRE(sure.margins(1) == INFINITY);
  REQUIRE(wrong.crossEntropy.value == INFINITY);
  REQUIRE(wrong.crossEntropy.gradient == vector({1, -1, 0}));
  REQUIRE(wrong.squaredError.value == 2);
  REQUIRE(wrong.squaredError.gradient.isZero());  // starved: there is no way back from here
  REQUIRE(wrong.focal.value == INFINITY);
  REQUIRE(wrong.margins(2) == 0);  // both held impossible: level
  REQUIRE_FALSE(wrong.leads);
}

TEST_CASE("A loss map covers the triangle and holds what the loss gives there") {
  for (const auto* name : {"squaredError", "crossEntropy", "focal", "labelSmoothed"}) {
    const SimplexMap map = simplexMap(name, 2, 12);
    REQUIRE(map.values.size() == 13 * 14 / 2);
    REQUIRE(map.steepness.size() == map.values.size());
    for (std::size_t i = 0; i < map.values.size(); ++i) {
      const Vector<double> y = map.predictions.row(static_cast<Eigen::Index>(i));
      REQUIRE_THAT(y.sum(), WithinRel(1, 1e-15));
      REQUIRE(map.values[i] >= 0);
      REQUIRE(map.values[i] == classesLoss(name, At::prediction, y, oneHot(2, 3)).value);
      REQUIRE(std::isfinite(map.steepness[i]));
    }
  }
  // three corners: first j = 0, i = 0 is class 3 alone
  const SimplexMap map = simplexMap("crossEntropy", 2, 4);
  REQUIRE(map.predictions.row(0) == RowVector<double>(vector({0, 0, 1}).transpose()));
  REQUIRE(map.values[0] == 0);
  REQUIRE(map.values.back() == INFINITY);
}

TEST_CASE("The simplex refuses what lies outside of it") {
  REQUIRE_REFUSED(readSimplex(vector({.8, .3, 0}), 0), "the prediction sums to 1.1");
  REQUIRE_REFUSED(readSimplex(vector({.8, .2, 0}), 3), "the label is 3");
  REQUIRE_REFUSED(readSimplex(vector({.8, .2, 0}), 0, 0), "margin is 0");
  REQUIRE_REFUSED(simplexMap("crossEntropy", 0, 0), "resolution is 0");
  REQUIRE_REFUSED(simplexMap("crossEntropy", 3, 4), "the label is 3");
  REQUIRE_REFUSED(simplexMap("huber", 0, 4), "huber has no form for classes; it has number");
  REQUIRE_REFUSED(simplexMap("hinge", 0, 4), "takes scores");
}

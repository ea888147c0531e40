#include "losses/softmax.hpp"

#include "derivative_checks.hpp"

using namespace downhill;
using namespace downhill::testing;

namespace {
Vector<double> softmaxOf(const Vector<double>& z) {
  Vector<double> probabilities(z.size());
  softmaxRow(z, probabilities);
  return probabilities;
}
}  // namespace

TEST_CASE("Softmax gives a distribution in the order of the logits") {
  Random random(3);
  for (int trial = 0; trial < 200; ++trial) {
    const Vector<double> z = randomLogits(random, 2 + random.below(9), 10);
    const Vector<double> y = softmaxOf(z);
    REQUIRE_THAT(y.sum(), WithinRel(1, 1e-14));
    for (Eigen::Index i = 0; i < z.size(); ++i) {
      for (Eigen::Index j = 0; j < z.size(); ++j) {
        if (z(i) > z(j)) REQUIRE(y(i) >= y(j));
        REQUIRE_THAT(y(i), WithinRel(y(j) * std::exp(z(i) - z(j)), 1e-10));
      }
    }
  }
}

TEST_CASE("Softmax does not see a constant added to every logit, and follows a permutation of them") {
  Random random(4);
  for (int trial = 0; trial < 100; ++trial) {
    const Vector<double> z = randomLogits(random, 6);
    const Vector<double> y = softmaxOf(z);
    REQUIRE(softmaxOf(z.array() + 128).isApprox(y, 1e-13));
    REQUIRE(softmaxOf(z.reverse()).isApprox(y.reverse(), 1e-15));
  }
}

TEST_CASE("Softmax of two classes is the sigmoid of the difference") {
  for (const double d : {-20.0, -1.0, 0.0, 3.0}) {
    REQUIRE_THAT(softmaxOf(vector({d, 0}))(0), WithinRel(1 / (1 + std::exp(-d)), 1e-14));
  }
}

TEST_CASE("Softmax stands logits of ±1000 and one class alone") {
  const Vector<double> y = softmaxOf(vector({1000, -1000, 999}));
  REQUIRE_THAT(y(0), WithinRel(1 / (1 + std::exp(-1.0)), 1e-14));
  REQUIRE(y(1) == 0);
  REQUIRE(softmaxOf(vector({-1000}))(0) == 1);
  REQUIRE(softmaxOf(vector({NAN, 1, 2})).array().isNaN().any());
}

TEST_CASE("The surprise of a class is −log ŷ, digits kept where ŷ is within rounding of 1") {
  Vector<double> y(2);
  const auto normaliser = softmaxRow(vector({0, -100}), y);
  REQUIRE(y(0) == 1);
  REQUIRE_THAT(normaliser.surprise(0), WithinRel(std::exp(-100.0), 1e-14));
  REQUIRE_THAT(normaliser.surprise(-100), WithinRel(100, 1e-15));
}

TEST_CASE("A whole batch becomes its softmax in place") {
  Matrix<float> logits(2, 3);
  logits << 1, 2, 3, -1000, 1000, 0;
  const Vector<double> first = softmaxOf(vector({1, 2, 3}));
  softmaxRows<float>(logits);
  for (int k = 0; k < 3; ++k) REQUIRE_THAT(logits(0, k), WithinRel(static_cast<float>(first(k)), 1e-6f));
  REQUIRE(logits(1, 1) == 1);
}

#include "losses/likelihood.hpp"

#include "derivative_checks.hpp"
#include "losses/information.hpp"

using namespace downhill;
using namespace downhill::testing;

TEST_CASE("The likelihood is a product, its negative log a sum, divided by n: cross-entropy") {
  const std::vector<int> tosses{1, 1, 0, 1, 0, 1, 1};
  const Likelihood at = bernoulliLikelihood(tosses, .7);
  REQUIRE_THAT(at.product, WithinRel(std::pow(.7, 5) * std::pow(.3, 2), 1e-14));
  REQUIRE_THAT(at.negativeLog, WithinRel(-std::log(at.product), 1e-14));
  REQUIRE_THAT(at.crossEntropy,
               WithinRel(crossEntropy(vector({2.0 / 7, 5.0 / 7}), vector({.3, .7}), nats), 1e-14));
  REQUIRE_THAT(at.crossEntropy, WithinRel(bernoulliCrossEntropy(5, 7, .7).value, 1e-14));
  REQUIRE(at.factorsUntilUnderflow == -1);
}

TEST_CASE("Product and sum have their best in one place: the mean") {
  const std::vector<int> tosses{1, 0, 1, 1, 0};
  const double mean = 0.6;
  REQUIRE_THAT(bernoulliCrossEntropy(3, 5, mean).gradient, WithinAbs(0, 1e-15));
  REQUIRE(bernoulliCrossEntropy(3, 5, mean).curvature > 0);
  const Likelihood best = bernoulliLikelihood(tosses, mean);
  for (double theta = 0.01; theta < 1; theta += 0.0137) {
    const Likelihood other = bernoulliLikelihood(tosses, theta);
    REQUIRE(other.product < best.product);
    REQUIRE(other.negativeLog > best.negativeLog);
    checkScalar([](double t) { return bernoulliCrossEntropy(3, 5, t); },
                std::fmin(std::fmax(theta, .05), .95));
  }
}

TEST_CASE("The product underflows from the 1023rd fair toss on, the sum does not") {
  const std::vector<int> heads(3000, 1);
  const Likelihood fair = bernoulliLikelihood(heads, .5);
  REQUIRE(fair.product == 0);
  REQUIRE(fair.factorsUntilUnderflow == 1023);  // 2^-1022 is the smallest double with all its digits
  REQUIRE(bernoulliLikelihood(std::vector<int>(1022, 1), .5).factorsUntilUnderflow == -1);
  REQUIRE_THAT(fair.negativeLog, WithinRel(3000 * std::log(2), 1e-12));
  // rounding up keeps these two at the least double of all, however many tosses follow: no telling which is
  // better
  const Likelihood good = bernoulliLikelihood(heads, .7), worse = bernoulliLikelihood(heads, .6);
  REQUIRE(good.product == worse.product);
  REQUIRE(good.negativeLog < worse.negativeLog);
}

TEST_CASE("What was held impossible and came has likelihood 0 and infinite surprise") {
  REQUIRE(bernoulliLikelihood({1, 0}, 1).product == 0);
  REQUIRE(bernoulliLikelihood({1, 0}, 1).negativeLog == INFINITY);
  REQUIRE(bernoulliLikelihood({1, 0}, 1).factorsUntilUnderflow == 2);
  REQUIRE(bernoulliLikelihood({1, 1}, 1).negativeLog == 0);
}

TEST_CASE("A classifier's labels: the mean surprise is its cross-entropy") {
  Matrix<double> predictions(3, 3);
  predictions << .7, .2, .1, .1, .8, .1, .3, .3, .4;
  const Likelihood at = labelLikelihood(predictions, {0, 1, 2});
  REQUIRE_THAT(at.product, WithinRel(.7 * .8 * .4, 1e-14));
  double sum = 0;
  for (int i = 0; i < 3; ++i) sum += crossEntropyLoss(predictions.row(i), oneHot(i, 3)).value;
  REQUIRE_THAT(at.crossEntropy, WithinRel(sum / 3, 1e-14));
}

TEST_CASE("Scaled logits: slope and curvature agree with differences, the curve is convex with one best β") {
  Random random(91);
  Matrix<double> logits(40, 3);
  std::vector<int> labels;
  for (int i = 0; i < 40; ++i) {
    for (int k = 0; k < 3; ++k) logits(i, k) = 2 * random.normal();
    Eigen::Index top;
    logits.row(i).maxCoeff(&top);
    labels.push_back(random.uniform() < 0.7 ? static_cast<int>(top) : static_cast<int>(random.below(3)));
  }
  for (const double beta : {-1.0, 0.0, 0.4, 1.0, 3.0}) {
    checkScalar([&](double b) { return scaledLogitsCrossEntropy(logits, labels, b); }, beta);
    REQUIRE(scaledLogitsCrossEntropy(logits, labels, beta).curvature > 0);
  }
  REQUIRE_THAT(scaledLogitsCrossEntropy(logits, labels, 0).value, WithinRel(std::log(3), 1e-14));
  REQUIRE(scaledLogitsCrossEntropy(logits, labels, 0).gradient < 0);
  REQUIRE(scaledLogitsCrossEntropy(logits, labels, 100).gradient > 0);
}

TEST_CASE("Likelihoods refuse empty data, odd tosses, labels that do not fit") {
  Matrix<double> one(1, 2);
  one << .5, .5;
  REQUIRE_REFUSED(likelihood({}), "no outcomes");
  REQUIRE_REFUSED(likelihood({.5, 1.5}), "the probability of outcome 1 is 1.5");
  REQUIRE_REFUSED(bernoulliLikelihood({2}, .5), "the label is 2");
  REQUIRE_REFUSED(bernoulliLikelihood({1}, NAN), "theta is");
  REQUIRE_REFUSED(bernoulliCrossEntropy(3, 2, .5), "3 heads in 2 tosses");
  REQUIRE_REFUSED(labelLikelihood(one, {0, 1}), "2 labels for 1 samples");
  REQUIRE_REFUSED(labelLikelihood(one, {2}), "the label is 2");
  REQUIRE_REFUSED(labelLikelihood(2 * one, {0}), "the prediction of sample 0 sums to 2");
  REQUIRE_REFUSED(scaledLogitsCrossEntropy(one, {0, 1}, 1), "2 labels for 1 samples");
  REQUIRE_REFUSED(scaledLogitsCrossEntropy(one, {0}, NAN), "beta");
  REQUIRE_REFUSED(scaledLogitsCrossEntropy(one, {5}, 1), "the label is 5");
  Matrix<double> large(2, 2);
  large << 1, 2, 3, -1e200;
  REQUIRE_REFUSED(
      scaledLogitsCrossEntropy(large, {0, 0}, 1e150),
      "beta is 1e+150, and 1e+150 · -1e+200, logit 1 of sample 1, is beyond the largest number there is");
  REQUIRE(std::isfinite(scaledLogitsCrossEntropy(large, {0, 0}, 1e-150).value));
}

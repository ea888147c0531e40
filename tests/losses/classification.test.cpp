#include "losses/classification.hpp"

#include <cstdint>

#include "derivative_checks.hpp"
#include "losses/registry.hpp"

using namespace downhill;
using namespace downhill::testing;

namespace {

struct Batch {
  Matrix<double> logits;
  std::vector<std::uint8_t> labels;
};

Batch randomBatch(Random& random, Eigen::Index samples, Eigen::Index classes, double spread = 3) {
  Batch batch{Matrix<double>(samples, classes), {}};
  for (Eigen::Index i = 0; i < samples; ++i) {
    batch.logits.row(i) = randomLogits(random, classes, spread);
    batch.labels.push_back(static_cast<std::uint8_t>(random.below(static_cast<std::uint32_t>(classes))));
  }
  return batch;
}

const LossSettings plain{.loss = Loss::crossEntropy};

}  // namespace

TEST_CASE("Mean loss and gradient of a batch are those of the lesson forms, sample by sample") {
  Random random(121);
  for (const auto& [loss, name] : lossNames) {
    INFO(name);
    for (int trial = 0; trial < 10; ++trial) {
      const Batch batch = randomBatch(random, 1 + random.below(7), 2 + random.below(9));
      const Eigen::Index n = batch.logits.rows(), classes = batch.logits.cols();
      Matrix<double> gradient(n, classes), expected(n, classes);
      double mean = 0;
      for (Eigen::Index i = 0; i < n; ++i) {
        const auto sample =
            classesLoss(name, At::logit, batch.logits.row(i), oneHot(batch.labels[i], classes));
        mean += sample.value / double(n);
        expected.row(i) = sample.gradient / double(n);
      }
      RowVector<double> scratch(classes);
      REQUIRE_THAT(meanLossAndGradient<double>({.loss = loss}, batch.logits, batch.labels, gradient),
                   WithinRel(mean, 1e-12));
      REQUIRE_THAT(meanLoss<double>({.loss = loss}, batch.logits, batch.labels, scratch),
                   WithinRel(mean, 1e-12));
      REQUIRE((gradient - expected).cwiseAbs().maxCoeff() < 1e-13);
    }
  }
}

TEST_CASE("The batch gradient agrees with central differences of the mean, class weights and all") {
  Random random(122);
  for (const auto& [loss, name] : lossNames) {
    INFO(name);
    const LossSettings settings{.loss = loss,
                                .gamma = 1.5,
                                .alpha = .7,
                                .smoothing = .2,
                                .margin = 2,
                                .classWeights = {1, 2.5, .25, 0}};
    const Batch batch = randomBatch(random, 5, 4);
    Matrix<double> gradient(5, 4), ignored(5, 4);
    meanLossAndGradient<double>(settings, batch.logits, batch.labels, gradient);
    for (Eigen::Index k = 0; k < batch.logits.size(); ++k) {
      Matrix<double> right = batch.logits, left = batch.logits;
      right.data()[k] += centralStep;
      left.data()[k] -= centralStep;
      const double difference = meanLossAndGradient<double>(settings, right, batch.labels, ignored) -
                                meanLossAndGradient<double>(settings, left, batch.labels, ignored);
      requireClose(gradient.data()[k], difference / (2 * centralStep));
    }
  }
}

TEST_CASE("Cross-entropy's batch gradient is (ŷ − y)/n") {
  Random random(123);
  const Batch batch = randomBatch(random, 6, 5);
  Matrix<double> gradient(6, 5), expected = batch.logits;
  meanLossAndGradient<double>(plain, batch.logits, batch.labels, gradient);
  softmaxRows<double>(expected);
  for (int i = 0; i < 6; ++i) expected(i, batch.labels[i]) -= 1;
  REQUIRE(gradient.isApprox(expected / 6, 1e-14));
}

TEST_CASE("Float agrees with double, and both stand logits of ±1000") {
  Random random(124);
  for (const auto& [loss, name] : lossNames) {
    INFO(name);
    const Batch batch = randomBatch(random, 8, 10);
    Matrix<double> gradient(8, 10);
    Matrix<float> single(8, 10);
    const double mean = meanLossAndGradient<double>({.loss = loss}, batch.logits, batch.labels, gradient);
    const Matrix<float> logits = batch.logits.cast<float>();
    REQUIRE_THAT(meanLossAndGradient<float>({.loss = loss}, logits, batch.labels, single),
                 WithinRel(static_cast<float>(mean), 1e-5f));
    REQUIRE((single.cast<double>() - gradient).cwiseAbs().maxCoeff() < 1e-6);

    Matrix<float> extreme(2, 3), extremeGradient(2, 3);
    extreme << 1000, -1000, 0, -1000, 1000, 999;
    for (const std::vector<int>& labels : {std::vector<int>{0, 1}, {1, 0}, {2, 2}}) {
      REQUIRE(std::isfinite(meanLossAndGradient<float>({.loss = loss}, extreme, labels, extremeGradient)));
      REQUIRE(extremeGradient.allFinite());
    }
  }
}

TEST_CASE("NaN among the logits is not hidden: the loss is NaN too") {
  Matrix<double> logits(1, 3), gradient(1, 3);
  logits << 0, NAN, 1;
  for (const auto& [loss, name] : lossNames) {
    INFO(name);
    REQUIRE(std::isnan(meanLossAndGradient<double>({.loss = loss}, logits, std::vector<int>{0}, gradient)));
  }
}

TEST_CASE("A batch may be some rows of a larger matrix") {
  Random random(125);
  const Batch batch = randomBatch(random, 4, 3);
  Matrix<double> whole(6, 5), gradient = Matrix<double>::Constant(6, 5, 7), expected(4, 3);
  whole.setZero();
  whole.topLeftCorner(4, 3) = batch.logits;
  meanLossAndGradient<double>(plain, batch.logits, batch.labels, expected);
  meanLossAndGradient<double>(plain, whole.topLeftCorner(4, 3), batch.labels, gradient.topLeftCorner(4, 3));
  REQUIRE(gradient.topLeftCorner(4, 3) == expected);
  REQUIRE(gradient(5, 4) == 7);
}

TEST_CASE("Names and losses translate into each other") {
  for (const auto& [loss, name] : lossNames) {
    REQUIRE(nameOf(loss) == name);
    REQUIRE(lossFromName(name) == loss);
  }
  REQUIRE_REFUSED(lossFromName("mse"), "unknown loss \"mse\"; known are crossEntropy, squaredError");
}

TEST_CASE("A batch that does not fit is refused with words") {
  Matrix<double> logits = Matrix<double>::Zero(2, 3), gradient(2, 3), wrong(2, 2), none(0, 3);
  RowVector<double> scratch(3), narrow(2);
  const std::vector<int> labels{0, 2};
  REQUIRE_REFUSED(meanLossAndGradient<double>(plain, none, std::vector<int>{}, none), "the batch is empty");
  REQUIRE_REFUSED(meanLossAndGradient<double>(plain, logits, std::vector<int>{0}, gradient),
                  "1 labels for 2 samples");
  REQUIRE_REFUSED(meanLossAndGradient<double>(plain, logits, std::vector<int>{0, 3}, gradient),
                  "a label is 3");
  REQUIRE_REFUSED(meanLossAndGradient<double>(plain, logits, std::vector<int>{0, -1}, gradient),
                  "a label is -1");
  REQUIRE_REFUSED(meanLossAndGradient<double>(plain, logits, labels, wrong), "gradient's shape");
  REQUIRE_REFUSED(meanLoss<double>(plain, logits, labels, narrow), "scratch row");
  REQUIRE_REFUSED(meanLoss<double>(plain, logits, std::vector<int>{0}, scratch), "1 labels for 2 samples");
}

TEST_CASE("Settings out of range are refused with words") {
  REQUIRE_NOTHROW(validate({}, 10));
  REQUIRE_REFUSED(validate({.gamma = -1}, 3), "gamma is -1");
  REQUIRE_REFUSED(validate({.alpha = 0}, 3), "alpha is 0");
  REQUIRE_REFUSED(validate({.smoothing = 1}, 3), "smoothing is 1");
  REQUIRE_REFUSED(validate({.margin = NAN}, 3), "margin is");
  REQUIRE_REFUSED(validate({.classWeights = {1, 2}}, 3), "2 class weights for 3 classes");
  REQUIRE_REFUSED(validate({.classWeights = {1, -2, 1}}, 3), "a class weight is -2");
}

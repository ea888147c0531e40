// The trainer's fast path (zeros skipped, products in tiles, exponentials four at a time) beside plain loops
// in the same precision: what was made fast must still be the same descent.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>

#include "gemm/naive.hpp"
#include "support/blobs.hpp"
#include "training/sample_order.hpp"
#include "training/trainer.hpp"

using namespace downhill;
using namespace downhill::support;
using Catch::Matchers::WithinRel;

namespace {

// One hidden layer of ReLU, softmax, cross-entropy, gradient descent: each formula as it is written down.
class PlainNetwork {
 public:
  PlainNetwork(const Network<float>& start)
      : first_(start.weights(0)),
        second_(start.weights(1)),
        firstBias_(start.bias(0)),
        secondBias_(start.bias(1)) {}

  float step(const Matrix<float>& x, const std::vector<std::uint8_t>& labels, float rate) {
    const Eigen::Index batch = x.rows();
    Matrix<float> hidden(batch, first_.cols()), delta(batch, second_.cols());
    naiveMultiply<float>(x, first_, hidden);
    hidden = (hidden.rowwise() + firstBias_.transpose()).cwiseMax(0.0f);
    naiveMultiply<float>(hidden, second_, delta);
    delta.rowwise() += secondBias_.transpose();
    double loss = 0;
    for (Eigen::Index i = 0; i < batch; ++i) {
      const Vector<double> e = delta.row(i).transpose().cast<double>().array().exp();
      loss -= std::log(e[labels[i]] / e.sum());
      delta.row(i) = (e / e.sum()).cast<float>().transpose();
      delta(i, labels[i]) -= 1;
    }
    delta /= static_cast<float>(batch);

    Matrix<float> secondGradient(second_.rows(), second_.cols()), firstGradient(first_.rows(), first_.cols());
    Matrix<float> hiddenDelta(batch, first_.cols());
    naiveMultiplyLeftTransposed<float>(hidden, delta, secondGradient);
    naiveMultiplyRightTransposed<float>(delta, second_, hiddenDelta);
    hiddenDelta = (hidden.array() > 0).select(hiddenDelta, 0.0f);
    naiveMultiplyLeftTransposed<float>(x, hiddenDelta, firstGradient);
    second_ -= rate * secondGradient;
    secondBias_ -= rate * delta.colwise().sum().transpose();
    first_ -= rate * firstGradient;
    firstBias_ -= rate * hiddenDelta.colwise().sum().transpose();
    return static_cast<float>(loss / static_cast<double>(batch));
  }

 private:
  Matrix<float> first_, second_;
  Vector<float> firstBias_, secondBias_;
};

}  // namespace

TEST_CASE("the fast path and plain loops descend the same way for 100 steps") {
  const Blobs blobs = seededBlobs(600, 4);
  // 16 scatters, 48 goes column by column; neither is a multiple of the tile's 6 rows.
  for (const int width : {16, 48}) {
    const TrainerSettings settings{
        .hidden = {width}, .optimizer = "gradientDescent", .learningRate = 0.1, .batchSize = 20, .seed = 5};
    Trainer trainer(settings, blobDataset(blobs, 600, 600));
    PlainNetwork plain(trainer.network());
    SampleOrder order(600, 600, 5);
    const StepReport fast = trainer.run(100);
    for (int step = 0; step < 100; ++step) {
      Matrix<float> x(20, 784);
      std::vector<std::uint8_t> labels;
      for (int i = 0; i < 20; ++i) {
        const std::size_t sample = order.at(20 * step + i);
        for (int p = 0; p < 784; ++p) x(i, p) = static_cast<float>(blobs.images[sample * 784 + p]) / 255.0f;
        labels.push_back(blobs.labels[sample]);
      }
      INFO("width " << width << ", step " << step);
      REQUIRE_THAT(fast.losses[step], WithinRel(plain.step(x, labels, 0.1f), 2e-4f));
    }
    REQUIRE(fast.losses.back() < fast.losses.front() / 3);
  }
}

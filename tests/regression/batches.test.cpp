#include "regression/batches.hpp"

#include "../losses/derivative_checks.hpp"

using namespace downhill;
using namespace downhill::testing;

namespace {
Points scatter(Eigen::Index n) {
  Random random(17);
  Points points{Vector<double>(n), Vector<double>(n)};
  for (Eigen::Index i = 0; i < n; ++i) {
    points.x(i) = random.normal();
    points.y(i) = 2 * points.x(i) + 1 + 0.5 * random.normal();
  }
  return points;
}
const Points points = scatter(64);
const Line start{-1, 3};
}  // namespace

TEST_CASE("The mean of the samples' gradients is the gradient of the mean loss") {
  const Matrix<double> gradients = sampleGradients(points, start);
  REQUIRE(gradients.rows() == 64);
  const Eigen::Vector2d mean = gradients.colwise().mean();
  REQUIRE(mean.isApprox(lineLoss(points, start).gradient, 1e-13));
  const double residual = start.at(points.x(3)) - points.y(3);
  REQUIRE_THAT(gradients(3, 0), WithinRel(2 * residual * points.x(3), 1e-14));
}

TEST_CASE("A mini-batch's error falls with its size as theory says, and is 0 for all samples") {
  const auto errors = batchErrors(points, start, {1, 4, 16, 32, 64}, 4000, 5);
  for (std::size_t k = 1; k < errors.size(); ++k) {
    REQUIRE(errors[k].meanAngle < errors[k - 1].meanAngle);
    REQUIRE(errors[k].ninthDecileAngle <= errors[k - 1].ninthDecileAngle);
  }
  for (std::size_t k = 0; k + 1 < errors.size(); ++k) {
    INFO("batch size " << errors[k].batchSize);
    REQUIRE_THAT(errors[k].meanSquare, WithinRel(errors[k].expectedSquare, 0.08));
    REQUIRE(errors[k].ninthDecileAngle >= errors[k].meanAngle);
  }
  REQUIRE(errors.back().meanAngle < 1e-12);
  REQUIRE(errors.back().expectedSquare == 0);
}

TEST_CASE("Mini-batch statistics and paths are the same for the same seed, and others for another") {
  REQUIRE(batchErrors(points, start, {8}, 50, 1)[0].meanAngle ==
          batchErrors(points, start, {8}, 50, 1)[0].meanAngle);
  REQUIRE(batchErrors(points, start, {8}, 50, 1)[0].meanAngle !=
          batchErrors(points, start, {8}, 50, 2)[0].meanAngle);
  const auto a = descendInBatches(points, start, {.seed = 9}),
             b = descendInBatches(points, start, {.seed = 9});
  const auto other = descendInBatches(points, start, {.seed = 10});
  REQUIRE(a.losses == b.losses);
  REQUIRE(a.losses != other.losses);
}

TEST_CASE("With the batch as large as the data it is gradient descent") {
  const auto path = descendInBatches(points, start, {.rate = 0.1, .batchSize = 64, .samples = 640});
  const auto descent = descendLine(points, start, 0.1, 10);
  REQUIRE(path.lines.size() == descent.size());
  for (std::size_t k = 0; k < descent.size(); ++k) {
    REQUIRE_THAT(path.lines[k].slope, WithinRel(descent[k].line.slope, 1e-12));
    REQUIRE_THAT(path.losses[k], WithinRel(descent[k].loss, 1e-11));
    REQUIRE(path.samplesProcessed[k] == static_cast<int>(64 * k));
  }
}

TEST_CASE("Counted in samples the drunkard gets there first, and then does not settle") {
  const double least = fitLine(points).quality.meanSquare;
  const auto drunkard =
      descendInBatches(points, start, {.rate = 0.05, .batchSize = 1, .samples = 640, .seed = 2});
  const auto sober =
      descendInBatches(points, start, {.rate = 0.05, .batchSize = 64, .samples = 640, .seed = 2});
  REQUIRE(drunkard.samplesProcessed.back() == 640);
  REQUIRE(drunkard.lines.size() == 641);
  REQUIRE(drunkard.losses[64] < sober.losses[1] / 2);
  REQUIRE(drunkard.losses[640] > least);
  int rises = 0;
  for (std::size_t k = 600; k < 640; ++k) rises += drunkard.losses[k + 1] > drunkard.losses[k];
  REQUIRE(rises > 5);
  for (std::size_t k = 1; k < sober.losses.size(); ++k) REQUIRE(sober.losses[k] < sober.losses[k - 1]);
}

TEST_CASE("Each epoch sees every sample once; its last batch may be smaller") {
  const auto path = descendInBatches(scatter(10), start, {.batchSize = 4, .samples = 20});
  REQUIRE(path.samplesProcessed == std::vector<int>{0, 4, 8, 10, 14, 18, 20});
}

TEST_CASE("A walk that diverges stops and says so") {
  const auto path = descendInBatches(points, start, {.rate = 1e3, .batchSize = 2, .samples = 100000});
  REQUIRE(path.diverged);
  REQUIRE(path.samplesProcessed.back() < 100000);
}

TEST_CASE("Batches refuse what cannot be drawn") {
  REQUIRE_REFUSED(batchErrors(points, start, {0}, 10, 1), "batch size is 0");
  REQUIRE_REFUSED(batchErrors(points, start, {65}, 10, 1), "batch size is 65; there are only 64 samples");
  REQUIRE_REFUSED(batchErrors(points, start, {1}, 0, 1), "repetitions is 0");
  REQUIRE_REFUSED(descendInBatches(points, start, {.batchSize = 0}), "batch size is 0");
  REQUIRE_REFUSED(descendInBatches(points, start, {.rate = NAN}), "the learning rate");
  REQUIRE_REFUSED(descendInBatches(points, start, {.samples = -1}), "samples is -1");
  REQUIRE_REFUSED(descendInBatches({}, start, {}), "no points");
  REQUIRE(batchErrors({vector({1}), vector({2})}, start, {1}, 3, 1)[0].expectedSquare == 0);
}

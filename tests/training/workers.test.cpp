// Training cut into parts for several threads.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <string>

#include "optimizers/registry.hpp"
#include "support/threads.hpp"
#include "support/trainers.hpp"

using namespace downhill;
using namespace downhill::support;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinRel;

namespace {

TrainerSettings cut(int workers, TrainerSettings settings = {}) {
  settings.hidden = {9};
  settings.batchSize = 21;
  settings.workers = workers;
  return settings;
}

}  // namespace

TEST_CASE("threads change nothing: a team of any size gives what one thread gives, bit by bit") {
  const int workers = GENERATE(1, 2, 3, 8), size = GENERATE(2, 3);
  SKIP_WITHOUT_THREADS(size);
  const TrainerSettings settings = cut(
      workers,
      {.optimizer = "adam", .learningRate = 0.01, .weightDecay = 0.01, .augmentation = true, .dropout = 0.3});
  Trainer alone(settings, allBlobs()), together(settings, allBlobs(), std::make_shared<Team>(size));
  REQUIRE(alone.run(60).losses == together.run(60).losses);
  REQUIRE(sameState(alone, together));
  const Dataset test(blobs.images, blobs.labels);
  const EvaluationReport a = alone.evaluate(test, 3, 300), b = together.evaluate(test, 3, 300);
  REQUIRE(a.totalLoss == b.totalLoss);
  REQUIRE(a.confusion == b.confusion);
}

TEST_CASE("however many workers, it is the same descent but for rounding, with every optimizer") {
  const int workers = GENERATE(2, 3, 5);
  for (const auto& entry : optimizerRegistry<float>()) {
    if (entry.needs != Needs::gradient) continue;
    CAPTURE(entry.name);
    TrainerSettings settings{
        .optimizer = std::string(entry.name), .learningRate = 0.003, .weightDecay = 0.05};
    Trainer whole(cut(1, settings), allBlobs()), parts(cut(workers, settings), allBlobs());
    const auto one = whole.run(100).losses, several = parts.run(100).losses;
    for (std::size_t step = 0; step < one.size(); ++step)
      CHECK_THAT(several[step], WithinRel(one[step], 1e-3f));
    CHECK((whole.network().parameters() - parts.network().parameters()).norm() <
          1e-3f * whole.network().parameters().norm());
  }
}

TEST_CASE("a convolutional network is cut like any other") {
  TrainerSettings settings{.hidden = {}, .learningRate = 0.02, .batchSize = 8, .workers = 3, .filters = {3}};
  Trainer parts(settings, allBlobs());
  settings.workers = 1;
  Trainer whole(settings, allBlobs());
  const auto one = whole.run(20).losses, several = parts.run(20).losses;
  for (std::size_t step = 0; step < one.size(); ++step)
    CHECK_THAT(several[step], WithinRel(one[step], 1e-3f));
}

TEST_CASE("more workers than samples: each sample is a part, and a step is still right") {
  TrainerSettings settings{.hidden = {5}, .batchSize = 3, .workers = 16};
  Trainer parts(settings, allBlobs());
  settings.workers = 1;
  Trainer whole(settings, allBlobs());
  CHECK_THAT(parts.run(1).losses[0], WithinRel(whole.run(1).losses[0], 1e-5f));
}

TEST_CASE("a snapshot goes on exactly with as many workers") {
  const TrainerSettings settings =
      cut(3, {.optimizer = "adam", .learningRate = 0.01, .augmentation = true, .dropout = 0.2});
  Trainer trainer(settings, allBlobs());
  trainer.run(25);
  const Snapshot moment = trainer.snapshot();
  const auto losses = trainer.run(25).losses;
  trainer.restore(moment);
  REQUIRE(trainer.run(25).losses == losses);
  REQUIRE(Trainer(settings, allBlobs(), moment).run(25).losses == losses);
}

TEST_CASE("what a worker drops is its own: parts of a batch do not drop the same units") {
  // The same image everywhere: two parts that dropped the same units would have the loss of one of them.
  const std::vector<std::uint8_t> image(blobs.images.begin(), blobs.images.begin() + 784);
  std::vector<std::uint8_t> images;
  for (int i = 0; i < 40; ++i) images.insert(images.end(), image.begin(), image.end());
  const auto data = std::make_shared<Dataset>(images, std::vector<std::uint8_t>(40, 3));
  Trainer one({.hidden = {40}, .batchSize = 10, .dropout = 0.5}, data);
  Trainer two({.hidden = {40}, .batchSize = 20, .workers = 2, .dropout = 0.5}, data);
  Trainer plain({.hidden = {40}, .batchSize = 10}, data),
      plainTwo({.hidden = {40}, .batchSize = 20, .workers = 2}, data);
  const float first = one.run(1).losses[0], both = two.run(1).losses[0];
  CHECK(std::abs(first - both) > 1e-3f * first);
  CHECK_THAT(plainTwo.run(1).losses[0], WithinRel(plain.run(1).losses[0], 1e-5f));
}

TEST_CASE("a divergence ends a run of several workers where it ends a run of one") {
  TrainerSettings settings{.hidden = {12, 12, 12}, .learningRate = 1e6, .batchSize = 20, .workers = 2};
  SKIP_WITHOUT_THREADS(2);
  Trainer trainer(settings, allBlobs(), std::make_shared<Team>(2)), alone(settings, allBlobs());
  const StepReport report = trainer.run(200), same = alone.run(200);
  REQUIRE(report.status == same.status);
  REQUIRE(report.divergedAt == same.divergedAt);
  REQUIRE(trainer.network().parameters().allFinite());
}

TEST_CASE("workers are as many as have enough to do, and never more than cores") {
  const TrainerSettings small{.hidden = {16, 16}, .batchSize = 32},
      large{.hidden = {512, 256}, .batchSize = 128};
  CHECK(usefulWorkers(small, 8) == 1);
  CHECK(usefulWorkers(large, 1) == 1);
  CHECK(usefulWorkers(large, 2) == 2);
  CHECK(usefulWorkers(large, 8) == 7);                                             // one is left to the page
  CHECK(usefulWorkers({.hidden = {2048, 2048, 2048}, .batchSize = 128}, 8) == 3);  // 10 million parameters
  CHECK(usefulWorkers(large, 1000) == Team::mostMembers);
  CHECK(usefulWorkers({.hidden = {}, .batchSize = 64, .filters = {8, 16}}, 4) ==
        3);  // few weights, used often
}

TEST_CASE("a number of workers that cannot be is refused") {
  const int workers = GENERATE(0, -1, 17);
  REQUIRE_THROWS_WITH(Trainer(cut(workers), allBlobs()),
                      ContainsSubstring("workers is " + std::to_string(workers)));
}

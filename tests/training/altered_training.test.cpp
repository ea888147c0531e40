#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include "digits/altered_dataset.hpp"
#include "support/blobs.hpp"
#include "training/trainer.hpp"

using namespace downhill;
using namespace downhill::support;
using Catch::Matchers::WithinAbs;

namespace {

const Blobs originals = seededBlobs(240, 61);

std::shared_ptr<const Dataset> alteredBlobs(const DatasetAlterations& alterations) {
  AlteredDataset altered(alterations, 240, 60);
  altered.append(originals.images, originals.labels);
  return altered.data();
}

}  // namespace

TEST_CASE("a trainer on altered data does the same whether they are there or still arriving") {
  const DatasetAlterations alterations{
      .rareDigit = 2, .rareShare = 0.3, .shuffledLabels = 0.4, .permutedPixels = true, .seed = 62};
  const TrainerSettings settings{.hidden = {6}, .batchSize = 16, .seed = 63};
  Trainer reference(settings, alteredBlobs(alterations));
  const std::vector<float> expected = reference.run(40).losses;

  const std::size_t portion = GENERATE(7u, 60u, 100u);
  AlteredDataset altered(alterations, 240, 60);
  Trainer trainer(settings, altered.data());
  std::vector<float> losses;
  for (std::size_t begin = 0; begin < 240; begin += portion) {
    const std::size_t count = std::min(portion, 240 - begin);
    altered.append(std::span(originals.images).subspan(begin * 784, count * 784),
                   std::span(originals.labels).subspan(begin, count));
    const StepReport report = trainer.run(static_cast<int>(40 - losses.size()));
    losses.insert(losses.end(), report.losses.begin(), report.losses.end());
  }
  REQUIRE(losses == expected);
}

TEST_CASE("labels that mean nothing are learnt by heart, and say nothing about other images") {
  const auto data = alteredBlobs({.samples = 100, .shuffledLabels = 1, .seed = 64});
  Trainer trainer({.hidden = {40}, .optimizer = "adam", .learningRate = 0.01, .batchSize = 25}, data);
  trainer.run(300);
  REQUIRE(trainer.evaluate(*data, 0, 100).accuracy() > 0.95);
  const Blobs unseen = seededBlobs(400, 65);
  REQUIRE(trainer.evaluate(Dataset(unseen.images, unseen.labels), 0, 400).accuracy() < 0.35);
}

TEST_CASE(
    "a dense network does not care where the pixels are: with its rows permuted it takes the same way") {
  const TrainerSettings settings{.hidden = {5}, .learningRate = 0.05, .batchSize = 20, .seed = 66};
  Trainer plain(settings, alteredBlobs({}));
  Snapshot start = plain.snapshot();
  const PixelPermutation permutation(67);
  for (int p = 0; p < 784; ++p)
    start.parameters.segment(5 * p, 5) =
        plain.network().parameters().segment(5 * permutation.sources()[p], 5);
  Trainer scrambled(settings, alteredBlobs({.permutedPixels = true, .seed = 67}), start);

  const StepReport expected = plain.run(60), found = scrambled.run(60);
  REQUIRE(expected.losses.back() < expected.losses.front());
  for (std::size_t i = 0; i < 60; ++i)  // equal but for the order in which pixels are added up
    REQUIRE_THAT(found.losses[i], WithinAbs(expected.losses[i], 1e-3));
}

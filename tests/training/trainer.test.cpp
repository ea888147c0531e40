#include "training/trainer.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <set>

#include "support/trainers.hpp"

using namespace downhill;
using namespace downhill::support;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

TrainerSettings quick(const std::string& optimizer = "momentum") {
  return {.hidden = {6},
          .optimizer = optimizer,
          .learningRate = optimizer == "adam" ? 0.01 : 0.02,
          .batchSize = 16,
          .seed = 3};
}

}  // namespace

TEST_CASE("training learns what can be learned") {
  const std::string optimizer = GENERATE("gradientDescent", "momentum", "adam");
  Trainer trainer(quick(optimizer), allBlobs());
  const Blobs unseen = seededBlobs(200, 2);
  const Dataset test(unseen.images, unseen.labels);
  const double before = trainer.evaluate(test, 0, 200).loss();
  const StepReport report = trainer.run(optimizer == "gradientDescent" ? 2000 : 400);
  const EvaluationReport after = trainer.evaluate(test, 0, 200);
  REQUIRE(report.status == TrainingStatus::ran);
  REQUIRE(after.accuracy() > 0.9);
  REQUIRE(after.loss() < before / 3);
  REQUIRE(report.losses.back() < report.losses.front() / 3);
}

TEST_CASE("a report says what was done") {
  Trainer trainer(quick(), allBlobs());
  const StepReport first = trainer.run(10), second = trainer.run(15), none = trainer.run(0);
  REQUIRE(first.steps == 10);
  REQUIRE(second.steps == 15);
  REQUIRE(second.step == 25);
  REQUIRE(second.samples == 400);
  REQUIRE(second.epoch == 400.0 / 300);
  REQUIRE(second.losses.size() == 15);
  double sum = 0;
  for (const float loss : second.losses) sum += loss;
  REQUIRE_THAT(second.meanLoss, WithinRel(sum / 15, 1e-12));
  REQUIRE(second.divergedAt == -1);
  REQUIRE((none.steps == 0 && none.step == 25 && none.meanLoss == 0));
}

TEST_CASE("the first step is the step that the formulas say") {
  const TrainerSettings settings{.hidden = {5},
                                 .optimizer = "gradientDescent",
                                 .learningRate = 0.5,
                                 .weightDecay = 0.2,
                                 .batchSize = 4,
                                 .seed = 9};
  Trainer trainer(settings, allBlobs());
  Network<double> network({.widths = {784, 5, 10}});
  network.setParameters(trainer.network().parameters().cast<double>());

  SampleOrder order(300, 70, 9);
  Matrix<double> inputs(4, 784);
  std::vector<std::uint8_t> labels;
  for (int i = 0; i < 4; ++i) {
    const std::size_t sample = order.at(i);
    for (int p = 0; p < 784; ++p) inputs(i, p) = blobs.images[sample * 784 + p] / 255.0;
    labels.push_back(blobs.labels[sample]);
  }
  Vector<double> gradient;
  const double loss = network.lossAndGradient(inputs, labels, gradient);
  for (int layer = 0; layer < 2; ++layer) network.weights(layer) *= 1 - 0.5 * 0.2;  // the biases do not decay
  network.parameters() -= 0.5 * gradient;

  const StepReport report = trainer.run(1);
  REQUIRE_THAT(report.losses[0], WithinRel(loss, 1e-5));
  REQUIRE((trainer.network().parameters().cast<double>() - network.parameters()).cwiseAbs().maxCoeff() <
          1e-6);
}

TEST_CASE("equal settings give equal runs, another seed another one") {
  Trainer first(quick(), allBlobs()), second(quick(), allBlobs());
  auto settings = quick();
  settings.seed = 4;
  Trainer other(settings, allBlobs());
  REQUIRE(first.run(60).losses == second.run(60).losses);
  REQUIRE(sameState(first, second));
  other.run(60);
  REQUIRE(other.network().parameters() != first.network().parameters());
}

TEST_CASE("how the steps are cut into calls makes no difference") {
  Trainer whole(quick("adam"), allBlobs()), pieces(quick("adam"), allBlobs());
  whole.run(130);
  for (const int steps : {1, 0, 7, 50, 1, 71}) pieces.run(steps);
  REQUIRE(sameState(whole, pieces));
}

TEST_CASE("when the data arrive makes no difference, and a trainer waits for what it needs") {
  Trainer reference(quick(), allBlobs());
  std::vector<float> expected = reference.run(100).losses;

  const std::size_t portion = GENERATE(1u, 13u, 70u, 100u);
  auto data = blobDataset(blobs, 70, 0);
  Trainer trainer(quick(), data);
  std::vector<float> losses;
  int waits = 0;
  while (losses.size() < 100) {
    const StepReport report = trainer.run(static_cast<int>(100 - losses.size()));
    losses.insert(losses.end(), report.losses.begin(), report.losses.end());
    REQUIRE(report.steps == static_cast<int>(report.losses.size()));
    if (losses.size() == 100) break;
    REQUIRE(report.status == TrainingStatus::waitingForData);
    ++waits;
    appendBlobs(*data, blobs, std::min(portion, 300 - data->available()));
  }
  REQUIRE(waits >= 3);
  REQUIRE(losses == expected);
  REQUIRE(sameState(trainer, reference));
}

TEST_CASE("with one block there, training can use all of that block but nothing beyond") {
  auto data = blobDataset(blobs, 70, 70);
  Trainer trainer(quick(), data);
  const StepReport report = trainer.run(100);
  REQUIRE(report.status == TrainingStatus::waitingForData);
  REQUIRE(report.step == 70 / 16);
  REQUIRE(trainer.run(5).steps == 0);
}

TEST_CASE("a batch may be larger than the data set, and a batch of all of it sees each sample once") {
  auto settings = quick("gradientDescent");
  settings.batchSize = 300;
  Trainer trainer(settings, allBlobs());
  std::vector<std::uint8_t> labels = blobs.labels;
  const Dataset all(blobs.images, blobs.labels);
  const double loss = trainer.evaluate(all, 0, 300).loss();
  REQUIRE_THAT(trainer.run(1).losses[0], WithinRel(loss, 1e-5));
  settings.batchSize = 1000;
  REQUIRE(Trainer(settings, allBlobs()).run(2).steps == 2);
}

TEST_CASE("a snapshot put back goes on bit by bit as the run did") {
  const std::string optimizer = GENERATE("gradientDescent", "momentum", "adam");
  const bool augmentation = GENERATE(false, true);
  auto settings = quick(optimizer);
  settings.augmentation = augmentation;
  settings.weightDecay = 0.01;
  Trainer trainer(settings, allBlobs());
  trainer.run(37);
  const Snapshot snapshot = trainer.snapshot();
  const std::vector<float> expected = trainer.run(45).losses;
  const Snapshot end = trainer.snapshot();

  SECTION("into the same trainer") {
    trainer.restore(snapshot);
    REQUIRE(trainer.step() == 37);
    REQUIRE(trainer.run(45).losses == expected);
    REQUIRE(trainer.snapshot().parameters == end.parameters);
    REQUIRE(trainer.snapshot().optimizerMemory == end.optimizerMemory);
  }
  SECTION("into another one, made later") {
    Trainer other(settings, allBlobs(), snapshot);
    REQUIRE(other.run(45).losses == expected);
    REQUIRE(other.snapshot().augmentation == end.augmentation);
    REQUIRE(other.snapshot().parameters == end.parameters);
  }
}

TEST_CASE("with dropout a run put back, cut into calls or waiting for data goes the same way") {
  auto settings = quick("momentum");
  settings.hidden = {12, 8};
  settings.dropout = 0.4;
  Trainer trainer(settings, allBlobs());
  const std::vector<float> start = trainer.run(37).losses;
  const Snapshot snapshot = trainer.snapshot();
  const std::vector<float> expected = trainer.run(45).losses;

  Trainer other(settings, allBlobs(), snapshot);
  REQUIRE(other.run(45).losses == expected);
  REQUIRE(sameState(other, trainer));
  trainer.restore(snapshot);
  for (const int steps : {1, 20, 24}) trainer.run(steps);
  REQUIRE(sameState(other, trainer));

  auto data = blobDataset(blobs, 70, 70);
  Trainer waiting(settings, data);
  while (waiting.step() < 82) {
    waiting.run(static_cast<int>(82 - waiting.step()));
    if (data->available() < 300)
      appendBlobs(*data, blobs, std::min<std::size_t>(70, 300 - data->available()));
  }
  REQUIRE(sameState(waiting, trainer));

  settings.dropout = 0;
  REQUIRE(Trainer(settings, allBlobs()).run(37).losses != start);
}

TEST_CASE("with dropout a divergence is walked back exactly") {
  auto settings = quick();
  settings.dropout = 0.3;
  Trainer trainer(settings, allBlobs()), reference(settings, allBlobs());
  trainer.run(60);
  reference.run(59);
  trainer.network().parameters() *= std::numeric_limits<float>::max();
  REQUIRE(trainer.run(20).status == TrainingStatus::diverged);
  REQUIRE(sameState(trainer, reference));
}

TEST_CASE("a convolutional network is trained like any other, with snapshots that lead back exactly") {
  auto settings = quick();
  settings.hidden = {};
  settings.filters = {4, 6};
  settings.augmentation = GENERATE(false, true);
  Trainer trainer(settings, allBlobs());
  trainer.run(60);
  const Snapshot snapshot = trainer.snapshot();
  const std::vector<float> expected = trainer.run(60).losses;
  const Blobs unseen = seededBlobs(100, 2);
  REQUIRE(trainer.evaluate(Dataset(unseen.images, unseen.labels), 0, 100).accuracy() > 0.9);
  Trainer other(settings, allBlobs(), snapshot);
  REQUIRE(other.run(60).losses == expected);
  REQUIRE(sameState(other, trainer));
  settings.filters = {4};
  REQUIRE_THROWS_WITH(Trainer(settings, allBlobs(), snapshot), ContainsSubstring("parameters"));
}

TEST_CASE("the settings of a loss and the weights of classes reach the training") {
  const auto firstLoss = [](const auto& change) {
    auto settings = quick();
    change(settings);
    return Trainer(settings, allBlobs()).run(1).losses[0];
  };
  using S = TrainerSettings;
  const float plain = firstLoss([](S&) {});
  REQUIRE_THAT(firstLoss([](S& s) { s.classWeights = std::vector<double>(10, 3); }),
               WithinRel(3 * plain, 1e-6f));
  REQUIRE_THAT(firstLoss([](S& s) { s.loss = Loss::focal, s.gamma = 0, s.alpha = 0.5; }),
               WithinRel(plain / 2, 1e-5f));
  REQUIRE_THAT(firstLoss([](S& s) { s.loss = Loss::labelSmoothed, s.smoothing = 0; }),
               WithinRel(plain, 1e-5f));
  REQUIRE(firstLoss([](S& s) { s.loss = Loss::labelSmoothed, s.smoothing = 0.5; }) != plain);
  REQUIRE(firstLoss([](S& s) { s.loss = Loss::hinge, s.margin = 2; }) >
          firstLoss([](S& s) { s.loss = Loss::hinge, s.margin = 1; }));
}

TEST_CASE("the very first snapshot leads back to the beginning") {
  Trainer trainer(quick("adam"), allBlobs());
  const Snapshot start = trainer.snapshot();
  REQUIRE(start.step == 0);
  const auto losses = trainer.run(20).losses;
  trainer.restore(start);
  REQUIRE(trainer.run(20).losses == losses);
}

TEST_CASE("a branch shares the past and differs from then on") {
  Trainer trainer(quick(), allBlobs());
  trainer.run(30);
  const Snapshot fork = trainer.snapshot();
  auto settings = quick();
  settings.learningRate *= 3;
  Trainer branch(settings, allBlobs(), fork);
  REQUIRE(branch.step() == 30);
  const auto old = trainer.run(3).losses, changed = branch.run(3).losses;
  REQUIRE(old[0] == changed[0]);  // the same parameters on the same batch
  REQUIRE(old[1] != changed[1]);
}

TEST_CASE("a branch with the same optimizer keeps its memory, with another starts anew") {
  Trainer trainer(quick("momentum"), allBlobs());
  trainer.run(30);
  const Snapshot fork = trainer.snapshot();
  auto settings = quick("momentum");
  settings.momentum = 0.5;
  REQUIRE(Trainer(settings, allBlobs(), fork).snapshot().optimizerMemory == fork.optimizerMemory);
  Trainer other(quick("adam"), allBlobs(), fork);
  REQUIRE(other.snapshot().optimizerMemory.size() == 1);
  REQUIRE(other.snapshot().parameters == fork.parameters);
  REQUIRE(other.run(5).status == TrainingStatus::ran);
}

TEST_CASE("a branch may change the batch size: the walk over the samples goes on where it was") {
  Trainer trainer(quick(), allBlobs());
  trainer.run(10);
  auto settings = quick();
  settings.batchSize = 5;
  Trainer branch(settings, allBlobs(), trainer.snapshot());
  REQUIRE(branch.run(4).samples == 160 + 20);
}

TEST_CASE("a snapshot of another architecture is refused and changes nothing") {
  Trainer trainer(quick(), allBlobs());
  trainer.run(5);
  auto settings = quick();
  settings.hidden = {7};
  REQUIRE_THROWS_WITH(Trainer(settings, allBlobs(), trainer.snapshot()),
                      ContainsSubstring("parameters for a network that has"));
  Trainer other(settings, allBlobs());
  other.run(3);
  const Snapshot before = other.snapshot();
  REQUIRE_THROWS_WITH(other.restore(trainer.snapshot()), ContainsSubstring("parameters"));
  REQUIRE(other.step() == 3);
  REQUIRE(other.snapshot().parameters == before.parameters);
  REQUIRE(other.run(3).steps == 3);
}

TEST_CASE("a rate of a million diverges: the step is named and the last finite parameters are put back") {
  const std::string optimizer = GENERATE("gradientDescent", "momentum", "adam");
  const int slice = GENERATE(1, 7, 1000);
  auto settings = quick(optimizer);
  settings.learningRate = 1e6;
  settings.hidden =
      std::vector<int>(8, 16);  // deep enough that even Adam, which moves by the rate, overflows
  settings.activation = Activation::identity;  // nothing that could die or saturate on the way to infinity
  settings.loss = Loss::crossEntropy;
  Trainer trainer(settings, allBlobs());
  StepReport report;
  std::int64_t done = 0;
  while (report.status == TrainingStatus::ran && done < 3000) {
    report = trainer.run(slice);
    done += report.steps;
  }
  REQUIRE(report.status == TrainingStatus::diverged);
  REQUIRE(nameOf(report.status) == "diverged");
  REQUIRE(report.divergedAt > 0);
  REQUIRE(report.step == report.divergedAt - 1);
  REQUIRE(trainer.diverged());
  REQUIRE(trainer.network().parameters().allFinite());
  for (const float loss : report.losses) REQUIRE(std::isfinite(loss));

  const StepReport again = trainer.run(10);  // it stays where it is, and says so again
  REQUIRE(again.status == TrainingStatus::diverged);
  REQUIRE(again.steps == 0);
  REQUIRE(again.divergedAt == report.divergedAt);

  // The parameters are exactly those of that step in a run that stops there.
  Trainer reference(settings, allBlobs());
  reference.run(static_cast<int>(report.step));
  REQUIRE(sameState(trainer, reference));
}

TEST_CASE("a diverged trainer can be put back or branched with a smaller rate, and trains on") {
  auto settings = quick("gradientDescent");
  settings.learningRate = 1e6;
  settings.activation = Activation::identity;
  settings.hidden = {16, 16, 16};
  Trainer trainer(settings, allBlobs());
  const Snapshot start = trainer.snapshot();
  REQUIRE(trainer.run(3000).status == TrainingStatus::diverged);
  trainer.restore(start);
  REQUIRE(!trainer.diverged());
  settings.learningRate = 0.01;
  Trainer branch(settings, allBlobs(), start);
  REQUIRE(branch.run(100).status == TrainingStatus::ran);
}

TEST_CASE("a late divergence is walked back exactly, however far the memory reaches") {
  // Three hundred good steps, then parameters so large that the next loss overflows.
  const int before = GENERATE(49, 50, 51, 300);
  Trainer trainer(quick(), allBlobs()), reference(quick(), allBlobs());
  trainer.run(before);
  reference.run(before - 1);
  trainer.network().parameters() *= std::numeric_limits<float>::max();
  const StepReport report = trainer.run(20);
  REQUIRE(report.status == TrainingStatus::diverged);
  REQUIRE(report.divergedAt == before);
  REQUIRE(report.step == before - 1);
  REQUIRE(sameState(trainer, reference));
}

TEST_CASE("with dead or saturated units a huge rate may not diverge, but never leaves NaN behind") {
  const auto activation = GENERATE(Activation::relu, Activation::tanh, Activation::sigmoid);
  const std::string optimizer = GENERATE("gradientDescent", "momentum", "adam");
  auto settings = quick(optimizer);
  settings.learningRate = 1e6;
  settings.activation = activation;
  Trainer trainer(settings, allBlobs());
  for (int call = 0; call < 20; ++call) {
    const StepReport report = trainer.run(10);
    for (const float loss : report.losses) REQUIRE(std::isfinite(loss));
    REQUIRE(trainer.network().parameters().allFinite());
  }
}

TEST_CASE("evaluation counts every sample once, and slices add up") {
  Trainer trainer(quick(), allBlobs());
  trainer.run(50);
  const Dataset test(blobs.images, blobs.labels);
  const EvaluationReport whole = trainer.evaluate(test, 0, 300);
  REQUIRE(whole.samples == 300);
  std::size_t diagonal = 0;
  std::array<std::size_t, 10> perTruth{}, labels{};
  for (std::size_t truth = 0; truth < 10; ++truth) {
    diagonal += whole.confusion[truth][truth];
    for (const std::uint32_t count : whole.confusion[truth]) perTruth[truth] += count;
  }
  for (const std::uint8_t label : blobs.labels) ++labels[label];
  REQUIRE(perTruth == labels);
  REQUIRE(diagonal == whole.correct);
  REQUIRE(whole.accuracy() == static_cast<double>(whole.correct) / 300);

  EvaluationReport sum;
  for (const auto& [begin, end] : {std::pair{0, 1}, {1, 1}, {1, 251}, {251, 300}})
    sum += trainer.evaluate(test, begin, end);
  REQUIRE(sum.samples == 300);
  REQUIRE(sum.correct == whole.correct);
  REQUIRE(sum.confusion == whole.confusion);
  REQUIRE_THAT(sum.loss(), WithinRel(whole.loss(), 1e-5));
  REQUIRE(EvaluationReport{}.accuracy() == 0);
}

TEST_CASE("evaluating in between does not disturb the training") {
  Trainer evaluated(quick(), allBlobs()), left(quick(), allBlobs());
  const Dataset test(blobs.images, blobs.labels);
  for (int call = 0; call < 5; ++call) {
    evaluated.run(10);
    evaluated.evaluate(test, 0, 300);
  }
  left.run(50);
  REQUIRE(sameState(evaluated, left));
}

TEST_CASE("samples that are not there cannot be evaluated") {
  Trainer trainer(quick(), allBlobs());
  const auto partial = blobDataset(blobs, 70, 100);
  REQUIRE_THROWS_WITH(trainer.evaluate(*partial, 50, 101), ContainsSubstring("100 have arrived"));
  REQUIRE_THROWS_WITH(trainer.evaluate(*partial, 60, 50), ContainsSubstring("60 to 50"));
  Network<float> other({.widths = {5, 10}});
  REQUIRE_THROWS_WITH(evaluate(other, *partial, 0, 1), ContainsSubstring("digits need 784 and 10"));
}

TEST_CASE("augmentation changes the images but not which ones are drawn, nor the start") {
  auto settings = quick();
  Trainer plain(settings, allBlobs());
  settings.augmentation = true;
  Trainer augmented(settings, allBlobs());
  REQUIRE(plain.network().parameters() == augmented.network().parameters());
  const auto a = plain.run(20), b = augmented.run(20);
  REQUIRE(a.samples == b.samples);
  REQUIRE(a.losses[0] != b.losses[0]);
  REQUIRE(a.step == b.step);
}

TEST_CASE("images with little paper take the dense way to the same result") {
  Random random(5);
  const Bytes images = seededBytes(40 * 784, 256, random), labels = seededBytes(40, 10, random);
  auto data = std::make_shared<Dataset>(images, labels);
  TrainerSettings settings{.hidden = {5}, .optimizer = "gradientDescent", .batchSize = 40, .seed = 2};
  Trainer trainer(settings, data);
  const double loss = trainer.evaluate(*data, 0, 40).loss();  // which always skips zeros
  REQUIRE_THAT(trainer.run(1).losses[0], WithinRel(loss, 1e-5));
}

TEST_CASE("bad settings, negative steps and missing data are refused") {
  auto settings = quick();
  settings.batchSize = 0;
  REQUIRE_THROWS_WITH(Trainer(settings, allBlobs()), ContainsSubstring("batchSize is 0"));
  REQUIRE_THROWS_WITH(Trainer(quick(), nullptr), ContainsSubstring("needs a data set"));
  Trainer trainer(quick(), allBlobs());
  REQUIRE_THROWS_WITH(trainer.run(-1), ContainsSubstring("-1 steps"));
  Snapshot broken = trainer.snapshot();
  broken.augmentation = {};
  REQUIRE_THROWS_WITH(trainer.restore(broken), ContainsSubstring("zeros"));
  REQUIRE(trainer.run(2).steps == 2);
}

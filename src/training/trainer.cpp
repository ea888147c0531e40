#include "training/trainer.hpp"

#include <cmath>
#include <numeric>
#include <stdexcept>
#include <string>

#include "digits/augmentation.hpp"
#include "optimizers/registry.hpp"
#include "training/streams.hpp"

namespace downhill {
namespace {

const TrainerSettings& validated(const TrainerSettings& settings) {
  validate(settings);
  return settings;
}

std::shared_ptr<const Dataset> required(std::shared_ptr<const Dataset> data) {
  if (!data) throw std::invalid_argument("a trainer needs a data set");
  return data;
}

// The method's own names for what the settings say; what they do not speak of keeps its default.
std::unique_ptr<Optimizer<float>> optimizerFor(const TrainerSettings& settings) {
  SettingValues values;
  for (const auto& entry : optimizerRegistry<float>()) {
    if (entry.name != settings.optimizer) continue;
    for (const Setting& setting : entry.settings) {
      if (setting.name == "rate") values["rate"] = settings.learningRate;
      if (setting.name == "beta") values["beta"] = settings.momentum;
    }
  }
  return makeOptimizer<float>(settings.optimizer, values);
}

// Reads a byte of every cache line of an image's ink and forgets it. A batch's images lie anywhere in 27 MB;
// asked for all at once they arrive together, where one after the other each would be waited for.
void bringNear(const SqueezedBytes& ink) {
  constexpr std::size_t cacheLine = 64;
  const volatile std::uint8_t* values = ink.values.data();
  const volatile std::uint16_t* places = ink.places.data();
  for (std::size_t e = 0; e < ink.values.size(); e += cacheLine) static_cast<void>(values[e]);
  for (std::size_t e = 0; e < ink.places.size(); e += cacheLine / 2) static_cast<void>(places[e]);
}

// A divergence is walked towards again from a moment that lies at most two such intervals back.
constexpr std::int64_t rememberedInterval = 50;

}  // namespace

std::string_view nameOf(TrainingStatus status) {
  switch (status) {
    case TrainingStatus::ran:
      return "ran";
    case TrainingStatus::waitingForData:
      return "waitingForData";
    case TrainingStatus::diverged:
      return "diverged";
  }
  throw std::invalid_argument("a training status has no name");
}

Trainer::Trainer(const TrainerSettings& settings, std::shared_ptr<const Dataset> data)
    : settings_(validated(settings)),
      data_(required(std::move(data))),
      network_(networkSettings(settings)),
      optimizer_(optimizerFor(settings)),
      order_(data_->total(), data_->blockSize(), settings.seed),
      augmentation_(settings.seed, augmentationStream) {
  Random random(settings.seed, initialisationStream);
  network_.initialise(settings.initialisation, random);
  earlier_ = recent_ = snapshot();
}

Trainer::Trainer(const TrainerSettings& settings, std::shared_ptr<const Dataset> data, const Snapshot& start)
    : Trainer(settings, std::move(data)) {
  restore(start);
}

double Trainer::epoch() const { return static_cast<double>(samples_) / static_cast<double>(data_->total()); }

StepReport Trainer::run(int steps) {
  if (steps < 0)
    throw std::invalid_argument(std::to_string(steps) + " steps cannot be run; it must be 0 or more");
  StepReport report;
  report.losses.reserve(static_cast<std::size_t>(steps));
  while (!diverged() && report.steps < steps) {
    if (!drawBatch()) {
      report.status = TrainingStatus::waitingForData;
      break;
    }
    remember();
    const float loss = lossAndGradient();
    if (!std::isfinite(loss)) {
      goBackBeforeDivergence();
      break;
    }
    update();
    report.losses.push_back(loss);
    ++report.steps;
  }
  // A gradient that is not finite shows in θ at once, in the loss only at the next step.
  if (!diverged() && !network_.parameters().allFinite()) goBackBeforeDivergence();

  if (diverged()) report.status = TrainingStatus::diverged;
  report.divergedAt = divergedAt_;
  report.step = step_;
  report.samples = samples_;
  report.epoch = epoch();
  if (report.steps > 0)
    report.meanLoss = std::accumulate(report.losses.begin(), report.losses.end(), 0.0) / report.steps;
  return report;
}

// The next mini-batch, unless one of its samples has not arrived.
bool Trainer::drawBatch() {
  batch_.resize(static_cast<std::size_t>(settings_.batchSize));
  for (std::size_t i = 0; i < batch_.size(); ++i) {
    batch_[i] = order_.at(samples_ + i);
    if (batch_[i] >= data_->available()) return false;
  }
  return true;
}

// Pixels become numbers from 0 to 1; the zeros, four of five, are left out from here on.
void Trainer::widenBatch() {
  labels_.clear();
  sparse_.clear(imagePixels);
  for (const std::size_t sample : batch_) bringNear(data_->ink(sample));
  for (const std::size_t sample : batch_) {
    labels_.push_back(data_->label(sample));
    if (!settings_.augmentation) {
      sparse_.appendBytes(data_->ink(sample));
      continue;
    }
    const auto pixels = data_->image(sample);
    Image image;
    for (std::size_t p = 0; p < image.size(); ++p) image[p] = static_cast<float>(pixels[p]) / 255.0f;
    augment(image, augmentation_);
    sparse_.appendRow(image);
  }
}

// What is dropped in a step is a function of seed and step alone: nothing of it is in a snapshot.
float Trainer::lossAndGradient() {
  widenBatch();
  network_.reseed(Random(settings_.seed, firstDropoutStream + static_cast<std::uint64_t>(step_)));
  if (sparse_.density() <= sparseDensityLimit) return network_.lossAndGradient(sparse_, labels_, gradient_);
  sparse_.expand(dense_);
  return network_.lossAndGradient(dense_, labels_, gradient_);
}

// θ ← θ − ηλθ on the weights               (decoupled weight decay: Loshchilov & Hutter 2019, algorithm 1)
// and then the optimizer's own step.
void Trainer::update() {
  Vector<float>& theta = network_.parameters();
  if (settings_.weightDecay > 0) {
    const auto kept = static_cast<float>(1 - settings_.learningRate * settings_.weightDecay);
    for (int layer = 0; layer < network_.layerCount(); ++layer) {
      const auto [begin, size] = network_.weightRange(layer);
      theta.segment(begin, size) *= kept;
    }
  }
  optimizer_->step(theta, gradient_);
  ++step_;
  samples_ += static_cast<std::uint64_t>(settings_.batchSize);
}

EvaluationReport Trainer::evaluate(const Dataset& test, std::size_t begin, std::size_t end) {
  return downhill::evaluate(network_, test, begin, end);
}

Snapshot Trainer::snapshot() const {
  return {.step = step_,
          .samples = samples_,
          .parameters = network_.parameters(),
          .optimizer = settings_.optimizer,
          .optimizerMemory = optimizer_->saveState(),
          .augmentation = augmentation_.state()};
}

void Trainer::restore(const Snapshot& snapshot) {
  takeState(snapshot);
  divergedAt_ = -1;
  earlier_ = recent_ = this->snapshot();
}

void Trainer::takeState(const Snapshot& snapshot) {
  const Random augmentation(snapshot.augmentation);  // refuses before anything has changed
  auto optimizer = optimizerFor(settings_);
  if (snapshot.optimizer == settings_.optimizer) optimizer->restoreState(snapshot.optimizerMemory);
  network_.setParameters(snapshot.parameters);
  optimizer_ = std::move(optimizer);
  augmentation_ = augmentation;
  step_ = snapshot.step;
  samples_ = snapshot.samples;
}

void Trainer::remember() {
  if (step_ - recent_.step < rememberedInterval) return;
  earlier_ = std::move(recent_);
  recent_ = snapshot();
}

// Step number step_ has no finite loss. The step before it had one: back to a remembered moment at or before
// it, and the same way again, which is exact.
void Trainer::goBackBeforeDivergence() {
  divergedAt_ = step_;
  const std::int64_t lastFinite = step_ - 1;
  takeState(recent_.step <= lastFinite ? recent_ : earlier_);
  while (step_ < lastFinite) {
    drawBatch();
    lossAndGradient();
    update();
  }
}

}  // namespace downhill

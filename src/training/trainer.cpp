#include "training/trainer.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>

#include "optimizers/registry.hpp"
#include "training/streams.hpp"

namespace downhill {
namespace {

const TrainerSettings& validated(const TrainerSettings& settings) {
  validateValues(settings);
  return settings;
}

std::shared_ptr<const Dataset> required(std::shared_ptr<const Dataset> data) {
  if (!data) throw std::invalid_argument("a trainer needs a data set");
  return data;
}

// The method's own names for what the settings say; what they do not speak of keeps its default. Weights
// decay in the trainer, alike under every method, so a method that would do it as well has nothing left to
// do.
std::unique_ptr<Optimizer<float>> optimizerFor(const TrainerSettings& settings) {
  const SettingValues said{{"rate", settings.learningRate}, {"beta", settings.momentum}, {"weightDecay", 0}};
  SettingValues values;
  for (const auto& entry : optimizerRegistry<float>()) {
    if (entry.name != settings.optimizer) continue;
    for (const Setting& setting : entry.settings)
      if (const auto found = said.find(setting.name); found != said.end()) values.insert(*found);
  }
  return makeOptimizer<float>(settings.optimizer, values);
}

// What part number `index` of `parts` gets of 0 … whole − 1: [first, second), as even as can be.
template <class Integer>
std::pair<Integer, Integer> share(int index, std::size_t parts, Integer whole) {
  const auto upTo = [&](int i) {
    return static_cast<Integer>(static_cast<std::int64_t>(whole) * i / static_cast<std::int64_t>(parts));
  };
  return {upTo(index), upTo(index + 1)};
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

Trainer::Trainer(const TrainerSettings& settings, std::shared_ptr<const Dataset> data,
                 std::shared_ptr<Team> team)
    : settings_(validated(settings)),
      data_(required(std::move(data))),
      team_(team ? std::move(team) : std::make_shared<Team>()),
      network_(networkSettings(settings)),
      optimizer_(optimizerFor(settings)),
      order_(data_->total(), data_->blockSize(), settings.seed),
      augmentation_(settings.seed, augmentationStream) {
  Random random(settings.seed, initialisationStream);
  network_.initialise(settings.initialisation, random);
  const int parts = std::min(settings.workers, settings.batchSize);
  for (int part = 0; part < parts; ++part) parts_.emplace_back(network_.twin());
  earlier_ = recent_ = snapshot();
}

Trainer::Trainer(const TrainerSettings& settings, std::shared_ptr<const Dataset> data, const Snapshot& start,
                 std::shared_ptr<Team> team)
    : Trainer(settings, std::move(data), std::move(team)) {
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

// What is dropped in a step is a function of seed, step and part alone: nothing of it is in a snapshot.
//
// C = Σ_p (n_p/B) C_p, over parts of n_p of the batch's B samples
float Trainer::lossAndGradient() {
  changes_.clear();
  if (settings_.augmentation)
    for (std::size_t i = 0; i < batch_.size(); ++i) changes_.emplace_back(augmentation_);

  const auto parts = parts_.size();
  team_->forEach(static_cast<int>(parts), [&](int part) {
    const auto [begin, end] = share(part, parts, batch_.size());
    const std::span samples(batch_);
    const std::span changes(changes_);
    const auto stream = static_cast<std::uint64_t>(step_) * parts + static_cast<std::uint64_t>(part);
    parts_[part].lossAndGradient(*data_, samples.subspan(begin, end - begin),
                                 changes.empty() ? changes : changes.subspan(begin, end - begin),
                                 Random(settings_.seed, firstDropoutStream + stream));
  });
  if (parts == 1) return parts_[0].loss();
  double total = 0;
  for (const BatchPart& part : parts_)
    total += static_cast<double>(part.samples()) * static_cast<double>(part.loss());
  return static_cast<float>(total / static_cast<double>(batch_.size()));
}

void Trainer::update() {
  Vector<float>& theta = network_.parameters();
  if (parts_.size() > 1) gradient_.resize(theta.size());
  optimizer_->begin(theta.size());
  team_->forEach(slices(), [&](int index) { moveSlice(index); });
  ++step_;
  samples_ += static_cast<std::uint64_t>(settings_.batchSize);
}

// A method that looks at more than each parameter by itself is given all of θ at once.
int Trainer::slices() const { return optimizer_->inSlices() ? static_cast<int>(parts_.size()) : 1; }

// ∇C = Σ_p (n_p/B) ∇C_p
// θ ← θ − ηλθ on the weights               (decoupled weight decay: Loshchilov & Hutter 2019, algorithm 1)
// and then the optimizer's own step.
void Trainer::moveSlice(int index) {
  const auto [begin, end] = share(index, slices(), network_.parameterCount());
  const Eigen::Index size = end - begin;
  if (parts_.size() > 1) {
    auto mean = gradient_.segment(begin, size);
    const auto weighted = [&](const BatchPart& part) {
      const float weight = static_cast<float>(part.samples()) / static_cast<float>(batch_.size());
      return weight * part.gradient().segment(begin, size);
    };
    mean = weighted(parts_[0]);
    for (std::size_t part = 1; part < parts_.size(); ++part) mean += weighted(parts_[part]);
  }
  auto theta = network_.parameters().segment(begin, size);
  if (settings_.weightDecay > 0) {
    const auto kept = static_cast<float>(1 - settings_.learningRate * settings_.weightDecay);
    for (int layer = 0; layer < network_.layerCount(); ++layer) {
      const ParameterRange weights = network_.weightRange(layer);
      const Eigen::Index from = std::max(begin, weights.begin),
                         to = std::min(end, weights.begin + weights.size);
      if (from < to) theta.segment(from - begin, to - from) *= kept;
    }
  }
  const Vector<float>& gradient = parts_.size() > 1 ? gradient_ : parts_[0].gradient();
  optimizer_->stepSlice(theta, gradient.segment(begin, size), begin);
}

EvaluationReport Trainer::evaluate(const Dataset& test, std::size_t begin, std::size_t end) {
  if (begin > end) return downhill::evaluate(network_, test, begin, end);  // refuses, with words
  std::vector<EvaluationReport> reports(parts_.size());
  team_->forEach(static_cast<int>(parts_.size()), [&](int part) {
    const auto [from, to] = share(part, parts_.size(), end - begin);
    reports[part] = parts_[part].evaluate(test, begin + from, begin + to);
  });
  EvaluationReport report;
  for (const EvaluationReport& part : reports) report += part;
  return report;
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

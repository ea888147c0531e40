#include <emscripten/bind.h>

#include <array>
#include <limits>
#include <memory>

#include "door.hpp"
#include "laboratory/dataset_handle.hpp"
#include "laboratory/snapshot_bytes.hpp"
#include "laboratory/teams.hpp"
#include "laboratory/trainer_settings.hpp"
#include "training/trainer.hpp"

namespace downhill::door {
namespace {

struct StepOutcome {
  std::string status;  // "ran", "waitingForData", "diverged"
  int steps;
  Float32Array losses;
  double divergedAt;
};

struct EvaluationPart {
  int samples, correct;
  double totalLoss;
  Uint32Array confusion;  // (10, 10): truth, guess
};

class TrainerHandle : public Handle {
 public:
  TrainerHandle(const TrainerSettings& settings, const DatasetHandle& data)
      : trainer_(settings, data.data(), teamFor(settings.workers)) {}
  TrainerHandle(const TrainerSettings& settings, const DatasetHandle& data, const Snapshot& start)
      : trainer_(settings, data.data(), start, teamFor(settings.workers)) {}

  StepOutcome run(const Number& steps) {
    const StepReport report = trainer_.run(wholeNumber(steps, "steps", 0, 1'000'000));
    return {std::string(nameOf(report.status)), report.steps, toFloat32Array(report.losses),
            static_cast<double>(report.divergedAt)};
  }

  EvaluationPart evaluate(const DatasetHandle& data, const Number& begin, const Number& end) {
    const int from = wholeNumber(begin, "begin", 0, data.available());
    const int to = wholeNumber(end, "end", from, data.available());
    const auto report =
        trainer_.evaluate(*data.data(), static_cast<std::size_t>(from), static_cast<std::size_t>(to));
    return {static_cast<int>(report.samples), static_cast<int>(report.correct), report.totalLoss,
            toUint32Array({report.confusion[0].data(), 100})};
  }

  Uint8Array snapshot() const { return toUint8Array(toBytes(trainer_.snapshot())); }
  void restore(const Uint8Array& snapshot) {
    trainer_.restore(snapshotFrom(bytes(snapshot, "the snapshot")));
  }
  Float32Array parameters() const { return copied<Float32Array>(trainer_.network().parameters()); }

  double step() const { return static_cast<double>(trainer_.step()); }
  double samples() const { return static_cast<double>(trainer_.samples()); }
  double epoch() const { return trainer_.epoch(); }

 private:
  Trainer trainer_;
};

// What the confusion counts say about each digit; NaN where there is none of it.
struct DigitRates {
  Float64Array recall, precision;  // (10)
};

DigitRates digitRates(const NumberArray& confusion) {
  const auto counts = wholeNumbers(confusion, "confusion", 0, mostSamples);
  if (counts.size() != 100)
    throw std::invalid_argument("confusion has " + std::to_string(counts.size()) +
                                " numbers; it must have 100, 10 for each digit");
  EvaluationReport report;
  for (std::size_t cell = 0; cell < counts.size(); ++cell)
    report.confusion[cell / 10][cell % 10] = static_cast<std::uint32_t>(counts[cell]);
  std::array<double, 10> recall, precision;
  for (std::size_t digit = 0; digit < 10; ++digit) {
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    recall[digit] = report.recall(static_cast<int>(digit)).value_or(none);
    precision[digit] = report.precision(static_cast<int>(digit)).value_or(none);
  }
  return {toFloat64Array(recall), toFloat64Array(precision)};
}

std::unique_ptr<TrainerHandle> createTrainer(const TrainerOptions& settings, const DatasetHandle& data) {
  return std::make_unique<TrainerHandle>(trainerSettingsFrom(settings), data);
}

std::unique_ptr<TrainerHandle> continueTrainer(const TrainerOptions& settings, const DatasetHandle& data,
                                               const Uint8Array& snapshot) {
  return std::make_unique<TrainerHandle>(trainerSettingsFrom(settings), data,
                                         snapshotFrom(bytes(snapshot, "the snapshot")));
}

}  // namespace

EMSCRIPTEN_BINDINGS(trainer) {
  using namespace emscripten;
  value_object<StepOutcome>("StepOutcome")
      .field("status", &StepOutcome::status)
      .field("steps", &StepOutcome::steps)
      .field("losses", &StepOutcome::losses)
      .field("divergedAt", &StepOutcome::divergedAt);
  value_object<EvaluationPart>("EvaluationPart")
      .field("samples", &EvaluationPart::samples)
      .field("correct", &EvaluationPart::correct)
      .field("totalLoss", &EvaluationPart::totalLoss)
      .field("confusion", &EvaluationPart::confusion);
  value_object<DigitRates>("DigitRates")
      .field("recall", &DigitRates::recall)
      .field("precision", &DigitRates::precision);
  class_<TrainerHandle>("Trainer")
      .function("run", open<&TrainerHandle::run>)
      .function("evaluate", open<&TrainerHandle::evaluate>)
      .function("snapshot", open<&TrainerHandle::snapshot>)
      .function("restore", open<&TrainerHandle::restore>)
      .function("parameters", open<&TrainerHandle::parameters>)
      .property("step", &TrainerHandle::step)
      .property("samples", &TrainerHandle::samples)
      .property("epoch", &TrainerHandle::epoch);
  function("createTrainer", open<&createTrainer>);
  function("continueTrainer", open<&continueTrainer>);
  function("digitRates", open<&digitRates>);
}

}  // namespace downhill::door

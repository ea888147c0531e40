#include <emscripten/bind.h>

#include <memory>

#include "arrays.hpp"
#include "core/snapshot_bytes.hpp"
#include "core/trainer_settings.hpp"
#include "digits/dataset.hpp"
#include "digits/drawing.hpp"
#include "digits/idx.hpp"
#include "digits/synthetic.hpp"
#include "door.hpp"
#include "handles.hpp"
#include "training/trainer.hpp"
#include "validation.hpp"

namespace downhill::door {
namespace {

EMSCRIPTEN_DECLARE_VAL_TYPE(DatasetSettings)

constexpr int mostSamples = 1'000'000;

struct Samples {
  Uint8Array pixels;  // (n, 784)
  Uint8Array labels;  // (n)
};

class DatasetHandle : public Handle {
 public:
  DatasetHandle(std::size_t total, std::size_t blockSize)
      : data_(std::make_shared<Dataset>(total, blockSize)) {}

  // A pair of IDX files, as they came from the network.
  void append(const Uint8Array& imageFile, const Uint8Array& labelFile) {
    const auto imageBytes = bytes(imageFile, "the image file");
    const auto labelBytes = bytes(labelFile, "the label file");
    const IdxImages images = readImages(imageBytes);
    const IdxLabels labels = readLabels(labelBytes);
    requireMatching(images, labels);
    data_->append(images.pixels, labels.labels);
  }

  void appendSynthetic(const Number& count, const Number& seedValue) {
    const auto written = syntheticDataset(wholeNumber(count, "count", 1, mostSamples), seed(seedValue));
    data_->append(written.images, written.labels);
  }

  Samples samples(const NumberArray& indices) const {
    const int last = static_cast<int>(data_->available()) - 1;
    if (last < 0) throw std::invalid_argument("no samples have arrived yet");
    std::vector<std::uint8_t> pixels, labels;
    for (const int index : wholeNumbers(indices, "indices", 0, last)) {
      const auto image = data_->image(static_cast<std::size_t>(index));
      pixels.insert(pixels.end(), image.begin(), image.end());
      labels.push_back(data_->label(static_cast<std::size_t>(index)));
    }
    return {toUint8Array(pixels), toUint8Array(labels)};
  }

  int available() const { return static_cast<int>(data_->available()); }
  int total() const { return static_cast<int>(data_->total()); }
  const std::shared_ptr<Dataset>& data() const { return data_; }

 private:
  std::shared_ptr<Dataset> data_;
};

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
      : trainer_(settings, data.data()) {}
  TrainerHandle(const TrainerSettings& settings, const DatasetHandle& data, const Snapshot& start)
      : trainer_(settings, data.data(), start) {}

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

std::unique_ptr<DatasetHandle> createDataset(const DatasetSettings& value) {
  const Settings settings(value, "the data set's settings", {"total", "blockSize"});
  const int total = wholeNumber(settings["total"], "total", 1, mostSamples);
  const int blockSize = wholeNumber(settings["blockSize"], "blockSize", 1, total);
  return std::make_unique<DatasetHandle>(static_cast<std::size_t>(total),
                                         static_cast<std::size_t>(blockSize));
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

EMSCRIPTEN_BINDINGS(training) {
  using namespace emscripten;
  register_type<DatasetSettings>("{ total: number, blockSize: number }");
  value_object<Samples>("Samples").field("pixels", &Samples::pixels).field("labels", &Samples::labels);
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
  class_<DatasetHandle>("Dataset")
      .function("append", open<&DatasetHandle::append>)
      .function("appendSynthetic", open<&DatasetHandle::appendSynthetic>)
      .function("samples", open<&DatasetHandle::samples>)
      .property("available", &DatasetHandle::available)
      .property("total", &DatasetHandle::total);
  class_<TrainerHandle>("Trainer")
      .function("run", open<&TrainerHandle::run>)
      .function("evaluate", open<&TrainerHandle::evaluate>)
      .function("snapshot", open<&TrainerHandle::snapshot>)
      .function("restore", open<&TrainerHandle::restore>)
      .function("parameters", open<&TrainerHandle::parameters>)
      .property("step", &TrainerHandle::step)
      .property("samples", &TrainerHandle::samples)
      .property("epoch", &TrainerHandle::epoch);
  function("createDataset", open<&createDataset>);
  function("createTrainer", open<&createTrainer>);
  function("continueTrainer", open<&continueTrainer>);
}

}  // namespace downhill::door

#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "digits/dataset.hpp"
#include "network/network.hpp"
#include "optimizers/optimizer.hpp"
#include "training/batch_part.hpp"
#include "training/evaluation.hpp"
#include "training/sample_order.hpp"
#include "training/settings.hpp"
#include "training/snapshot.hpp"
#include "training/team.hpp"

namespace downhill {

enum class TrainingStatus {
  ran,             // all the steps that were asked for
  waitingForData,  // a sample of the next batch has not arrived yet; call again when more is there
  diverged         // the loss is no longer finite; the last parameters with a finite one were put back
};
std::string_view nameOf(TrainingStatus status);

// What a call of run did.
struct StepReport {
  TrainingStatus status = TrainingStatus::ran;
  int steps = 0;                 // done in this call
  std::int64_t step = 0;         // done since the start
  std::uint64_t samples = 0;     // drawn since the start
  double epoch = 0;              // the same in walks over the data set
  std::vector<float> losses;     // mini-batch loss of each step of this call, before that step's update
  double meanLoss = 0;           // their mean; 0 when there are none
  std::int64_t divergedAt = -1;  // the first step whose loss was not finite, counted from 0
};

// Trains the digit network, some steps at a time:
//   draw a mini-batch → loss and gradient → weight decay → the optimizer moves θ
// With settings.workers = n a mini-batch is cut into n parts and θ into n slices. First every part gives
// its loss and gradient, then every slice of θ is moved by the parts' mean gradient there. The result after
// some steps depends on settings and data alone: not on how the steps were cut into calls, not on when the
// data arrived, not on how many threads of the team did the parts.
class Trainer {
 public:
  // team: null for the calling thread alone. Trainers may share one; they take turns then.
  Trainer(const TrainerSettings& settings, std::shared_ptr<const Dataset> data,
          std::shared_ptr<Team> team = nullptr);

  // A trainer that goes on from a snapshot with other settings. Widths and filters must be the same; the
  // optimizer's memory is kept if it is the same optimizer.
  Trainer(const TrainerSettings& settings, std::shared_ptr<const Dataset> data, const Snapshot& start,
          std::shared_ptr<Team> team = nullptr);

  // steps: 0 or more.
  StepReport run(int steps);

  // As downhill::evaluate, with the samples shared among the workers.
  EvaluationReport evaluate(const Dataset& test, std::size_t begin, std::size_t end);

  Snapshot snapshot() const;
  void restore(const Snapshot& snapshot);

  std::int64_t step() const { return step_; }
  std::uint64_t samples() const { return samples_; }
  double epoch() const;
  bool diverged() const { return divergedAt_ >= 0; }
  const TrainerSettings& settings() const { return settings_; }
  const Network<float>& network() const { return network_; }
  Network<float>& network() { return network_; }

 private:
  bool drawBatch();
  float lossAndGradient();
  void update();
  int slices() const;
  void moveSlice(int index);
  void goBackBeforeDivergence();
  void remember();
  void takeState(const Snapshot& snapshot);

  TrainerSettings settings_;
  std::shared_ptr<const Dataset> data_;
  std::shared_ptr<Team> team_;
  Network<float> network_;
  std::vector<BatchPart> parts_;  // (workers, or the samples of a batch where they are fewer)
  std::unique_ptr<Optimizer<float>> optimizer_;
  SampleOrder order_;
  Random augmentation_;

  std::int64_t step_ = 0;
  std::uint64_t samples_ = 0;
  std::int64_t divergedAt_ = -1;

  std::vector<std::size_t> batch_;     // which samples
  std::vector<Augmentation> changes_;  // of each, or none
  Vector<float> gradient_;             // as θ, the parts' mean; not filled where there is one part

  // Two earlier moments, from which the steps up to a divergence can be walked again.
  Snapshot earlier_, recent_;
};

}  // namespace downhill

// The same core as in the page, built for this machine: its trainer, asked like every other contender.

#include <map>

#include "conversation.hpp"
#include "training/trainer.hpp"

namespace {

using namespace downhill;

TrainerSettings settingsOf(const bench::Task& task) {
  static const std::map<std::string, std::vector<int>> hidden{
      {"S", {16, 16}}, {"M", {128}}, {"L", {512, 256}}, {"C", {}}};
  TrainerSettings settings;
  settings.hidden = hidden.at(task.network);
  if (task.network == "C") settings.filters = {8, 16};
  settings.optimizer = task.optimizer == "adam" ? "adam" : "gradientDescent";
  settings.learningRate = task.rate;
  settings.batchSize = task.batch;
  settings.seed = task.seed;
  return settings;
}

class Core final : public bench::Instance {
 public:
  Core(const bench::Task& task, std::shared_ptr<const Dataset> train, std::shared_ptr<const Dataset> test)
      : test_(std::move(test)), trainer_(settingsOf(task), std::move(train)) {}

  void step(int steps) override {
    const StepReport report = trainer_.run(steps);
    if (report.status != TrainingStatus::ran)
      throw std::runtime_error("training " + std::string(nameOf(report.status)));
  }

  double accuracy(std::size_t count) override { return trainer_.evaluate(*test_, 0, count).accuracy(); }

  int classify(const float* pixels) override {
    Eigen::Index digit;
    trainer_.network().forward(Eigen::Map<const Matrix<float>>(pixels, 1, 784)).row(0).maxCoeff(&digit);
    return static_cast<int>(digit);
  }

 private:
  std::shared_ptr<const Dataset> test_;
  Trainer trainer_;
};

}  // namespace

int main(int, char** arguments) {
  std::shared_ptr<const Dataset> train, test;
  return bench::converse(arguments[1], [&](const bench::Task& task, const bench::Digits& digits) {
    if (!train) {
      train = std::make_shared<Dataset>(digits.train.images, digits.train.labels);
      test = std::make_shared<Dataset>(digits.test.images, digits.test.labels);
    }
    return std::make_unique<Core>(task, train, test);
  });
}

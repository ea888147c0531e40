// The small convolutional network reads 98.5 % of MNIST's test images as a rule after about 90,000 samples, one and a
// half walks over the training images.
#include <catch2/catch_test_macros.hpp>

#include "support/mnist.hpp"
#include "training/trainer.hpp"

using namespace downhill;

namespace {

#ifdef DOWNHILL_INSTRUMENTED  // every line is watched: a tenth of the way is enough
constexpr double goal = 0.85;
constexpr int firstSteps = 150;
constexpr std::size_t tested = 1000;
#else
constexpr double goal = 0.985;
constexpr int firstSteps = 2500;
constexpr std::size_t tested = 10'000;
#endif

}  // namespace

TEST_CASE(
    "a small convolutional network reads 98.5 % of MNIST's test images before four walks over the others") {
  const auto train = std::make_shared<Dataset>(mnist(DOWNHILL_MNIST, "train"));
  const Dataset test = mnist(DOWNHILL_MNIST, "t10k");
  REQUIRE(test.total() == 10'000);
  const TrainerSettings settings{
      .hidden = {}, .optimizer = "adam", .learningRate = 0.002, .batchSize = 32, .filters = {8, 16}};
  Trainer trainer(settings, train);
  double accuracy = 0;
  while (accuracy < goal && trainer.samples() < 240'000) {
    trainer.run(trainer.samples() == 0 ? firstSteps : 300);
    accuracy = trainer.evaluate(test, 0, tested).accuracy();
  }
  CAPTURE(accuracy, trainer.samples());
  CHECK(accuracy >= goal);
}

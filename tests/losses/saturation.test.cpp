#include "losses/saturation.hpp"

#include "derivative_checks.hpp"

using namespace downhill;
using namespace downhill::testing;

TEST_CASE(
    "For ½(ŷ−y)² and y = 0 the slope at z = 4 is 0.0173 against 0.9820, at z = 8 0.00034 against 0.9997") {
  const SaturationReading four = saturation(4, 0), eight = saturation(8, 0);
  REQUIRE_THAT(four.squaredError.gradient, WithinAbs(0.0173, 5e-5));
  REQUIRE_THAT(four.crossEntropy.gradient, WithinAbs(0.9820, 5e-5));
  REQUIRE_THAT(eight.squaredError.gradient, WithinAbs(0.00034, 5e-6));
  REQUIRE_THAT(eight.crossEntropy.gradient, WithinAbs(0.9997, 5e-5));
}

TEST_CASE("The slopes are (ŷ−y)ŷ(1−ŷ) and ŷ−y: what starves squared error is σ′") {
  for (const double z : {-6.0, -1.0, 0.0, 2.0, 7.0}) {
    for (const double y : {0.0, 1.0}) {
      const SaturationReading at = saturation(z, y);
      REQUIRE_THAT(at.prediction, WithinRel(sigmoid(z), 1e-15));
      REQUIRE_THAT(at.squaredError.gradient, WithinRel(at.crossEntropy.gradient * sigmoidSlope(z), 1e-12));
      REQUIRE_THAT(at.squaredError.value, WithinRel((sigmoid(z) - y) * (sigmoid(z) - y) / 2, 1e-9));
      checkScalar([y](double v) { return saturation(v, y).squaredError; }, z);
      checkScalar([y](double v) { return saturation(v, y).crossEntropy; }, z);
    }
  }
}

TEST_CASE("From a bad start cross-entropy is done while squared error still sits on its plateau") {
  const Race race =
      saturationRace({.input = 1, .weight = 3, .bias = 3, .target = 0, .rate = 0.15, .steps = 200});
  REQUIRE(race.squaredError.size() == 201);
  REQUIRE(race.crossEntropy.size() == 201);
  REQUIRE(race.squaredError.front().logit == 6);
  REQUIRE(race.crossEntropy.front().logit == 6);
  REQUIRE(race.crossEntropy.back().prediction < 0.05);
  REQUIRE(race.squaredError.back().prediction > 0.9);
}

TEST_CASE("The race's first step, by hand: w ← w − ηδx, b ← b − ηδ") {
  const Race race =
      saturationRace({.input = 2, .weight = 1, .bias = -1, .target = 1, .rate = 0.5, .steps = 1});
  const double y = 1 / (1 + std::exp(-1.0)), delta = y - 1;
  REQUIRE_THAT(race.crossEntropy[1].weight, WithinRel(1 - 0.5 * delta * 2, 1e-14));
  REQUIRE_THAT(race.crossEntropy[1].bias, WithinRel(-1 - 0.5 * delta, 1e-14));
  const double starved = delta * y * (1 - y);
  REQUIRE_THAT(race.squaredError[1].weight, WithinRel(1 - 0.5 * starved * 2, 1e-14));
  REQUIRE_THAT(race.squaredError[1].bias, WithinRel(-1 - 0.5 * starved, 1e-14));
}

TEST_CASE("Each loss falls with every step of a careful race") {
  const Race race = saturationRace({});
  for (const auto* path : {&race.squaredError, &race.crossEntropy}) {
    for (std::size_t i = 1; i < path->size(); ++i) REQUIRE((*path)[i].loss.value < (*path)[i - 1].loss.value);
  }
}

TEST_CASE("The race refuses what cannot be run") {
  REQUIRE_REFUSED(saturationRace({.target = 2}), "the target is 2");
  REQUIRE_REFUSED(saturationRace({.rate = NAN}), "the rate");
  REQUIRE_REFUSED(saturationRace({.steps = -1}), "steps is -1");
  REQUIRE_REFUSED(saturationRace({.weight = NAN}), "the logit");
  REQUIRE_REFUSED(saturation(0, -1), "the label is -1");
}

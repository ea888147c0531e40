#include "network/deep_stack.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

using namespace downhill;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

DeepStack stack(Activation activation, Initialisation initialisation, int depth = 10) {
  return DeepStack({.depth = depth, .width = 64, .activation = activation, .initialisation = initialisation});
}

// How much smaller δ is in the first layer than in the last hidden one.
double shrinking(const DeepStack& stack) {
  const auto all = stack.statistics(20);
  return all.front().deltaSize / all[all.size() - 2].deltaSize;
}

}  // namespace

TEST_CASE("through sigmoids gradients vanish: a quarter or less is left by each layer") {
  const DeepStack sigmoids = stack(Activation::sigmoid, Initialisation::xavier);
  REQUIRE(shrinking(sigmoids) < std::pow(0.26, 9) * 10);
  REQUIRE(shrinking(sigmoids) > 0);
}

TEST_CASE("He's start keeps relu's signals and gradients, a small one loses both") {
  const DeepStack he = stack(Activation::relu, Initialisation::he);
  const auto all = he.statistics(20);
  const double first = all[0].outputs.deviation, tenth = all[9].outputs.deviation;
  REQUIRE((tenth > first / 3 && tenth < first * 3));
  REQUIRE((shrinking(he) > 0.2 && shrinking(he) < 5));

  const DeepStack small = stack(Activation::relu, Initialisation::small);
  REQUIRE(small.statistics(20)[9].outputs.deviation < 1e-8);
  REQUIRE(shrinking(small) < 1e-8);
  REQUIRE_THAT(small.loss(), WithinAbs(std::log(4.0), 1e-6));
}

TEST_CASE("Xavier's start keeps tanh's gradients") {
  REQUIRE(shrinking(stack(Activation::tanh, Initialisation::xavier)) > 0.1);
}

TEST_CASE("with relu under He's start about half of all outputs are silent, and hardly a unit is dead") {
  for (const LayerStatistics& layer : stack(Activation::relu, Initialisation::he, 3).statistics(10)) {
    if (layer.activation != Activation::relu) continue;
    REQUIRE_THAT(layer.saturated, WithinAbs(0.5, 0.15));
    REQUIRE(layer.dead < 0.2);
  }
}

TEST_CASE("from zeros all units stay copies of each other, and the hidden layers learn nothing") {
  const auto activation = GENERATE(Activation::sigmoid, Activation::tanh, Activation::relu);
  DeepStack zero = stack(activation, Initialisation::zero, 4);
  REQUIRE(zero.train(30) == 30);
  const auto all = zero.statistics(10);
  for (std::size_t l = 0; l < 4; ++l) REQUIRE_THAT(all[l].copies, WithinRel(63.0 / 64, 1e-12));
  REQUIRE(all[0].gradientSize < 1e-6);
}

TEST_CASE("a stack that starts well learns, and counts its steps") {
  DeepStack learner({.depth = 4, .width = 32, .rate = 0.2});
  const double before = learner.loss();
  REQUIRE(learner.train(300) == 300);
  REQUIRE(learner.step() == 300);
  REQUIRE(learner.loss() < before / 5);
  REQUIRE(learner.accuracy() > 0.95);

  DeepStack again({.depth = 4, .width = 32, .rate = 0.2});
  for (const int steps : {1, 99, 200}) again.train(steps);
  REQUIRE(again.network().parameters() == learner.network().parameters());
}

TEST_CASE("a rate that is too large stops before the numbers end") {
  DeepStack wild({.depth = 6, .activation = Activation::identity, .rate = 1e6});
  REQUIRE(wild.train(1000) < 1000);
  REQUIRE(wild.network().parameters().allFinite());
  REQUIRE(std::isfinite(wild.loss()));
  REQUIRE(wild.train(1) == 0);
}

TEST_CASE("stacks that cannot be are refused with words") {
  REQUIRE_THROWS_WITH(DeepStack({.depth = 0}),
                      ContainsSubstring("depth is 0") && ContainsSubstring("from 1 to 30"));
  REQUIRE_THROWS_WITH(DeepStack({.width = 129}), ContainsSubstring("width is 129"));
  REQUIRE_THROWS_WITH(DeepStack({.rate = -1}), ContainsSubstring("rate is -1"));
  REQUIRE_THROWS_WITH(DeepStack({.samples = 1}), ContainsSubstring("samples is 1"));
  DeepStack fine({});
  REQUIRE_THROWS_WITH(fine.train(-1), ContainsSubstring("-1 steps"));
  REQUIRE_THROWS_WITH(fine.statistics(0), ContainsSubstring("there must be 1 to 1000"));
}

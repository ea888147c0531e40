#include "training/settings.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <limits>

using namespace downhill;
using Catch::Matchers::ContainsSubstring;

namespace {

template <class Change>
void requireRefused(const Change& change, const std::string& words, const std::string& moreWords) {
  TrainerSettings settings;
  change(settings);
  REQUIRE_THROWS_WITH(validate(settings), ContainsSubstring(words) && ContainsSubstring(moreWords));
}

template <class Change>
void requireAllowed(const Change& change) {
  TrainerSettings settings;
  change(settings);
  REQUIRE_NOTHROW(validate(settings));
}

}  // namespace

TEST_CASE("the defaults are allowed, and lie in the ranges that the table lists") {
  REQUIRE_NOTHROW(validate(TrainerSettings{}));
  std::string names;
  for (const auto& [setting, read, write] : trainerNumbers()) {
    names += std::string(setting.name) + " ";
    REQUIRE_NOTHROW(requireInRange(setting.initial, setting));
    REQUIRE(setting.minimum < setting.maximum);
    TrainerSettings settings;
    REQUIRE(read(settings) == setting.initial);
    write(settings, setting.maximum);
    REQUIRE(read(settings) == setting.maximum);
  }
  REQUIRE(names ==
          "learningRate momentum weightDecay batchSize workers seed filterSize dropout gamma alpha smoothing "
          "margin ");
}

TEST_CASE("every number at the ends of its range is allowed and just beyond them refused with words") {
  using S = TrainerSettings;
  const double infinity = std::numeric_limits<double>::infinity(),
               nan = std::numeric_limits<double>::quiet_NaN();
  for (const double rate : {1e-6, 0.1, 1e6}) requireAllowed([&](S& s) { s.learningRate = rate; });
  for (const double rate : {0.0, -0.1, -1e9, 1e7, infinity, -infinity, nan})
    requireRefused([&](S& s) { s.learningRate = rate; }, "learningRate is", "from 1e-06 to 1e+06");
  for (const double momentum : {0.0, 0.9, 0.9999}) requireAllowed([&](S& s) { s.momentum = momentum; });
  for (const double momentum : {-0.1, 1.0, 2.0, nan})
    requireRefused([&](S& s) { s.momentum = momentum; }, "momentum is", "from 0 to 0.9999");
  for (const double decay : {0.0, 0.01, 1.0}) requireAllowed([&](S& s) { s.weightDecay = decay; });
  for (const double decay : {-1e-9, 1.1, infinity, nan})
    requireRefused([&](S& s) { s.weightDecay = decay; }, "weightDecay is", "from 0 to 1");
  for (const int batch : {1, 32, 10'000}) requireAllowed([&](S& s) { s.batchSize = batch; });
  for (const int batch : {0, -1, 10'001, std::numeric_limits<int>::max(), std::numeric_limits<int>::min()})
    requireRefused([&](S& s) { s.batchSize = batch; }, "batchSize is", "from 1 to 10000");
}

TEST_CASE("the numbers of losses, dropout and filters have ranges, too") {
  using S = TrainerSettings;
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const double share : {0.0, 0.5, 0.95}) requireAllowed([&](S& s) { s.dropout = share; });
  for (const double share : {-0.1, 0.96, 1.0, nan})
    requireRefused([&](S& s) { s.dropout = share; }, "dropout is", "from 0 to 0.95");
  for (const double gamma : {-1.0, 11.0, nan})
    requireRefused([&](S& s) { s.gamma = gamma; }, "gamma is", "from 0 to 10");
  for (const double alpha : {0.0, 101.0, nan})
    requireRefused([&](S& s) { s.alpha = alpha; }, "alpha is", "from 0.01 to 100");
  for (const double smoothing : {-0.1, 1.0, nan})
    requireRefused([&](S& s) { s.smoothing = smoothing; }, "smoothing is", "from 0 to 0.9");
  for (const double margin : {0.0, -1.0, nan})
    requireRefused([&](S& s) { s.margin = margin; }, "margin is", "from 0.01 to 100");
  for (const int size : {0, -3, 10})
    requireRefused([&](S& s) { s.filterSize = size; }, "filterSize is", "from 1 to 9");
}

TEST_CASE("class weights: none or one for each digit, none of them negative") {
  using S = TrainerSettings;
  requireAllowed([](S& s) { s.classWeights = std::vector<double>(10, 0.5); });
  requireAllowed([](S& s) { s.classWeights = {0, 1000, 1, 1, 1, 1, 1, 1, 1, 1}; });
  requireRefused([](S& s) { s.classWeights = {1, 2}; }, "2 class weights", "must be 10, or none");
  for (const double weight : {-1.0, 1001.0, std::numeric_limits<double>::quiet_NaN()})
    requireRefused([&](S& s) { s.classWeights = std::vector<double>(10, weight); }, "a class weight is",
                   "from 0 to 1000");
}

TEST_CASE("convolutions: up to three, with 1 to 64 filters each, which fit the image") {
  using S = TrainerSettings;
  for (const std::vector<int>& filters : {std::vector<int>{}, {1}, {64, 64}, {8, 16}})
    requireAllowed([&](S& s) { s.filters = filters; });
  requireAllowed([](S& s) { s.filters = {4, 4, 4}, s.filterSize = 3; });
  requireRefused([](S& s) { s.filters = {1, 1, 1, 1}; }, "4 convolutions", "at most 3");
  requireRefused([](S& s) { s.filters = {8, 0}; }, "convolution 2 has 0 filters", "1 to 64");
  requireRefused([](S& s) { s.filters = {65}; }, "convolution 1 has 65 filters", "1 to 64");
  requireRefused([](S& s) { s.filters = {4, 4, 4}; }, "do not fit an image of 4×4×4", "1 to 4");
  requireRefused([](S& s) { s.filters = {4, 4, 4}, s.filterSize = 4; }, "1×1×4", "too small to be pooled");
}

TEST_CASE("hidden layers: none to eight, each of 1 to 4096 units") {
  using S = TrainerSettings;
  for (const std::vector<int>& hidden : {std::vector<int>{}, {1}, {4096}, {16, 16, 16, 16, 16, 16, 16, 16}})
    requireAllowed([&](S& s) { s.hidden = hidden; });
  requireRefused([](S& s) { s.hidden = std::vector<int>(9, 4); }, "9 hidden layers", "at most 8");
  requireRefused([](S& s) { s.hidden = {16, 0}; }, "hidden layer 2 has 0 units", "1 to 4096");
  requireRefused([](S& s) { s.hidden = {-5}; }, "hidden layer 1 has -5 units", "1 to 4096");
  requireRefused([](S& s) { s.hidden = {4097}; }, "has 4097 units", "1 to 4096");
}

TEST_CASE("an optimizer that is not there is refused with those that are") {
  requireRefused([](TrainerSettings& s) { s.optimizer = "newtons apple"; }, "\"newtons apple\"", "adam");
  requireRefused([](TrainerSettings& s) { s.optimizer = ""; }, "\"\"", "momentum");
  for (const char* name : {"gradientDescent", "momentum", "adam"})
    requireAllowed([&](TrainerSettings& s) { s.optimizer = name; });
}

TEST_CASE("the network's widths begin with the pixels and end with the classes") {
  REQUIRE(layerWidths({}) == std::vector{784, 16, 16, 10});
  REQUIRE(layerWidths({.hidden = {}}) == std::vector{784, 10});
}

TEST_CASE("everything that a network is made from reaches it") {
  const std::vector<double> weights(10, 2);
  const NetworkSettings network = networkSettings({.hidden = {7},
                                                   .activation = Activation::tanh,
                                                   .loss = Loss::focal,
                                                   .filters = {3, 4},
                                                   .filterSize = 3,
                                                   .pooling = Pooling::average,
                                                   .dropout = 0.25,
                                                   .gamma = 1.5,
                                                   .alpha = 0.5,
                                                   .smoothing = 0.2,
                                                   .margin = 3,
                                                   .classWeights = weights});
  REQUIRE(network.widths == std::vector{784, 7, 10});
  REQUIRE(network.hidden == Activation::tanh);
  REQUIRE(network.loss.loss == Loss::focal);
  REQUIRE(network.loss.gamma == 1.5);
  REQUIRE(network.loss.alpha == 0.5);
  REQUIRE(network.loss.smoothing == 0.2);
  REQUIRE(network.loss.margin == 3);
  REQUIRE(network.loss.classWeights == weights);
  REQUIRE(network.filters == std::vector{3, 4});
  REQUIRE(network.filterSize == 3);
  REQUIRE(network.pooling == Pooling::average);
  REQUIRE(network.dropout == 0.25);
}

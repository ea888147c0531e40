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
  for (const Setting& setting : trainerSettings()) {
    names += std::string(setting.name) + " ";
    REQUIRE_NOTHROW(requireInRange(setting.standard, setting));
    REQUIRE(setting.minimum < setting.maximum);
  }
  REQUIRE(names == "learningRate momentum weightDecay batchSize seed ");
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

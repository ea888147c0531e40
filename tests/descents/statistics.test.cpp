#include "descents/statistics.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "optimizers/gradient_descent.hpp"
#include "optimizers/registry.hpp"
#include "problems/registry.hpp"

using namespace downhill;
using Catch::Matchers::ContainsSubstring;

namespace {

double shareIn(const std::vector<EndPoint>& ends, int minimum) {
  return double(std::count_if(ends.begin(), ends.end(),
                              [&](const auto& end) { return end.minimum == minimum; })) /
         double(ends.size());
}

double medianSteps(std::vector<Escape> escapes) {
  std::sort(escapes.begin(), escapes.end(), [](const auto& a, const auto& b) { return a.steps < b.steps; });
  return escapes[escapes.size() / 2].steps;
}

constexpr int sharp = 0, flat = 1;

}  // namespace

TEST_CASE("SGD leaves the sharp minimum at a high temperature η/B and stays at a low one") {
  const auto problem = makeProblem("sharpAndFlatCurve");
  const WalkSettings settings{.rule = {.gradient = 0, .iterations = 2000}};
  const auto share = [&](double batch) {
    Minima minima(*problem);
    const auto sgd = makeOptimizer<double>("sgd", {{"rate", 0.02}, {"noise", 12}, {"batch", batch}});
    return shareIn(endPoints(*problem, *sgd, {.at = pointAt({-1})}, settings, {.count = 60}, minima), flat);
  };
  CHECK(share(1) > 0.7);
  CHECK(share(64) == 0);
}

TEST_CASE("Shifted a little, the sharp minimum's loss jumps and the flat one's hardly moves") {
  const auto problem = makeProblem("sharpAndFlatCurve");
  const WalkSettings settings{.rule = {.gradient = 1e-10, .iterations = 5000}};
  Minima minima(*problem);
  const GradientDescent<double> method({.rate = 0.02});
  const auto inSharp =
      endPoints(*problem, method, {.at = pointAt({-1.1})}, settings, {.count = 1}, minima, pointAt({0.1}));
  const auto inFlat =
      endPoints(*problem, method, {.at = pointAt({2})}, settings, {.count = 1}, minima, pointAt({0.1}));
  CHECK(inSharp[0].minimum == sharp);
  CHECK(inFlat[0].minimum == flat);
  CHECK(inSharp[0].value < 1e-15);
  CHECK(inSharp[0].shiftedValue > 20 * inFlat[0].shiftedValue);
}

TEST_CASE("Multi-start finds all four of Styblinski and Tang's minima, the lowest among them") {
  const auto problem = makeProblem("styblinskiTang");
  Minima minima(*problem);
  const auto ends = endPoints(*problem, GradientDescent<double>({.rate = 0.01}), {.anywhere = true}, {},
                              {.count = 100}, minima);
  for (int i = 0; i < 4; ++i) CHECK(shareIn(ends, i) > 0.1);
  const auto best = std::min_element(ends.begin(), ends.end(),
                                     [](const auto& a, const auto& b) { return a.value < b.value; });
  CHECK(best->minimum == 0);
  CHECK(best->value < -78.332);
  CHECK(minima.list().size() == 4u);
}

TEST_CASE("Seeds may be taken in slices: each seed's walk is its own") {
  const auto problem = makeProblem("saddle");
  const auto sgd = makeOptimizer<double>("sgd", {{"rate", 0.05}, {"noise", 0.5}});
  const StartRule start{.at = pointAt({1, 0}), .spread = 0.01};
  const WalkSettings settings{.rule = {.gradient = 0, .iterations = 200}};
  Minima minima(*problem);
  const auto all = endPoints(*problem, *sgd, start, settings, {.first = 5, .count = 10}, minima);
  const auto rest = endPoints(*problem, *sgd, start, settings, {.first = 9, .count = 6}, minima);
  for (int i = 0; i < 6; ++i) {
    CHECK(rest[i].seed == all[i + 4].seed);
    CHECK(rest[i].at == all[i + 4].at);
    CHECK(rest[i].start == all[i + 4].start);
  }
  CHECK(all[0].at != all[1].at);
}

TEST_CASE("From the ridge of a saddle gradient descent does not get away; noise does, momentum sooner") {
  const auto saddle = makeProblem("saddle");
  const Point middle = pointAt({0, 0});
  const WalkSettings settings{.rule = {.gradient = 0, .iterations = 3000}};
  const auto run = [&](const char* name, const SettingValues& values, StartRule start) {
    return escapes(*saddle, *makeOptimizer<double>(name, values), start, settings, {.count = 40}, middle,
                   1.0);
  };
  const StartRule onTheRidge{.at = pointAt({0.9, 0})}, besideIt{.at = pointAt({0.5, 0}), .spread = 1e-4};
  for (const auto& escape : run("gradientDescent", {{"rate", 0.05}}, onTheRidge)) CHECK(escape.steps == -1);
  for (const auto& escape : run("sgd", {{"rate", 0.05}, {"noise", 0.1}}, onTheRidge)) CHECK(escape.steps > 0);
  const double plain = medianSteps(run("gradientDescent", {{"rate", 0.05}}, besideIt));
  const double heavy = medianSteps(run("momentum", {{"rate", 0.05}}, besideIt));
  CHECK(plain > 0);
  CHECK(heavy > 0);
  CHECK(heavy < plain / 2);
  for (const auto& escape : run("newton", {}, {.at = pointAt({0.5, 0.3})})) CHECK(escape.steps == -1);
}

TEST_CASE("Gradient descent needs log(1/distance)/log(1 + η) steps to leave a saddle") {
  const auto saddle = makeProblem("saddle", {{"wall", 0}});
  const auto list =
      escapes(*saddle, GradientDescent<double>({.rate = 0.1}), {.at = pointAt({0, 1e-6})},
              {.rule = {.gradient = 0, .iterations = 1000}}, {.count = 1}, pointAt({0, 0}), 1.0);
  CHECK(list[0].steps == static_cast<int>(std::ceil(std::log(1e6) / std::log(1.1))));
}

TEST_CASE("Statistics refuse what cannot be counted") {
  const auto saddle = makeProblem("saddle");
  const GradientDescent<double> method;
  Minima minima(*saddle);
  CHECK_THROWS_WITH(endPoints(*saddle, method, {.anywhere = true}, {}, {.count = 0}, minima),
                    ContainsSubstring("0 seeds"));
  CHECK_THROWS_WITH(endPoints(*saddle, method, {.at = pointAt({1})}, {}, {.count = 1}, minima),
                    ContainsSubstring("it needs 2"));
  CHECK_THROWS_WITH(endPoints(*saddle, method, {.anywhere = true}, {}, {.count = 1}, minima, pointAt({1})),
                    ContainsSubstring("the shift has 1"));
  CHECK_THROWS_AS(escapes(*saddle, method, {.anywhere = true}, {}, {.count = 1}, pointAt({0, 0}), 0),
                  std::invalid_argument);
}

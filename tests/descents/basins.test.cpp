#include "descents/basins.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <set>

#include "optimizers/gradient_descent.hpp"
#include "optimizers/registry.hpp"
#include "problems/curves.hpp"
#include "problems/formula_problem.hpp"
#include "problems/registry.hpp"

using namespace downhill;
using Catch::Matchers::ContainsSubstring;

namespace {

const WalkSettings patient{.rule = {.gradient = 1e-5, .iterations = 2000}};

}  // namespace

TEST_CASE("On the double well the watershed is the summit between the wells") {
  const DoubleWell well;
  const ProblemOf<DoubleWell> problem(well);
  const auto stationary = problem.facts().stationary;
  BasinMap map(problem, GradientDescent<double>({.rate = 0.01}), patient, {{-2, 2}}, 200, 7);
  CHECK(map.height() == 1);
  CHECK_FALSE(map.computeRows(5));
  for (int column = 0; column < 200; ++column) {
    const double x = map.start(column, 0)[0];
    CHECK(map.basins()[column] == (x < stationary.back().at[0] ? 0 : 1));
  }
}

TEST_CASE("Himmelblau's four basins are all met, and each pixel's walk ends where the map says") {
  const auto problem = makeProblem("himmelblau");
  const GradientDescent<double> method({.rate = 0.01});
  BasinMap map(*problem, method, patient, problem->facts().domain, 24, 20);
  while (map.computeRows(3)) continue;
  std::set<int> met(map.basins().begin(), map.basins().end());
  CHECK(met == std::set<int>{0, 1, 2, 3});
  for (int row = 0; row < 20; row += 7)
    for (int column = 0; column < 24; column += 5) {
      Walker walker(*problem, method, map.start(column, row), patient);
      walker.run();
      const auto& minimum = map.minima().list()[map.basins()[row * 24 + column]];
      CHECK((walker.point() - minimum.at).norm() < 1e-3);
      CHECK(map.steps()[row * 24 + column] == walker.steps());
    }
}

TEST_CASE("A map does not depend on the slices in which it was computed") {
  const auto problem = makeProblem("styblinskiTang");
  const auto method = makeOptimizer<double>("momentum", {{"rate", 0.005}});
  BasinMap whole(*problem, *method, patient, problem->facts().domain, 15, 11),
      sliced = BasinMap(*problem, *method, patient, problem->facts().domain, 15, 11);
  whole.computeRows(11);
  CHECK(sliced.computeRows(4));
  CHECK(sliced.rowsDone() == 4);
  CHECK(sliced.computeRows(0));
  CHECK(sliced.computeRows(6));
  CHECK_FALSE(sliced.computeRows(100));
  CHECK(whole.basins() == sliced.basins());
  CHECK(whole.steps() == sliced.steps());
}

TEST_CASE("Row 0 is at the top, column 0 at the left, starts in the middle of pixels") {
  const auto problem = makeProblem("booth");
  const BasinMap map(*problem, GradientDescent<double>(), patient, {{0, 4}, {10, 12}}, 4, 2);
  CHECK(map.start(0, 0) == pointAt({0.5, 11.5}));
  CHECK(map.start(3, 1) == pointAt({3.5, 10.5}));
}

TEST_CASE("Walks that leave the surface or stop halfway have no basin") {
  const auto saddle = makeProblem("saddle", {{"wall", 0}});
  BasinMap falling(*saddle, GradientDescent<double>({.rate = 0.5}), patient, {{-1, 1}, {-1, 1}}, 4, 4);
  falling.computeRows(4);
  for (int basin : falling.basins()) CHECK(basin == BasinMap::gone);

  const auto valley = makeProblem("rosenbrock");
  BasinMap impatient(*valley, GradientDescent<double>({.rate = 1e-4}), {.rule = {.iterations = 5}},
                     {{-2, -1}, {0, 2}}, 4, 4);
  impatient.computeRows(4);
  for (int basin : impatient.basins()) CHECK(basin == BasinMap::notArrived);
}

TEST_CASE("The minima of a learner's formula are discovered") {
  const FormulaProblem problem("(x^2 - 1)^2 + (y^2 - 1)^2", {"x", "y"}, {{-2, 2}, {-2, 2}});
  BasinMap map(problem, GradientDescent<double>({.rate = 0.05}), patient, problem.facts().domain, 12, 12);
  map.computeRows(12);
  REQUIRE(map.minima().list().size() == 4u);
  for (const auto& minimum : map.minima().list()) {
    CHECK((minimum.at.cwiseAbs() - pointAt({1, 1})).norm() < 1e-9);
    CHECK(minimum.value < 1e-18);
  }
  CHECK(map.basins()[0] == map.basins()[13]);
  CHECK(map.basins()[0] != map.basins()[11]);
}

TEST_CASE("A saddle and a summit are no minima, however level") {
  const FormulaProblem problem("x^2 - y^2");
  Minima minima(problem);
  CHECK(minima.reachedAt(pointAt({0, 0})) == Minima::none);
  CHECK(Minima(FormulaProblem("-x^2 - y^2")).reachedAt(pointAt({0, 0})) == Minima::none);
  CHECK(minima.reachedAt(pointAt({std::nan(""), 0})) == Minima::none);
  CHECK(minima.list().empty());
}

TEST_CASE("Maps that cannot be drawn are refused") {
  const auto problem = makeProblem("booth");
  const GradientDescent<double> method;
  CHECK_THROWS_WITH(BasinMap(*problem, method, patient, {{0, 1}, {0, 1}}, 0, 4),
                    ContainsSubstring("from 1 to 4096"));
  CHECK_THROWS_WITH(BasinMap(*problem, method, patient, {{0, 1}}, 4, 4),
                    ContainsSubstring("the window has 1 ranges"));
  CHECK_THROWS_WITH(BasinMap(*problem, method, patient, {{0, 1}, {1, 1}}, 4, 4),
                    ContainsSubstring("go upwards"));
}

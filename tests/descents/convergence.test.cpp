#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include "descents/walker.hpp"
#include "optimizers/registry.hpp"
#include "problems/registry.hpp"

using namespace downhill;

namespace {

// From this start, with this rate, within this many steps, to within 0.001 of a minimum.
struct Goal {
  const char* problem;
  Point start;
  const char* method;
  double rate;
  int steps;
};

const Point bowl = pointAt({3, 2}), valley = pointAt({-1.2, 1}), summit = pointAt({0, 0}),
            arm = pointAt({1, 1}), slope = pointAt({-3, 0}), dent = pointAt({0.4, -0.3}),
            side = pointAt({-1, -1}), ridge = pointAt({2, 0.001}), rim = pointAt({-1.5, 1});

const std::vector<Goal> goals{
    {"quadratic", bowl, "gradientDescent", 0.1, 80},
    {"quadratic", bowl, "momentum", 0.02, 110},
    {"quadratic", bowl, "nesterov", 0.1, 46},
    {"quadratic", bowl, "adaGrad", 1, 39},
    {"quadratic", bowl, "rmsProp", 0.1, 52},
    {"quadratic", bowl, "adam", 0.05, 108},
    {"quadratic", bowl, "adamW", 0.2, 90},
    {"quadratic", bowl, "newton", 1, 1},
    {"quadratic", bowl, "safeguardedNewton", 1, 1},
    {"quadratic", bowl, "lbfgs", 1, 4},
    {"rosenbrock", valley, "gradientDescent", 0.002, 8600},
    {"rosenbrock", valley, "momentum", 0.002, 900},
    {"rosenbrock", valley, "nesterov", 0.001, 1650},
    {"rosenbrock", valley, "adaGrad", 0.5, 9000},
    {"rosenbrock", valley, "rmsProp", 0.001, 8400},
    {"rosenbrock", valley, "adam", 0.5, 700},
    {"rosenbrock", valley, "newton", 1, 5},
    {"rosenbrock", valley, "safeguardedNewton", 1, 21},
    {"rosenbrock", valley, "lbfgs", 2, 35},
    {"himmelblau", summit, "gradientDescent", 0.02, 15},
    {"himmelblau", summit, "momentum", 0.002, 125},
    {"himmelblau", summit, "nesterov", 0.01, 32},
    {"himmelblau", summit, "adaGrad", 2, 12},
    {"himmelblau", summit, "rmsProp", 0.2, 21},
    {"himmelblau", summit, "adam", 0.1, 300},
    {"himmelblau", summit, "safeguardedNewton", 1, 8},
    {"himmelblau", summit, "lbfgs", 1, 9},
    {"beale", arm, "gradientDescent", 0.02, 1000},
    {"beale", arm, "momentum", 0.01, 140},
    {"beale", arm, "nesterov", 0.01, 200},
    {"beale", arm, "adaGrad", 1, 170},
    {"beale", arm, "rmsProp", 0.001, 2200},
    {"beale", arm, "adam", 0.1, 500},
    {"beale", arm, "safeguardedNewton", 1, 7},
    {"beale", arm, "lbfgs", 1, 15},
    {"booth", slope, "gradientDescent", 0.1, 40},
    {"booth", slope, "momentum", 0.02, 122},
    {"booth", slope, "nesterov", 0.05, 36},
    {"booth", slope, "adaGrad", 2, 118},
    {"booth", slope, "rmsProp", 1, 30},
    {"booth", slope, "adam", 1, 116},
    {"booth", slope, "newton", 1, 1},
    {"booth", slope, "lbfgs", 1, 4},
    {"rastrigin", dent, "gradientDescent", 0.002, 7},
    {"rastrigin", dent, "momentum", 0.005, 95},
    {"rastrigin", dent, "nesterov", 0.002, 12},
    {"rastrigin", dent, "adaGrad", 0.2, 6},
    {"rastrigin", dent, "rmsProp", 0.05, 7},
    {"rastrigin", dent, "adam", 0.05, 200},
    {"rastrigin", dent, "safeguardedNewton", 1, 6},
    {"rastrigin", dent, "lbfgs", 1, 7},
    {"styblinskiTang", side, "gradientDescent", 0.02, 12},
    {"styblinskiTang", side, "momentum", 0.01, 54},
    {"styblinskiTang", side, "nesterov", 0.02, 13},
    {"styblinskiTang", side, "adaGrad", 1, 9},
    {"styblinskiTang", side, "rmsProp", 0.2, 10},
    {"styblinskiTang", side, "adam", 0.05, 45},
    {"styblinskiTang", side, "safeguardedNewton", 1, 5},
    {"styblinskiTang", side, "lbfgs", 1, 6},
    {"saddle", ridge, "gradientDescent", 0.5, 24},
    {"saddle", ridge, "momentum", 0.5, 100},
    {"saddle", ridge, "nesterov", 0.5, 19},
    {"saddle", ridge, "rmsProp", 0.5, 10},
    {"saddle", ridge, "safeguardedNewton", 1, 13},
    {"saddle", ridge, "lbfgs", 1, 6},
    {"plateau", rim, "gradientDescent", 1, 6},
    {"plateau", rim, "adam", 0.05, 110},
    {"plateau", rim, "safeguardedNewton", 2, 4},
    {"plateau", rim, "lbfgs", 1, 6},
};

}  // namespace

TEST_CASE("Methods reach the known minima of the standard problems in the stated numbers of steps") {
  const Goal goal = GENERATE(from_range(goals));
  CAPTURE(goal.problem, goal.method, goal.rate, goal.steps);
  const auto problem = makeProblem(goal.problem);
  const auto method = makeOptimizer<double>(goal.method, {{"rate", goal.rate}});
  const auto minima = problem->facts().minima();
  Walker walker(*problem, *method, goal.start, {.rule = {.gradient = 0, .iterations = 20000}});
  const auto isThere = [&] {
    for (const auto& minimum : minima)
      if ((minimum.at - walker.point()).norm() < 1e-3) return true;
    return false;
  };
  while (!isThere() && walker.step()) continue;
  CAPTURE(walker.steps());
  CHECK(isThere());
  CHECK(walker.steps() <= goal.steps);
}

TEST_CASE("From far out on the plateau only methods that divide by the gradient's size arrive") {
  const auto plateau = makeProblem("plateau");
  const auto stepsOf = [&](const char* name, double rate) {
    Walker walker(*plateau, *makeOptimizer<double>(name, {{"rate", rate}}), pointAt({4, 3}),
                  {.rule = {.gradient = 0, .iterations = 500}});
    while (walker.point().norm() > 0.1 && walker.step()) continue;
    return walker.steps();
  };
  CHECK(stepsOf("gradientDescent", 1) == 500);
  CHECK(stepsOf("momentum", 0.1) == 500);
  CHECK(stepsOf("adam", 0.1) < 100);
  CHECK(stepsOf("rmsProp", 0.1) < 100);
}

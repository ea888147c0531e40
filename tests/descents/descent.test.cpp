#include "descents/descent.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "optimizers/adagrad.hpp"
#include "optimizers/adam.hpp"
#include "optimizers/gradient_descent.hpp"
#include "optimizers/momentum.hpp"
#include "optimizers/registry.hpp"
#include "problems/formula_problem.hpp"
#include "problems/registry.hpp"

using namespace downhill;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

TEST_CASE("A descent keeps for every place its value, gradient, step, memory and what it has cost") {
  const auto problem = makeProblem("himmelblau");
  for (const auto& entry : optimizerRegistry<double>()) {
    CAPTURE(entry.name);
    const Descent d =
        descend(*problem, *entry.make({{"rate", 0.005}}), pointAt({0.5, 1}), {.rule = {.iterations = 20}});
    const std::size_t rows = d.values.size();
    REQUIRE(rows == static_cast<std::size_t>(d.steps()) + 1);
    CHECK(d.points.size() == 2 * rows);
    CHECK(d.moves.size() == 2 * rows);
    CHECK(d.rates.size() == rows);
    CHECK(d.evaluations.size() == rows);
    CHECK((d.momenta.empty() || d.momenta.size() == 2 * rows));
    CHECK((d.accumulators.empty() || d.accumulators.size() == 2 * rows));
    Vector<double> gradient;
    for (int k = 0; k <= d.steps(); ++k) {
      problem->gradient(d.point(k), gradient);
      CHECK(d.gradient(k) == gradient);
      CHECK(d.values[k] == problem->value(d.point(k)));
      if (k < d.steps()) CHECK((d.point(k) + d.move(k) - d.point(k + 1)).norm() < 1e-14);
    }
    CHECK(d.move(d.steps()).norm() == 0);
    if (entry.needs == Needs::gradient) CHECK(d.evaluations.back().gradients == d.steps() + 1);
  }
}

TEST_CASE("The kept memory explains the step") {
  const auto problem = makeProblem("rosenbrock");
  const WalkSettings settings{.rule = {.gradient = 0, .iterations = 30}};
  const Descent momentum = descend(*problem, Momentum<double>({.rate = 1e-3}), pointAt({-1, 1}), settings);
  const Descent adaGrad = descend(*problem, AdaGrad<double>({.rate = 0.1}), pointAt({-1, 1}), settings);
  Vector<double> sum = Vector<double>::Zero(2);
  for (int k = 0; k < 30; ++k) {
    CHECK((momentum.move(k) + 1e-3 * momentum.momentum(k)).norm() < 1e-12);
    sum += adaGrad.gradient(k).cwiseAbs2();
    CHECK((adaGrad.accumulator(k) - sum).norm() < 1e-9 * sum.norm());
  }
  CHECK(momentum.accumulators.empty());
  CHECK(adaGrad.momenta.empty());
}

TEST_CASE("Each of the three stop rules fires, and says so") {
  const auto bowl = makeProblem("parabola");
  const GradientDescent<double> method({.rate = 0.1});  // x shrinks by 0.8 a step, f by 0.64
  const Point start = pointAt({1});
  const auto run = [&](StopRule rule) { return descend(*bowl, method, start, {.rule = rule}); };

  const Descent byGradient = run({.gradient = 1e-3, .change = 0, .iterations = 1000});
  CHECK(byGradient.reason == StopReason::gradient);
  CHECK(byGradient.steps() == 35);  // 2 · 0.8ᵏ < 0.001
  CHECK(byGradient.gradient(35).norm() < 1e-3);
  CHECK(byGradient.gradient(34).norm() >= 1e-3);

  const Descent byChange = run({.gradient = 0, .change = 1e-3, .iterations = 1000});
  CHECK(byChange.reason == StopReason::change);
  CHECK(byChange.steps() == 15);  // 0.36 · 0.64ᵏ⁻¹ < 0.001
  CHECK(byChange.values[14] - byChange.values[15] < 1e-3);
  CHECK(byChange.values[13] - byChange.values[14] >= 1e-3);

  const Descent byIterations = run({.gradient = 0, .change = 0, .iterations = 12});
  CHECK(byIterations.reason == StopReason::iterations);
  CHECK(byIterations.steps() == 12);
  CHECK(nameOf(byIterations.reason) == "iterations");
}

TEST_CASE("A start on level ground stops at once, and none is taken for zero iterations") {
  const auto saddle = makeProblem("saddle");
  const Descent level = descend(*saddle, GradientDescent<double>(), pointAt({0, 0}));
  CHECK(level.steps() == 0);
  CHECK(level.reason == StopReason::gradient);
  CHECK(descend(*saddle, Adam<double>(), pointAt({1, 1}), {.rule = {.iterations = 0}}).steps() == 0);
}

TEST_CASE("A run that diverges tells the first step of the last climb, and 2/λ_max there") {
  // On x⁴ gradient descent shrinks x while η·4x² < 2 and diverges beyond: from x = 2 with η = 0.2 at once.
  const auto quartic = makeProblem("quartic");
  const Descent descent = descend(*quartic, GradientDescent<double>({.rate = 0.2}), pointAt({2}));
  CHECK(descent.reason == StopReason::diverged);
  REQUIRE(descent.divergence);
  CHECK(descent.divergence->step == 0);
  CHECK(descent.divergence->curvature == 48);
  CHECK_THAT(descent.divergence->limit, WithinRel(2.0 / 48, 1e-12));

  // On a bowl with λ = 1 and 10, η = 0.25 shrinks u by 0.75 a step and blows v up by −1.5: f = ½u² + 5v²
  // falls as long as u rules it.
  const auto bowl = makeProblem("quadratic", {{"condition", 10}, {"angle", 0}});
  const Descent late = descend(*bowl, GradientDescent<double>({.rate = 0.25}), pointAt({3, 1e-6}));
  const auto f = [](int k) { return 4.5 * std::pow(0.75, 2 * k) + 5e-12 * std::pow(1.5, 2 * k); };
  int lowest = 0;
  while (f(lowest + 1) <= f(lowest)) ++lowest;
  REQUIRE(late.divergence);
  CHECK(lowest > 10);
  CHECK(late.divergence->step == lowest);
  CHECK_THAT(late.divergence->limit, WithinRel(0.2, 1e-12));
}

TEST_CASE("A surface without a floor is fallen off, which is no divergence") {
  const auto monkey = makeProblem("monkeySaddle", {{"wall", 0}});
  CHECK(descend(*monkey, GradientDescent<double>({.rate = 0.01}), pointAt({-1, 0}),
                {.rule = {.iterations = 100000}})
            .reason == StopReason::unbounded);
}

TEST_CASE("A place without a value ends the walk with the formula's own words") {
  const FormulaProblem problem("log(x)", {"x"});
  const Descent descent = descend(problem, GradientDescent<double>({.rate = 1}), pointAt({0.5}));
  CHECK(descent.reason == StopReason::undefined);
  CHECK_THAT(descent.words, ContainsSubstring("log of -1.5 is not a number (column 1)"));
  CHECK(descent.steps() == 1);
}

TEST_CASE("Equal seeds give equal walks, others others; noise belongs to the walk, whatever the method") {
  const auto problem = makeProblem("beale");
  for (const char* name : {"gradientDescent", "adam", "sgd"}) {
    CAPTURE(name);
    const auto method = makeOptimizer<double>(name, {{"rate", 0.005}});
    const auto run = [&](std::uint32_t seed) {
      return descend(*problem, *method, pointAt({1, 1}),
                     {.rule = {.iterations = 50}, .noise = {.sigma = 0.5, .seed = seed}})
          .points;
    };
    CHECK(run(1) == run(1));
    CHECK(run(1) != run(2));
  }
}

TEST_CASE("A descent leaves the optimizer that it was given as it was") {
  const auto problem = makeProblem("booth");
  Momentum<double> method({.rate = 0.01});
  const auto first = descend(*problem, method, pointAt({0, 0})).points;
  CHECK(method.steps() == 0);
  CHECK(descend(*problem, method, pointAt({0, 0})).points == first);
}

TEST_CASE("Starts, rules and noise that make no sense are refused with words") {
  const auto problem = makeProblem("booth");
  const GradientDescent<double> method;
  CHECK_THROWS_WITH(descend(*problem, method, pointAt({1})), ContainsSubstring("on booth it needs 2"));
  CHECK_THROWS_WITH(descend(*problem, method, pointAt({1, std::nan("")})),
                    ContainsSubstring("not a finite number"));
  CHECK_THROWS_WITH(descend(*problem, method, pointAt({1, 1}), {.rule = {.gradient = -1}}),
                    ContainsSubstring("gradient is -1"));
  CHECK_THROWS_WITH(descend(*problem, method, pointAt({1, 1}), {.rule = {.iterations = 1.5}}),
                    ContainsSubstring("whole number"));
  CHECK_THROWS_WITH(descend(*problem, method, pointAt({1, 1}), {.noise = {.sigma = -1}}),
                    ContainsSubstring("noise"));
}

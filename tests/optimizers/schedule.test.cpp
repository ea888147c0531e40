#include "optimizers/schedule.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "descents/descent.hpp"
#include "optimizers/gradient_descent.hpp"
#include "problems/registry.hpp"

using namespace downhill;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

TEST_CASE("A constant schedule is 1 for ever") {
  CHECK(Schedule().factor(0) == 1);
  CHECK(Schedule().factor(1000000) == 1);
}

TEST_CASE("A step schedule drops at every period") {
  const auto schedule = Schedule::named("step", {{"period", 10}, {"drop", 0.1}});
  CHECK(schedule.factor(9) == 1);
  CHECK(schedule.factor(10) == 0.1);
  CHECK_THAT(schedule.factor(35), WithinRel(1e-3, 1e-12));
}

TEST_CASE("A cosine schedule is 1 at first, the middle in the middle, its end at the end and after") {
  const auto schedule = Schedule::named("cosine", {{"period", 100}, {"end", 0.2}});
  CHECK(schedule.factor(0) == 1);
  CHECK_THAT(schedule.factor(50), WithinRel(0.6, 1e-12));
  CHECK_THAT(schedule.factor(100), WithinRel(0.2, 1e-12));
  CHECK_THAT(schedule.factor(1000), WithinRel(0.2, 1e-12));
  for (int t = 0; t < 100; ++t) CHECK(schedule.factor(t + 1) < schedule.factor(t));
}

TEST_CASE("An inverse-time schedule halves after one period, and sums to infinity while its squares do not") {
  const auto schedule = Schedule::named("inverseTime", {{"period", 100}});
  CHECK(schedule.factor(100) == 0.5);
  CHECK_THAT(schedule.factor(300), WithinRel(0.25, 1e-12));
}

TEST_CASE("A warm-up rises evenly to the schedule that it precedes") {
  const auto schedule = Schedule::named("constant", {{"warmUp", 4}});
  CHECK(schedule.factor(0) == 0.25);
  CHECK(schedule.factor(2) == 0.75);
  CHECK(schedule.factor(3) == 1);
  CHECK(schedule.factor(400) == 1);
}

TEST_CASE("A descent takes its rates from the schedule") {
  const auto bowl = makeProblem("parabola");
  const WalkSettings settings{.rule = {.gradient = 0, .iterations = 30},
                              .schedule = Schedule::named("step", {{"period", 10}, {"drop", 0.5}})};
  const Descent descent = descend(*bowl, GradientDescent<double>({.rate = 0.1}), pointAt({3}), settings);
  CHECK(descent.rates[9] == 0.1);
  CHECK(descent.rates[10] == 0.05);
  CHECK(descent.rates[29] == 0.025);
  for (int k = 0; k < 30; ++k)
    CHECK_THAT(descent.move(k)[0], WithinRel(-descent.rates[k] * descent.gradient(k)[0], 1e-12));
}

TEST_CASE("With a rate of 1/t SGD comes to rest, with a constant one it does not") {
  const auto bowl = makeProblem("parabola", {{"curvature", 1}});
  const WalkSettings constant{.rule = {.gradient = 0, .iterations = 20000}, .noise = {.sigma = 1, .seed = 3}};
  WalkSettings falling = constant;
  falling.schedule = Schedule::named("inverseTime", {{"period", 10}});
  const GradientDescent<double> method({.rate = 0.2});
  double restless = 0, calm = 0;
  const Descent a = descend(*bowl, method, pointAt({2}), constant),
                b = descend(*bowl, method, pointAt({2}), falling);
  for (int k = 19000; k < 20000; ++k) {
    restless += a.point(k).squaredNorm() / 1000;
    calm += b.point(k).squaredNorm() / 1000;
  }
  CHECK(restless > 0.05);
  CHECK(calm < 0.01);
}

TEST_CASE("Unknown schedules and settings out of range are refused") {
  CHECK_THROWS_WITH(Schedule::named("linear"),
                    Catch::Matchers::ContainsSubstring("there are constant, step, cosine"));
  CHECK_THROWS_AS(Schedule::named("step", {{"period", 0}}), std::invalid_argument);
  CHECK_THROWS_AS(Schedule::named("step", {{"drop", 1.5}}), std::invalid_argument);
}

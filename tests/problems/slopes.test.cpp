#include "problems/slopes.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <numbers>

#include "problems/formula_problem.hpp"
#include "problems/grid.hpp"
#include "problems/registry.hpp"

using namespace downhill;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

TEST_CASE("The forward difference errs in proportion to h, the central one to its square") {
  const FormulaProblem curve("sin(x)", {"x"});
  const auto coarse = differenceQuotients(curve, 1, 1e-2), fine = differenceQuotients(curve, 1, 1e-3);
  CHECK_THAT(coarse.forwardError / fine.forwardError, WithinRel(10.0, 0.02));
  CHECK_THAT(coarse.centralError / fine.centralError, WithinRel(100.0, 0.02));
  CHECK_THAT(fine.forwardError, WithinRel(0.5e-3 * std::sin(1.0), 0.01));
  CHECK_THAT(fine.centralError, WithinRel(1e-6 / 6 * std::cos(1.0), 0.01));
}

TEST_CASE(
    "At h = 1e-12 rounding has made even the central difference wrong, at the cube root of ε it is best") {
  const auto wave = makeProblem("wave");
  double tiny = 0, best = 0;
  for (double x = 0.5; x < 3; x += 0.1) {
    tiny = std::max(tiny, differenceQuotients(*wave, x, 1e-12).centralError);
    best = std::max(best, differenceQuotients(*wave, x, 6e-6).centralError);
  }
  CHECK(tiny > 1e-5);
  CHECK(best < 1e-9);
  CHECK(differenceQuotients(*wave, 1, 1e-6).floor < 1e-15);
}

TEST_CASE("The slope in a direction is the sum of its components and the norm times the cosine") {
  const auto bowl = makeProblem("tiltedBowl");
  const Point at = pointAt({1.2, 0.9});
  for (double phi = -3; phi < 3.2; phi += 0.3) {
    const auto d = directionalDerivative(*bowl, at, phi);
    CHECK_THAT(d.slope, WithinRel(d.alongX + d.alongY, 1e-14));
    CHECK_THAT(d.slope, WithinAbs(d.norm * std::cos(d.theta), 1e-13));
    CHECK_THAT(d.slope, WithinAbs(d.norm * d.cosine, 1e-13));
    CHECK_THAT(d.slope, WithinAbs(d.gradient.dot(d.u), 1e-13));
    CHECK_THAT(std::cos(phi - d.gradientAngle), WithinAbs(d.cosine, 1e-13));
    const double h = 1e-6;
    const Point there = at + h * pointAt({std::cos(phi), std::sin(phi)});
    const Point back = at - h * pointAt({std::cos(phi), std::sin(phi)});
    CHECK_THAT(d.slope, WithinAbs((bowl->value(there) - bowl->value(back)) / (2 * h), 1e-8));
  }
}

TEST_CASE("It is steepest along the gradient, level across it, and steepest downwards against it") {
  const auto bowl = makeProblem("himmelblau");
  const Point at = pointAt({1, -2});
  const Eigen::Vector2d gradient = directionalDerivative(*bowl, at, 0).gradient;
  const double up = std::atan2(gradient[1], gradient[0]);
  CHECK_THAT(directionalDerivative(*bowl, at, up).slope, WithinRel(gradient.norm(), 1e-14));
  CHECK_THAT(directionalDerivative(*bowl, at, up).theta, WithinAbs(0, 1e-14));
  CHECK_THAT(directionalDerivative(*bowl, at, up + std::numbers::pi / 2).slope, WithinAbs(0, 1e-12));
  CHECK_THAT(directionalDerivative(*bowl, at, up + std::numbers::pi).slope,
             WithinRel(-gradient.norm(), 1e-14));
}

TEST_CASE("A grid holds the surface's values and gradients at its crossings, the corners included") {
  const auto surface = makeProblem("beale");
  const Grid grid = sampled(*surface, {{-2, 2}, {0, 3}}, 5, 4, true);
  REQUIRE(grid.values.size() == 20u);
  REQUIRE(grid.gradients.size() == 40u);
  CHECK(grid.values[0] == surface->value(pointAt({-2, 0})));
  CHECK(grid.values[19] == surface->value(pointAt({2, 3})));
  Vector<double> gradient;
  surface->gradient(pointAt({-1, 2}), gradient);
  CHECK(grid.gradients[2 * 11] == gradient[0]);
  CHECK(grid.gradients[2 * 11 + 1] == gradient[1]);

  const Grid curve = sampled(*makeProblem("parabola"), {{0, 3}}, 4, 9, false);
  CHECK(curve.values == std::vector<double>{0, 1, 4, 9});
  CHECK(curve.gradients.empty());
}

TEST_CASE("Particles flow as the solution of ẋ = −∇f does: on a bowl as e^−λt") {
  const auto bowl = makeProblem("quadratic", {{"condition", 5}, {"angle", 0}});
  const Point end = flowed(*bowl, pointAt({2, -1}), 0.7, 100);
  CHECK_THAT(end[0], WithinRel(2 * std::exp(-0.7), 1e-8));
  CHECK_THAT(end[1], WithinRel(-std::exp(-3.5), 1e-6));
}

TEST_CASE("A limit to their speed holds particles back and leaves them on their paths") {
  const auto bowl = makeProblem("quadratic", {{"condition", 5}, {"angle", 0}});
  const Point start = pointAt({2, -1});
  const Point end = flowed(*bowl, start, 1.5, 200, 0.5);
  CHECK((end - start).norm() < 0.75);
  CHECK((end - start).norm() > 0.6);
  CHECK_THAT(end[1], WithinRel(-std::pow(end[0] / 2, 5), 1e-6));
  CHECK_THROWS_AS(flowed(*bowl, start, 1, 1, 0), std::invalid_argument);
}

TEST_CASE("A cut shows the surface along a line, and its slope is the one in that direction") {
  const auto bowl = makeProblem("tiltedBowl");
  const Point at = pointAt({1.2, 0.9});
  const auto heights = cutAlong(*bowl, at, 0.7, {-1e-5, 1e-5}, 3);
  REQUIRE(heights.size() == 3u);
  CHECK_THAT(heights[1], WithinRel(bowl->value(at), 1e-12));
  CHECK_THAT((heights[2] - heights[0]) / 2e-5, WithinRel(directionalDerivative(*bowl, at, 0.7).slope, 1e-8));
  CHECK_THROWS_AS(cutAlong(*bowl, at, 0.7, {1, 1}, 3), std::invalid_argument);
  CHECK_THROWS_AS(cutAlong(*bowl, at, NAN, {0, 1}, 3), std::invalid_argument);
  CHECK_THROWS_AS(cutAlong(*bowl, at, 0, {0, 1}, 1), std::invalid_argument);
}

TEST_CASE("Slopes, grids and flows of nothing are refused") {
  const auto surface = makeProblem("booth"), curve = makeProblem("parabola");
  CHECK_THROWS_AS(differenceQuotients(*surface, 1, 0.1), std::invalid_argument);
  CHECK_THROWS_AS(differenceQuotients(*curve, 1, 0), std::invalid_argument);
  CHECK_THROWS_AS(directionalDerivative(*curve, pointAt({1}), 0), std::invalid_argument);
  CHECK_THROWS_AS(directionalDerivative(*surface, pointAt({1, NAN}), 0), std::invalid_argument);
  CHECK_THROWS_AS(sampled(*surface, {{0, 1}}, 5, 5, false), std::invalid_argument);
  CHECK_THROWS_AS(sampled(*surface, {{0, 1}, {1, 1}}, 5, 5, false), std::invalid_argument);
  CHECK_THROWS_AS(sampled(*surface, {{0, 1}, {0, 1}}, 1, 5, false), std::invalid_argument);
  CHECK_THROWS_AS(flowed(*surface, pointAt({1}), 1, 1), std::invalid_argument);
  CHECK_THROWS_AS(flowed(*surface, pointAt({1, 1}), 1, 0), std::invalid_argument);
}

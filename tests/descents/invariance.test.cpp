#include <Eigen/Geometry>
#include <Eigen/LU>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <numbers>

#include "descents/descent.hpp"
#include "descents/transformed.hpp"
#include "optimizers/adam.hpp"
#include "optimizers/registry.hpp"
#include "problems/registry.hpp"

using namespace downhill;
using Catch::Matchers::WithinRel;

namespace {

constexpr int steps = 15;

std::unique_ptr<Optimizer<double>> make(const std::string& name) {
  if (name == "newton" || name == "safeguardedNewton" || name == "lbfgs") return makeOptimizer<double>(name);
  if (name == "gradientDescent" || name == "momentum" || name == "nesterov")
    return makeOptimizer<double>(name, {{"rate", 1e-3}});
  if (name == "sgd") return makeOptimizer<double>(name, {{"rate", 1e-3}, {"noise", 2}});
  return makeOptimizer<double>(name, {{"rate", 0.05}, {"epsilon", 1e-12}});
}

// The largest distance between the path on the surface and the path on the transformed one, carried back.
double mismatch(const std::string& name, const Eigen::MatrixXd& a, const Point& b, double scale = 1) {
  const auto problem = makeProblem("rosenbrock");
  const Transformed transformed(*problem, a, b, scale);
  const Point start = pointAt({-1.2, 1});
  const WalkSettings settings{.rule = {.gradient = 0, .iterations = steps}};
  const Descent here = descend(*problem, *make(name), start, settings);
  const Descent there = descend(transformed, *make(name), a.inverse() * (start - b), settings);
  double worst = here.steps() == there.steps() ? 0 : 1;
  for (int k = 0; k <= std::min(here.steps(), there.steps()); ++k)
    worst = std::max(worst, (here.point(k) - transformed.there(there.point(k))).norm());
  return worst;
}

const Eigen::MatrixXd identity = Eigen::MatrixXd::Identity(2, 2);
const Point origin = pointAt({0, 0});

Eigen::MatrixXd turnedBy(double degrees) {
  return Eigen::Rotation2Dd(degrees * std::numbers::pi / 180).toRotationMatrix();
}

}  // namespace

TEST_CASE(
    "Moving the surface moves the path with it, for every method but AdamW, whose decay knows the origin") {
  const auto* name = GENERATE("gradientDescent", "sgd", "momentum", "nesterov", "adaGrad", "rmsProp", "adam",
                              "newton", "safeguardedNewton", "lbfgs");
  CAPTURE(name);
  CHECK(mismatch(name, identity, pointAt({3, -0.5})) < 1e-7);
  CHECK(mismatch("adamW", identity, pointAt({3, -0.5})) > 1e-3);
}

TEST_CASE("Turning the surface turns the path of the methods that have no coordinates of their own") {
  const auto* name =
      GENERATE("gradientDescent", "momentum", "nesterov", "newton", "safeguardedNewton", "lbfgs");
  CAPTURE(name);
  CHECK(mismatch(name, turnedBy(37), origin) < 1e-7);
}

TEST_CASE("Methods with a rate for each coordinate walk differently on a turned surface") {
  const auto* name = GENERATE("adaGrad", "rmsProp", "adam", "adamW");
  CAPTURE(name);
  CHECK(mismatch(name, turnedBy(37), origin) > 1e-2);
}

TEST_CASE(
    "The unit of height does not matter to Newton, nor to the methods that divide by the gradient's size") {
  const auto* name = GENERATE("newton", "adaGrad", "rmsProp", "adam", "adamW");
  const double scale = GENERATE(1e-3, 7.0, 1e4);
  CAPTURE(name, scale);
  CHECK(mismatch(name, identity, origin, scale) < 1e-6);
  CHECK(mismatch("gradientDescent", identity, origin, 7.0) > 1e-2);
}

TEST_CASE("Newton walks the same in any affine coordinates") {
  const Eigen::MatrixXd skew{{3, 0.4}, {-1, 0.02}};
  CHECK(mismatch("newton", skew, pointAt({1, 2})) < 1e-7);
  CHECK(mismatch("gradientDescent", skew, pointAt({1, 2})) > 1e-2);
}

TEST_CASE("Turning a coordinate's sign turns Adam's step in it") {
  CHECK(mismatch("adam", Eigen::MatrixXd{{-1, 0}, {0, 1}}, origin) == 0);
  CHECK(mismatch("adam", Eigen::MatrixXd{{0, 1}, {-1, 0}}, origin) == 0);
}

TEST_CASE("Halving a coordinate's unit halves the part of Adam's steps that the surface sees") {
  // Adam's step in x is η whatever the unit of x is: on f(cx) it covers c times the way.
  const auto bowl = makeProblem("quadratic", {{"condition", 4}, {"angle", 0}});
  const Transformed half(*bowl, 0.5 * identity, origin);
  const Adam<double> adam({.rate = 0.1, .epsilon = 1e-12});
  const Descent walk = descend(half, adam, pointAt({6, 4}), {.rule = {.gradient = 0, .iterations = 1}});
  CHECK_THAT(walk.move(0)[0], WithinRel(-0.1, 1e-9));
  CHECK_THAT(walk.move(0)[1], WithinRel(-0.1, 1e-9));
}

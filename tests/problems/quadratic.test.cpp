#include "problems/quadratic.hpp"

#include <Eigen/Eigenvalues>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

using namespace downhill;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

TEST_CASE("A quadratic has the eigenvalues 1 and its condition, whatever its angle") {
  const double condition = GENERATE(1.0, 10.0, 1e4), angle = GENERATE(-90.0, -17.0, 0.0, 30.0, 90.0);
  const Quadratic bowl({.condition = condition, .angle = angle});
  const Eigen::SelfAdjointEigenSolver<Eigen::Matrix2d> eigen(bowl.hessian(3, -2));
  CHECK_THAT(eigen.eigenvalues()[0], WithinRel(1, 1e-9));
  CHECK_THAT(eigen.eigenvalues()[1], WithinRel(condition, 1e-12));
}

TEST_CASE("Its flat direction points along the angle") {
  const Quadratic bowl({.condition = 50, .angle = 30});
  const double phi = std::numbers::pi / 6;
  CHECK_THAT(bowl.value(2 * std::cos(phi), 2 * std::sin(phi)), WithinRel(2.0, 1e-12));     // ½ · 1 · 2²
  CHECK_THAT(bowl.value(-2 * std::sin(phi), 2 * std::cos(phi)), WithinRel(100.0, 1e-12));  // ½ · 50 · 2²
}

TEST_CASE("The tilted bowl has the numbers of the first figure") {
  // At the picture's point: ∇f = (1.68, 2.33), ‖∇f‖ = 2.87; in the direction of 78° it climbs 2.62 per unit.
  const TiltedBowl bowl;
  const Eigen::Vector2d at(1.195, 0.866), gradient = bowl.gradient(at[0], at[1]);
  CHECK(gradient == Eigen::Vector2d(at[0] + at[1] / 2, at[0] / 2 + 2 * at[1]));
  const double phi = 78 * std::numbers::pi / 180;
  CHECK_THAT(gradient.norm(), WithinAbs(2.84, 0.05));
  CHECK_THAT(gradient.dot(Eigen::Vector2d(std::cos(phi), std::sin(phi))), WithinAbs(2.62, 0.05));
}

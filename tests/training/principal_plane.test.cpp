#include "training/principal_plane.hpp"

#include <Eigen/Eigenvalues>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <limits>
#include <numbers>

#include "random/random.hpp"

using namespace downhill;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

Vector<float> normalVector(Eigen::Index size, Random& random) {
  Vector<float> vector(size);
  for (float& entry : vector) entry = static_cast<float>(random.normal());
  return vector;
}

std::vector<Vector<float>> randomWalk(int steps, Eigen::Index size, Random& random) {
  std::vector<Vector<float>> walk{normalVector(size, random)};
  for (int i = 1; i < steps; ++i) walk.push_back(walk.back() + normalVector(size, random));
  return walk;
}

// The textbook's way: eigenvectors of the covariance matrix, N × N.
Eigen::SelfAdjointEigenSolver<Matrix<double>> covarianceEigen(const std::vector<Vector<float>>& snapshots) {
  Matrix<double> x(snapshots.size(), snapshots[0].size());
  for (Eigen::Index i = 0; i < x.rows(); ++i) x.row(i) = snapshots[i].cast<double>().transpose();
  x.rowwise() -= x.colwise().mean().eval();
  return Eigen::SelfAdjointEigenSolver<Matrix<double>>(x.transpose() * x);
}

}  // namespace

TEST_CASE("the principal plane is that of the covariance matrix") {
  Random random(GENERATE(1, 2, 3));
  // Unequal spread in the first coordinates, so that the directions are well apart.
  std::vector<Vector<float>> snapshots;
  for (int i = 0; i < 25; ++i) {
    snapshots.push_back(normalVector(40, random) + Vector<float>::Constant(40, 3));
    snapshots.back()[7] *= 9;
    snapshots.back()[30] *= 4;
  }
  const PrincipalPlane principal = principalPlane(snapshots);
  const auto reference = covarianceEigen(snapshots);
  const auto& d1 = principal.plane.first;
  const auto& d2 = principal.plane.second;
  REQUIRE_THAT(std::abs(d1.cast<double>().dot(reference.eigenvectors().col(39))), WithinAbs(1, 1e-5));
  REQUIRE_THAT(std::abs(d2.cast<double>().dot(reference.eigenvectors().col(38))), WithinAbs(1, 1e-5));
  REQUIRE_THAT(principal.explained[0],
               WithinRel(reference.eigenvalues()[39] / reference.eigenvalues().sum(), 1e-5));
  REQUIRE_THAT(principal.explained[1],
               WithinRel(reference.eigenvalues()[38] / reference.eigenvalues().sum(), 1e-5));
  REQUIRE_THAT(d1.norm(), WithinAbs(1, 1e-6));
  REQUIRE_THAT(d2.norm(), WithinAbs(1, 1e-6));
  REQUIRE_THAT(d1.dot(d2), WithinAbs(0, 1e-6));
}

TEST_CASE("the last snapshot is the origin, and coordinates and distance make up each way to it") {
  Random random(4);
  const auto snapshots = randomWalk(30, 2500, random);  // not a whole number of blocks
  const PrincipalPlane principal = principalPlane(snapshots);
  REQUIRE(principal.plane.origin == snapshots.back());
  REQUIRE(principal.path.size() == 30);
  REQUIRE((principal.path.back().first == 0 && principal.path.back().second == 0 &&
           principal.path.back().beside == 0));
  REQUIRE((principal.path.front().first >= 0 && principal.path.front().second >= 0));
  for (std::size_t i = 0; i < 30; ++i) {
    const auto& [first, second, beside] = principal.path[i];
    const double whole = (snapshots[i] - snapshots.back()).cast<double>().squaredNorm();
    REQUIRE_THAT(first * first + second * second + beside * beside,
                 WithinRel(whole, 1e-9) || WithinAbs(0, 1e-12));
    const Vector<float> seen = principal.plane.at(first, second);  // its foot in the plane
    REQUIRE_THAT((snapshots[i] - seen).norm(), WithinRel(beside, 1e-4) || WithinAbs(0, 1e-6));
  }
}

TEST_CASE("a path in a plane is drawn as it is, and nothing is beside it") {
  Random random(5);
  const Vector<double> e1 = normalVector(3000, random).cast<double>().normalized();
  Vector<double> e2 = normalVector(3000, random).cast<double>();
  e2 = (e2 - e2.dot(e1) * e1).normalized();
  // A spiral: 12 e1 and 5 e2 across.
  std::vector<Vector<float>> snapshots;
  for (int i = 0; i < 40; ++i) {
    const double angle = 2 * std::numbers::pi * i / 40, radius = 1 + i / 40.0;
    snapshots.push_back(
        (12 * radius * std::cos(angle) * e1 + 5 * radius * std::sin(angle) * e2).cast<float>());
  }
  const PrincipalPlane principal = principalPlane(snapshots);
  REQUIRE_THAT(principal.explained[0] + principal.explained[1], WithinAbs(1, 1e-5));
  for (std::size_t i = 0; i < 40; ++i) {
    REQUIRE_THAT(principal.path[i].beside, WithinAbs(0, 1e-4));
    for (std::size_t j = 0; j < i; ++j) {  // distances between any two are kept
      const double drawn = std::hypot(principal.path[i].first - principal.path[j].first,
                                      principal.path[i].second - principal.path[j].second);
      REQUIRE_THAT(drawn, WithinRel((snapshots[i] - snapshots[j]).cast<double>().norm(), 1e-4));
    }
  }
}

TEST_CASE("a random walk looks as planned as theory says: 6/π² and 6/4π² of its variance in two directions") {
  Random random(6);
  const PrincipalPlane principal = principalPlane(randomWalk(120, 20000, random));
  const double pi2 = std::numbers::pi * std::numbers::pi;
  REQUIRE_THAT(principal.explained[0], WithinAbs(6 / pi2, 0.01));
  REQUIRE_THAT(principal.explained[1], WithinAbs(6 / (4 * pi2), 0.005));
}

TEST_CASE("a principal plane is the same each time, and moves with the path") {
  Random random(7);
  auto snapshots = randomWalk(10, 300, random);
  const PrincipalPlane principal = principalPlane(snapshots), again = principalPlane(snapshots);
  REQUIRE((again.plane.first == principal.plane.first && again.plane.second == principal.plane.second));
  for (auto& snapshot : snapshots) snapshot.array() += 2;
  const PrincipalPlane moved = principalPlane(snapshots);
  for (std::size_t i = 0; i < 10; ++i) {
    REQUIRE_THAT(moved.path[i].first, WithinAbs(principal.path[i].first, 1e-3));
    REQUIRE_THAT(moved.path[i].second, WithinAbs(principal.path[i].second, 1e-3));
  }
}

TEST_CASE("a grid around a path holds all of it, with a margin") {
  PrincipalPlane principal;
  principal.path = {{8, 1, 0}, {3, -1, 0}, {0, 0, 0}};
  const PlaneGrid grid = gridAround(principal, 31, 21, 0.25);
  REQUIRE((grid.alphaLow == -2 && grid.alphaHigh == 10));
  REQUIRE((grid.betaLow == -3 && grid.betaHigh == 3));
  REQUIRE((grid.columns == 31 && grid.rows == 21));
  REQUIRE(grid.alpha(30) == 10);
  REQUIRE(grid.beta(31 * 20) == 3);
}

TEST_CASE("paths without a plane are refused with words") {
  Random random(8);
  auto walk = randomWalk(5, 20, random);
  REQUIRE_THROWS_WITH(principalPlane(std::span(walk).first(2)),
                      ContainsSubstring("2 snapshots; it must be 3 to 500"));
  REQUIRE_THROWS_WITH(principalPlane(std::vector<Vector<float>>(501, walk[0])),
                      ContainsSubstring("501 snapshots"));
  REQUIRE_THROWS_WITH(principalPlane(std::vector<Vector<float>>(5, walk[0])),
                      ContainsSubstring("a path that turns"));
  std::vector<Vector<float>> straight;
  for (int i = 0; i < 5; ++i) straight.push_back(walk[0] * static_cast<float>(1 << i));
  REQUIRE_THROWS_WITH(principalPlane(straight), ContainsSubstring("lie on a straight line"));
  walk[3].conservativeResize(19);
  REQUIRE_THROWS_WITH(principalPlane(walk), ContainsSubstring("snapshot 3 has 19 parameters, the first 20"));
  walk[3] = walk[2];
  walk[3][4] = std::numeric_limits<float>::quiet_NaN();
  REQUIRE_THROWS_WITH(principalPlane(walk),
                      ContainsSubstring("snapshot 3 has a parameter that is not finite"));
  REQUIRE_THROWS_WITH(principalPlane(std::vector<Vector<float>>(3)), ContainsSubstring("1 or more"));

  PrincipalPlane principal;
  REQUIRE_THROWS_WITH(gridAround(principal, 5, 5), ContainsSubstring("no path"));
  principal.path = {{1, 1, 0}, {0, 0, 0}};
  REQUIRE_THROWS_WITH(gridAround(principal, 5, 5, 0), ContainsSubstring("the margin around a path is 0"));
  REQUIRE_THROWS_WITH(gridAround(principal, 5, 1), ContainsSubstring("1 rows"));
}

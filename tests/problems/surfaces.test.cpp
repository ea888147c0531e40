#include <Eigen/Eigenvalues>
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include "problems/beale.hpp"
#include "problems/booth.hpp"
#include "problems/curves.hpp"
#include "problems/himmelblau.hpp"
#include "problems/monkey_saddle.hpp"
#include "problems/plateau.hpp"
#include "problems/rastrigin.hpp"
#include "problems/registry.hpp"
#include "problems/saddle.hpp"
#include "problems/sharp_and_flat.hpp"
#include "problems/styblinski_tang.hpp"

using namespace downhill;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

int countOf(const Facts& facts, Kind kind) {
  return static_cast<int>(std::count_if(facts.stationary.begin(), facts.stationary.end(),
                                        [kind](const auto& point) { return point.kind == kind; }));
}

}  // namespace

TEST_CASE("Himmelblau has four minima of depth 0, four saddles and the summit 181.617") {
  const Facts facts = Himmelblau{}.facts();
  CHECK(countOf(facts, Kind::minimum) == 4);
  CHECK(countOf(facts, Kind::saddle) == 4);
  CHECK(countOf(facts, Kind::maximum) == 1);
  for (const auto& minimum : facts.minima()) CHECK_THAT(minimum.value, WithinAbs(0, 1e-25));
  CHECK_THAT(facts.stationary.back().value, WithinAbs(181.617, 5e-4));
}

TEST_CASE("Rastrigin has 121 minima, 220 saddles and 100 summits in its window, all different") {
  const Facts facts = Rastrigin{}.facts();
  CHECK(countOf(facts, Kind::minimum) == 121);
  CHECK(countOf(facts, Kind::saddle) == 220);
  CHECK(countOf(facts, Kind::maximum) == 100);
  CHECK(facts.stationary.front().at.norm() == 0);
  CHECK(facts.stationary.front().value == 0);
  for (std::size_t i = 0; i < facts.stationary.size(); ++i)
    for (std::size_t k = 0; k < i; ++k)
      REQUIRE((facts.stationary[i].at - facts.stationary[k].at).norm() > 0.4);
}

TEST_CASE("Styblinski and Tang's lowest minimum is −39.16617 in each coordinate") {
  const Facts facts = StyblinskiTang{}.facts();
  CHECK(countOf(facts, Kind::minimum) == 4);
  CHECK_THAT(facts.stationary.front().value, WithinAbs(2 * -39.16616570377142, 1e-10));
  CHECK_THAT(facts.stationary.front().at[0], WithinAbs(-2.903534, 1e-6));
}

TEST_CASE("Beale's saddle at (0, 1) is 14.203125 high") {
  const Facts facts = Beale{}.facts();
  CHECK(facts.stationary.front().at == pointAt({3, 0.5}));
  CHECK_THAT(facts.stationary.back().value, WithinRel(14.203125, 1e-14));
}

TEST_CASE("Booth's bowl has the eigenvalues 2 and 18") {
  const Eigen::SelfAdjointEigenSolver<Eigen::Matrix2d> eigen(Booth{}.hessian(0, 0));
  CHECK_THAT(eigen.eigenvalues()[0], WithinRel(2.0, 1e-14));
  CHECK_THAT(eigen.eigenvalues()[1], WithinRel(18.0, 1e-14));
}

TEST_CASE("A saddle without a wall has no floor and no minimum") {
  CHECK_FALSE(Saddle({.wall = 0}).facts().hasFloor);
  CHECK(Saddle({.wall = 0}).facts().minima().empty());
  CHECK_FALSE(MonkeySaddle({.wall = 0}).facts().hasFloor);
  CHECK(MonkeySaddle({.wall = 0}).facts().minima().empty());
  CHECK(Saddle({.wall = 0}).value(0, 1e3) == -5e5);
}

TEST_CASE("The monkey saddle is the same after a third of a turn, and flat to second order in the middle") {
  const MonkeySaddle saddle;
  const double turn = 2 * std::numbers::pi / 3, x = 0.3, y = -0.7;
  CHECK_THAT(saddle.value(std::cos(turn) * x - std::sin(turn) * y, std::sin(turn) * x + std::cos(turn) * y),
             WithinRel(saddle.value(x, y), 1e-13));
  CHECK(saddle.hessian(0, 0).norm() == 0);
}

TEST_CASE("The sharp and the flat minimum are equally deep and have exactly the curvatures that were set") {
  const double sharpness = GENERATE(2.0, 50.0, 1000.0), flatness = GENERATE(0.1, 1.0);
  const SharpAndFlatCurve curve({.sharpness = sharpness, .flatness = flatness});
  CHECK(curve.value(-1) == 0);
  CHECK(curve.value(1) == 0);
  CHECK_THAT(curve.curvature(-1), WithinRel(sharpness, 1e-14));
  CHECK_THAT(curve.curvature(1), WithinRel(flatness, 1e-14));

  const SharpAndFlat surface({.sharpness = sharpness, .flatness = flatness});
  CHECK((surface.hessian(-1, 0) - sharpness * Eigen::Matrix2d::Identity()).norm() < 1e-12 * sharpness);
  CHECK((surface.hessian(1, 0) - flatness * Eigen::Matrix2d::Identity()).norm() < 1e-12);
  CHECK(surface.facts().stationary.back().value == curve.facts().stationary.back().value);
}

TEST_CASE(
    "Shifting the curve costs half the curvature times the shift squared: much in the sharp minimum, little "
    "in the flat") {
  const SharpAndFlatCurve curve;
  const double shift = 0.02;
  CHECK_THAT(curve.value(-1 - shift), WithinRel(0.5 * 50 * shift * shift, 0.01));
  CHECK_THAT(curve.value(1 - shift), WithinRel(0.5 * 1 * shift * shift, 0.01));
}

TEST_CASE("On the plateau the slope is down to 0.0013 at a distance of four widths") {
  const Plateau plateau;
  CHECK_THAT(plateau.gradient(4, 0).norm(), WithinAbs(0.0013, 5e-5));
}

TEST_CASE("The steps' curves: a parabola's curvature is its setting, e to the x is its own slope") {
  CHECK(Parabola({.curvature = 7}).curvature(3) == 7);
  CHECK(Exponential{}.slope(1.5) == Exponential{}.value(1.5));
  CHECK(DoubleWell({.tilt = 0.3}).facts().minima()[0].at[0] < 0);
  CHECK(DoubleWell({.tilt = -0.3}).facts().minima()[0].at[0] > 0);
  CHECK(SmoothAbsolute({.width = 0.1}).curvature(0) == 10);
}

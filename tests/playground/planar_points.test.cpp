#include "playground/planar_points.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>

#include "playground/features.hpp"

using namespace downhill;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("planar data sets are functions of their seed, balanced, and lie in their square") {
  for (const auto& [shape, name] : planarShapeNames) {
    INFO(name);
    REQUIRE(planarShapeFromName(name) == shape);
    const PlanarPoints points = planarPoints({.shape = shape, .samples = 301, .noise = 0, .seed = 5});
    REQUIRE(points.size() == 301);
    int ones = 0;
    for (const auto label : points.labels) ones += label;
    REQUIRE(ones == 150);
    if (shape != PlanarShape::gaussians) REQUIRE(points.places.cwiseAbs().maxCoeff() <= planarReach);
    const PlanarPoints again = planarPoints({.shape = shape, .samples = 301, .noise = 0, .seed = 5});
    REQUIRE(again.places == points.places);
    REQUIRE(again.labels == points.labels);
    REQUIRE(planarPoints({.shape = shape, .samples = 301, .noise = 0, .seed = 6}).places != points.places);
    REQUIRE_NOTHROW(requirePlanarPoints(points, 2));
  }
}

TEST_CASE("without noise each shape's labels are told apart by its own rule") {
  const auto each = [](PlanarShape shape, const auto& rule) {
    const PlanarPoints points = planarPoints({.shape = shape, .samples = 400, .noise = 0, .seed = 2});
    for (Eigen::Index i = 0; i < points.size(); ++i)
      REQUIRE(rule(points.places(i, 0), points.places(i, 1)) == (points.labels[i] == 1));
  };
  each(PlanarShape::circles, [](double x, double y) { return std::hypot(x, y) < 1.6; });
  each(PlanarShape::exclusiveOr, [](double x, double y) { return x * y > 0; });
  each(PlanarShape::spirals, [](double x, double y) {
    const double along = (std::hypot(x, y) - 0.25) / 2.55;
    return std::cos(std::atan2(y, x) - 3.5 * M_PI * along) < 0;
  });
  each(PlanarShape::moons, [](double x, double y) {
    return std::abs(std::hypot(x - 0.8, y - 0.4) - 1.6) < std::abs(std::hypot(x + 0.8, y + 0.4) - 1.6);
  });
}

TEST_CASE("noise moves every point by its deviation") {
  for (const auto& [shape, name] : planarShapeNames) {
    const PlanarPoints still = planarPoints({.shape = shape, .samples = 4000, .noise = 0, .seed = 3});
    const PlanarPoints moved = planarPoints({.shape = shape, .samples = 4000, .noise = 0.5, .seed = 3});
    const Matrix<double> by = moved.places - still.places;
    REQUIRE(std::abs(std::sqrt(by.array().square().mean()) - 0.5) < 0.02);
    REQUIRE(std::abs(by.mean()) < 0.03);
  }
}

TEST_CASE("features are the functions that their names say") {
  const Matrix<double> places{{2, -3}};
  std::vector<Feature> all;
  for (const auto& [feature, name] : featureNames) {
    all.push_back(feature);
    REQUIRE(featureFromName(name) == feature);
    REQUIRE(nameOf(feature) == name);
  }
  REQUIRE(featuresOf(places, all) == Matrix<double>{{2, -3, 4, 9, -6, std::sin(2), std::sin(-3)}});
  REQUIRE_THROWS_WITH(featureFromName("z"), ContainsSubstring("x, y, x², y², xy, sin x, sin y"));
}

TEST_CASE("impossible planar data are refused with words") {
  REQUIRE_THROWS_WITH(planarPoints({.samples = 1}),
                      ContainsSubstring("samples is 1; it must be a whole number from 2 to 5000"));
  REQUIRE_THROWS_WITH(planarPoints({.noise = -0.1}), ContainsSubstring("noise is -0.1"));
  REQUIRE_THROWS_WITH(planarShapeFromName("square"),
                      ContainsSubstring("circles, xor, gaussians, spirals, moons"));
  REQUIRE_THROWS_WITH(requirePlanarPoints({Matrix<double>(0, 2), {}}, 2),
                      ContainsSubstring("1 point or more"));
  REQUIRE_THROWS_WITH(requirePlanarPoints({Matrix<double>::Zero(2, 2), {0}}, 2),
                      ContainsSubstring("1 labels for 2 points"));
  REQUIRE_THROWS_WITH(requirePlanarPoints({Matrix<double>::Zero(1, 3), {0}}, 2),
                      ContainsSubstring("3 coordinates"));
  REQUIRE_THROWS_WITH(requirePlanarPoints({Matrix<double>{{NAN, 0}}, {0}}, 2),
                      ContainsSubstring("finite place"));
  REQUIRE_THROWS_WITH(requirePlanarPoints({Matrix<double>::Zero(1, 2), {2}}, 2),
                      ContainsSubstring("a label is 2"));
}

TEST_CASE("pasted points are rows of a place and a label, in the habits of both languages") {
  const auto [points, table] = parsePlanarPoints("x;y;label\n1,5;−2;0\n３；４；２\n", 3);
  REQUIRE(points.places.row(0) == Eigen::RowVector2d(1.5, -2));
  REQUIRE(points.places.row(1) == Eigen::RowVector2d(3, 4));
  REQUIRE(points.labels == std::vector<std::uint8_t>{0, 2});
  REQUIRE(table.doubts == 0);
  REQUIRE_NOTHROW(requirePlanarPoints(points, 3));
  REQUIRE_THROWS_WITH(parsePlanarPoints("1,2,3", 3), ContainsSubstring("line 1: the label is 3"));
  REQUIRE_THROWS_WITH(parsePlanarPoints("1,2,0\n1,2", 3),
                      ContainsSubstring("line 2: it has 2 entries; there must be 3"));
}

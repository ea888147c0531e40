#include "digits/synthetic.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <set>
#include <string>

#include "digits/skeletons.hpp"

using namespace downhill;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::MessageMatches;
using Catch::Matchers::WithinAbs;

TEST_CASE("Every digit is written in many ways, each with a name, a weight and a path in its box") {
  for (int digit = 0; digit < 10; ++digit) {
    CAPTURE(digit);
    std::set<std::string> names;
    for (const Skeleton& skeleton : skeletons(digit)) {
      CAPTURE(skeleton.name);
      CHECK(names.insert(skeleton.name).second);
      CHECK(skeleton.weight > 0);
      for (const Stroke& stroke : skeleton.strokes()) {
        REQUIRE(stroke.points.size() >= 2);
        for (const Point p : stroke.points) CHECK((p.x >= -1 && p.x <= 11 && p.y >= -1 && p.y <= 15));
      }
    }
    CHECK(names.size() >= 10);
  }
}

TEST_CASE("A path is read point by point, stroke by stroke") {
  const Strokes strokes = Skeleton{"trial", 1, "10,.4 -.6,14 M 3,2.5 3,2.5"}.strokes();
  REQUIRE(strokes.size() == 2);
  REQUIRE(strokes[0].points.size() == 2);
  CHECK(strokes[0].points[0].x == 10);
  CHECK(strokes[0].points[0].y == 0.4);
  CHECK(strokes[0].points[1].x == -0.6);
  CHECK(strokes[0].points[1].y == 14);
  REQUIRE(strokes[1].points.size() == 2);
  CHECK(strokes[1].points[1].x == 3);
  CHECK(strokes[1].points[1].y == 2.5);
}

TEST_CASE("What is no digit is refused") {
  Random random(1);
  CHECK_THROWS_MATCHES(synthesise(10, random), std::invalid_argument,
                       MessageMatches(ContainsSubstring("10 is not a digit")));
  CHECK_THROWS_AS(synthesise(-1, random), std::invalid_argument);
  CHECK_THROWS_AS(syntheticDataset(-1, 1), std::invalid_argument);
}

TEST_CASE("Written digits are finite, never empty, and within a sane box") {
  Random random(3);
  for (int i = 0; i < 2000; ++i) {
    const Strokes strokes = synthesise(i % 10, random);
    REQUIRE_FALSE(strokes.empty());
    for (const Stroke& stroke : strokes) {
      REQUIRE(stroke.points.size() >= 2);
      for (const Point p : stroke.points) REQUIRE((std::abs(p.x) < 40 && std::abs(p.y) < 40));
    }
  }
}

TEST_CASE("The same seed writes the same bytes, another seed others, and more of them begin alike") {
  const SyntheticDataset first = syntheticDataset(60, 5);
  CHECK(syntheticDataset(60, 5).images == first.images);
  CHECK(syntheticDataset(60, 5).labels == first.labels);
  CHECK(syntheticDataset(60, 6).images != first.images);
  const SyntheticDataset more = syntheticDataset(80, 5);
  CHECK(std::equal(first.images.begin(), first.images.end(), more.images.begin()));
}

TEST_CASE("A synthetic data set has MNIST's shape, all digits and about MNIST's ink") {
  const SyntheticDataset dataset = syntheticDataset(1000, 1);
  REQUIRE(dataset.images.size() == 1000 * imagePixels);
  REQUIRE(dataset.labels.size() == 1000);
  std::array<int, 10> counts{};
  for (const std::uint8_t label : dataset.labels) {
    REQUIRE(label < 10);
    ++counts[label];
  }
  CHECK(*std::ranges::min_element(counts) >= 60);

  double ink = 0;
  for (const std::uint8_t byte : dataset.images) ink += byte / 255.;
  CHECK_THAT(ink / static_cast<double>(dataset.images.size()), WithinAbs(0.133, 0.02));  // MNIST: 0.133
  CHECK(syntheticDataset(0, 1).labels.empty());
}

TEST_CASE("No two images of a thousand are the same") {
  const SyntheticDataset dataset = syntheticDataset(1000, 2);
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const auto* begin = reinterpret_cast<const char*>(dataset.images.data()) + i * imagePixels;
    seen.emplace(begin, begin + imagePixels);
  }
  CHECK(seen.size() == 1000);
}

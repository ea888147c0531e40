#include "digits/drawing.hpp"
#include "digits/ink.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <limits>
#include <numeric>

#include "digits/hand_drawings.hpp"

using namespace downhill;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::MessageMatches;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

const Strokes seven{{{{82, 58}, {120, 57}, {160, 56}, {192, 58}, {158, 138}, {124, 232}}},
                    {{{104, 144}, {188, 140}}}};

Strokes moved(Strokes strokes, double scale, double dx, double dy) {
  for (Stroke& stroke : strokes)
    for (Point& p : stroke.points) p = {p.x * scale + dx, p.y * scale + dy};
  return strokes;
}

double largestDifference(const Image& a, const Image& b) {
  double largest = 0;
  for (int i = 0; i < imagePixels; ++i) largest = std::max(largest, std::abs(double{a[i]} - b[i]));
  return largest;
}

// Rows and columns that carry visible ink: first and last.
struct Extent {
  int top = imageSide, bottom = -1, left = imageSide, right = -1;
  int width() const { return right - left + 1; }
  int height() const { return bottom - top + 1; }
};
Extent visible(const Image& image, float threshold = 0.15f) {
  Extent extent;
  for (int row = 0; row < imageSide; ++row)
    for (int column = 0; column < imageSide; ++column)
      if (image[row * imageSide + column] > threshold) {
        extent.top = std::min(extent.top, row), extent.bottom = std::max(extent.bottom, row);
        extent.left = std::min(extent.left, column), extent.right = std::max(extent.right, column);
      }
  return extent;
}

}  // namespace

TEST_CASE("The longer side of the ink becomes 20 pixels and the aspect is kept") {
  const Extent tall = visible(prepare(seven).pixels);
  CHECK(tall.height() == 20);
  CHECK(std::abs(tall.width() - (17.8 * 110 / 176 + 2.2)) <= 1);

  const Extent wide = visible(prepare({{{{0, 0}, {300, 0}, {300, 90}, {0, 90}}}}).pixels);
  CHECK(wide.width() == 20);
  CHECK(std::abs(wide.height() - 8) <= 1);
}

TEST_CASE("The same drawing at any size and place gives the same image") {
  const Image image = prepare(seven).pixels;
  const double scale = GENERATE_COPY(values({1e-9, 0.003, 1., 40., 1e9, 1e300}));
  CAPTURE(scale);
  CHECK(largestDifference(prepare(moved(seven, scale, 0, 0)).pixels, image) < 2e-3);
  CHECK(largestDifference(prepare(moved(seven, scale, 700 * scale, -90 * scale)).pixels, image) < 2e-3);
}

TEST_CASE("Ink at the edges of what a double can hold is still fitted") {
  const double huge = std::numeric_limits<double>::max();
  const Image cross = prepare({{{{-huge, -huge}, {huge, huge}}}, {{{-huge, huge}, {huge, -huge}}}}).pixels;
  CHECK(visible(cross).height() == 20);
  CHECK(visible(cross).width() == 20);
  CHECK(visible(prepare({{{{0, 0}, {0, 5e-324}}}}).pixels).height() <= 3);
}

TEST_CASE("The pen is as wide on a small drawing as on a large one, and about as wide as MNIST's") {
  const Strokes bar{{{{0, 0}, {0, 1}}}};
  const Drawing drawing = prepare(bar);
  // Area of a capsule: length · width + the two half discs at its ends.
  const double pen = DrawingSettings{}.penWidth, length = 20 - pen;
  CHECK_THAT(ink(drawing.drawn), WithinRel(length * pen + std::acos(-1) * pen * pen / 4, 0.03));
  CHECK(largestDifference(prepare(moved(bar, 280, 0, 0)).pixels, drawing.pixels) < 1e-5);
  CHECK((pen >= 1.3 && pen <= 3.1));
}

TEST_CASE("The centre of mass comes to index 14, by whole pixels") {
  for (const HandDrawing& hand : handDrawings(DOWNHILL_FIXTURES "/drawings")) {
    CAPTURE(hand.digit, hand.hand);
    const Drawing drawing = prepare(hand.strokes);
    const Point centre = centreOfMass(drawing.pixels);
    CHECK_THAT(centre.x, WithinAbs(14, 0.501));
    CHECK_THAT(centre.y, WithinAbs(14, 0.501));
    CHECK(drawing.pixels == shifted(drawing.drawn, drawing.shiftX, drawing.shiftY));
    CHECK_THAT(drawing.massX + drawing.shiftX, WithinAbs(centre.x, 0.01));
    CHECK_THAT(ink(drawing.pixels),
               WithinRel(ink(drawing.drawn), 0.005));  // at most a faint edge left the picture
  }
}

TEST_CASE("Hand drawings carry about as much ink as MNIST's digits do") {
  double total = 0;
  const auto all = handDrawings(DOWNHILL_FIXTURES "/drawings");
  for (const HandDrawing& hand : all) {
    const Image image = prepare(hand.strokes).pixels;
    total += ink(image) / imagePixels;
    for (const float pixel : image) REQUIRE((pixel >= 0 && pixel <= 1));
  }
  CHECK_THAT(total / static_cast<double>(all.size()), WithinAbs(0.133, 0.03));  // MNIST's mean is 0.133
}

TEST_CASE("An empty drawing is empty: no image, no prediction") {
  for (const Strokes& nothing : {Strokes{}, Strokes{{}}, Strokes{{}, {}}}) {
    const Drawing drawing = prepare(nothing);
    CHECK(drawing.empty);
    CHECK(ink(drawing.pixels) == 0);
  }
}

TEST_CASE("A dot stays a dot in the middle, however it was made") {
  const double pen = DrawingSettings{}.penWidth;
  for (const Strokes& dot :
       {Strokes{{{{5, 5}}}}, Strokes{{{{5, 5}, {5, 5}, {5, 5}}}}, Strokes{{{{1e9, 1e9}}}, {{{1e9, 1e9}}}}}) {
    const Drawing drawing = prepare(dot);
    CHECK_FALSE(drawing.empty);
    CHECK_THAT(ink(drawing.pixels), WithinRel(std::acos(-1) * pen * pen / 4, 0.1));
    CHECK(visible(drawing.pixels).height() <= 4);
    CHECK_THAT(centreOfMass(drawing.pixels).x, WithinAbs(14, 0.6));
  }
}

TEST_CASE("A tap whose finger slid a little is a dot once the pad is known") {
  const Strokes tap{{{{100, 100}, {102, 101}, {101, 103}}}};
  CHECK(visible(prepare(tap, {.pad = Box{0, 0, 280, 280}}).pixels).height() <= 6);
  CHECK(visible(prepare(tap).pixels).height() == 20);
  CHECK(prepare(seven, {.pad = Box{0, 0, 280, 280}}).pixels == prepare(seven).pixels);
}

TEST_CASE("A bare one is neither widened nor lost") {
  const Extent upright = visible(prepare({{{{140, 50}, {140, 230}}}}).pixels);
  CHECK(upright.height() == 20);
  CHECK(upright.width() <= 4);
  const Extent lying = visible(prepare({{{{50, 7}, {230, 7}}}}).pixels);
  CHECK(lying.width() == 20);
  CHECK(lying.height() <= 4);
}

TEST_CASE("Raw squeezes the pad as it is, place and size included") {
  const Box pad{0, 0, 280, 280};
  const Strokes small{{{{28, 28}, {28, 56}}}};
  const Drawing drawing = prepare(small, {.raw = true, .pad = pad});
  const Extent extent = visible(drawing.pixels);
  CHECK(extent.left <= 3);
  CHECK(extent.right <= 4);
  CHECK(extent.bottom <= 7);
  CHECK((drawing.shiftX == 0 && drawing.shiftY == 0));
  CHECK(ink(prepare({{{{-500, -500}, {-400, -1e300}}}}, {.raw = true, .pad = pad}).pixels) == 0);
}

TEST_CASE("A stroke drawn twice, backwards or in many pieces is the same ink") {
  const Image once = prepare({{{{0, 0}, {40, 100}}}}).pixels;
  CHECK(largestDifference(prepare({{{{40, 100}, {0, 0}, {40, 100}}}}).pixels, once) < 1e-4);
  Stroke pieces;
  for (int i = 0; i <= 1000; ++i) pieces.points.push_back({0.04 * i, 0.1 * i});
  CHECK(largestDifference(prepare({pieces}).pixels, once) < 1e-3);
}

TEST_CASE("Bad drawings are refused with what is wrong and what is allowed") {
  const double nan = std::numeric_limits<double>::quiet_NaN(),
               infinity = std::numeric_limits<double>::infinity();
  CHECK_THROWS_MATCHES(prepare({{{{1, 2}, {nan, 2}}}}), std::invalid_argument,
                       MessageMatches(ContainsSubstring("point 1 of stroke 0 is not finite")));
  CHECK_THROWS_AS(prepare({{{{1, infinity}}}}), std::invalid_argument);
  CHECK_THROWS_MATCHES(prepare(seven, {.penWidth = 0}), std::invalid_argument,
                       MessageMatches(ContainsSubstring("between 0.1 and 28")));
  CHECK_THROWS_AS(prepare(seven, {.penWidth = nan}), std::invalid_argument);
  CHECK_THROWS_MATCHES(prepare(seven, {.raw = true}), std::invalid_argument,
                       MessageMatches(ContainsSubstring("needs the pad's box")));
  CHECK_THROWS_AS(prepare(seven, {.pad = Box{0, 0, 0, 280}}), std::invalid_argument);
  CHECK_THROWS_AS(prepare(seven, {.pad = Box{0, 0, infinity, 280}}), std::invalid_argument);
}

TEST_CASE("How many points a stroke has does not matter, be they a thousand or two") {
  Stroke spiral, finer;
  for (int i = 0; i < 1000; ++i) {
    const double turn = i / 1000. * 18, radius = 20 + 0.1 * i;
    const Point point{radius * std::cos(turn), radius * std::sin(turn)};
    if (i > 0)
      finer.points.push_back({(finer.points.back().x + point.x) / 2, (finer.points.back().y + point.y) / 2});
    finer.points.push_back(point);
    spiral.points.push_back(point);
  }
  const auto once = prepare({spiral}), again = prepare({finer});
  REQUIRE_FALSE(once.empty);
  const double halfGrey = 0.5 / 255;  // of the levels that a picture of bytes has
  for (std::size_t i = 0; i < once.pixels.size(); ++i)
    CHECK_THAT(again.pixels[i], WithinAbs(once.pixels[i], halfGrey));
}

#include "digits/augmentation.hpp"
#include "digits/ink.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <limits>
#include <numeric>

#include "digits/synthetic.hpp"

using namespace downhill;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::MessageMatches;
using Catch::Matchers::WithinAbs;

namespace {

constexpr AugmentationSettings nothing{
    .rotation = 0, .scale = 0, .shear = 0, .shift = 0, .thickness = 0, .intensity = 0, .elastic = 0};

AugmentationSettings only(double AugmentationSettings::* amount, double value) {
  AugmentationSettings settings = nothing;
  settings.*amount = value;
  return settings;
}

Image three() {
  Random random(11);
  return prepare(synthesise(3, random)).pixels;
}

// Of n augmented images, the least and the greatest value of a measure.
template <class Measure>
std::pair<double, double> range(const AugmentationSettings& settings, Measure measure) {
  Random random(1);
  double least = 1e9, greatest = -1e9;
  for (int i = 0; i < 300; ++i) {
    Image image = three();
    augment(image, random, settings);
    least = std::min(least, measure(image)), greatest = std::max(greatest, measure(image));
  }
  return {least, greatest};
}

}  // namespace

TEST_CASE("With every amount at zero the image stays as it is and no number is drawn") {
  Random random(1);
  Image image = three();
  augment(image, random, nothing);
  CHECK(image == three());
  CHECK(random == Random(1));
}

TEST_CASE("The same stream augments alike, the stream goes on") {
  Random first(7), second(7);
  Image a = three(), b = three(), c = three();
  augment(a, first);
  augment(b, second);
  CHECK(a == b);
  augment(c, first);
  CHECK(a != c);
}

TEST_CASE("Augmented pixels stay within 0 and 1, whatever is asked for") {
  Random random(3);
  const AugmentationSettings strong{
      .rotation = 180, .scale = 0.9, .shear = 2, .shift = 28, .thickness = 1, .intensity = 1, .elastic = 28};
  for (int i = 0; i < 200; ++i) {
    Image image = three();
    augment(image, random, i % 2 ? strong : AugmentationSettings{.elastic = 1});
    for (const float pixel : image) REQUIRE((pixel >= 0 && pixel <= 1));
  }
}

TEST_CASE("A shift moves the centre of mass as far as allowed and keeps the ink") {
  const Point before = centreOfMass(three());
  const auto settings = only(&AugmentationSettings::shift, 2);
  const auto [left, right] = range(settings, [](const Image& image) { return centreOfMass(image).x; });
  CHECK_THAT(left, WithinAbs(before.x - 2, 0.1));
  CHECK_THAT(right, WithinAbs(before.x + 2, 0.1));
  const auto [least, most] = range(settings, ink);
  CHECK_THAT(least / ink(three()), WithinAbs(1, 0.01));
  CHECK_THAT(most / ink(three()), WithinAbs(1, 0.01));
}

TEST_CASE("Scaling changes the area by up to the square of the scale") {
  const auto [least, most] = range(only(&AugmentationSettings::scale, 0.2), ink);
  CHECK_THAT(least / ink(three()), WithinAbs(0.64, 0.06));
  CHECK_THAT(most / ink(three()), WithinAbs(1.44, 0.08));
}

TEST_CASE("Rotation and shear turn a bar by the angle that they name") {
  const Image bar = prepare({{{{0, 0}, {0, 1}}}}).pixels;
  // tan of the bar's lean: slope of the ink's mean column against its row.
  const auto lean = [](const Image& image) {
    const Point centre = centreOfMass(image);
    double across = 0, along = 0;
    for (int i = 0; i < imagePixels; ++i) {
      const double y = i / imageSide - centre.y;
      across += image[i] * (i % imageSide - centre.x) * y, along += image[i] * y * y;
    }
    return across / along;
  };
  const auto greatestLean = [&](const AugmentationSettings& settings) {
    Random random(2);
    double greatest = 0;
    for (int i = 0; i < 300; ++i) {
      Image image = bar;
      augment(image, random, settings);
      greatest = std::max(greatest, std::abs(lean(image)));
    }
    return greatest;
  };
  CHECK_THAT(greatestLean(only(&AugmentationSettings::rotation, 20)),
             WithinAbs(std::tan(20 * std::acos(-1) / 180), 0.03));
  CHECK_THAT(greatestLean(only(&AugmentationSettings::shear, 0.3)), WithinAbs(0.3, 0.03));
}

TEST_CASE("The pen becomes thinner and thicker, the ink paler and darker") {
  const auto [thin, thick] = range(only(&AugmentationSettings::thickness, 1), ink);
  CHECK(thin < 0.6 * ink(three()));
  CHECK(thick > 1.5 * ink(three()));
  const auto [pale, dark] = range(only(&AugmentationSettings::intensity, 0.3), ink);
  CHECK_THAT(pale / ink(three()), WithinAbs(0.7, 0.02));
  CHECK(dark > 1.02 * ink(three()));
}

TEST_CASE("An elastic warp moves ink, by about the pixels that it names, and tears nothing") {
  Random random(5);
  double meanMove = 0;
  for (int i = 0; i < 50; ++i) {
    Image image = three();
    augment(image, random, only(&AugmentationSettings::elastic, 1));
    CHECK(image != three());
    CHECK_THAT(ink(image) / ink(three()), WithinAbs(1, 0.35));
    const Point centre = centreOfMass(image), before = centreOfMass(three());
    meanMove += std::hypot(centre.x - before.x, centre.y - before.y) / 50;
  }
  CHECK((meanMove > 0.1 && meanMove < 1.5));
}

TEST_CASE("Senseless amounts are refused with what is allowed") {
  Random random(1);
  Image image = three();
  const double bad =
      GENERATE(-1., 1000., std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity());
  for (const auto amount :
       {&AugmentationSettings::rotation, &AugmentationSettings::scale, &AugmentationSettings::shear,
        &AugmentationSettings::shift, &AugmentationSettings::thickness, &AugmentationSettings::intensity,
        &AugmentationSettings::elastic})
    CHECK_THROWS_MATCHES(augment(image, random, only(amount, bad)), std::invalid_argument,
                         MessageMatches(ContainsSubstring("it must be 0 to")));
  CHECK(image == three());
}

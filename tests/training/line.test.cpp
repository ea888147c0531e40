#include "training/line.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <limits>

#include "support/blobs.hpp"

using namespace downhill;
using namespace downhill::support;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

const Blobs lineTrain = seededBlobs(120, 31), lineTest = seededBlobs(60, 32);

struct TwoEnds {
  Network<float> network{NetworkSettings{.widths = {784, 5, 10}}};
  Vector<float> from, to;
  SampleRange train{blobDataset(lineTrain, 120, 120), 0, 120}, test{blobDataset(lineTest, 60, 60), 10, 60};

  TwoEnds() {
    Random random(33);
    network.initialise(Initialisation::he, random);
    from = network.parameters();
    network.initialise(Initialisation::he, random);
    to = network.parameters();
    network.parameters().setZero();
  }
  EvaluationReport at(const Vector<float>& theta, const SampleRange& samples) {
    network.setParameters(theta);
    return evaluate(network, *samples.data, samples.begin, samples.end);
  }
};

}  // namespace

TEST_CASE("the ends of the line are the two networks, on both data sets") {
  TwoEnds ends;
  Line line(ends.network, ends.from, ends.to, {.low = -0.5, .high = 1.5, .points = 41}, ends.train,
            ends.test);
  const Line::Place first = line.at(10), last = line.at(30);
  REQUIRE((first.t == 0 && last.t == 1));
  for (const auto& [place, theta] : {std::pair{first, ends.from}, {last, ends.to}}) {
    const EvaluationReport train = ends.at(theta, ends.train), test = ends.at(theta, ends.test);
    REQUIRE(place.train.samples == 120);
    REQUIRE(place.test.samples == 50);
    REQUIRE(place.train.totalLoss == train.totalLoss);
    REQUIRE(place.train.confusion == train.confusion);
    REQUIRE(place.test.totalLoss == test.totalLoss);
    REQUIRE(place.test.accuracy() == test.accuracy());
  }
  REQUIRE_THAT(line.distance(), WithinRel((ends.to.cast<double>() - ends.from.cast<double>()).norm(), 1e-6));
}

TEST_CASE("between and beyond the ends lie the parameters that the formula says") {
  TwoEnds ends;
  Line line(ends.network, ends.from, ends.to, {.low = -1, .high = 2, .points = 7}, ends.train, ends.test);
  for (int i = 0; i < 7; ++i) {
    const double t = -1 + 0.5 * i;
    const Line::Place place = line.at(i);
    REQUIRE_THAT(place.t, WithinAbs(t, 1e-15));
    const Vector<double> theta = ends.from.cast<double>() + t * (ends.to - ends.from).cast<double>();
    REQUIRE_THAT(place.train.loss(), WithinRel(ends.at(theta.cast<float>(), ends.train).loss(), 1e-4));
  }
}

TEST_CASE("the points of a line may be asked for in any order, and again") {
  TwoEnds ends;
  Line line(ends.network, ends.from, ends.to, {.points = 5}, ends.train, ends.test);
  const double third = line.at(3).train.totalLoss, first = line.at(1).train.totalLoss;
  REQUIRE(line.at(3).train.totalLoss == third);
  REQUIRE(line.at(1).train.totalLoss == first);
}

TEST_CASE("lines that cannot be are refused with words") {
  TwoEnds ends;
  const auto make = [&](const Vector<float>& from, const Vector<float>& to, const Line::Range& range) {
    return Line(ends.network, from, to, range, ends.train, ends.test);
  };
  REQUIRE_THROWS_WITH(
      make(ends.from.head(5), ends.to, {}),
      ContainsSubstring("the beginning of the line has 5 numbers; the network has 3985 parameters"));
  Vector<float> broken = ends.to;
  broken[0] = std::numeric_limits<float>::quiet_NaN();
  REQUIRE_THROWS_WITH(make(ends.from, broken, {}),
                      ContainsSubstring("the end of the line has a number that is not finite"));
  REQUIRE_THROWS_WITH(make(ends.from, ends.to, {.low = 1, .high = 0}),
                      ContainsSubstring("t runs from 1 to 0"));
  REQUIRE_THROWS_WITH(make(ends.from, ends.to, {.high = INFINITY}), ContainsSubstring("both must be finite"));
  REQUIRE_THROWS_WITH(make(ends.from, ends.to, {.points = 1}),
                      ContainsSubstring("a line of 1 points; it must be 2 to 401"));
  REQUIRE_THROWS_WITH(Line(ends.network, ends.from, ends.to, {}, ends.train, {}),
                      ContainsSubstring("there is none"));
  Line line = make(ends.from, ends.to, {.points = 3});
  REQUIRE_THROWS_WITH(line.at(3), ContainsSubstring("no point 3 on the line; it has 3"));
  REQUIRE_THROWS_WITH(line.at(-1), ContainsSubstring("no point -1"));
}

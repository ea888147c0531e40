#include "playground/playground.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <set>

#include "optimizers/registry.hpp"
#include "support/matrices.hpp"

using namespace downhill;
using namespace downhill::support;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

PlanarPoints pointsOf(PlanarShape shape, std::uint32_t seed = 1) {
  return planarPoints({.shape = shape, .samples = 200, .noise = 0.1, .seed = seed});
}

// Methods whose steps are about as long as their rate, however small the gradient: they take a smaller one.
bool movesByItsRate(std::string_view optimizer) {
  static const std::set<std::string_view> methods{"adam", "adamW", "rmsProp"};
  for (const auto name : methods)
    makeOptimizer<double>(name);  // each is one of the registry's, or this throws
  return methods.contains(optimizer);
}

}  // namespace

TEST_CASE("a few units learn every shape of the plane, and say so of points they have not seen") {
  const auto shape =
      GENERATE(PlanarShape::circles, PlanarShape::exclusiveOr, PlanarShape::gaussians, PlanarShape::moons);
  INFO(nameOf(shape));
  Playground playground(
      {.hidden = {6, 4}, .optimizer = "adam", .optimizerSettings = {{"rate", 0.03}}, .seed = 2},
      pointsOf(shape));
  const double before = playground.score().loss;
  for (int epoch = 0; epoch < 60; ++epoch) REQUIRE(playground.finishEpoch() == 20);
  REQUIRE(playground.score().accuracy >= 0.97);
  REQUIRE(playground.score(pointsOf(shape, 9)).accuracy >= 0.93);
  REQUIRE(playground.score().loss < before / 4);
  REQUIRE(playground.epoch() == 60);
  REQUIRE(playground.steps() == 1200);
}

TEST_CASE("spirals take more units, and features of sines make it easier") {
  PlaygroundSettings settings{.features = {Feature::x, Feature::y, Feature::sineOfX, Feature::sineOfY},
                              .hidden = {12, 8},
                              .optimizer = "adam",
                              .optimizerSettings = {{"rate", 0.02}}};
  Playground playground(settings, pointsOf(PlanarShape::spirals));
  for (int epoch = 0; epoch < 150; ++epoch) playground.finishEpoch();
  REQUIRE(playground.score().accuracy >= 0.95);
}

TEST_CASE("every optimizer of the core takes steps here, and lowers the loss") {
  for (const auto& entry : optimizerRegistry<double>()) {
    INFO(entry.name);
    SettingValues values;
    if (entry.needs == Needs::gradient) values["rate"] = movesByItsRate(entry.name) ? 0.02 : 0.05;
    Playground playground(
        {.hidden = {3}, .optimizer = std::string(entry.name), .optimizerSettings = values, .batchSize = 200},
        pointsOf(PlanarShape::gaussians));
    const double before = playground.score().loss;
    if (entry.name == "newton") {
      // Logits that are all shifted alike change no probability, so the Hessian has an eigenvalue 0: rounding
      // alone decides whether the step can be had, and then it goes to any stationary point.
      try {
        playground.step(25);
      } catch (const std::domain_error& refusal) {
        REQUIRE_THAT(refusal.what(), ContainsSubstring("the Hessian is singular"));
      }
    } else {
      REQUIRE(playground.step(25) == 25);
      REQUIRE(playground.score().loss < before);
    }
    REQUIRE(std::isfinite(playground.score().loss));
  }
}

TEST_CASE("every loss that trains a classifier trains this one") {
  const auto loss =
      GENERATE(Loss::crossEntropy, Loss::squaredError, Loss::focal, Loss::labelSmoothed, Loss::hinge);
  Playground playground(
      {.hidden = {4}, .loss = {.loss = loss}, .optimizer = "adam", .optimizerSettings = {{"rate", 0.03}}},
      pointsOf(PlanarShape::gaussians));
  for (int epoch = 0; epoch < 20; ++epoch) playground.finishEpoch();
  REQUIRE(playground.score().accuracy > 0.95);
}

TEST_CASE("what a step descends on has the gradient it says, regularisation included") {
  const auto regularisation = GENERATE(Regularisation::none, Regularisation::l1, Regularisation::l2);
  const double dropout = GENERATE(0.0, 0.3);
  Playground playground(
      {.hidden = {4, 3}, .regularisation = regularisation, .strength = 0.05, .dropout = dropout},
      pointsOf(PlanarShape::moons));
  Random random(4);
  for (double& parameter : playground.network().parameters())
    parameter = random.uniform(0.1, 1) * (random.below(2) ? 1 : -1);
  const Matrix<double> inputs = seededMatrix<double>(8, 2, random);
  const std::vector<std::uint8_t> labels{0, 1, 1, 0, 1, 0, 0, 1};
  Vector<double> gradient, ignored;
  playground.objective(inputs, labels, gradient);
  const double h = std::cbrt(std::numeric_limits<double>::epsilon());
  for (Eigen::Index i = 0; i < gradient.size(); ++i) {
    double& parameter = playground.network().parameters()[i];
    const double here = parameter;
    parameter = here + h;
    const double above = playground.objective(inputs, labels, ignored);
    parameter = here - h;
    const double below = playground.objective(inputs, labels, ignored);
    parameter = here;
    REQUIRE_THAT(gradient[i],
                 WithinRel((above - below) / (2 * h), 1e-6) || WithinAbs((above - below) / (2 * h), 1e-9));
  }
}

TEST_CASE("l1 drives weights to nearly zero, l2 makes them small, biases are left alone") {
  const auto trained = [](Regularisation regularisation, double strength) {
    Playground playground({.hidden = {8},
                           .optimizerSettings = {{"rate", 0.05}},
                           .regularisation = regularisation,
                           .strength = strength},
                          pointsOf(PlanarShape::circles));
    for (int epoch = 0; epoch < 60; ++epoch) playground.finishEpoch();
    return Matrix<double>(playground.network().weights(0));
  };
  const Matrix<double> free = trained(Regularisation::none, 1), l1 = trained(Regularisation::l1, 0.03),
                       l2 = trained(Regularisation::l2, 0.03);
  REQUIRE(l2.norm() < 0.7 * free.norm());
  const auto tiny = [](const Matrix<double>& w) { return (w.array().abs() < 0.02).count(); };
  REQUIRE(tiny(l1) > tiny(free) + 3);
  Playground still({.regularisation = Regularisation::l2, .strength = 1}, pointsOf(PlanarShape::circles));
  Vector<double> with, without;
  const Matrix<double> one = Matrix<double>::Ones(1, 2);
  const std::vector<std::uint8_t> label{0};
  still.objective(one, label, with);
  still.network().lossAndGradient(one, label, without);
  for (int layer = 0; layer < still.network().layerCount(); ++layer) {
    const auto [begin, size] = still.network().biasRange(layer);
    REQUIRE(with.segment(begin, size) == without.segment(begin, size));
  }
}

TEST_CASE("equal settings give equal runs, however the steps are cut") {
  PlaygroundSettings settings{.optimizer = "momentum", .dropout = 0.2, .batchSize = 7, .seed = 5};
  Playground a(settings, pointsOf(PlanarShape::moons)), b(settings, pointsOf(PlanarShape::moons));
  a.step(100);
  for (const int steps : {1, 0, 28, 71}) b.step(steps);
  REQUIRE(a.network().parameters() == b.network().parameters());
  settings.seed = 6;
  Playground c(settings, pointsOf(PlanarShape::moons));
  c.step(100);
  REQUIRE(a.network().parameters() != c.network().parameters());
}

TEST_CASE("an epoch ends where the points end, with a smaller batch if need be") {
  Playground playground({.batchSize = 60}, pointsOf(PlanarShape::moons));
  REQUIRE(playground.finishEpoch() == 4);
  REQUIRE(playground.epoch() == 1);
  playground.step(3);
  REQUIRE_THAT(playground.epoch(), WithinAbs(1.9, 1e-12));
  REQUIRE(playground.finishEpoch() == 1);
  REQUIRE(playground.epoch() == 2);
}

TEST_CASE("each unit over a grid is what the network says at its places") {
  Playground playground({.features = {Feature::x, Feature::y, Feature::product},
                         .hidden = {5, 4},
                         .classes = 3,
                         .dropout = 0.5},
                        pointsOf(PlanarShape::circles));
  const UnitGrids grids = playground.grids(5, 2);
  REQUIRE(grids.layers.size() == 4);
  const int units[] = {3, 5, 4, 3};
  for (int l = 0; l < 4; ++l) {
    REQUIRE(grids.layers[l].rows() == units[l]);
    REQUIRE(grids.layers[l].cols() == 25);
  }
  // Row 1, column 4: y = 1, x = 2.
  REQUIRE((grids.layers[0](0, 9) == 2 && grids.layers[0](1, 9) == 1 && grids.layers[0](2, 9) == 2));
  const Matrix<double> place{{2, 1, 2}};
  const Matrix<double> probabilities = playground.network().forward(place);
  REQUIRE(maxDifference(grids.layers[3].col(9), probabilities.transpose()) < 1e-15);
  REQUIRE(maxDifference(grids.layers[1].col(9), playground.network().outputs(0).transpose()) < 1e-15);
}

TEST_CASE("points may be added and parameters edited while it learns") {
  Playground playground({}, pointsOf(PlanarShape::gaussians));
  playground.step(5);
  const Vector<double> learned = playground.network().parameters();
  PlanarPoints more = playground.points();
  more.places.conservativeResize(201, 2);
  more.places.row(200) << 0, 3;
  more.labels.push_back(1);
  playground.setPoints(more);
  REQUIRE(playground.network().parameters() == learned);
  REQUIRE(playground.finishEpoch() == 21);
  playground.setParameters(Vector<double>::Zero(learned.size()));
  REQUIRE_THAT(playground.score().loss, WithinAbs(std::log(2.0), 1e-12));
}

TEST_CASE("a rate that is too large stops before the numbers end") {
  Playground playground({.activation = Activation::relu,
                         .optimizerSettings = {{"rate", 1000}},
                         .regularisation = Regularisation::l2,
                         .strength = 10},
                        pointsOf(PlanarShape::spirals));
  REQUIRE(playground.step(10'000) < 10'000);
  REQUIRE(playground.diverged());
  REQUIRE(playground.network().parameters().allFinite());
  REQUIRE(playground.step(1) == 0);
  REQUIRE(playground.finishEpoch() == 0);
}

TEST_CASE("impossible playgrounds are refused with words") {
  const auto refused = [](const PlaygroundSettings& settings, const std::string& words) {
    REQUIRE_THROWS_WITH(Playground(settings, pointsOf(PlanarShape::moons)), ContainsSubstring(words));
  };
  refused({.features = {}}, "there must be 1 or more");
  refused({.hidden = std::vector<int>(7, 2)}, "7 hidden layers; at most 6");
  refused({.hidden = {17}}, "a layer's width is 17");
  refused({.classes = 1}, "classes is 1");
  refused({.optimizer = "walk"}, "no optimizer \"walk\"");
  refused({.optimizerSettings = {{"speed", 1}}}, "no setting \"speed\"");
  refused({.strength = -1}, "strength is -1");
  refused({.dropout = 1}, "dropout is 1");
  refused({.batchSize = 0}, "batchSize is 0");
  REQUIRE_THROWS_WITH(regularisationFromName("l3"), ContainsSubstring("none, l1, l2"));
  REQUIRE(nameOf(regularisationFromName("l1")) == "l1");
  Playground fine({}, pointsOf(PlanarShape::moons));
  REQUIRE_THROWS_WITH(fine.step(-1), ContainsSubstring("-1 steps"));
  REQUIRE_THROWS_WITH(fine.grids(1), ContainsSubstring("resolution is 1"));
  REQUIRE_THROWS_WITH(fine.grids(10, 0), ContainsSubstring("reach is 0"));
  REQUIRE_THROWS_WITH(fine.setPoints({Matrix<double>::Zero(1, 2), {7}}), ContainsSubstring("a label is 7"));
  REQUIRE(fine.points().size() == 200);
}

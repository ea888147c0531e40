#include "training/landscape.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <limits>

#include "support/blobs.hpp"
#include "training/evaluation.hpp"

using namespace downhill;
using namespace downhill::support;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

const Blobs landscapeBlobs = seededBlobs(90, 21);

SampleRange landscapeSamples() { return {blobDataset(landscapeBlobs, 90, 90), 10, 70}; }

Network<float> seededNetwork(const NetworkSettings& settings, std::uint32_t seed) {
  Network<float> network(settings);
  Random random(seed);
  network.initialise(Initialisation::xavier, random);
  return network;
}

// The loss of softmax regression by its definition, in double: mean of log Σ exp z − z_y, z = x W + b.
double softmaxRegressionLoss(const Vector<float>& theta, const SampleRange& samples) {
  double sum = 0;
  for (std::size_t i = samples.begin; i < samples.end; ++i) {
    std::array<double, 10> z;
    for (int k = 0; k < 10; ++k) {
      z[k] = theta[7840 + k];
      for (int p = 0; p < 784; ++p) z[k] += samples.data->image(i)[p] / 255.0 * theta[p * 10 + k];
    }
    double exponentials = 0;
    for (const double logit : z) exponentials += std::exp(logit);
    sum += std::log(exponentials) - z[samples.data->label(i)];
  }
  return sum / static_cast<double>(samples.size());
}

}  // namespace

TEST_CASE("every unit's part of a random direction is as long as the unit's weights, and no bias moves") {
  auto network = seededNetwork({.widths = {30, 12, 7, 4}}, 1);
  for (int layer = 0; layer < 3; ++layer) network.bias(layer).setConstant(0.5f);
  network.weights(1).col(3).setZero();  // a unit without weights has no length to move by
  Random random(2);
  const Vector<float> direction = filterNormalisedDirection(network, random);
  REQUIRE(direction.size() == network.parameterCount());
  for (int layer = 0; layer < 3; ++layer) {
    const auto weights = network.weights(layer);
    const Eigen::Map<const Matrix<float>> d(direction.data() + network.weightRange(layer).begin,
                                            weights.rows(), weights.cols());
    for (Eigen::Index unit = 0; unit < weights.cols(); ++unit)
      REQUIRE_THAT(d.col(unit).norm(), WithinRel(weights.col(unit).norm(), 1e-5f) || WithinAbs(0, 1e-20));
    const ParameterRange biases = network.biasRange(layer);
    REQUIRE(direction.segment(biases.begin, biases.size).isZero(0));
  }
}

TEST_CASE("a filter of a convolution is a unit") {
  auto network = seededNetwork({.widths = {784, 10}, .filters = {3}, .filterSize = 5}, 3);
  Random random(4);
  const Vector<float> direction = filterNormalisedDirection(network, random);
  const auto filters = network.weights(0);
  REQUIRE((filters.rows() == 25 && filters.cols() == 3));
  const Eigen::Map<const Matrix<float>> d(direction.data(), 25, 3);
  for (int filter = 0; filter < 3; ++filter)
    REQUIRE_THAT(d.col(filter).norm(), WithinRel(filters.col(filter).norm(), 1e-5f));
}

TEST_CASE("within a unit a random direction favours none") {
  // 4,000 entries of a normal distribution: mean 0 ± 1/√4000, and no more than 5 deviations from it.
  const auto network = seededNetwork({.widths = {4000, 2}}, 5);
  Random random(6);
  const Vector<float> direction = filterNormalisedDirection(network, random);
  const Eigen::Map<const Matrix<float>> d(direction.data(), 4000, 2);
  for (int unit = 0; unit < 2; ++unit) {
    const double spread = d.col(unit).norm() / std::sqrt(4000.0);
    REQUIRE(std::abs(d.col(unit).mean()) < 4 * spread / std::sqrt(4000.0));
    REQUIRE(d.col(unit).cwiseAbs().maxCoeff() < 5 * spread);
  }
  REQUIRE(std::abs(d.col(0).normalized().dot(d.col(1).normalized())) < 4 / std::sqrt(4000.0));
}

TEST_CASE("a plane is a function of its seed") {
  const auto network = seededNetwork({.widths = {20, 5, 3}}, 7);
  const ParameterPlane plane = randomPlane(network, 1), again = randomPlane(network, 1),
                       other = randomPlane(network, 2);
  REQUIRE(plane.origin == network.parameters());
  REQUIRE((plane.first == again.first && plane.second == again.second));
  REQUIRE((plane.first != other.first && plane.second != other.second));
  REQUIRE(plane.first != plane.second);
}

TEST_CASE("a direction is not the initialisation of the same seed") {
  Network<float> network({.widths = {400, 2}});
  Random random(9, 0);  // as a trainer with seed 9 draws
  network.initialise(Initialisation::xavier, random);
  const ParameterPlane plane = randomPlane(network, 9);
  const double cosine = plane.first.head(800).normalized().dot(network.parameters().head(800).normalized());
  REQUIRE(std::abs(cosine) < 0.2);
}

TEST_CASE("the landscape of softmax regression is that of its closed form, and a bowl") {
  const auto network = seededNetwork({.widths = {784, 10}}, 10);
  const SampleRange samples = landscapeSamples();
  const ParameterPlane plane = randomPlane(network, 3);
  const PlaneGrid grid{
      .alphaLow = -1, .alphaHigh = 2, .betaLow = -1.5, .betaHigh = 1, .columns = 7, .rows = 6};
  Landscape landscape(network, plane, grid, samples);
  const std::vector<double> losses = landscape.losses(0, grid.points());
  REQUIRE(losses.size() == 42);
  for (std::size_t point = 0; point < losses.size(); ++point) {
    REQUIRE_THAT(grid.alpha(point), WithinAbs(-1 + 0.5 * static_cast<double>(point % 7), 1e-12));
    REQUIRE_THAT(grid.beta(point), WithinAbs(-1.5 + 0.5 * static_cast<double>(point / 7), 1e-12));
    const Vector<float> theta = plane.at(grid.alpha(point), grid.beta(point));
    REQUIRE_THAT(losses[point], WithinRel(softmaxRegressionLoss(theta, samples), 1e-5));
  }
  for (std::size_t point = 0; point + 2 < losses.size(); ++point)  // convex: above no chord
    if (point % 7 < 5) REQUIRE(losses[point + 1] <= (losses[point] + losses[point + 2]) / 2 + 1e-6);
}

TEST_CASE("in the middle of the landscape lies the network's own loss") {
  auto network = seededNetwork({.widths = {784, 8, 10}, .loss = {.loss = Loss::squaredError}}, 11);
  const SampleRange samples = landscapeSamples();
  const double own = evaluate(network, *samples.data, samples.begin, samples.end).loss();
  Landscape landscape(network, randomPlane(network, 1), {.columns = 5, .rows = 3}, samples);
  REQUIRE(landscape.losses(7, 8).front() == own);
  REQUIRE(landscape.loss(0, 0) == own);
}

TEST_CASE("anywhere in the plane lies the loss of a network with those parameters") {
  const NetworkSettings settings =
      GENERATE(NetworkSettings{.widths = {784, 12, 7, 10}, .hidden = Activation::tanh},
               NetworkSettings{.widths = {784, 10}, .filters = {3}, .filterSize = 9});
  auto network = seededNetwork(settings, 14);
  const SampleRange samples = landscapeSamples();
  const ParameterPlane plane = randomPlane(network, 6);
  Landscape landscape(network, plane, {}, samples);
  for (const auto& [alpha, beta] : {std::pair{0.3, -0.8}, {-1.0, 1.0}, {5.0, 2.0}, {0.0, 0.1}}) {
    network.setParameters(plane.at(alpha, beta));
    const double own = evaluate(network, *samples.data, samples.begin, samples.end).loss();
    CHECK_THAT(landscape.loss(alpha, beta), WithinRel(own, 1e-5));
  }
}

TEST_CASE("how a landscape is cut into calls, and in which order, makes no difference") {
  const auto network = seededNetwork({.widths = {784, 6, 10}}, 12);
  const PlaneGrid grid{.columns = 4, .rows = 3};
  Landscape whole(network, randomPlane(network, 5), grid, landscapeSamples()), pieces = whole;
  const std::vector<double> expected = whole.losses(0, 12);
  std::vector<double> found(12);
  for (const auto& [begin, end] : {std::pair{8, 12}, {3, 8}, {3, 3}, {0, 3}}) {
    const auto part = pieces.losses(begin, end);
    std::copy(part.begin(), part.end(), found.begin() + begin);
  }
  REQUIRE(found == expected);
}

TEST_CASE("a network that computes the same with larger and smaller weights has the same landscape") {
  // ReLU: three times the weights of one layer and a third of those of the next change no output.
  auto network = seededNetwork({.widths = {784, 9, 10}}, 13);
  auto rescaled = network;
  rescaled.weights(0) *= 4;  // powers of two, so that rounding is the same as well
  rescaled.weights(1) /= 4;
  const PlaneGrid grid{.columns = 3, .rows = 3};
  Landscape one(network, randomPlane(network, 8), grid, landscapeSamples());
  Landscape other(rescaled, randomPlane(rescaled, 8), grid, landscapeSamples());
  const auto expected = one.losses(0, 9), found = other.losses(0, 9);
  for (std::size_t i = 0; i < 9; ++i) REQUIRE_THAT(found[i], WithinRel(expected[i], 1e-5));
}

TEST_CASE("landscapes that cannot be are refused with words") {
  auto network = seededNetwork({.widths = {784, 10}}, 14);
  const ParameterPlane plane = randomPlane(network, 1);
  const SampleRange samples = landscapeSamples();
  const auto make = [&](const ParameterPlane& p, const PlaneGrid& g, const SampleRange& s) {
    return Landscape(network, p, g, s);
  };
  const float nan = std::numeric_limits<float>::quiet_NaN();

  ParameterPlane wrong = plane;
  wrong.second.conservativeResize(7849);
  REQUIRE_THROWS_WITH(make(wrong, {}, samples),
                      ContainsSubstring("second direction has 7849 numbers; the network has 7850"));
  wrong = plane;
  wrong.first[3] = nan;
  REQUIRE_THROWS_WITH(make(wrong, {}, samples),
                      ContainsSubstring("first direction has a number that is not finite"));
  wrong = plane;
  wrong.origin[7000] = INFINITY;
  REQUIRE_THROWS_WITH(make(wrong, {}, samples), ContainsSubstring("origin has a number that is not finite"));

  REQUIRE_THROWS_WITH(make(plane, {.alphaLow = 1, .alphaHigh = 1}, samples),
                      ContainsSubstring("alpha runs from 1 to 1"));
  REQUIRE_THROWS_WITH(make(plane, {.betaHigh = nan}, samples), ContainsSubstring("both must be finite"));
  REQUIRE_THROWS_WITH(make(plane, {.columns = 1}, samples),
                      ContainsSubstring("a grid of 1 columns; it must be 2 to 401"));
  REQUIRE_THROWS_WITH(make(plane, {.rows = 402}, samples), ContainsSubstring("402 rows"));

  REQUIRE_THROWS_WITH(make(plane, {}, {nullptr, 0, 1}), ContainsSubstring("there is none"));
  REQUIRE_THROWS_WITH(make(plane, {}, {samples.data, 5, 5}), ContainsSubstring("samples 5 to 5"));
  REQUIRE_THROWS_WITH(make(plane, {}, {samples.data, 0, 91}),
                      ContainsSubstring("1 or more of the 90 that have arrived"));

  Landscape landscape = make(plane, {.columns = 3, .rows = 3}, samples);
  REQUIRE_THROWS_WITH(landscape.losses(2, 10),
                      ContainsSubstring("points 2 to 10 are not on the grid; it has 9"));
  REQUIRE_THROWS_WITH(landscape.losses(3, 2), ContainsSubstring("not on the grid"));

  network.parameters()[0] = nan;
  REQUIRE_THROWS_WITH(randomPlane(network, 1), ContainsSubstring("a parameter of the network is not finite"));
}

#include "network/architecture.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "network/network.hpp"
#include "support/networks.hpp"

using namespace downhill;
using namespace downhill::support;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

template <class Values>
auto chosen(const Values& values, Random& random) {
  return values[random.below(static_cast<std::uint32_t>(std::size(values)))];
}

// Dense or convolutional, any depth, activation and pooling that fit.
NetworkSettings randomArchitecture(Random& random) {
  constexpr Activation activations[] = {Activation::tanh, Activation::sigmoid, Activation::relu,
                                        Activation::identity};
  constexpr Loss losses[] = {Loss::crossEntropy, Loss::squaredError, Loss::focal, Loss::labelSmoothed};
  NetworkSettings settings;
  settings.hidden = chosen(activations, random);
  settings.loss.loss = chosen(losses, random);
  settings.pooling = random.below(2) ? Pooling::max : Pooling::average;
  const int convolutions = static_cast<int>(random.below(3));
  settings.filterSize = 1 + static_cast<int>(random.below(convolutions == 2 ? 3 : 5));
  for (int i = 0; i < convolutions; ++i) settings.filters.push_back(1 + static_cast<int>(random.below(9)));
  const int side = 10 + static_cast<int>(random.below(5));
  settings.widths = {side * side};
  for (std::uint32_t hidden = random.below(3); hidden > 0; --hidden)
    settings.widths.push_back(1 + static_cast<int>(random.below(20)));
  settings.widths.push_back(2 + static_cast<int>(random.below(9)));
  return settings;
}

std::string wordsFor(const NetworkSettings& settings) {
  std::string text(nameOf(settings.hidden));
  text += ", " + std::string(nameOf(settings.loss.loss)) + ", " + std::string(nameOf(settings.pooling)) +
          ", filters of " + std::to_string(settings.filterSize) + ":";
  for (const int filters : settings.filters) text += " " + std::to_string(filters);
  text += ", widths:";
  for (const int width : settings.widths) text += " " + std::to_string(width);
  return text;
}

}  // namespace

TEST_CASE("float gradients agree with double ones to 1e-4 over random architectures") {
  const auto seed = GENERATE(range(1u, 61u));
  Random random(seed);
  const NetworkSettings settings = randomArchitecture(random);
  INFO("seed " << seed << ": " << wordsFor(settings));
  Network<double> exact(settings);
  Network<float> quick(settings);
  exact.initialise(Initialisation::xavier, random);
  quick.setParameters(exact.parameters().cast<float>());
  exact.setParameters(quick.parameters().cast<double>());
  const int batch = 1 + static_cast<int>(random.below(40));
  const Matrix<float> inputs = seededMatrix<float>(batch, settings.widths.front(), random);
  const auto labels = seededLabels(batch, settings.widths.back(), random);

  Vector<double> reference;
  Vector<float> gradient;
  const double loss = exact.lossAndGradient(inputs.cast<double>(), labels, reference);
  REQUIRE_THAT(quick.lossAndGradient(inputs, labels, gradient), WithinRel(loss, 1e-5));
  REQUIRE((gradient.cast<double>() - reference).norm() <= 1e-4 * reference.norm());
  REQUIRE(maxDifference(gradient.cast<double>(), reference) <= 1e-4 * reference.cwiseAbs().maxCoeff());
}

TEST_CASE("backprop agrees with central differences over random architectures") {
  const auto seed = GENERATE(range(1u, 41u));
  Random random(seed);
  const NetworkSettings settings = randomArchitecture(random);
  INFO("seed " << seed << ": " << wordsFor(settings));
  Network<double> network(settings);
  for (double& parameter : network.parameters()) parameter = random.uniform(-0.5, 0.5);
  const int batch = 1 + static_cast<int>(random.below(4));
  const auto inputs = seededMatrix<double>(batch, settings.widths.front(), random);
  const auto labels = seededLabels(batch, settings.widths.back(), random);
  Vector<double> gradient;
  network.lossAndGradient(inputs, labels, gradient);
  const double h = std::cbrt(std::numeric_limits<double>::epsilon());
  for (Eigen::Index i = random.below(5); i < gradient.size(); i += 1 + gradient.size() / 60) {
    double& parameter = network.parameters()[i];
    const double here = parameter;
    parameter = here + h;
    const double above = network.loss(inputs, labels);
    parameter = here - h;
    const double below = network.loss(inputs, labels);
    parameter = here;
    const double numeric = (above - below) / (2 * h);
    REQUIRE_THAT(gradient[i], WithinRel(numeric, 1e-6) || WithinAbs(numeric, 1e-8));
  }
}

TEST_CASE("filters 8 and 16 of size 5 turn 28×28 pixels into 256 features") {
  Network<float> network({.widths = {784, 10}, .filters = {8, 16}});
  REQUIRE(network.settings().widths == std::vector{784, 10});
  REQUIRE(network.layerCount() == 5);
  const char* kinds[] = {"convolution", "pooling", "convolution", "pooling", "dense"};
  const Eigen::Index widths[] = {24 * 24 * 8, 12 * 12 * 8, 8 * 8 * 16, 256, 10};
  for (int l = 0; l < 5; ++l) {
    REQUIRE(network.layer(l).kind() == kinds[l]);
    REQUIRE(network.layer(l).outputWidth() == widths[l]);
  }
  REQUIRE(network.parameterCount() == (25 + 1) * 8 + (200 + 1) * 16 + (256 + 1) * 10);
  REQUIRE(network.weights(0).rows() == 25);
  REQUIRE(network.weights(2).rows() == 200);
  REQUIRE(network.weights(2).cols() == 16);
  REQUIRE(network.bias(2).size() == 16);
  REQUIRE_THROWS_WITH(network.weights(1), ContainsSubstring("layer 1 (pooling) has no weights"));
}

TEST_CASE("a convolutional network takes batches without zeros, copies, and keeps its buffers") {
  Random random(3);
  Network<float> network({.widths = {100, 6, 4}, .filters = {3, 5}, .filterSize = 3});
  network.initialise(Initialisation::he, random);
  const auto inputs = seededSparseMatrix<float>(9, 100, 0.2, random);
  const auto labels = seededLabels(9, 4, random);
  SparseRows<float> sparse;
  sparse.assign(inputs);
  Vector<float> gradient, fromSparse;
  network.lossAndGradient(inputs, labels, gradient);
  const float* place = network.outputs(0).data();
  auto copy = network;
  copy.lossAndGradient(sparse, labels, fromSparse);
  REQUIRE(gradient == fromSparse);
  for (int step = 0; step < 3; ++step) network.lossAndGradient(inputs, labels, gradient);
  REQUIRE(network.outputs(0).data() == place);
  REQUIRE(gradient == fromSparse);
  REQUIRE(network.forward(inputs) == copy.forward(sparse));
}

TEST_CASE("architectures that cannot be are refused with words") {
  const auto build = [](const NetworkSettings& settings) { return Network<double>(settings); };
  REQUIRE_THROWS_WITH(build({.widths = {783, 10}, .filters = {8}}),
                      ContainsSubstring("783 inputs are no square image"));
  REQUIRE_THROWS_WITH(build({.widths = {784, 10}, .filters = {8, 0}}), ContainsSubstring("0 filters"));
  REQUIRE_THROWS_WITH(build({.widths = {784, 10}, .filters = {8}, .filterSize = 29}),
                      ContainsSubstring("28×28×1") && ContainsSubstring("1 to 28"));
  REQUIRE_THROWS_WITH(build({.widths = {784, 10}, .filters = {8, 8, 8}}),
                      ContainsSubstring("do not fit an image of 4×4×8"));
  REQUIRE_THROWS_WITH(build({.widths = {16, 2}, .filters = {2}, .filterSize = 4}),
                      ContainsSubstring("too small to be pooled"));
  REQUIRE_THROWS_WITH(build({.widths = {4, 3, 2}, .dropout = 1}), ContainsSubstring("dropout is 1"));
  REQUIRE_THROWS_WITH(build({.widths = {4}, .filters = {2}}), ContainsSubstring("needs 2 or more"));
}

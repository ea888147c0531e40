#include "network/dropout.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>

#include "network/network.hpp"
#include "support/networks.hpp"

using namespace downhill;
using namespace downhill::support;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

Matrix<double> passed(DropoutLayer<double>& layer, const Matrix<double>& x, Pass pass) {
  Matrix<double> y(x.rows(), x.cols());
  layer.forward(Vector<double>(), x, y, pass);
  return y;
}

}  // namespace

TEST_CASE("dropout drops its share and keeps the mean") {
  for (const double share : {0.1, 0.5, 0.8}) {
    DropoutLayer<double> layer(100, share);
    Random random(1);
    layer.reseed(random);
    const Matrix<double> y = passed(layer, Matrix<double>::Ones(1000, 100), Pass::training);
    const double n = 100'000, dropped = static_cast<double>((y.array() == 0).count());
    const double deviation = std::sqrt(share * (1 - share) / n);
    REQUIRE_THAT(dropped / n, WithinAbs(share, 5 * deviation));
    REQUIRE_THAT(y.mean(), WithinAbs(1, 5 * deviation / (1 - share)));
    for (const double number : y.reshaped())
      REQUIRE((number == 0 || std::abs(number - 1 / (1 - share)) < 1e-15));
    // Each place by itself: no column and no row is dropped as a whole.
    REQUIRE(y.colwise().sum().minCoeff() > 0);
    REQUIRE(y.rowwise().sum().minCoeff() > 0);
  }
}

TEST_CASE("when asked, a network with dropout drops Vector<double>()") {
  Random random(2);
  DropoutLayer<double> layer(20, 0.5);
  const auto x = seededMatrix<double>(4, 20, random);
  REQUIRE(passed(layer, x, Pass::inference) == x);

  Network<double> with({.widths = {6, 5, 4, 3}, .hidden = Activation::tanh, .dropout = 0.5});
  Network<double> without({.widths = {6, 5, 4, 3}, .hidden = Activation::tanh});
  REQUIRE(with.layerCount() == 5);
  REQUIRE(with.layer(1).kind() == "dropout");
  REQUIRE(with.layer(3).kind() == "dropout");
  REQUIRE(with.parameterCount() == without.parameterCount());
  with.initialise(Initialisation::xavier, random);
  without.setParameters(with.parameters());
  const auto inputs = seededMatrix<double>(7, 6, random);
  REQUIRE(with.forward(inputs) == without.forward(inputs));
}

TEST_CASE("what is dropped is a function of the seed") {
  Random random(3);
  Network<double> network({.widths = {8, 30, 3}, .dropout = 0.5});
  network.initialise(Initialisation::he, random);
  const auto inputs = seededMatrix<double>(10, 8, random);
  const auto labels = seededLabels(10, 3, random);
  Vector<double> first, next, again, other;
  network.reseed(Random(5));
  network.lossAndGradient(inputs, labels, first);
  network.lossAndGradient(inputs, labels, next);
  network.reseed(Random(5));
  network.lossAndGradient(inputs, labels, again);
  network.reseed(Random(6));
  network.lossAndGradient(inputs, labels, other);
  REQUIRE(first == again);
  REQUIRE(first != next);
  REQUIRE(first != other);
}

TEST_CASE("with what is dropped held fixed, the gradient agrees with central differences") {
  Random random(4);
  Network<double> network(
      {.widths = {36, 7, 6, 3}, .hidden = Activation::tanh, .filters = {3}, .filterSize = 3, .dropout = 0.4});
  for (double& parameter : network.parameters()) parameter = random.uniform(-1, 1);
  const auto inputs = seededMatrix<double>(4, 36, random);
  const auto labels = seededLabels(4, 3, random);
  Vector<double> gradient, ignored;
  const auto trainingLoss = [&](Vector<double>& into) {
    network.reseed(Random(9));
    return network.lossAndGradient(inputs, labels, into);
  };
  trainingLoss(gradient);
  const double h = std::cbrt(std::numeric_limits<double>::epsilon());
  for (Eigen::Index i = 0; i < gradient.size(); ++i) {
    const double here = network.parameters()[i];
    network.parameters()[i] = here + h;
    const double above = trainingLoss(ignored);
    network.parameters()[i] = here - h;
    const double below = trainingLoss(ignored);
    network.parameters()[i] = here;
    const double numeric = (above - below) / (2 * h);
    REQUIRE_THAT(gradient[i], WithinRel(numeric, 1e-6) || WithinAbs(numeric, 1e-9));
  }
}

// Behind a linear layer the mean over what is dropped is the layer itself: E[W(x ⊙ m)] = Wx.
TEST_CASE("the mean over many masks is the answer without dropout") {
  Random random(5);
  DropoutLayer<double> layer(12, 0.3);
  layer.reseed(random);
  const auto x = seededMatrix<double>(1, 12, random);
  Matrix<double> sum = Matrix<double>::Zero(1, 12);
  const int masks = 20'000;
  for (int i = 0; i < masks; ++i) sum += passed(layer, x, Pass::training);
  REQUIRE(maxDifference(sum / masks, x) < 5 * std::sqrt(0.3 / 0.7 / masks));
}

TEST_CASE("impossible shares and widths of dropout are refused") {
  for (const double share : {-0.1, 0.96, 1.0, std::nan("")})
    REQUIRE_THROWS_WITH(DropoutLayer<float>(4, share),
                        ContainsSubstring("dropout is") && ContainsSubstring("from 0 to 0.95"));
  REQUIRE_THROWS_WITH(DropoutLayer<float>(0, 0.5), ContainsSubstring("must have 1 or more"));
}

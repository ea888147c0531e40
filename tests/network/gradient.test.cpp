#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include "network/network.hpp"
#include "support/networks.hpp"

using namespace downhill;
using namespace downhill::support;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

struct Experiment {
  Network<double> network;
  Matrix<double> inputs;
  std::vector<std::uint8_t> labels;
};

// An architecture, a batch and parameters, all by chance. Biases too, so that no relu sits on its kink.
Experiment randomExperiment(std::uint32_t seed, Activation activation, Loss loss) {
  Random random(seed);
  std::vector<int> widths{1 + static_cast<int>(random.below(9))};
  for (std::uint32_t hidden = random.below(4); hidden > 0; --hidden)
    widths.push_back(1 + static_cast<int>(random.below(8)));
  widths.push_back(2 + static_cast<int>(random.below(5)));
  Network<double> network({.widths = widths, .hidden = activation, .loss = {.loss = loss}});
  for (double& parameter : network.parameters()) parameter = random.uniform(-1, 1);
  const int batch = 1 + static_cast<int>(random.below(6));
  auto inputs = seededMatrix<double>(batch, widths.front(), random);
  return {std::move(network), std::move(inputs), seededLabels(batch, widths.back(), random)};
}

}  // namespace

TEST_CASE("backprop agrees with central differences over random networks, activations and losses") {
  const auto activation =
      GENERATE(Activation::identity, Activation::sigmoid, Activation::tanh, Activation::relu);
  const auto loss = GENERATE(Loss::crossEntropy, Loss::squaredError, Loss::focal, Loss::labelSmoothed);
  const auto seed = GENERATE(range(1u, 13u));
  auto [network, inputs, labels] = randomExperiment(seed, activation, loss);

  Vector<double> gradient;
  const double value = network.lossAndGradient(inputs, labels, gradient);
  REQUIRE_THAT(value, WithinRel(network.loss(inputs, labels), 1e-14));
  const Vector<double> numeric = centralDifferences(network, inputs, labels);
  INFO("seed " << seed << ", " << nameOf(activation) << ", " << nameOf(loss));
  for (Eigen::Index i = 0; i < gradient.size(); ++i)
    REQUIRE_THAT(gradient[i], WithinRel(numeric[i], 1e-7) || WithinAbs(numeric[i], 1e-9));
}

TEST_CASE("a sparse batch gives the gradient of the same batch as a matrix") {
  Random random(7);
  Network<double> network({.widths = {30, 12, 5}, .hidden = Activation::tanh});
  network.initialise(Initialisation::xavier, random);
  const auto inputs = seededSparseMatrix<double>(8, 30, 0.2, random);
  const auto labels = seededLabels(8, 5, random);
  SparseRows<double> sparse;
  sparse.assign(inputs);

  Vector<double> fromMatrix, fromSparse;
  const double loss = network.lossAndGradient(inputs, labels, fromMatrix);
  REQUIRE_THAT(network.lossAndGradient(sparse, labels, fromSparse), WithinRel(loss, 1e-14));
  REQUIRE(maxDifference(fromMatrix, fromSparse) < 1e-15);
  REQUIRE(maxDifference(network.forward(inputs), Network(network).forward(sparse)) < 1e-15);
}

TEST_CASE("without a hidden layer the gradient is xᵀ(ŷ − y)/n") {
  Random random(8);
  Network<double> network({.widths = {6, 4}});
  for (double& parameter : network.parameters()) parameter = random.uniform(-1, 1);
  const auto x = seededMatrix<double>(9, 6, random);
  const auto labels = seededLabels(9, 4, random);

  // Softmax written out, no shift, nothing shared with the code under test.
  const Matrix<double> logits = (x * network.weights(0)).rowwise() + network.bias(0).transpose();
  Matrix<double> difference = logits.array().exp();
  difference.array().colwise() /= difference.rowwise().sum().array().eval();
  double loss = 0;
  for (int i = 0; i < 9; ++i) {
    loss -= std::log(difference(i, labels[i])) / 9;
    difference(i, labels[i]) -= 1;
  }
  const Matrix<double> byWeights = x.transpose() * difference / 9;
  const Vector<double> byBias = difference.colwise().sum().transpose() / 9;

  Vector<double> gradient;
  REQUIRE_THAT(network.lossAndGradient(x, labels, gradient), WithinRel(loss, 1e-13));
  REQUIRE(maxDifference(gradient.head(24).reshaped<Eigen::RowMajor>(6, 4), byWeights) < 1e-15);
  REQUIRE(maxDifference(gradient.tail(4), byBias) < 1e-15);
}

// One sample through 2-2-2, every number by hand:
//   x = (1, 2), W₁ = (1 0; −1 1), b₁ = (0.5, −1)  →  z₁ = (−0.5, 1), relu → a = (0, 1)
//   W₂ = (2 1; ln 3, 0), b₂ = (0, 0)              →  logits (ln 3, 0), ŷ = (3/4, 1/4), y = class 1
//   loss = ln 4;  δ₂ = ŷ − y = (3/4, −3/4)
//   ∂W₂ = aᵀδ₂ = (0 0; 3/4, −3/4), ∂b₂ = δ₂
//   δ₁ = δ₂W₂ᵀ ⊙ relu′ = (3/4, 3/4·ln 3) ⊙ (0, 1);  ∂W₁ = xᵀδ₁ = (0, s; 0, 2s), ∂b₁ = (0, s), s = 3/4·ln 3
TEST_CASE("the gradient of a 2-2-2 network is what a hand computes") {
  Network<double> network({.widths = {2, 2, 2}});
  const double ln3 = std::log(3.0), s = 0.75 * ln3;
  network.parameters() << 1, 0, -1, 1, 0.5, -1, 2, 1, ln3, 0, 0, 0;
  const Matrix<double> x{{1, 2}};
  const std::vector<std::uint8_t> labels{1};

  Vector<double> gradient, expected(12);
  expected << 0, s, 0, 2 * s, 0, s, 0, 0, 0.75, -0.75, 0.75, -0.75;
  REQUIRE_THAT(network.lossAndGradient(x, labels, gradient), WithinAbs(std::log(4.0), 1e-15));
  REQUIRE(maxDifference(gradient, expected) < 1e-15);
  REQUIRE(network.outputs(0)(0, 0) == 0);
  REQUIRE(network.outputs(0)(0, 1) == 1);
  REQUIRE_THAT(network.forward(x)(0, 0), WithinAbs(0.75, 1e-15));
}

TEST_CASE("the float network follows the double one to 1e-4") {
  const auto activation = GENERATE(Activation::sigmoid, Activation::tanh, Activation::relu);
  Random random(9);
  Network<double> exact({.widths = {784, 16, 16, 10}, .hidden = activation});
  exact.initialise(Initialisation::he, random);
  Network<float> quick({.widths = {784, 16, 16, 10}, .hidden = activation});
  quick.setParameters(exact.parameters().cast<float>());
  exact.setParameters(quick.parameters().cast<double>());
  const Matrix<float> inputs = seededSparseMatrix<float>(32, 784, 0.2, random).cwiseAbs();
  const auto labels = seededLabels(32, 10, random);
  SparseRows<float> sparse;
  sparse.assign(inputs);

  Vector<double> reference;
  Vector<float> dense, skipping;
  const double loss = exact.lossAndGradient(inputs.cast<double>(), labels, reference);
  REQUIRE_THAT(quick.lossAndGradient(inputs, labels, dense), WithinRel(loss, 1e-5));
  REQUIRE_THAT(quick.lossAndGradient(sparse, labels, skipping), WithinRel(loss, 1e-5));
  const double scale = reference.cwiseAbs().maxCoeff();
  REQUIRE(maxDifference(dense.cast<double>(), reference) < 1e-4 * scale);
  REQUIRE(maxDifference(skipping.cast<double>(), reference) < 1e-4 * scale);
}

TEST_CASE("the gradient of a batch is the mean of its samples' gradients") {
  auto [network, inputs, labels] = randomExperiment(4, Activation::tanh, Loss::crossEntropy);
  Vector<double> whole, one, mean = Vector<double>::Zero(network.parameterCount());
  network.lossAndGradient(inputs, labels, whole);
  for (Eigen::Index i = 0; i < inputs.rows(); ++i) {
    network.lossAndGradient(inputs.row(i), Labels(labels).subspan(i, 1), one);
    mean += one / static_cast<double>(inputs.rows());
  }
  REQUIRE(maxDifference(whole, mean) < 1e-15);
}

TEST_CASE("a small step against the gradient lowers the loss by about its squared length") {
  auto [network, inputs, labels] = randomExperiment(6, Activation::tanh, Loss::crossEntropy);
  Vector<double> gradient;
  const double before = network.lossAndGradient(inputs, labels, gradient);
  const double rate = 1e-6;
  network.parameters() -= rate * gradient;
  REQUIRE_THAT(before - network.loss(inputs, labels), WithinRel(rate * gradient.squaredNorm(), 1e-4));
}

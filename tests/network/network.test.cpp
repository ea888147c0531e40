#include "network/network.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <limits>

#include "network/dense.hpp"
#include "support/networks.hpp"

using namespace downhill;
using namespace downhill::support;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;

namespace {

Network<double> seededNetwork(std::vector<int> widths, Activation hidden, std::uint32_t seed = 1) {
  Network<double> network({.widths = std::move(widths), .hidden = hidden});
  Random random(seed);
  for (double& parameter : network.parameters()) parameter = random.uniform(-1, 1);
  return network;
}

// A layer of someone else's making: it only turns a sample's numbers round. No parameters, no zeros skipped.
class Reversal final : public Layer<double> {
 public:
  explicit Reversal(Eigen::Index width) : width_(width) {}
  std::unique_ptr<Layer<double>> clone() const override { return std::make_unique<Reversal>(*this); }
  std::string_view kind() const override { return "reversal"; }
  Eigen::Index inputWidth() const override { return width_; }
  Eigen::Index outputWidth() const override { return width_; }
  Eigen::Index weightCount() const override { return 0; }
  Eigen::Index biasCount() const override { return 0; }
  void initialise(Initialisation, Parameters<double>, Random&) const override {}
  void forward(const ConstParameters<double>&, const ConstMatrixRef<double>& x, MatrixRef<double> y,
               Pass) override {
    y = x.rowwise().reverse();
  }
  void backward(const ConstParameters<double>&, const ConstMatrixRef<double>&, const ConstMatrixRef<double>&,
                MatrixRef<double> dy, Parameters<double>, Matrix<double>* dx) override {
    if (dx) *dx = dy.rowwise().reverse();
  }

 private:
  Eigen::Index width_;
};

}  // namespace

TEST_CASE("784-16-16-10 has 13,002 parameters, each layer's weights before its biases") {
  const Network<float> network({.widths = {784, 16, 16, 10}});
  REQUIRE(network.parameterCount() == 13'002);
  REQUIRE(network.layerCount() == 3);
  const Eigen::Index begins[] = {0, 12'544, 12'560, 12'816, 12'832, 12'992};
  for (int l = 0; l < 3; ++l) {
    REQUIRE(network.weightRange(l).begin == begins[2 * l]);
    REQUIRE(network.biasRange(l).begin == begins[2 * l + 1]);
    REQUIRE(network.weights(l).data() == network.parameters().data() + begins[2 * l]);
    REQUIRE(network.bias(l).data() == network.parameters().data() + begins[2 * l + 1]);
  }
  REQUIRE(network.weights(0).rows() == 784);
  REQUIRE(network.weights(0).cols() == 16);
  REQUIRE(network.parameters().isZero(0));
}

TEST_CASE("what is written through a view is seen in the flat vector") {
  Network<double> network({.widths = {3, 2}});
  network.weights(0)(2, 1) = 5;
  network.bias(0)(1) = 7;
  Vector<double> expected(8);
  expected << 0, 0, 0, 0, 0, 5, 0, 7;
  REQUIRE(network.parameters() == expected);
}

TEST_CASE("a network of identities is a product of matrices") {
  auto network = seededNetwork({5, 4, 6, 3}, Activation::identity);
  Random random(2);
  const auto x = seededMatrix<double>(7, 5, random);
  network.forward(x);
  Matrix<double> expected = x;
  for (int l = 0; l < 3; ++l)
    expected = ((expected * network.weights(l)).rowwise() + network.bias(l).transpose()).eval();
  REQUIRE(maxDifference(network.logits(), expected) < 1e-14);
}

TEST_CASE("probabilities are positive, sum to 1 and are the softmax of the logits") {
  auto network = seededNetwork({5, 8, 4}, Activation::relu);
  Random random(3);
  const auto x = seededMatrix<double>(6, 5, random);
  const Matrix<double>& probabilities = network.forward(x);
  REQUIRE(&probabilities == &network.probabilities());
  REQUIRE(probabilities.minCoeff() > 0);
  Matrix<double> expected = network.logits().array().exp();
  for (Eigen::Index i = 0; i < 6; ++i) {
    expected.row(i) /= expected.row(i).sum();
    REQUIRE_THAT(probabilities.row(i).sum(), WithinAbs(1, 1e-14));
  }
  REQUIRE(maxDifference(probabilities, expected) < 1e-14);
}

TEST_CASE("with all parameters zero every class is as likely and the loss is log of their number") {
  Network<double> network({.widths = {4, 3, 10}});
  Random random(4);
  const auto x = seededMatrix<double>(5, 4, random);
  REQUIRE(maxDifference(network.forward(x), Matrix<double>::Constant(5, 10, 0.1)) < 1e-16);
  REQUIRE_THAT(network.loss(x, seededLabels(5, 10, random)), WithinAbs(std::log(10.0), 1e-15));
}

TEST_CASE("the activations of every layer can be read after a pass") {
  auto network = seededNetwork({5, 8, 4}, Activation::tanh);
  Random random(5);
  const auto x = seededMatrix<double>(6, 5, random);
  network.forward(x);
  const Matrix<double> hidden =
      ((x * network.weights(0)).rowwise() + network.bias(0).transpose()).array().tanh();
  REQUIRE(maxDifference(network.outputs(0), hidden) < 1e-15);
  REQUIRE(&network.outputs(1) == &network.logits());
}

TEST_CASE("permuting hidden units leaves the function as it is and permutes the gradient") {
  const auto activation = GENERATE(Activation::sigmoid, Activation::tanh, Activation::relu);
  auto network = seededNetwork({6, 5, 4, 3}, activation);
  Random random(6);
  const auto x = seededMatrix<double>(8, 6, random);
  const auto labels = seededLabels(8, 3, random);

  const Eigen::Vector<int, 5> order{3, 0, 4, 1, 2};
  auto permuted = network;
  permuted.weights(0) = network.weights(0)(Eigen::all, order);
  permuted.bias(0) = network.bias(0)(order);
  permuted.weights(1) = network.weights(1)(order, Eigen::all);

  Vector<double> gradient, gradientPermuted;
  const double loss = network.lossAndGradient(x, labels, gradient);
  REQUIRE_THAT(permuted.lossAndGradient(x, labels, gradientPermuted), WithinAbs(loss, 1e-14));
  REQUIRE(maxDifference(permuted.forward(x), network.forward(x)) < 1e-14);
  const Matrix<double> first = gradient.head(30).reshaped<Eigen::RowMajor>(6, 5);
  const Matrix<double> firstPermuted = gradientPermuted.head(30).reshaped<Eigen::RowMajor>(6, 5);
  REQUIRE(maxDifference(first(Eigen::all, order), firstPermuted) < 1e-14);
}

TEST_CASE("with equal weights the hidden units of a layer stay equal") {
  Network<double> network({.widths = {4, 3, 2}, .hidden = Activation::sigmoid});
  Random random(7);
  const auto x = seededMatrix<double>(10, 4, random);
  const auto labels = seededLabels(10, 2, random);
  Vector<double> gradient;
  for (int step = 0; step < 20; ++step) {
    network.lossAndGradient(x, labels, gradient);
    network.parameters() -= 0.5 * gradient;
  }
  for (int unit = 1; unit < 3; ++unit)
    REQUIRE(maxDifference(network.weights(0).col(unit), network.weights(0).col(0)) == 0);
  REQUIRE(!network.weights(0).isZero(1e-6));
}

TEST_CASE("a copy is a network of its own") {
  auto network = seededNetwork({3, 4, 2}, Activation::relu);
  auto copy = network;
  const Matrix<double> x = Matrix<double>::Ones(1, 3);
  const Matrix<double> before = network.forward(x);
  copy.parameters().setZero();
  copy.forward(x);
  REQUIRE(maxDifference(network.forward(x), before) == 0);
  network = copy;
  REQUIRE(network.parameters().isZero(0));
}

TEST_CASE("buffers stay where they are while the batch size does") {
  auto network = seededNetwork({20, 8, 6, 4}, Activation::relu);
  Random random(8);
  const auto x = seededMatrix<double>(16, 20, random);
  const auto labels = seededLabels(16, 4, random);
  Vector<double> gradient;
  network.lossAndGradient(x, labels, gradient);
  const double* places[] = {gradient.data(), network.outputs(0).data(), network.outputs(1).data(),
                            network.logits().data()};
  for (int step = 0; step < 5; ++step) network.lossAndGradient(x, labels, gradient);
  REQUIRE(places[0] == gradient.data());
  for (int l = 0; l < 3; ++l) REQUIRE(places[l + 1] == network.outputs(l).data());
}

TEST_CASE("batches of other sizes in turn give what a fresh network gives") {
  auto network = seededNetwork({5, 4, 3}, Activation::tanh);
  Random random(9);
  for (const int batch : {7, 1, 12, 3, 7}) {
    const auto x = seededMatrix<double>(batch, 5, random);
    const auto labels = seededLabels(batch, 3, random);
    auto fresh = seededNetwork({5, 4, 3}, Activation::tanh);
    Vector<double> expected, gradient;
    fresh.lossAndGradient(x, labels, expected);
    network.lossAndGradient(x, labels, gradient);
    REQUIRE(maxDifference(gradient, expected) == 0);
    REQUIRE(maxDifference(network.forward(x), fresh.forward(x)) == 0);
  }
}

TEST_CASE("any layers may be put together, and their gradient is still right") {
  Random random(10);
  const auto build = [] {
    std::vector<std::unique_ptr<Layer<double>>> layers;
    layers.push_back(std::make_unique<Reversal>(6));
    layers.push_back(std::make_unique<DenseLayer<double>>(6, 5, Activation::sigmoid));
    layers.push_back(std::make_unique<Reversal>(5));
    layers.push_back(std::make_unique<DenseLayer<double>>(5, 3, Activation::identity));
    return layers;
  };
  Network<double> network(build(), {});
  REQUIRE(network.settings().widths == std::vector{6, 6, 5, 5, 3});
  for (double& parameter : network.parameters()) parameter = random.uniform(-1, 1);
  const auto x = seededSparseMatrix<double>(4, 6, 0.4, random);
  const auto labels = seededLabels(4, 3, random);
  Vector<double> gradient, fromSparse;
  network.lossAndGradient(x, labels, gradient);
  REQUIRE(maxDifference(gradient, centralDifferences(network, x, labels)) < 1e-9);

  // The first layer does not skip zeros: it is given the whole matrix.
  SparseRows<double> sparse;
  sparse.assign(x);
  network.lossAndGradient(sparse, labels, fromSparse);
  REQUIRE(maxDifference(fromSparse, gradient) == 0);
  auto copy = network;
  REQUIRE(maxDifference(copy.forward(sparse), network.forward(x)) == 0);
  REQUIRE_THROWS_WITH(network.weights(0), ContainsSubstring("layer 0 (reversal) has no weights"));
}

TEST_CASE("a first layer that does not skip zeros says so, whoever asks it for sums without them") {
  std::vector<std::unique_ptr<Layer<double>>> layers;
  layers.push_back(std::make_unique<Reversal>(4));
  layers.push_back(std::make_unique<DenseLayer<double>>(4, 3, Activation::identity));
  Network<double> network(std::move(layers), {});
  network.parameters().setConstant(0.5);
  SparseRows<double> inputs;
  inputs.assign(Matrix<double>::Ones(2, 4));
  const std::vector<std::uint8_t> labels{0, 2};
  Matrix<double> sums(2, 4);
  const auto refusal = ContainsSubstring("this layer (reversal) does not skip zeros");
  REQUIRE_THROWS_WITH(network.firstSums(network.parameters(), inputs, sums), refusal);
  REQUIRE_THROWS_WITH(network.lossFromSums(sums, labels), refusal);
  Reversal reversal(4);
  Layer<double>& layer = reversal;
  Vector<double> none(0);
  REQUIRE_THROWS_WITH(layer.forward(none, inputs, sums, Pass::inference), refusal);
  REQUIRE_THROWS_WITH(layer.backward(none, inputs, sums, sums, none), refusal);
  // Asked in the usual way, the network gives it the matrix.
  REQUIRE_THAT(network.loss(inputs, labels), WithinAbs(std::log(3.0), 1e-12));
}

TEST_CASE("sums of the first layer that do not fit the network are refused") {
  Network<double> network = seededNetwork({4, 3, 2}, Activation::relu);
  SparseRows<double> inputs, narrow;
  inputs.assign(Matrix<double>::Ones(2, 4));
  narrow.assign(Matrix<double>::Ones(2, 3));
  const std::vector<std::uint8_t> labels{0, 1};
  Matrix<double> sums;
  REQUIRE_THROWS_WITH(network.firstSums(Vector<double>::Ones(5), inputs, sums),
                      ContainsSubstring("5 parameters"));
  REQUIRE_THROWS_WITH(network.firstSums(network.parameters(), narrow, sums), ContainsSubstring("3 numbers"));
  REQUIRE_THROWS_WITH(network.lossFromSums(Matrix<double>::Ones(2, 4), labels),
                      ContainsSubstring("4 sums; the first layer has 3"));
  network.firstSums(network.parameters(), inputs, sums);
  REQUIRE_THAT(network.lossFromSums(sums, labels), WithinAbs(network.loss(inputs, labels), 1e-12));
}

TEST_CASE("NaN and infinity in the parameters reach the loss") {
  const double poison =
      GENERATE(std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity());
  const auto activation = GENERATE(Activation::tanh, Activation::relu);
  auto network = seededNetwork({3, 4, 2}, activation);
  network.bias(1)(0) = poison;
  const std::vector<std::uint8_t> labels{1};
  Vector<double> gradient;
  REQUIRE(!std::isfinite(network.lossAndGradient(Matrix<double>::Ones(1, 3), labels, gradient)));
}

TEST_CASE("impossible networks and batches are refused with words") {
  using Widths = std::vector<int>;
  REQUIRE_THROWS_WITH(Network<float>({.widths = {}}), ContainsSubstring("needs 2 or more"));
  REQUIRE_THROWS_WITH(Network<float>({.widths = Widths{784}}), ContainsSubstring("needs 2 or more"));
  REQUIRE_THROWS_WITH(Network<float>({.widths = {784, 0, 10}}),
                      ContainsSubstring("width 1 of the network is 0"));
  REQUIRE_THROWS_WITH(Network<float>({.widths = {784, 16, -10}}), ContainsSubstring("is -10"));
  REQUIRE_THROWS_WITH(DenseLayer<float>(0, 3, Activation::relu), ContainsSubstring("from 0 to 3"));
  REQUIRE_THROWS_WITH(Network<double>(std::vector<std::unique_ptr<Layer<double>>>{}, {}),
                      ContainsSubstring("1 layer or more"));
  std::vector<std::unique_ptr<Layer<double>>> misfits;
  misfits.push_back(std::make_unique<DenseLayer<double>>(4, 5, Activation::relu));
  misfits.push_back(std::make_unique<DenseLayer<double>>(6, 2, Activation::identity));
  REQUIRE_THROWS_WITH(Network<double>(std::move(misfits), {}),
                      ContainsSubstring("layer 0 gives 5 numbers but layer 1 takes 6"));

  auto network = seededNetwork({3, 4, 2}, Activation::relu);
  Vector<double> gradient;
  const Matrix<double> x = Matrix<double>::Ones(2, 3);
  const std::vector<std::uint8_t> labels{0, 1}, tooFew{0}, tooLarge{0, 2};
  REQUIRE_THROWS_WITH(network.forward(Matrix<double>::Ones(2, 4)), ContainsSubstring("this network takes 3"));
  REQUIRE_THROWS_WITH(network.lossAndGradient(x, tooFew, gradient),
                      ContainsSubstring("1 labels for 2 samples"));
  REQUIRE_THROWS_WITH(network.lossAndGradient(x, tooLarge, gradient), ContainsSubstring("a label is 2"));
  REQUIRE_THROWS_WITH(network.loss(Matrix<double>(0, 3), Labels{}), ContainsSubstring("batch is empty"));
  REQUIRE_THROWS_WITH(network.setParameters(Vector<double>::Zero(5)),
                      ContainsSubstring("5 parameters for a network that has 26"));
  REQUIRE_THROWS_WITH(network.outputs(2), ContainsSubstring("no layer 2"));
  REQUIRE_THROWS_WITH(network.bias(-1), ContainsSubstring("no layer -1"));
  network.lossAndGradient(x, labels, gradient);  // and it still works
  REQUIRE(gradient.allFinite());
}

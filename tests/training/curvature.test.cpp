#include "training/curvature.hpp"

#include <Eigen/Eigenvalues>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <limits>

#include "support/blobs.hpp"
#include "support/hyper_dual.hpp"
#include "support/networks.hpp"

using namespace downhill;
using namespace downhill::support;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

// Symmetric, with these eigenvalues.
Matrix<double> symmetricMatrix(const Vector<double>& eigenvalues, Random& random) {
  const Eigen::MatrixXd anything = seededMatrix<double>(eigenvalues.size(), eigenvalues.size(), random);
  const Eigen::MatrixXd q = anything.householderQr().householderQ();
  return q * eigenvalues.asDiagonal() * q.transpose();
}

Vector<double> spread(Eigen::Index size, double low, double high) {
  return Vector<double>::LinSpaced(size, low, high);
}

HessianProduct productWith(const Matrix<double>& h) {
  return [h](const Vector<double>& v) -> Vector<double> { return h * v; };
}

// A network 2 → 3 → 2 with tanh and cross-entropy: 17 parameters. Written out for numbers of any kind.
constexpr int tinyParameters = 17;
template <class Number>
Number tinyLoss(const std::array<Number, tinyParameters>& theta, const Matrix<double>& inputs,
                Labels labels) {
  Number total{};
  for (Eigen::Index sample = 0; sample < inputs.rows(); ++sample) {
    std::array<Number, 3> hidden;
    for (int j = 0; j < 3; ++j)
      hidden[j] = tanh(Number{inputs(sample, 0)} * theta[j] + Number{inputs(sample, 1)} * theta[3 + j] +
                       theta[6 + j]);
    std::array<Number, 2> z{theta[15], theta[16]};
    for (int k = 0; k < 2; ++k)
      for (int j = 0; j < 3; ++j) z[k] = z[k] + hidden[j] * theta[9 + 2 * j + k];
    total = total + log(exp(z[0]) + exp(z[1])) - z[labels[sample]];
  }
  return total * Number{1.0 / static_cast<double>(inputs.rows())};
}

struct TinyExperiment {
  Network<double> network{NetworkSettings{.widths = {2, 3, 2}, .hidden = Activation::tanh}};
  Matrix<double> inputs;
  std::vector<std::uint8_t> labels;

  explicit TinyExperiment(std::uint32_t seed) {
    Random random(seed);
    for (double& parameter : network.parameters()) parameter = random.uniform(-1.5, 1.5);
    inputs = seededMatrix<double>(6, 2, random);
    labels = seededLabels(6, 2, random);
  }
  GradientAt<double> gradient() {
    return [this](const Vector<double>& theta, Vector<double>& gradient) {
      network.setParameters(theta);
      network.lossAndGradient(inputs, labels, gradient);
    };
  }
  Matrix<double> exactHessian() const {
    Matrix<double> hessian(tinyParameters, tinyParameters);
    for (int i = 0; i < tinyParameters; ++i) {
      for (int j = 0; j < tinyParameters; ++j) {
        std::array<HyperDual, tinyParameters> theta;
        for (int k = 0; k < tinyParameters; ++k) theta[k] = {network.parameters()[k]};
        theta[i].first = 1;
        theta[j].second = 1;
        hessian(i, j) = tinyLoss(theta, inputs, labels).both;
      }
    }
    return hessian;
  }
};

const Blobs curvatureBlobs = seededBlobs(80, 51);

template <class T>
Network<T> blobNetwork(std::vector<int> widths) {
  Network<T> network({.widths = std::move(widths), .hidden = Activation::tanh});
  Random random(52);
  network.initialise(Initialisation::xavier, random);
  return network;
}

SampleRange curvatureSamples() { return {blobDataset(curvatureBlobs, 80, 80), 0, 80}; }

}  // namespace

TEST_CASE("a product with the Hessian of a quadratic is the matrix times the vector") {
  Random random(1);
  const Matrix<double> a = symmetricMatrix(spread(30, -4, 9), random);
  const Vector<double> center = seededMatrix<double>(30, 1, random),
                       theta = seededMatrix<double>(30, 1, random);
  const auto product = hessianProduct<double>(
      [&](const Vector<double>& x, Vector<double>& gradient) { gradient = a * (x - center); }, theta);
  for (const double size : {1e-8, 1.0, 1e8}) {  // the step does not depend on how long v is
    const Vector<double> v = size * seededMatrix<double>(30, 1, random);
    REQUIRE((product(v) - a * v).norm() < 1e-8 * (a * v).norm());
  }
  REQUIRE(product(Vector<double>::Zero(30)).isZero(0));
}

TEST_CASE("a long reach sees the bend that many kinks make together, a short one what lies between them") {
  // The slope x rises by 1 per unit, and by 1/1000 at each of 1000 kinks per unit besides.
  const auto slope = [](const Vector<double>& x, Vector<double>& gradient) {
    gradient = x + (1000 * x).array().floor().matrix() / 1000;
  };
  const Vector<double> between = Vector<double>::Constant(1, 0.0005), unit = Vector<double>::Ones(1);
  REQUIRE_THAT(hessianProduct<double>(slope, between, 0.1)(unit)[0], WithinRel(2, 1e-9));
  REQUIRE_THAT(hessianProduct<double>(slope, between, 1e-4)(unit)[0], WithinRel(1, 1e-9));
}

TEST_CASE("products with a small network's Hessian are those of the exact one") {
  TinyExperiment experiment(GENERATE(1u, 2u, 3u, 4u));
  const Vector<double> theta = experiment.network.parameters();
  std::array<HyperDual, tinyParameters> numbers;
  for (int k = 0; k < tinyParameters; ++k) numbers[k] = {theta[k]};
  REQUIRE_THAT(experiment.network.loss(experiment.inputs, experiment.labels),
               WithinRel(tinyLoss(numbers, experiment.inputs, experiment.labels).value, 1e-12));

  const Matrix<double> exact = experiment.exactHessian();
  const auto product = hessianProduct<double>(experiment.gradient(), theta);
  for (int i = 0; i < tinyParameters; ++i) {
    const Vector<double> column = product(Vector<double>::Unit(tinyParameters, i));
    REQUIRE((column - exact.col(i)).norm() < 1e-7 * (1 + exact.norm()));
  }

  const Eigen::SelfAdjointEigenSolver<Matrix<double>> reference(exact);
  Lanczos lanczos(product, tinyParameters, 5);
  while (!lanczos.complete()) lanczos.step();
  REQUIRE_THAT(lanczos.largest().value, WithinRel(reference.eigenvalues()[tinyParameters - 1], 1e-6));
  REQUIRE_THAT(lanczos.smallest().value,
               WithinRel(reference.eigenvalues()[0], 1e-5) || WithinAbs(reference.eigenvalues()[0], 1e-7));
}

TEST_CASE("softmax regression curves as its closed form says") {
  // H = mean over samples of (diag(ŷ) − ŷŷᵀ) ⊗ xxᵀ with x the image and a 1 for the bias. (Böhning 1992)
  // Of H u only is needed: with D the (785, 10) shape of u, s = x·D:  x ⊗ (ŷ ⊙ s − (ŷ·s) ŷ).
  auto network = blobNetwork<double>({784, 10});
  const SampleRange samples = curvatureSamples();
  const Vector<double> theta = network.parameters();
  const auto product = hessianProduct<double>(gradientOver(network, samples), theta);
  Random random(53);
  for (int round = 0; round < 3; ++round) {
    const Matrix<double> direction = seededMatrix<double>(785, 10, random);
    Matrix<double> expected = Matrix<double>::Zero(785, 10);
    for (std::size_t i = 0; i < 80; ++i) {
      RowVector<double> x(785);
      for (int p = 0; p < 784; ++p) x[p] = samples.data->image(i)[p] / 255.0;
      x[784] = 1;
      const RowVector<double> z = x * Eigen::Map<const Matrix<double>>(theta.data(), 785, 10);
      const RowVector<double> y = z.array().exp() / z.array().exp().sum(), s = x * direction;
      expected += x.transpose() * (y.cwiseProduct(s) - y.dot(s) * y) / 80;
    }
    const Vector<double> found = product(Eigen::Map<const Vector<double>>(direction.data(), 7850));
    const Eigen::Map<const Vector<double>> flat(expected.data(), 7850);
    REQUIRE((found - flat).norm() < 1e-6 * flat.norm());
  }
}

TEST_CASE("a gradient over many samples is the mean over all of them, whatever its chunks") {
  const Blobs many = seededBlobs(610, 54);
  const SampleRange samples{blobDataset(many, 610, 610), 3, 607};
  auto network = blobNetwork<double>({784, 4, 10});
  Vector<double> found, sum = Vector<double>::Zero(network.parameterCount()), one;
  gradientOver(network, samples)(network.parameters(), found);
  SparseRows<double> image(784);
  for (std::size_t i = 3; i < 607; ++i) {
    image.clear(784);
    image.appendBytes(samples.data->image(i));
    network.lossAndGradient(image, samples.data->labels().subspan(i, 1), one);
    sum += one;
  }
  REQUIRE((found - sum / 604).norm() < 1e-12);
}

TEST_CASE("curvature in float is that in double") {
  auto exact = blobNetwork<double>({784, 6, 10});
  Network<float> rounded({.widths = {784, 6, 10}, .hidden = Activation::tanh});
  rounded.setParameters(exact.parameters().cast<float>());
  const SampleRange samples = curvatureSamples();
  Lanczos inDouble(hessianProduct<double>(gradientOver(exact, samples), exact.parameters()),
                   exact.parameterCount(), 7);
  Lanczos inFloat(hessianProduct<float>(gradientOver(rounded, samples), rounded.parameters()),
                  exact.parameterCount(), 7);
  const double reference = largestEigenvalue(inDouble).value;
  REQUIRE(reference > 0);
  REQUIRE_THAT(largestEigenvalue(inFloat).value, WithinRel(reference, 5e-3));
}

TEST_CASE("Lanczos finds both ends of a spectrum long before it has seen all of it") {
  Random random(GENERATE(11, 12, 13));
  Vector<double> eigenvalues = spread(400, -1, 1);
  eigenvalues.tail(3) << 20, 30, 50;
  eigenvalues[0] = -8;
  const Matrix<double> h = symmetricMatrix(eigenvalues, random);
  Lanczos lanczos(productWith(h), 400, 3);
  const auto found = largestEigenvalue(lanczos, 1e-8);
  REQUIRE(lanczos.steps() < 40);
  REQUIRE_THAT(found.value, WithinRel(50, 1e-7));
  for (int more = 0; more < 25; ++more) lanczos.step();
  const auto three = lanczos.largest(3);
  REQUIRE(three.size() == 3);
  REQUIRE_THAT(three[1].value, WithinRel(30, 1e-7));
  REQUIRE_THAT(three[2].value, WithinRel(20, 1e-7));
  REQUIRE_THAT(lanczos.smallest().value, WithinRel(-8, 1e-7));
  const Vector<double> direction = lanczos.largestDirection();
  REQUIRE_THAT(direction.norm(), WithinAbs(1, 1e-12));
  REQUIRE((h * direction - 50 * direction).norm() < 1e-4);
}

TEST_CASE("an eigenvalue is never farther away than the error says") {
  Random random(14);
  const Vector<double> eigenvalues = spread(60, -3, 5);
  const Matrix<double> h = symmetricMatrix(eigenvalues, random);
  Lanczos lanczos(productWith(h), 60, 4);
  for (int step = 0; step < 20; ++step) {
    lanczos.step();
    for (const auto& [value, error] : lanczos.largest(60)) {
      const double nearest = (eigenvalues.array() - value).abs().minCoeff();
      REQUIRE(nearest <= error + 1e-9);
    }
  }
}

TEST_CASE("after as many steps as dimensions Lanczos knows every eigenvalue") {
  Random random(15);
  const Vector<double> eigenvalues = spread(12, -2, 7);
  Lanczos lanczos(productWith(symmetricMatrix(eigenvalues, random)), 12, 5);
  for (int step = 0; step < 30; ++step) lanczos.step();
  REQUIRE(lanczos.steps() == 12);
  REQUIRE(lanczos.complete());
  const auto all = lanczos.largest(99);
  REQUIRE(all.size() == 12);
  for (int k = 0; k < 12; ++k) REQUIRE_THAT(all[k].value, WithinAbs(eigenvalues[11 - k], 1e-10));
}

TEST_CASE("a matrix that curves equally everywhere is known after one product") {
  Lanczos lanczos([](const Vector<double>& v) -> Vector<double> { return 3 * v; }, 50, 6);
  lanczos.step();
  REQUIRE(lanczos.complete());
  REQUIRE_THAT(lanczos.largest().value, WithinRel(3, 1e-12));
  REQUIRE(lanczos.largest().error == 0);
  Lanczos flat([](const Vector<double>& v) -> Vector<double> { return 0 * v; }, 50, 6);
  REQUIRE(largestEigenvalue(flat).value == 0);
}

TEST_CASE("Lanczos and Hutchinson are functions of their seeds") {
  Random random(16);
  const auto product = productWith(symmetricMatrix(spread(40, -1, 2), random));
  const auto valueOf = [&](std::uint32_t seed) {
    Lanczos lanczos(product, 40, seed);
    for (int i = 0; i < 4; ++i) lanczos.step();
    return lanczos.largest().value;
  };
  REQUIRE(valueOf(1) == valueOf(1));
  REQUIRE(valueOf(1) != valueOf(2));
  const auto traceOf = [&](std::uint32_t seed) {
    HutchinsonTrace trace(product, 40, seed);
    for (int i = 0; i < 4; ++i) trace.probe();
    return trace.trace();
  };
  REQUIRE(traceOf(1) == traceOf(1));
  REQUIRE(traceOf(1) != traceOf(2));
}

TEST_CASE("of a diagonal Hessian every probe gives the trace exactly") {
  const Vector<double> diagonal = spread(30, -2, 11);
  HutchinsonTrace trace([&](const Vector<double>& v) -> Vector<double> { return diagonal.cwiseProduct(v); },
                        30, 8);
  for (int i = 0; i < 5; ++i) {
    trace.probe();
    REQUIRE_THAT(trace.trace(), WithinRel(diagonal.sum(), 1e-12));
  }
  REQUIRE_THAT(trace.standardError(), WithinAbs(0, 1e-10));
}

TEST_CASE("Hutchinson's estimate is as good as it says, and its error what theory says") {
  Random random(17);
  const Matrix<double> h = symmetricMatrix(spread(50, -1, 3), random);
  HutchinsonTrace trace(productWith(h), 50, 9);
  for (int i = 0; i < 2000; ++i) trace.probe();
  // The variance of a probe is 2 Σ over i ≠ j of Hᵢⱼ²              (Avron & Toledo 2011, lemma 9)
  const double variance = 2 * (h.squaredNorm() - h.diagonal().squaredNorm());
  REQUIRE_THAT(trace.standardError(), WithinRel(std::sqrt(variance / 2000), 0.1));
  REQUIRE(std::abs(trace.trace() - h.trace()) < 4 * trace.standardError());
  REQUIRE(trace.probes() == 2000);
}

TEST_CASE("below the largest stable rate gradient descent arrives, above it flies away") {
  Random random(18);
  const Matrix<double> h = symmetricMatrix(spread(20, 0.5, 6), random);
  Lanczos lanczos(productWith(h), 20, 10);
  const double rate = largestStableRate(largestEigenvalue(lanczos, 1e-10).value);
  REQUIRE_THAT(rate, WithinRel(2.0 / 6, 1e-9));
  for (const double part : {0.98, 1.02}) {
    Vector<double> x = seededMatrix<double>(20, 1, random);
    for (int step = 0; step < 600; ++step) x -= part * rate * (h * x);
    REQUIRE((x.norm() < 1e-3) == (part < 1));
    REQUIRE((x.norm() > 1e3) == (part > 1));
  }
  REQUIRE(largestStableRate(0) == INFINITY);
  REQUIRE(largestStableRate(-4) == INFINITY);
}

TEST_CASE("curvature that cannot be measured is refused with words") {
  const double nan = std::nan("");
  const auto identity = [](const Vector<double>& v) { return v; };
  const auto gradient = [](const Vector<double>& x, Vector<double>& g) { g = x; };
  const Vector<double> theta = Vector<double>::Ones(3);
  REQUIRE_THROWS_WITH(hessianProduct<double>(nullptr, theta),
                      ContainsSubstring("by gradients; there is none"));
  REQUIRE_THROWS_WITH(hessianProduct<double>(gradient, Vector<double>::Constant(3, nan)),
                      ContainsSubstring("a parameter is not finite"));
  for (const double reach : {0.0, -1.0, nan, static_cast<double>(INFINITY)})
    REQUIRE_THROWS_WITH(hessianProduct<double>(gradient, theta, reach),
                        ContainsSubstring("the reach of a difference of gradients is") &&
                            ContainsSubstring("it must be finite and above 0"));
  const auto product = hessianProduct<double>(gradient, theta);
  REQUIRE_THROWS_WITH(product(Vector<double>::Ones(4)),
                      ContainsSubstring("a direction of 4 numbers; there are 3 parameters"));
  REQUIRE_THROWS_WITH(product(Vector<double>::Constant(3, nan)), ContainsSubstring("not finite"));

  REQUIRE_THROWS_WITH(Lanczos(nullptr, 3, 1), ContainsSubstring("there is none"));
  REQUIRE_THROWS_WITH(Lanczos(identity, 0, 1), ContainsSubstring("0 dimensions; it must be 1 or more"));
  Lanczos lanczos(identity, 3, 1);
  REQUIRE_THROWS_WITH(lanczos.largest(), ContainsSubstring("0 steps"));
  REQUIRE_THROWS_WITH(lanczos.smallest(), ContainsSubstring("0 steps"));
  REQUIRE_THROWS_WITH(lanczos.largestDirection(), ContainsSubstring("0 steps"));
  lanczos.step();
  REQUIRE_THROWS_WITH(lanczos.largest(0), ContainsSubstring("0 eigenvalues are asked for"));
  REQUIRE_THROWS_WITH(largestEigenvalue(lanczos, 0), ContainsSubstring("the tolerance is 0"));
  REQUIRE_THROWS_WITH(largestEigenvalue(lanczos, nan), ContainsSubstring("the tolerance is nan"));
  REQUIRE_THROWS_WITH(largestEigenvalue(lanczos, 0.1, 0), ContainsSubstring("at most 0 steps"));

  Lanczos broken([nan](const Vector<double>& v) -> Vector<double> { return nan * v; }, 3, 1);
  REQUIRE_THROWS_WITH(broken.step(), ContainsSubstring("the gradient is not finite"));
  REQUIRE(broken.steps() == 0);
  Lanczos short_([](const Vector<double>& v) -> Vector<double> { return v.head(2); }, 3, 1);
  REQUIRE_THROWS_WITH(short_.step(), ContainsSubstring("has 2 numbers; it must have 3"));

  REQUIRE_THROWS_WITH(HutchinsonTrace(nullptr, 3, 1), ContainsSubstring("there is none"));
  HutchinsonTrace trace(identity, 3, 1);
  REQUIRE_THROWS_WITH(trace.trace(), ContainsSubstring("0 probes"));
  trace.probe();
  REQUIRE_THROWS_WITH(trace.standardError(), ContainsSubstring("after 1 probes; it takes 2 or more"));
  REQUIRE_THROWS_WITH(largestStableRate(nan), ContainsSubstring("the largest eigenvalue is nan"));

  const SampleRange samples = curvatureSamples();
  REQUIRE_THROWS_WITH(gradientOver(Network<float>({.widths = {783, 10}}), samples),
                      ContainsSubstring("digits need 784 and 10"));
  REQUIRE_THROWS_WITH(gradientOver(Network<float>({.widths = {784, 10}}), {samples.data, 4, 4}),
                      ContainsSubstring("1 or more"));
  REQUIRE_THROWS_WITH(gradientOver(Network<float>({.widths = {784, 8, 10}, .dropout = 0.5}), samples),
                      ContainsSubstring("dropout"));
}

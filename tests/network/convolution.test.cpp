#include "network/convolution.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>

#include "support/matrices.hpp"

using namespace downhill;
using namespace downhill::support;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

// The definition, with nothing of the layer in it: six loops, each number by its place in the image.
Matrix<double> naiveConvolution(const ImageShape& in, int filters, int k, const Vector<double>& theta,
                                const Matrix<double>& x) {
  const int height = in.height - k + 1, width = in.width - k + 1;
  Matrix<double> y(x.rows(), height * width * filters);
  for (int sample = 0; sample < x.rows(); ++sample)
    for (int v = 0; v < height; ++v)
      for (int u = 0; u < width; ++u)
        for (int f = 0; f < filters; ++f) {
          double sum = theta[k * k * in.channels * filters + f];
          for (int j = 0; j < k; ++j)
            for (int i = 0; i < k; ++i)
              for (int c = 0; c < in.channels; ++c)
                sum += x(sample, ((v + j) * in.width + u + i) * in.channels + c) *
                       theta[((j * k + i) * in.channels + c) * filters + f];
          y(sample, (v * width + u) * filters + f) = sum;
        }
  return y;
}

struct ConvolutionCase {
  ImageShape input;
  int filters, size;
};

// Around the sizes in which the kernel works: 5 rows, 8 and 4 columns, and what is left over.
std::vector<ConvolutionCase> convolutionCases() {
  return {{{1, 1, 1}, 1, 1},  {{5, 5, 1}, 1, 5},  {{6, 9, 1}, 8, 3},  {{9, 6, 2}, 4, 2},   {{7, 7, 3}, 9, 3},
          {{8, 5, 4}, 13, 2}, {{4, 10, 8}, 3, 4}, {{3, 3, 5}, 16, 1}, {{12, 12, 8}, 16, 5}};
}

template <class T>
struct SetUpConvolution {
  ConvolutionLayer<T> layer;
  Vector<T> theta;
  Matrix<T> x;

  SetUpConvolution(const ConvolutionCase& c, int batch, Random& random,
                   Activation activation = Activation::identity)
      : layer(c.input, c.filters, c.size, activation),
        theta(seededMatrix<T>(layer.parameterCount(), 1, random)),
        x(seededMatrix<T>(batch, layer.inputWidth(), random)) {}

  Matrix<T> forward(const Matrix<T>& inputs) {
    Matrix<T> y(inputs.rows(), layer.outputWidth());
    layer.forward(theta, inputs, y, Pass::training);
    return y;
  }
  Matrix<T> forward() { return forward(x); }
};

}  // namespace

TEST_CASE("a convolution is what six loops say") {
  for (const ConvolutionCase& c : convolutionCases()) {
    for (const int batch : {1, 3}) {
      INFO(textOf(c.input) << ", " << c.filters << " filters of " << c.size << ", batch " << batch);
      Random random(1);
      SetUpConvolution<double> experiment(c, batch, random);
      const Matrix<double> expected =
          naiveConvolution(c.input, c.filters, c.size, experiment.theta, experiment.x);
      REQUIRE(maxDifference(experiment.forward(), expected) < 1e-13);

      Random again(1);
      SetUpConvolution<float> quick(c, batch, again);
      REQUIRE(maxDifference(quick.forward(), expected) < 1e-5);
    }
  }
}

TEST_CASE("the gradients of a convolution are those of its definition") {
  const auto activation = GENERATE(Activation::identity, Activation::tanh, Activation::sigmoid);
  for (const ConvolutionCase& c : convolutionCases()) {
    INFO(textOf(c.input) << ", " << c.filters << " filters of " << c.size);
    Random random(2);
    SetUpConvolution<double> e(c, 2, random, activation);
    const Matrix<double> weighing = seededMatrix<double>(2, e.layer.outputWidth(), random);
    // C = Σ weighing ⊙ φ(convolution by six loops)
    const auto cost = [&](const Vector<double>& theta, const Matrix<double>& x) {
      Matrix<double> y = naiveConvolution(c.input, c.filters, c.size, theta, x);
      applyActivation<double>(activation, y);
      return y.cwiseProduct(weighing).sum();
    };
    const double h = std::cbrt(std::numeric_limits<double>::epsilon());
    const auto requireSlope = [&](double& number, double found, const auto& value) {
      const double here = number;
      number = here + h;
      const double above = value();
      number = here - h;
      const double below = value();
      number = here;
      const double numeric = (above - below) / (2 * h);
      REQUIRE_THAT(found, WithinRel(numeric, 1e-6) || WithinAbs(numeric, 1e-8));
    };

    const Matrix<double> y = e.forward();
    Matrix<double> dy = weighing, dx = Matrix<double>::Constant(2, e.layer.inputWidth(), NAN);
    Vector<double> gradient = Vector<double>::Constant(e.theta.size(), NAN);
    e.layer.backward(e.theta, e.x, y, dy, gradient, &dx);
    Vector<double> theta = e.theta;
    for (Eigen::Index i = 0; i < theta.size(); i += 1 + theta.size() / 40)
      requireSlope(theta[i], gradient[i], [&] { return cost(theta, e.x); });
    Matrix<double> x = e.x;
    for (Eigen::Index i = 0; i < x.size(); i += 1 + x.size() / 40)
      requireSlope(x.data()[i], dx.data()[i], [&] { return cost(e.theta, x); });
  }
}

// ⟨δ, conv(x; W)⟩ = ⟨convᵀ(δ; W), x⟩ = ⟨∂W, W⟩, since the result is linear in x and in W: no step size, no
// rounding but the sums' own.
TEST_CASE("backward is the adjoint of forward, by x and by W") {
  for (const ConvolutionCase& c : convolutionCases()) {
    INFO(textOf(c.input) << ", " << c.filters << " filters of " << c.size);
    Random random(3);
    SetUpConvolution<double> e(c, 3, random);
    e.theta.tail(c.filters).setZero();
    const Matrix<double> y = e.forward();
    const Matrix<double> delta = seededMatrix<double>(y.rows(), y.cols(), random);
    Matrix<double> dy = delta, dx(3, e.layer.inputWidth());
    Vector<double> gradient(e.theta.size());
    e.layer.backward(e.theta, e.x, y, dy, gradient, &dx);
    const double forward = delta.cwiseProduct(y).sum();
    const double scale = std::sqrt(delta.squaredNorm() * y.squaredNorm());
    REQUIRE_THAT(dx.cwiseProduct(e.x).sum(), WithinAbs(forward, 1e-13 * scale));
    REQUIRE_THAT(gradient.dot(e.theta), WithinAbs(forward, 1e-13 * scale));
    // ∂C/∂b_f = Σ δ of the filter
    for (int f = 0; f < c.filters; ++f) {
      double sum = 0;
      for (Eigen::Index n = f; n < delta.size(); n += c.filters) sum += delta.data()[n];
      REQUIRE_THAT(gradient[gradient.size() - c.filters + f], WithinAbs(sum, 1e-12));
    }
  }
}

TEST_CASE("what is shifted in the image is shifted in the answer") {
  Random random(4);
  SetUpConvolution<double> e({{9, 8, 2}, 5, 3}, 1, random);
  Matrix<double> shifted = Matrix<double>::Zero(1, e.x.size());
  const int row = 8 * 2;
  shifted.rightCols(e.x.size() - row - 2) = e.x.leftCols(e.x.size() - row - 2);  // one down, one to the right
  const Matrix<double> before = e.forward(), after = e.forward(shifted);
  for (int v = 0; v + 1 < 7; ++v)
    for (int u = 0; u + 1 < 6; ++u)
      for (int f = 0; f < 5; ++f)
        REQUIRE(after(0, ((v + 1) * 6 + u + 1) * 5 + f) == before(0, (v * 6 + u) * 5 + f));
}

TEST_CASE("a filter is a column: the other filters' weights do not reach its answer") {
  Random random(5);
  SetUpConvolution<double> e({{6, 6, 2}, 4, 3}, 1, random);
  const Matrix<double> before = e.forward();
  Eigen::Map<Matrix<double>> weights(e.theta.data(), 18, 4);
  weights.col(2).array() += 1;
  const Matrix<double> after = e.forward();
  for (Eigen::Index n = 0; n < after.size(); ++n) REQUIRE((after(0, n) == before(0, n)) == (n % 4 != 2));
}

TEST_CASE("a first convolution need not know the gradient of the image") {
  Random random(6);
  SetUpConvolution<double> e({{6, 6, 1}, 3, 3}, 2, random, Activation::relu);
  const Matrix<double> y = e.forward();
  Matrix<double> dy = Matrix<double>::Ones(y.rows(), y.cols()), same = dy, dx(2, 36);
  Vector<double> with(e.theta.size()), without(e.theta.size());
  e.layer.backward(e.theta, e.x, y, dy, with, &dx);
  e.layer.backward(e.theta, e.x, y, same, without, nullptr);
  REQUIRE(with == without);
}

TEST_CASE("He's filters have variance 2 over the pixels that feed them, and their biases are zero") {
  const ConvolutionLayer<double> layer({20, 20, 8}, 64, 5, Activation::relu);
  Vector<double> theta = Vector<double>::Ones(layer.parameterCount());
  Random random(7);
  layer.initialise(Initialisation::he, theta, random);
  const auto weights = theta.head(layer.weightCount());
  REQUIRE_THAT(weights.squaredNorm() / static_cast<double>(weights.size()), WithinRel(2.0 / (25 * 8), 0.05));
  REQUIRE(theta.tail(64).isZero(0));
}

TEST_CASE("filters that do not fit and images that are none are refused with words") {
  const auto make = [](ImageShape shape, int filters, int size) {
    return ConvolutionLayer<float>(shape, filters, size, Activation::relu);
  };
  REQUIRE_THROWS_WITH(make({28, 28, 1}, 0, 5), ContainsSubstring("0 filters; there must be 1 or more"));
  REQUIRE_THROWS_WITH(make({28, 28, 1}, 8, 0), ContainsSubstring("size must be 1 to 28"));
  REQUIRE_THROWS_WITH(make({28, 4, 1}, 8, 5),
                      ContainsSubstring("5×5") && ContainsSubstring("size must be 1 to 4"));
  REQUIRE_THROWS_WITH(make({0, 4, 1}, 8, 1), ContainsSubstring("0×4×1") && ContainsSubstring("1 or more"));
  REQUIRE_THROWS_WITH(make({4, 4, -1}, 8, 1), ContainsSubstring("4×4×-1"));
}

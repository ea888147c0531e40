#include "network/pooling.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "support/matrices.hpp"

using namespace downhill;
using namespace downhill::support;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;

namespace {

Matrix<double> pooled(PoolingLayer<double>& layer, const Matrix<double>& x) {
  Matrix<double> y(x.rows(), layer.outputWidth());
  layer.forward(Vector<double>(), x, y, Pass::training);
  return y;
}

Matrix<double> backpropagated(PoolingLayer<double>& layer, const Matrix<double>& x, Matrix<double> dy) {
  Matrix<double> dx = Matrix<double>::Constant(x.rows(), x.cols(), NAN);
  Vector<double> gradient;
  const Matrix<double> y = pooled(layer, x);
  layer.backward(Vector<double>(), x, y, dy, gradient, &dx);
  return dx;
}

}  // namespace

TEST_CASE("pooling takes the largest or the mean of every four pixels, channel by channel") {
  const ImageShape shape =
      GENERATE(ImageShape{2, 2, 1}, ImageShape{4, 6, 3}, ImageShape{5, 7, 8}, ImageShape{3, 2, 5});
  Random random(1);
  const auto x = seededMatrix<double>(3, shape.size(), random);
  PoolingLayer<double> max(shape, Pooling::max), average(shape, Pooling::average);
  const Matrix<double> largest = pooled(max, x), mean = pooled(average, x);
  const int height = shape.height / 2, width = shape.width / 2;
  REQUIRE(max.outputShape() == ImageShape{height, width, shape.channels});
  for (int sample = 0; sample < 3; ++sample)
    for (int v = 0; v < height; ++v)
      for (int u = 0; u < width; ++u)
        for (int c = 0; c < shape.channels; ++c) {
          double best = -1, sum = 0;
          for (const auto& [dv, du] : {std::pair{0, 0}, {0, 1}, {1, 0}, {1, 1}}) {
            const double pixel = x(sample, ((2 * v + dv) * shape.width + 2 * u + du) * shape.channels + c);
            best = std::max(best, pixel);
            sum += pixel;
          }
          const int at = (v * width + u) * shape.channels + c;
          REQUIRE(largest(sample, at) == best);
          REQUIRE_THAT(mean(sample, at), WithinAbs(sum / 4, 1e-15));
        }
}

// The value of either is linear where the winners stay the same, so ⟨δ, y⟩ = ⟨∂x, x⟩ exactly there.
TEST_CASE("backward is the adjoint of pooling") {
  const auto pooling = GENERATE(Pooling::max, Pooling::average);
  const ImageShape shape = GENERATE(ImageShape{4, 6, 3}, ImageShape{5, 7, 8});
  Random random(2);
  PoolingLayer<double> layer(shape, pooling);
  const auto x = seededMatrix<double>(3, shape.size(), random);
  const auto delta = seededMatrix<double>(3, layer.outputWidth(), random);
  const Matrix<double> dx = backpropagated(layer, x, delta);
  REQUIRE_THAT(dx.cwiseProduct(x).sum(), WithinAbs(pooled(layer, x).cwiseProduct(delta).sum(), 1e-13));
  REQUIRE_THAT(dx.sum(), WithinAbs(delta.sum(), 1e-13));
}

TEST_CASE("the slopes of pooling agree with central differences") {
  const auto pooling = GENERATE(Pooling::max, Pooling::average);
  const ImageShape shape{5, 4, 2};
  Random random(3);
  PoolingLayer<double> layer(shape, pooling);
  Matrix<double> x = seededMatrix<double>(1, shape.size(), random);
  const auto delta = seededMatrix<double>(1, layer.outputWidth(), random);
  const Matrix<double> dx = backpropagated(layer, x, delta);
  const double h = 1e-6;
  for (double& pixel : x.reshaped()) {
    const double here = pixel;
    pixel = here + h;
    const double above = pooled(layer, x).cwiseProduct(delta).sum();
    pixel = here - h;
    const double below = pooled(layer, x).cwiseProduct(delta).sum();
    pixel = here;
    REQUIRE_THAT(dx.data()[&pixel - x.data()], WithinAbs((above - below) / (2 * h), 1e-9));
  }
}

TEST_CASE("of equal pixels the first gets the gradient, and only it") {
  PoolingLayer<double> layer({2, 2, 1}, Pooling::max);
  const Matrix<double> one{{7}};
  REQUIRE(backpropagated(layer, Matrix<double>{{0, 0, 0, 0}}, one) == Matrix<double>{{7, 0, 0, 0}});
  REQUIRE(backpropagated(layer, Matrix<double>{{0, 2, 2, 1}}, one) == Matrix<double>{{0, 7, 0, 0}});
  REQUIRE(backpropagated(layer, Matrix<double>{{0, 1, 2, 2}}, one) == Matrix<double>{{0, 0, 7, 0}});
}

TEST_CASE("images too small to be pooled and unknown names are refused") {
  REQUIRE_THROWS_WITH(PoolingLayer<float>({1, 4, 3}, Pooling::max),
                      ContainsSubstring("1×4×3") && ContainsSubstring("2 or more"));
  REQUIRE_THROWS_WITH(PoolingLayer<float>({4, 4, 0}, Pooling::max), ContainsSubstring("4×4×0"));
  REQUIRE_THROWS_WITH(poolingFromName("min"),
                      ContainsSubstring("\"min\"") && ContainsSubstring("max, average"));
  for (const auto& [pooling, name] : poolingNames) {
    REQUIRE(nameOf(pooling) == name);
    REQUIRE(poolingFromName(name) == pooling);
  }
}

#include "network/activations.hpp"

#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <limits>

using namespace downhill;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

template <class T>
T activated(Activation activation, T z) {
  Matrix<T> value = Matrix<T>::Constant(1, 1, z);
  applyActivation<T>(activation, value);
  return value(0, 0);
}

template <class T>
T slope(Activation activation, T z) {
  const Matrix<T> output = Matrix<T>::Constant(1, 1, activated(activation, z));
  Matrix<T> gradient = Matrix<T>::Ones(1, 1);
  applyActivationGradient<T>(activation, output, gradient);
  return gradient(0, 0);
}

const auto everyActivation = {Activation::identity, Activation::sigmoid, Activation::tanh, Activation::relu};

}  // namespace

TEST_CASE("activations have their known values") {
  REQUIRE(activated(Activation::identity, -2.5) == -2.5);
  REQUIRE(activated(Activation::sigmoid, 0.0) == 0.5);
  REQUIRE_THAT(activated(Activation::sigmoid, std::log(3.0)), WithinAbs(0.75, 1e-15));
  REQUIRE_THAT(activated(Activation::tanh, 0.5 * std::log(3.0)), WithinAbs(0.5, 1e-15));
  REQUIRE(activated(Activation::relu, -1.0) == 0);
  REQUIRE(activated(Activation::relu, 3.0) == 3);
}

TEST_CASE("in float they are what they are in double, in long rows too") {
  Matrix<float> z(3, 151);
  for (Eigen::Index i = 0; i < z.size(); ++i) {
    const double magnitude =
        std::pow(10.0, -6 + 8.0 * static_cast<double>(i) / static_cast<double>(z.size()));
    z.data()[i] = static_cast<float>(i % 2 ? magnitude : -magnitude);
  }
  for (const Activation activation : everyActivation) {
    Matrix<float> single = z;
    Matrix<double> exact = z.cast<double>();
    applyActivation<float>(activation, single);
    applyActivation<double>(activation, exact);
    for (Eigen::Index i = 0; i < z.size(); ++i) {
      INFO(nameOf(activation) << " at " << z.data()[i]);
      REQUIRE_THAT(single.data()[i], WithinRel(exact.data()[i], 1e-6) || WithinAbs(exact.data()[i], 1e-37));
    }
  }
}

TEST_CASE("sigmoid and tanh end where they should, and NaN stays NaN") {
  constexpr float infinity = std::numeric_limits<float>::infinity();
  REQUIRE(activated(Activation::sigmoid, infinity) == 1);
  REQUIRE(activated(Activation::sigmoid, -infinity) == 0);
  REQUIRE(activated(Activation::tanh, infinity) == 1);
  REQUIRE(activated(Activation::tanh, -infinity) == -1);
  for (const Activation activation : everyActivation)
    REQUIRE(std::isnan(activated(activation, std::numeric_limits<float>::quiet_NaN())));
}

TEST_CASE("slopes have their known values") {
  REQUIRE(slope(Activation::identity, 7.0) == 1);
  REQUIRE(slope(Activation::sigmoid, 0.0) == 0.25);
  REQUIRE(slope(Activation::tanh, 0.0) == 1);
  REQUIRE(slope(Activation::relu, 2.0) == 1);
  REQUIRE(slope(Activation::relu, -2.0) == 0);
  REQUIRE(slope(Activation::relu, 0.0) == 0);
}

TEST_CASE("every slope agrees with a central difference") {
  const double h = std::cbrt(std::numeric_limits<double>::epsilon());
  for (const Activation activation : everyActivation) {
    for (double z = -6.05; z < 6.1; z += 0.37) {
      const double numeric = (activated(activation, z + h) - activated(activation, z - h)) / (2 * h);
      INFO(nameOf(activation) << " at " << z);
      REQUIRE_THAT(slope(activation, z), WithinRel(numeric, 1e-7) || WithinAbs(numeric, 1e-9));
    }
  }
}

TEMPLATE_TEST_CASE("activations stay finite where their exponentials do not, and let NaN pass", "", float,
                   double) {
  const TestType huge = std::numeric_limits<TestType>::max(),
                 nan = std::numeric_limits<TestType>::quiet_NaN();
  REQUIRE(activated(Activation::sigmoid, huge) == 1);
  REQUIRE(activated(Activation::sigmoid, -huge) == 0);
  REQUIRE(activated(Activation::tanh, huge) == 1);
  REQUIRE(activated(Activation::tanh, -huge) == -1);
  REQUIRE(slope(Activation::sigmoid, -huge) == 0);
  for (const Activation activation : everyActivation) REQUIRE(std::isnan(activated(activation, nan)));
}

TEST_CASE("an activation reaches every entry of a part of a matrix, and no other") {
  Matrix<float> whole = Matrix<float>::Constant(6, 9, -1);
  applyActivation<float>(Activation::relu, whole.block(1, 2, 3, 5));
  REQUIRE(whole.block(1, 2, 3, 5).isZero(0));
  REQUIRE(whole.sum() == -(6 * 9 - 3 * 5));
  Matrix<float> none(0, 4);
  for (const Activation activation : everyActivation) applyActivation<float>(activation, none);
}

TEST_CASE("activations are known by name, and an unknown name is answered with the known ones") {
  for (const Activation activation : everyActivation)
    REQUIRE(activationFromName(nameOf(activation)) == activation);
  REQUIRE_THROWS_WITH(activationFromName("Relu"),
                      ContainsSubstring("\"Relu\"") && ContainsSubstring("relu, tanh, sigmoid, identity"));
}

TEMPLATE_TEST_CASE(
    "with a bias in the same walk, forth and back, it is the sum, the function and the column sums", "",
    float, double) {
  using T = TestType;
  for (const Activation activation : everyActivation)
    for (const Eigen::Index width : {1, 3, 16, 64, 65, 130}) {
      const Matrix<T> sums = Matrix<T>::Random(5, width) * 3, gradient = Matrix<T>::Random(5, width);
      const Vector<T> bias = Vector<T>::Random(width);
      Matrix<T> fused = sums, apart = sums;
      addBiasAndActivate<T>(activation, bias.data(), fused);
      apart.rowwise() += bias.transpose();
      applyActivation<T>(activation, apart);
      CHECK(fused == apart);

      Matrix<T> delta = gradient, expected = gradient;
      Vector<T> biasGradient = Vector<T>::Constant(width, 7);  // to be overwritten
      applyActivationGradient<T>(activation, fused, delta, biasGradient.data());
      applyActivationGradient<T>(activation, apart, expected);
      CHECK(delta == expected);
      CHECK(biasGradient.isApprox(expected.colwise().sum().transpose(), T(1e-5)));
    }
}

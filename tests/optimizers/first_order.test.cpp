#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <functional>

#include "descents/descent.hpp"
#include "optimizers/adagrad.hpp"
#include "optimizers/adam.hpp"
#include "optimizers/adamw.hpp"
#include "optimizers/gradient_descent.hpp"
#include "optimizers/momentum.hpp"
#include "optimizers/nesterov.hpp"
#include "optimizers/reference.hpp"
#include "optimizers/registry.hpp"
#include "optimizers/rmsprop.hpp"
#include "optimizers/sgd.hpp"
#include "problems/registry.hpp"

using namespace downhill;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

// Two steps from θ = (1, −2) with the gradients (0.5, −4) and (−1, 2).
template <class Method>
std::pair<Vector<double>, Vector<double>> twoSteps(Method method) {
  Vector<double> theta{{1, -2}};
  method.step(theta, Vector<double>{{0.5, -4}});
  const Vector<double> first = theta;
  method.step(theta, Vector<double>{{-1, 2}});
  return {first, theta};
}

void requireNear(const Vector<double>& actual, double x, double y) {
  CHECK_THAT(actual[0], WithinRel(x, 1e-10));
  CHECK_THAT(actual[1], WithinRel(y, 1e-10));
}

// A reference's run on Rosenbrock's valley, with the slopes written out once more.
std::vector<reference::Numbers> referenceRun(
    const std::function<void(reference::State&, const reference::Numbers&)>& step, int steps) {
  reference::State state{{-1.2, 1}, {0, 0}, {0, 0}, 0};
  std::vector<reference::Numbers> path{state.theta};
  for (int i = 0; i < steps; ++i) {
    const double x = state.theta[0], y = state.theta[1];
    step(state, {-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)});
    path.push_back(state.theta);
  }
  return path;
}

void requireSamePath(const Optimizer<double>& optimizer, const std::vector<reference::Numbers>& path) {
  const int steps = static_cast<int>(path.size()) - 1;
  const auto problem = makeProblem("rosenbrock");
  const Descent descent = descend(*problem, optimizer, pointAt({-1.2, 1}),
                                  {.rule = {.gradient = 0, .iterations = double(steps)}});
  REQUIRE(descent.steps() == steps);
  for (int k = 0; k <= steps; ++k)
    for (int i = 0; i < 2; ++i) {
      CAPTURE(k, i);
      REQUIRE_THAT(descent.point(k)[i], WithinRel(path[k][i], 1e-9) || WithinAbs(path[k][i], 1e-9));
    }
}

}  // namespace

TEST_CASE("First steps are those that a hand computes") {
  SECTION("gradient descent: 1 − 0.1·0.5, then + 0.1·1") {
    const auto [first, second] = twoSteps(GradientDescent<double>({.rate = 0.1}));
    requireNear(first, 0.95, -1.6);
    requireNear(second, 1.05, -1.8);
  }
  SECTION("momentum: v = g, then 0.9·0.5 − 1 = −0.55 and 0.9·(−4) + 2 = −1.6") {
    const auto [first, second] = twoSteps(Momentum<double>({.rate = 0.1, .beta = 0.9}));
    requireNear(first, 0.95, -1.6);
    requireNear(second, 0.95 + 0.055, -1.6 + 0.16);
  }
  SECTION("Nesterov: g + βv is 0.5 + 0.45 and −4 − 3.6, then −1 − 0.495 and 2 − 1.44") {
    const auto [first, second] = twoSteps(Nesterov<double>({.rate = 0.1, .beta = 0.9}));
    requireNear(first, 1 - 0.095, -2 + 0.76);
    requireNear(second, 0.905 + 0.1495, -1.24 - 0.056);
  }
  SECTION("AdaGrad: η each, then g/√(0.25 + 1) and g/√(16 + 4)") {
    const auto [first, second] = twoSteps(AdaGrad<double>({.rate = 0.1, .epsilon = 1e-12}));
    requireNear(first, 0.9, -1.9);
    requireNear(second, 0.9 + 0.1 / std::sqrt(1.25), -1.9 - 0.2 / std::sqrt(20.0));
  }
  SECTION("RMSProp: η/√0.1 each, then s = 0.9·0.025 + 0.1 and 0.9·1.6 + 0.4") {
    const auto [first, second] = twoSteps(RmsProp<double>({.rate = 0.1, .decay = 0.9, .epsilon = 1e-12}));
    requireNear(first, 1 - 0.1 / std::sqrt(0.1), -2 + 0.1 / std::sqrt(0.1));
    requireNear(second, first[0] + 0.1 / std::sqrt(0.1225), first[1] - 0.2 / std::sqrt(1.84));
  }
  SECTION(
      "Adam: η each, then m̂ = −0.055/0.19 and −0.16/0.19 with v̂ = 0.00124975/0.001999 and "
      "0.019984/0.001999") {
    const auto [first, second] = twoSteps(Adam<double>({.rate = 0.1, .epsilon = 1e-12}));
    requireNear(first, 0.9, -1.9);
    requireNear(second, 0.9 + 0.1 * (0.055 / 0.19) / std::sqrt(0.00124975 / 0.001999),
                -1.9 + 0.1 * (0.16 / 0.19) / std::sqrt(0.019984 / 0.001999));
  }
  SECTION("AdamW: Adam's first step and one per cent of θ, times η") {
    const auto [first, second] = twoSteps(AdamW<double>({.rate = 0.1, .epsilon = 1e-12, .decay = 0.01}));
    requireNear(first, 0.999 - 0.1, -1.998 + 0.1);
    CHECK(second != first);
  }
}

TEST_CASE("A hundred steps on Rosenbrock's valley are those of the plain loops written from the papers") {
  using reference::Numbers, reference::State;
  requireSamePath(
      GradientDescent<double>({.rate = 1e-3}),
      referenceRun([](State& s, const Numbers& g) { reference::gradientDescent(s, g, 1e-3); }, 100));
  requireSamePath(
      Momentum<double>({.rate = 1e-3, .beta = 0.8}),
      referenceRun([](State& s, const Numbers& g) { reference::momentum(s, g, 1e-3, 0.8); }, 100));
  requireSamePath(
      Nesterov<double>({.rate = 5e-4, .beta = 0.9}),
      referenceRun([](State& s, const Numbers& g) { reference::nesterov(s, g, 5e-4, 0.9); }, 100));
  requireSamePath(AdaGrad<double>({.rate = 0.3}),
                  referenceRun([](State& s, const Numbers& g) { reference::adaGrad(s, g, 0.3, 1e-8); }, 100));
  requireSamePath(
      RmsProp<double>({.rate = 0.01, .decay = 0.95}),
      referenceRun([](State& s, const Numbers& g) { reference::rmsProp(s, g, 0.01, 0.95, 1e-8); }, 100));
  requireSamePath(
      Adam<double>({.rate = 0.05}),
      referenceRun([](State& s, const Numbers& g) { reference::adam(s, g, 0.05, 0.9, 0.999, 1e-8); }, 100));
  requireSamePath(
      AdamW<double>({.rate = 0.05, .decay = 0.1}),
      referenceRun([](State& s, const Numbers& g) { reference::adamW(s, g, 0.05, 0.9, 0.999, 1e-8, 0.1); },
                   100));
}

TEST_CASE("Adam's first step moves each coordinate by about the rate, whatever its gradient") {
  const double size = GENERATE(1e-6, 1.0, 1e6), sign = GENERATE(-1.0, 1.0);
  Adam<double> adam({.rate = 0.02, .epsilon = 1e-12});
  Vector<double> theta = Vector<double>::Zero(3);
  adam.step(theta, Vector<double>{{sign * size, -sign * size * 17, sign * size / 3}});
  CHECK_THAT(theta[0], WithinRel(-sign * 0.02, 1e-5));
  CHECK_THAT(theta[1], WithinRel(sign * 0.02, 1e-5));
  CHECK_THAT(theta[2], WithinRel(-sign * 0.02, 1e-5));
}

TEST_CASE("In float Adam follows Adam in double") {
  Adam<float> inFloat({.rate = 0.01});
  Adam<double> inDouble({.rate = 0.01});
  Vector<float> f{{1, -2}};
  Vector<double> d{{1, -2}};
  for (int i = 0; i < 200; ++i) {
    inFloat.step(f, Vector<float>(f));
    inDouble.step(d, Vector<double>(d));
  }
  CHECK((f.cast<double>() - d).norm() < 1e-5);
}

TEST_CASE("A constant gradient is followed by momentum at 1/(1 − β) times the speed") {
  Momentum<double> momentum({.rate = 0.01, .beta = 0.9});
  Vector<double> theta = Vector<double>::Zero(1);
  const Vector<double> gradient{{2}};
  for (int i = 0; i < 500; ++i) momentum.step(theta, gradient);
  const double before = theta[0];
  momentum.step(theta, gradient);
  CHECK_THAT(before - theta[0], WithinRel(0.01 * 2 / (1 - 0.9), 1e-9));
  CHECK_THAT(momentum.momentum()[0], WithinRel(20.0, 1e-9));
}

TEST_CASE("AdamW's decay shrinks all weights alike, by 1 − ηλ a step, where the loss is level") {
  AdamW<double> adam({.rate = 0.1, .decay = 0.5});
  Vector<double> theta{{4, -100}};
  for (int i = 0; i < 10; ++i) adam.step(theta, Vector<double>::Zero(2));
  CHECK_THAT(theta[0], WithinRel(4 * std::pow(0.95, 10), 1e-12));
  CHECK_THAT(theta[1], WithinRel(-100 * std::pow(0.95, 10), 1e-12));
}

TEST_CASE("Without decay AdamW is Adam") {
  Adam<double> adam({.rate = 0.05});
  AdamW<double> adamW({.rate = 0.05, .decay = 0});
  Vector<double> a{{1, -3}}, b = a;
  for (int i = 0; i < 50; ++i) {
    adam.step(a, Vector<double>(a));
    adamW.step(b, Vector<double>(b));
  }
  CHECK(a == b);
}

TEST_CASE("Noise has mean zero, the deviation σ/√B, and belongs to the seed and the step") {
  const int n = 100000;
  Sgd<double> sgd({.rate = 1, .noise = 3, .batch = 9, .seed = 5});
  Vector<double> theta = Vector<double>::Zero(n);
  sgd.step(theta, Vector<double>::Constant(n, 2));
  const double mean = -theta.mean();
  CHECK_THAT(mean, WithinAbs(2, 4 / std::sqrt(double(n))));
  CHECK_THAT((theta.array() + mean).square().mean(), WithinRel(1.0, 0.02));

  Vector<double> again = Vector<double>::Zero(n), other = again;
  Sgd<double>({.rate = 1, .noise = 3, .batch = 9, .seed = 5}).step(again, Vector<double>::Constant(n, 2));
  CHECK(again == theta);
  sgd.reset();
  sgd.setSeed(6);
  sgd.step(other, Vector<double>::Constant(n, 2));
  CHECK(other != theta);
}

TEST_CASE("Near a minimum SGD keeps the variance η(σ²/B)/(λ(2 − ηλ)): η/B is its temperature") {
  const double rate = GENERATE(0.05, 0.5), batch = GENERATE(1.0, 4.0), curvature = 1.5;
  Sgd<double> sgd({.rate = rate, .noise = 1, .batch = batch});
  const int walkers = 2000;
  Vector<double> theta = Vector<double>::Zero(walkers);
  double sum = 0;
  for (int t = 0; t < 400; ++t) {
    sgd.step(theta, Vector<double>(curvature * theta));
    if (t >= 200) sum += theta.squaredNorm() / walkers;
  }
  CHECK_THAT(sum / 200, WithinRel(rate / batch / (curvature * (2 - rate * curvature)), 0.03));
}

TEST_CASE("Without noise SGD is gradient descent") {
  Sgd<double> sgd({.rate = 0.1, .noise = 0});
  Vector<double> theta{{1, 2}};
  sgd.step(theta, Vector<double>{{3, -4}});
  CHECK(theta == Vector<double>{{0.7, 2.4}});
}

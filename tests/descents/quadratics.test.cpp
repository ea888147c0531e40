#include <Eigen/Eigenvalues>
#include <Eigen/QR>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>

#include "descents/descent.hpp"
#include "descents/transformed.hpp"
#include "optimizers/gradient_descent.hpp"
#include "optimizers/lbfgs.hpp"
#include "optimizers/momentum.hpp"
#include "optimizers/newton.hpp"
#include "optimizers/registry.hpp"
#include "optimizers/safeguarded_newton.hpp"
#include "problems/formula_problem.hpp"
#include "problems/registry.hpp"
#include "random/random.hpp"

using namespace downhill;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

Descent walk(const Problem& problem, const Optimizer<double>& optimizer, const Point& start, int iterations,
             double gradient = 0) {
  return descend(problem, optimizer, start,
                 {.rule = {.gradient = gradient, .iterations = double(iterations)}});
}

// A symmetric positive matrix with the eigenvalues 1, 2 … n, turned by a random rotation.
Eigen::MatrixXd seededHessian(int n, std::uint64_t seed) {
  Random random(seed);
  Eigen::MatrixXd numbers(n, n);
  for (auto& number : numbers.reshaped()) number = random.normal();
  const Eigen::MatrixXd q = Eigen::HouseholderQR<Eigen::MatrixXd>(numbers).householderQ();
  return q * Eigen::VectorXd::LinSpaced(n, 1, n).asDiagonal() * q.transpose();
}

}  // namespace

TEST_CASE("Gradient descent on a quadratic diverges exactly beyond η = 2/λ_max") {
  const double condition = GENERATE(1.0, 10.0, 1000.0), angle = GENERATE(0.0, 30.0);
  const auto bowl = makeProblem("quadratic", {{"condition", condition}, {"angle", angle}});
  const double limit = 2 / condition;
  const Descent below = walk(*bowl, GradientDescent<double>({.rate = limit * 0.999}), pointAt({3, 2}), 40000);
  CHECK(below.values.back() < below.values.front());
  CHECK(below.reason == StopReason::iterations);

  const Descent above = walk(*bowl, GradientDescent<double>({.rate = limit * 1.01}), pointAt({3, 2}), 40000);
  CHECK(above.reason == StopReason::diverged);
  REQUIRE(above.divergence);
  CHECK_THAT(above.divergence->curvature, WithinRel(condition, 1e-9));
  CHECK_THAT(above.divergence->limit, WithinRel(limit, 1e-9));
}

TEST_CASE("Along each eigenvector the error decays by exactly 1 − ηλ a step") {
  const Eigen::MatrixXd hessian = seededHessian(6, 3);
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen(hessian);
  const double rate = GENERATE(0.01, 0.2, 0.3);
  const Point start = Point::LinSpaced(6, -2, 3);
  const Descent descent = walk(QuadraticForm(hessian), GradientDescent<double>({.rate = rate}), start, 25);
  for (int k : {1, 7, 25})
    for (int i = 0; i < 6; ++i) {
      const Eigen::VectorXd direction = eigen.eigenvectors().col(i);
      const double expected = direction.dot(start) * std::pow(1 - rate * eigen.eigenvalues()[i], k);
      CHECK_THAT(direction.dot(descent.point(k)),
                 WithinAbs(expected, 1e-9 * std::max(1.0, std::abs(expected))));
    }
}

TEST_CASE("Momentum on a quadratic follows its characteristic roots") {
  // e'' = (1 + β − ηλ) e' − βe: with complex roots every component shrinks as β^(k/2).
  const double beta = 0.81, lambda = 1;
  const Descent descent = walk(*makeProblem("parabola", {{"curvature", lambda}}),
                               Momentum<double>({.rate = 0.1, .beta = beta}), pointAt({1}), 60);
  for (int k = 1; k < 60; ++k) {
    const double next = (1 + beta - 0.1 * lambda) * descent.point(k)[0] - beta * descent.point(k - 1)[0];
    CHECK_THAT(descent.point(k + 1)[0], WithinAbs(next, 1e-13));
    CHECK(std::abs(descent.point(k)[0]) < 3.5 * std::pow(beta, k / 2.0));
  }
}

TEST_CASE("The heavy ball allows η up to 2(1 + β)/λ") {
  const auto parabola = makeProblem("parabola", {{"curvature", 2}});
  const double limit = 2 * 1.9 / 2;
  CHECK(walk(*parabola, Momentum<double>({.rate = limit * 0.99, .beta = 0.9}), pointAt({1}), 20000)
            .values.back() < 1e-6);
  CHECK(walk(*parabola, Momentum<double>({.rate = limit * 1.01, .beta = 0.9}), pointAt({1}), 20000).reason ==
        StopReason::diverged);
}

TEST_CASE("Undamped momentum is conserved: without friction the ball climbs back to where it came from") {
  // With β = 0.9999 and a tiny rate, ½v²η + f is constant up to friction: after half a swing it stands at
  // −x₀.
  const Descent descent = walk(*makeProblem("parabola", {{"curvature", 1}}),
                               Momentum<double>({.rate = 1e-4, .beta = 0.9999}), pointAt({1}), 315);
  CHECK_THAT(descent.point(314)[0], WithinAbs(-1, 0.03));
}

TEST_CASE("Newton reaches the bottom of any quadratic in one step") {
  for (const char* name : {"newton", "safeguardedNewton"}) {
    const auto newton = makeOptimizer<double>(name);
    for (const char* problem : {"quadratic", "tiltedBowl", "booth", "parabola"}) {
      CAPTURE(name, problem);
      const auto bowl = makeProblem(problem);
      const Descent descent = walk(*bowl, *newton, bowl->facts().starts[0], 10, 1e-9);
      CHECK(descent.steps() == 1);
      CHECK(descent.reason == StopReason::gradient);
      CHECK((descent.point(1) - bowl->facts().minima()[0].at).norm() < 1e-9);
      CHECK(descent.evaluations.back().hessians == 1);
    }
    const Descent large = walk(QuadraticForm(seededHessian(40, 8)), *newton, Point::Ones(40), 10, 1e-9);
    CHECK(large.steps() == 1);
  }
}

TEST_CASE("Half of Newton's step halves the error") {
  const auto bowl = makeProblem("booth");
  const Descent descent = walk(*bowl, Newton<double>({.rate = 0.5}), pointAt({-3, 0}), 3);
  const Point bottom = pointAt({1, 3});
  for (int k = 0; k < 3; ++k)
    CHECK(((descent.point(k + 1) - bottom) - (descent.point(k) - bottom) / 2).norm() < 1e-12);
}

TEST_CASE("Newton walks into the saddle, and gradient descent out of it") {
  const auto saddle = makeProblem("saddle");
  const Descent newton = walk(*saddle, Newton<double>(), pointAt({2, 0.5}), 50, 1e-9);
  CHECK(newton.reason == StopReason::gradient);
  CHECK(newton.point(newton.steps()).norm() < 1e-9);

  for (const char* name : {"gradientDescent", "safeguardedNewton", "lbfgs", "momentum"}) {
    CAPTURE(name);
    const Descent other = walk(*saddle, *makeOptimizer<double>(name), pointAt({2, 0.5}), 2000, 1e-9);
    CHECK_THAT(other.values.back(), WithinAbs(-1, 1e-9));
  }
}

TEST_CASE("On the plain saddle gradient descent leaves by the factor 1 + η a step, and falls for ever") {
  const auto saddle = makeProblem("saddle", {{"wall", 0}});
  const Descent descent = walk(*saddle, GradientDescent<double>({.rate = 0.1}), pointAt({2, 1e-3}), 5000);
  CHECK_THAT(descent.point(50)[1], WithinRel(1e-3 * std::pow(1.1, 50), 1e-12));
  CHECK_THAT(descent.point(50)[0], WithinRel(2 * std::pow(0.9, 50), 1e-12));
  CHECK(descent.reason == StopReason::unbounded);
}

TEST_CASE("A singular Hessian ends Newton's walk with words, not the safeguarded one's") {
  const FormulaProblem gutter("x^2 + y");
  const Descent descent = walk(gutter, Newton<double>(), pointAt({1, 1}), 10);
  CHECK(descent.reason == StopReason::undefined);
  CHECK(descent.words.starts_with("the Hessian is singular here"));
  const Descent guarded = walk(gutter, SafeguardedNewton<double>(), pointAt({1, 1}), 10);
  CHECK(guarded.reason == StopReason::iterations);
  CHECK(guarded.values.back() < -1000);
}

TEST_CASE("The safeguarded Newton and L-BFGS never climb") {
  const auto* problem = GENERATE("rosenbrock", "himmelblau", "beale", "rastrigin", "styblinskiTang", "saddle",
                                 "monkeySaddle", "plateau", "longValley", "sharpAndFlat");
  const auto* name = GENERATE("safeguardedNewton", "lbfgs");
  CAPTURE(problem, name);
  const auto surface = makeProblem(problem);
  for (const Point& start : surface->facts().starts) {
    const Descent descent = walk(*surface, *makeOptimizer<double>(name), start, 200, 1e-8);
    for (int k = 0; k < descent.steps(); ++k) REQUIRE(descent.values[k + 1] <= descent.values[k]);
  }
}

TEST_CASE(
    "L-BFGS with memory for all directions ends a quadratic of n dimensions in little more than n steps") {
  const Descent descent =
      walk(QuadraticForm(seededHessian(8, 5)), Lbfgs<double>({.memory = 20}), Point::Ones(8), 100, 1e-8);
  CHECK(descent.reason == StopReason::gradient);
  CHECK(descent.steps() <= 25);
}

TEST_CASE("A step that goes nowhere leaves L-BFGS's older pairs as they are, also when their ring is full") {
  // Asked for more digits than there are, the line search ends without a step; the next direction is a number
  // still.
  const auto* problem = GENERATE("rastrigin", "himmelblau", "booth", "styblinskiTang", "beale");
  const double memory = GENERATE(1.0, 2.0, 5.0);
  CAPTURE(problem, memory);
  const auto surface = makeProblem(problem);
  for (const Point& start : surface->facts().starts) {
    const Descent descent = walk(*surface, Lbfgs<double>({.memory = memory}), start, 100);
    CHECK(descent.reason == StopReason::iterations);
    for (const double coordinate : descent.points) REQUIRE(std::isfinite(coordinate));
  }
}

TEST_CASE("L-BFGS's two loops multiply with the matrix that the BFGS formula writes down") {
  // One pair: H = (I − ρsyᵀ) γ (I − ρysᵀ) + ρssᵀ. The second step's direction is −Hg.
  const Eigen::MatrixXd hessian = seededHessian(4, 2);
  const Descent descent = walk(QuadraticForm(hessian), Lbfgs<double>(), Point::Ones(4), 2);
  const Eigen::VectorXd s = descent.move(0), y = descent.gradient(1) - descent.gradient(0),
                        g = descent.gradient(1);
  const double rho = 1 / s.dot(y), gamma = s.dot(y) / y.squaredNorm();
  const Eigen::MatrixXd identity = Eigen::MatrixXd::Identity(4, 4), left = identity - rho * s * y.transpose();
  const Eigen::VectorXd direction = -(gamma * left * left.transpose() + rho * s * s.transpose()) * g;
  const double alpha = descent.move(1).norm() / direction.norm();
  CHECK((descent.move(1) - alpha * direction).norm() < 1e-12);
  CHECK(direction.dot(g) < 0);
}

TEST_CASE("L-BFGS's steps meet the weak Wolfe conditions, and its last gradient is the next step's first") {
  const auto valley = makeProblem("rosenbrock");
  const Descent descent = walk(*valley, Lbfgs<double>(), pointAt({-1.2, 1}), 200, 1e-8);
  CHECK(descent.reason == StopReason::gradient);
  for (int k = 0; k + 1 < descent.steps(); ++k) {
    const double promised = descent.gradient(k).dot(descent.move(k)),
                 left = descent.gradient(k + 1).dot(descent.move(k));
    CHECK(descent.values[k + 1] <= descent.values[k] + 1e-4 * promised + 1e-15);
    CHECK(left >= 0.9 * promised - 1e-12);
  }
  CHECK(descent.evaluations.back().values == 0);
  CHECK(descent.evaluations.back().gradients >= descent.steps() + 1);
  CHECK(descent.evaluations.back().gradients <= 3 * descent.steps());
}

TEST_CASE("Near a minimum Newton doubles the number of right digits with every step") {
  const auto valley = makeProblem("rosenbrock");
  const Descent descent = walk(*valley, Newton<double>(), pointAt({1.1, 1.2}), 6, 1e-14);
  for (int k = 1; k < descent.steps(); ++k) {
    const double before = (descent.point(k) - pointAt({1, 1})).norm(),
                 after = (descent.point(k + 1) - pointAt({1, 1})).norm();
    CHECK(after <= 100 * before * before + 1e-13);
  }
  CHECK((descent.point(descent.steps()) - pointAt({1, 1})).norm() < 1e-12);
}

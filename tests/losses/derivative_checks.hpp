#pragma once

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <functional>
#include <limits>
#include <stdexcept>

#include "losses/derivatives.hpp"
#include "random/random.hpp"

namespace downhill::testing {

using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::MessageMatches;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

// (f(x+h) − f(x−h)) / 2h has an error of h²f‴/6 from the parabola and εf/h from rounding: best near h = ∛ε.
inline const double centralStep = std::cbrt(std::numeric_limits<double>::epsilon());

inline void requireClose(double actual, double expected, double scale = 1) {
  REQUIRE_THAT(actual, WithinRel(expected, 1e-6) || WithinAbs(expected, 1e-9 * scale));
}

// Slope and curvature of a loss of one number against central differences.
inline void checkScalar(const std::function<ScalarLoss(double)>& loss, double x) {
  const double h = centralStep * std::fmax(1, std::abs(x));
  const ScalarLoss at = loss(x), left = loss(x - h), right = loss(x + h);
  INFO("x = " << x);
  requireClose(at.gradient, (right.value - left.value) / (2 * h), std::fmax(1, std::abs(at.value)));
  requireClose(at.curvature, (right.gradient - left.gradient) / (2 * h), std::fmax(1, std::abs(at.gradient)));
}

// Gradient and Hessian of a loss of several, coordinate by coordinate; the Hessian must be symmetric too.
inline void checkVector(const std::function<VectorLoss(const Vector<double>&)>& loss, const Vector<double>& x,
                        double h = centralStep) {
  const VectorLoss at = loss(x);
  INFO("x = " << x.transpose());
  REQUIRE(at.gradient.size() == x.size());
  REQUIRE(at.hessian.isApprox(at.hessian.transpose(), 1e-14));
  for (Eigen::Index i = 0; i < x.size(); ++i) {
    const Vector<double> shift = h * Vector<double>::Unit(x.size(), i);
    const VectorLoss left = loss(x - shift), right = loss(x + shift);
    requireClose(at.gradient(i), (right.value - left.value) / (2 * h), std::fmax(1, std::abs(at.value)));
    for (Eigen::Index j = 0; j < x.size(); ++j) {
      requireClose(at.hessian(i, j), (right.gradient(j) - left.gradient(j)) / (2 * h),
                   std::fmax(1, at.gradient.cwiseAbs().maxCoeff()));
    }
  }
}

inline Vector<double> vector(std::initializer_list<double> values) {
  Vector<double> result(static_cast<Eigen::Index>(values.size()));
  Eigen::Index k = 0;
  for (const double value : values) result(k++) = value;
  return result;
}

// Uniform over the simplex: exponential numbers, divided by their sum.
inline Vector<double> randomDistribution(Random& random, Eigen::Index size) {
  Vector<double> p(size);
  for (double& pk : p) pk = -std::log(1 - random.uniform());
  return p / p.sum();
}

inline Vector<double> randomLogits(Random& random, Eigen::Index size, double spread = 3) {
  Vector<double> z(size);
  for (double& zk : z) zk = spread * random.normal();
  return z;
}

inline bool allFinite(const VectorLoss& loss) {
  return std::isfinite(loss.value) && loss.gradient.allFinite() && loss.hessian.allFinite();
}

// The statement throws std::invalid_argument whose words contain the given ones.
#define REQUIRE_REFUSED(statement, words) \
  REQUIRE_THROWS_MATCHES(statement, std::invalid_argument, MessageMatches(ContainsSubstring(words)))

}  // namespace downhill::testing

#pragma once

#include "problems/problem.hpp"
#include "problems/stationary.hpp"

namespace downhill {

// f(x, y) = (1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²
//
// A flat cross with steep corners; the minimum (3, ½) lies at the end of a long arm.
// (Beale, "On an iterative method for finding a local minimum of a function of more than one variable", 1958)
//
// A sum of squares of residuals r: ∇f = 2 Σ r ∇r, ∇²f = 2 Σ (∇r ∇rᵀ + r ∇²r).
struct Beale {
  static constexpr std::string_view title = "beale";

  double value(double x, double y) const { return residuals(x, y).squaredNorm(); }

  Eigen::Vector2d gradient(double x, double y) const {
    return 2 * jacobian(x, y).transpose() * residuals(x, y);
  }

  Eigen::Matrix2d hessian(double x, double y) const {
    const auto r = residuals(x, y);
    const auto j = jacobian(x, y);
    const double xy = r[0] + 2 * y * r[1] + 3 * y * y * r[2];
    const double yy = 2 * x * r[1] + 6 * x * y * r[2];
    return 2 * (j.transpose() * j + Eigen::Matrix2d{{0, xy}, {xy, yy}});
  }

  Facts facts() const {
    return {.formula = "(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2",
            .domain = {{-4.5, 4.5}, {-4.5, 4.5}},
            .starts = {pointAt({1, 1}), pointAt({-3, -3}), pointAt({0, 3})},
            .stationary = stationaryPointsNear(*this, {{3, 0.5}, {0, 1}, {0.100538, -2.644511}}),
            .source = "Beale, On an iterative method for finding a local minimum of a function, 1958"};
  }

 private:
  static Eigen::Vector3d residuals(double x, double y) {
    return {1.5 - x + x * y, 2.25 - x + x * y * y, 2.625 - x + x * y * y * y};
  }

  // (3, 2): a row per residual, ∂/∂x and ∂/∂y.
  static Eigen::Matrix<double, 3, 2> jacobian(double x, double y) {
    return Eigen::Matrix<double, 3, 2>{{y - 1, x}, {y * y - 1, 2 * x * y}, {y * y * y - 1, 3 * x * y * y}};
  }
};

}  // namespace downhill

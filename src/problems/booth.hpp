#pragma once

#include "problems/problem.hpp"

namespace downhill {

// f(x, y) = (x + 2y − 7)² + (2x + y − 5)²
//
// A bowl on a slant around (1, 3), with the eigenvalues 2 and 18. (In the test collections since Schwefel,
// Numerical Optimization of Computer Models, 1981)
struct Booth {
  static constexpr std::string_view title = "booth";

  double value(double x, double y) const {
    const double p = x + 2 * y - 7, q = 2 * x + y - 5;
    return p * p + q * q;
  }
  Eigen::Vector2d gradient(double x, double y) const { return {10 * x + 8 * y - 34, 8 * x + 10 * y - 38}; }
  Eigen::Matrix2d hessian(double, double) const { return Eigen::Matrix2d{{10, 8}, {8, 10}}; }

  Facts facts() const {
    return {.formula = "(x + 2*y - 7)^2 + (2*x + y - 5)^2",
            .domain = {{-5, 7}, {-3, 9}},
            .starts = {pointAt({-3, 0}), pointAt({6, 6})},
            .stationary = {{pointAt({1, 3}), 0, Kind::minimum}},
            .source = "Schwefel, Numerical Optimization of Computer Models, 1981"};
  }
};

}  // namespace downhill

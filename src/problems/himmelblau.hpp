#pragma once

#include "problems/problem.hpp"
#include "problems/stationary.hpp"

namespace downhill {

// f(x, y) = (x² + y − 11)² + (x + y² − 7)²
//
// Four minima of equal depth 0, four saddles between them, one summit in the middle.
// (Himmelblau, Applied Nonlinear Programming, 1972)
struct Himmelblau {
  static constexpr std::string_view title = "himmelblau";

  double value(double x, double y) const {
    const double p = x * x + y - 11, q = x + y * y - 7;
    return p * p + q * q;
  }

  Eigen::Vector2d gradient(double x, double y) const {
    const double p = x * x + y - 11, q = x + y * y - 7;
    return {4 * x * p + 2 * q, 2 * p + 4 * y * q};
  }

  Eigen::Matrix2d hessian(double x, double y) const {
    const double xy = 4 * x + 4 * y;
    return Eigen::Matrix2d{{12 * x * x + 4 * y - 42, xy}, {xy, 12 * y * y + 4 * x - 26}};
  }

  Facts facts() const {
    return {.formula = "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
            .domain = {{-5, 5}, {-5, 5}},
            .starts = {pointAt({0, 0}), pointAt({-1, -4}), pointAt({4.5, 4.5})},
            .stationary = stationaryPointsNear(*this, {{3, 2},
                                                       {-2.805118, 3.131313},
                                                       {-3.779310, -3.283186},
                                                       {3.584428, -1.848127},
                                                       {3.385154, 0.073852},
                                                       {0.086678, 2.884255},
                                                       {-3.073026, -0.081353},
                                                       {-0.127961, -1.953715},
                                                       {-0.270845, -0.923039}}),
            .source = "Himmelblau, Applied Nonlinear Programming, 1972"};
  }
};

}  // namespace downhill

#pragma once

#include <cmath>
#include <numbers>

#include "problems/problem.hpp"
#include "problems/stationary.hpp"

namespace downhill {

// f(x, y) = g(x) + g(y),   g(x) = 10 + x² − 10 cos 2πx
//
// A bowl full of dents: 121 minima in this window, one of them the lowest.
// (Rastrigin, Systems of Extremal Control, 1974; in two variables as given there)
struct Rastrigin {
  static constexpr std::string_view title = "rastrigin";

  double value(double x, double y) const {
    return 20 + x * x + y * y - 10 * (std::cos(twoPi * x) + std::cos(twoPi * y));
  }
  Eigen::Vector2d gradient(double x, double y) const {
    return {2 * x + 10 * twoPi * std::sin(twoPi * x), 2 * y + 10 * twoPi * std::sin(twoPi * y)};
  }
  Eigen::Matrix2d hessian(double x, double y) const {
    const double scale = 10 * twoPi * twoPi;
    return Eigen::Vector2d(2 + scale * std::cos(twoPi * x), 2 + scale * std::cos(twoPi * y)).asDiagonal();
  }

  Facts facts() const {
    return {.formula = "20 + x^2 + y^2 - 10*(cos(2*pi*x) + cos(2*pi*y))",
            .domain = {{-5.12, 5.12}, {-5.12, 5.12}},
            .starts = {pointAt({3.4, 2.6}), pointAt({-4.2, 1.3}), pointAt({0.4, -0.3})},
            .stationary = stationaryPointsNear(*this, pairsOf(roots())),
            .source = "Rastrigin, Systems of Extremal Control, 1974"};
  }

 private:
  static constexpr double twoPi = 2 * std::numbers::pi;

  // g′ = 0 close to every integer (a dent) and every half-integer (a bump): the parabola shifts them a
  // little.
  static std::vector<double> roots() {
    std::vector<double> roots;
    const double shift = 5 * twoPi * twoPi;
    for (int k = -5; k <= 5; ++k) roots.push_back(k - k / (shift + 1));
    for (int k = -5; k < 5; ++k) roots.push_back(k + 0.5 + (k + 0.5) / (shift - 1));
    return roots;
  }
};

}  // namespace downhill

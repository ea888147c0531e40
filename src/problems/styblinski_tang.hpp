#pragma once

#include "problems/problem.hpp"
#include "problems/stationary.hpp"

namespace downhill {

// f(x, y) = g(x) + g(y),   g(x) = ½(x⁴ − 16x² + 5x)
//
// Four basins of different depth; the lowest, at −2.9035 in both coordinates, is worth −78.3323.
// (Styblinski & Tang, "Experiments in nonconvex optimization: stochastic approximation with function
// smoothing and simulated annealing", 1990)
struct StyblinskiTang {
  static constexpr std::string_view title = "styblinskiTang";

  double value(double x, double y) const { return g(x) + g(y); }
  Eigen::Vector2d gradient(double x, double y) const {
    return {2 * x * x * x - 16 * x + 2.5, 2 * y * y * y - 16 * y + 2.5};
  }
  Eigen::Matrix2d hessian(double x, double y) const {
    return Eigen::Vector2d(6 * x * x - 16, 6 * y * y - 16).asDiagonal();
  }

  Facts facts() const {
    return {.formula = "(x^4 - 16*x^2 + 5*x + y^4 - 16*y^2 + 5*y)/2",
            .domain = {{-5, 5}, {-5, 5}},
            .starts = {pointAt({0.5, 1}), pointAt({4, -4}), pointAt({0, 0})},
            .stationary = stationaryPointsNear(*this, pairsOf({-2.903534, 0.156731, 2.746803})),
            .source = "Styblinski & Tang, Experiments in nonconvex optimization, 1990"};
  }

 private:
  static double g(double x) { return (x * x * x * x - 16 * x * x + 5 * x) / 2; }
};

}  // namespace downhill

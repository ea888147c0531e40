#pragma once

#include "problems/problem.hpp"
#include "problems/stationary.hpp"
#include "registry/setting.hpp"

namespace downhill {

struct RosenbrockSettings {
  double steepness = 100;  // b
};

// f(x, y) = (1 − x)² + b(y − x²)²
//
// A bent valley: its floor is found in a few steps, its lowest point (1, 1) in thousands.
// (Rosenbrock, "An automatic method for finding the greatest or least value of a function", 1960, with b =
// 100)
class Rosenbrock {
 public:
  using Settings = RosenbrockSettings;
  static constexpr std::string_view title = "rosenbrock";
  static constexpr std::array fields{
      Field<Settings>{"steepness", &Settings::steepness, 1, 1000, Scale::logarithmic}};

  explicit Rosenbrock(Settings settings = {}) : b_(settings.steepness) { requireSettings(fields, settings); }

  double value(double x, double y) const { return (1 - x) * (1 - x) + b_ * (y - x * x) * (y - x * x); }

  Eigen::Vector2d gradient(double x, double y) const {
    return {-2 * (1 - x) - 4 * b_ * x * (y - x * x), 2 * b_ * (y - x * x)};
  }

  Eigen::Matrix2d hessian(double x, double y) const {
    const double xx = 2 - 4 * b_ * (y - 3 * x * x);
    return Eigen::Matrix2d{{xx, -4 * b_ * x}, {-4 * b_ * x, 2 * b_}};
  }

  Facts facts() const {
    return {
        .formula = "(1 - x)^2 + " + written(b_) + "*(y - x^2)^2",
        .domain = {{-2, 2}, {-1, 3}},
        .starts = {pointAt({-1.2, 1}), pointAt({-1.5, 2.5}), pointAt({0, -0.5})},
        .stationary = {{pointAt({1, 1}), 0, Kind::minimum}},
        .source =
            "Rosenbrock, An automatic method for finding the greatest or least value of a function, 1960"};
  }

 private:
  double b_;
};

}  // namespace downhill

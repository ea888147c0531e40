#pragma once

#include <cmath>

#include "problems/problem.hpp"
#include "problems/stationary.hpp"
#include "registry/setting.hpp"

namespace downhill {

struct LongValleySettings {
  double steepness = 10;
};

// f(x, y) = ½s(y − sin x)² + x²/40
//
// A winding valley with steep walls and a floor that hardly falls: the gradient points at the other wall,
// the way leads along. Level only at the origin: ∂f/∂y = 0 puts y on the floor, and there ∂f/∂x = x/20.
class LongValley {
 public:
  using Settings = LongValleySettings;
  static constexpr std::string_view title = "longValley";
  static constexpr std::array fields{
      Field<Settings>{"steepness", &Settings::steepness, 1, 100, Scale::logarithmic}};

  explicit LongValley(Settings settings = {}) : s_(settings.steepness) { requireSettings(fields, settings); }

  double value(double x, double y) const {
    const double d = y - std::sin(x);
    return s_ * d * d / 2 + x * x / 40;
  }

  Eigen::Vector2d gradient(double x, double y) const {
    const double d = y - std::sin(x);
    return {-s_ * d * std::cos(x) + x / 20, s_ * d};
  }

  Eigen::Matrix2d hessian(double x, double y) const {
    const double c = std::cos(x);
    const double xx = s_ * (c * c + (y - std::sin(x)) * std::sin(x)) + 0.05;
    return Eigen::Matrix2d{{xx, -s_ * c}, {-s_ * c, s_}};
  }

  Facts facts() const {
    return {.formula = written(s_ / 2) + "*(y - sin(x))^2 + x^2/40",
            .domain = {{-8, 8}, {-4, 4}},
            .starts = {pointAt({-7, 1}), pointAt({6, -2})},
            .stationary = {{pointAt({0, 0}), 0, Kind::minimum}},
            .source = "this page"};
  }

 private:
  double s_;
};

}  // namespace downhill

#pragma once

#include <cmath>

#include "problems/problem.hpp"
#include "problems/stationary.hpp"
#include "registry/setting.hpp"

namespace downhill {

struct PlateauSettings {
  double width = 1;  // w: how far from the hole its slope can be felt
};

// f(x, y) = 1 − exp(−(x² + y²)/(2w²))
//
// A hole in a flat land: at a distance of 4w the slope is down to 0.0013/w, and steps in proportion to it
// stand still. Methods that divide by the gradient's own size walk all the same.
class Plateau {
 public:
  using Settings = PlateauSettings;
  static constexpr std::string_view title = "plateau";
  static constexpr std::array fields{Field<Settings>{"width", &Settings::width, 0.3, 3, Scale::logarithmic}};

  explicit Plateau(Settings settings = {}) : width_(settings.width) { requireSettings(fields, settings); }

  double value(double x, double y) const { return -std::expm1(-(x * x + y * y) / (2 * width_ * width_)); }

  Eigen::Vector2d gradient(double x, double y) const { return pull(x, y) * Eigen::Vector2d(x, y); }

  Eigen::Matrix2d hessian(double x, double y) const {
    const Eigen::Vector2d p(x, y);
    return pull(x, y) * (Eigen::Matrix2d::Identity() - p * p.transpose() / (width_ * width_));
  }

  Facts facts() const {
    return {.formula = "1 - exp(-(x^2 + y^2)/(2*" + written(width_) + "^2))",
            .domain = {{-4, 4}, {-4, 4}},
            .starts = {pointAt({3, 2}), pointAt({-1.5, 1})},
            .stationary = {{pointAt({0, 0}), 0, Kind::minimum}},
            .source = "this page"};
  }

 private:
  double pull(double x, double y) const {
    const double square = width_ * width_;
    return std::exp(-(x * x + y * y) / (2 * square)) / square;
  }

  double width_;
};

}  // namespace downhill

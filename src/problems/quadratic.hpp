#pragma once

#include <cmath>
#include <numbers>

#include "problems/problem.hpp"
#include "problems/stationary.hpp"
#include "registry/setting.hpp"

namespace downhill {

struct QuadraticSettings {
  double condition = 10;  // κ = λ_max / λ_min
  double angle = 30;      // of the flat direction, in degrees
};

// f(x, y) = ½(u² + κv²),   u = x cos φ + y sin φ,   v = −x sin φ + y cos φ
//
// A bowl, κ times as steep across as along. Its Hessian has the eigenvalues 1 (along φ) and κ everywhere,
// so gradient descent converges for η < 2/κ, and at best by the factor (κ − 1)/(κ + 1) a step.
// (Nocedal & Wright, Numerical Optimization, 2006, section 3.3)
class Quadratic {
 public:
  using Settings = QuadraticSettings;
  static constexpr std::string_view title = "quadratic";
  static constexpr std::array fields{
      Field<Settings>{"condition", &Settings::condition, 1, 1e4, Scale::logarithmic},
      Field<Settings>{"angle", &Settings::angle, -90, 90}};

  explicit Quadratic(Settings settings = {}) {
    requireSettings(fields, settings);
    const double phi = settings.angle * std::numbers::pi / 180;
    const double c = std::cos(phi), s = std::sin(phi), kappa = settings.condition;
    xx_ = c * c + kappa * s * s;
    xy_ = (1 - kappa) * c * s;
    yy_ = s * s + kappa * c * c;
  }

  double value(double x, double y) const { return (xx_ * x * x + 2 * xy_ * x * y + yy_ * y * y) / 2; }
  Eigen::Vector2d gradient(double x, double y) const { return {xx_ * x + xy_ * y, xy_ * x + yy_ * y}; }
  Eigen::Matrix2d hessian(double, double) const { return Eigen::Matrix2d{{xx_, xy_}, {xy_, yy_}}; }

  Facts facts() const {
    return {
        .formula = written(xx_ / 2) + "*x^2 + " + written(xy_) + "*x*y + " + written(yy_ / 2) + "*y^2",
        .domain = {{-4, 4}, {-4, 4}},
        .starts = {pointAt({3, 2}), pointAt({-3, 1})},
        .stationary = {{pointAt({0, 0}), 0, Kind::minimum}},
        .source = "Cauchy, Méthode générale pour la résolution des systèmes d'équations simultanées, 1847"};
  }

 private:
  double xx_, xy_, yy_;  // the Hessian
};

// f(x, y) = x²/2 + y² + xy/2
//
// The bowl of the chapter Gradient: round enough to see, tilted enough that ∇f does not point at the bottom.
struct TiltedBowl {
  static constexpr std::string_view title = "tiltedBowl";

  double value(double x, double y) const { return x * x / 2 + y * y + x * y / 2; }
  Eigen::Vector2d gradient(double x, double y) const { return {x + y / 2, 2 * y + x / 2}; }
  Eigen::Matrix2d hessian(double, double) const { return Eigen::Matrix2d{{1, 0.5}, {0.5, 2}}; }

  Facts facts() const {
    return {.formula = "x^2/2 + y^2 + x*y/2",
            .domain = {{-3, 3}, {-2.5, 2.5}},
            .starts = {pointAt({1.2, 0.9}), pointAt({-2, 1.5})},
            .stationary = {{pointAt({0, 0}), 0, Kind::minimum}},
            .source = "this page"};
  }
};

}  // namespace downhill

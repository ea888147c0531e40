#pragma once

#include <cmath>

#include "problems/problem.hpp"
#include "problems/stationary.hpp"
#include "registry/setting.hpp"

namespace downhill {

struct ParabolaSettings {
  double curvature = 2;
};

// f(x) = ½ c x²
//
// The same curvature everywhere, so one step of gradient descent multiplies x by (1 − ηc): it arrives at once
// for η = 1/c, swings for η > 1/c and diverges for η > 2/c.
class Parabola {
 public:
  using Settings = ParabolaSettings;
  static constexpr std::string_view title = "parabola";
  static constexpr std::array fields{
      Field<Settings>{"curvature", &Settings::curvature, 0.01, 100, Scale::logarithmic}};

  explicit Parabola(Settings settings = {}) : curvature_(settings.curvature) {
    requireSettings(fields, settings);
  }

  double value(double x) const { return curvature_ * x * x / 2; }
  double slope(double x) const { return curvature_ * x; }
  double curvature(double) const { return curvature_; }

  Facts facts() const {
    return {.formula = written(curvature_ / 2) + "*x^2",
            .domain = {{-4, 4}},
            .starts = {pointAt({3}), pointAt({-2})},
            .stationary = {{pointAt({0}), 0, Kind::minimum}},
            .source = "Cauchy 1847"};
  }

 private:
  double curvature_;
};

// f(x) = x⁴
//
// Its curvature 12x² dies at the minimum: every fixed rate diverges from far away and crawls close by.
struct Quartic {
  static constexpr std::string_view title = "quartic";

  double value(double x) const { return x * x * x * x; }
  double slope(double x) const { return 4 * x * x * x; }
  double curvature(double x) const { return 12 * x * x; }

  Facts facts() const {
    return {.formula = "x^4",
            .domain = {{-2, 2}},
            .starts = {pointAt({1.5}), pointAt({-1})},
            .stationary = {{pointAt({0}), 0, Kind::minimum}},
            .source = "this page"};
  }
};

// f(x) = sin 3x + x²/4
//
// Waves in a bowl: where a walk ends depends on where it starts.
struct Wave {
  static constexpr std::string_view title = "wave";

  double value(double x) const { return std::sin(3 * x) + x * x / 4; }
  double slope(double x) const { return 3 * std::cos(3 * x) + x / 2; }
  double curvature(double x) const { return -9 * std::sin(3 * x) + 0.5; }

  Facts facts() const {
    return {
        .formula = "sin(3*x) + x^2/4",
        .domain = {{-5, 5}},
        .starts = {pointAt({3.6}), pointAt({-4}), pointAt({0.3})},
        .stationary = stationaryPointsNear(*this, {-4.85, -3.8, -2.5, -1.66, -0.51, 0.55, 1.49, 2.75, 3.4}),
        .source = "this page"};
  }
};

struct DoubleWellSettings {
  double tilt = 0.3;
};

// f(x) = (x² − 1)² + cx
//
// Two valleys; the tilt c makes the left one deeper.
class DoubleWell {
 public:
  using Settings = DoubleWellSettings;
  static constexpr std::string_view title = "doubleWell";
  static constexpr std::array fields{Field<Settings>{"tilt", &Settings::tilt, -1, 1}};

  explicit DoubleWell(Settings settings = {}) : tilt_(settings.tilt) { requireSettings(fields, settings); }

  double value(double x) const { return (x * x - 1) * (x * x - 1) + tilt_ * x; }
  double slope(double x) const { return 4 * x * (x * x - 1) + tilt_; }
  double curvature(double x) const { return 12 * x * x - 4; }

  Facts facts() const {
    return {.formula = "(x^2 - 1)^2 + " + written(tilt_) + "*x",
            .domain = {{-2, 2}},
            .starts = {pointAt({1.6}), pointAt({0.2}), pointAt({-1.7})},
            .stationary = stationaryPointsNear(*this, std::vector<double>{-1, 0, 1}),
            .source = "Duffing, Erzwungene Schwingungen bei veränderlicher Eigenfrequenz, 1918"};
  }

 private:
  double tilt_;
};

struct SmoothAbsoluteSettings {
  double width = 0.1;
};

// f(x) = √(x² + w²)
//
// |x| with its corner rounded to the radius w: a slope of almost ±1 that says nothing about how far it is.
class SmoothAbsolute {
 public:
  using Settings = SmoothAbsoluteSettings;
  static constexpr std::string_view title = "smoothAbsolute";
  static constexpr std::array fields{
      Field<Settings>{"width", &Settings::width, 0.001, 1, Scale::logarithmic}};

  explicit SmoothAbsolute(Settings settings = {}) : width_(settings.width) {
    requireSettings(fields, settings);
  }

  double value(double x) const { return std::hypot(x, width_); }
  double slope(double x) const { return x / value(x); }
  double curvature(double x) const { return width_ * width_ / std::pow(value(x), 3); }

  Facts facts() const {
    return {.formula = "sqrt(x^2 + " + written(width_) + "^2)",
            .domain = {{-3, 3}},
            .starts = {pointAt({2.2}), pointAt({-1})},
            .stationary = {{pointAt({0}), width_, Kind::minimum}},
            .source = "Charbonnier et al., Two deterministic half-quadratic regularization algorithms, 1994"};
  }

 private:
  double width_;
};

// f(x) = eˣ
//
// Its slope is its height, and it has no minimum: walking left it goes down for ever, ever more slowly.
struct Exponential {
  static constexpr std::string_view title = "exponential";

  double value(double x) const { return std::exp(x); }
  double slope(double x) const { return std::exp(x); }
  double curvature(double x) const { return std::exp(x); }

  Facts facts() const {
    return {.formula = "exp(x)",
            .domain = {{-4, 2}},
            .starts = {pointAt({1}), pointAt({0})},
            .stationary = {},
            .source = "Euler 1748"};
  }
};

}  // namespace downhill

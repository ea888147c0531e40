#pragma once

#include <algorithm>
#include <cmath>

#include "problems/problem.hpp"
#include "problems/stationary.hpp"
#include "registry/setting.hpp"

namespace downhill {

struct SaddleSettings {
  double wall = 0.25;  // 0: no floor, the surface falls for ever
};

// f(x, y) = ½x² − ½y² + ¼wy⁴
//
// Down from both sides along x, down to both sides along y. Without a wall (w = 0) it is the plain saddle,
// along whose y gradient descent runs off by the factor (1 + η) a step; with one, there are two minima at
// (0, ±1/√w), each −1/(4w) deep.   (Nesterov, Introductory Lectures on Convex Optimization, 2004,
// example 1.2.2)
class Saddle {
 public:
  using Settings = SaddleSettings;
  static constexpr std::string_view title = "saddle";
  static constexpr std::array fields{Field<Settings>{"wall", &Settings::wall, 0, 1}};

  explicit Saddle(Settings settings = {}) : wall_(settings.wall) { requireSettings(fields, settings); }

  double value(double x, double y) const { return (x * x - y * y) / 2 + wall_ * y * y * y * y / 4; }
  Eigen::Vector2d gradient(double x, double y) const { return {x, -y + wall_ * y * y * y}; }
  Eigen::Matrix2d hessian(double, double y) const {
    return Eigen::Vector2d(1, -1 + 3 * wall_ * y * y).asDiagonal();
  }

  Facts facts() const {
    const double reach = wall_ > 0 ? std::max(3.0, 1.5 / std::sqrt(wall_)) : 3;
    Facts facts{.formula = "x^2/2 - y^2/2 + " + written(wall_ / 4) + "*y^4",
                .domain = {{-reach, reach}, {-reach, reach}},
                .starts = {pointAt({2, 1e-3}), pointAt({1.5, 0}), pointAt({-2, -0.4})},
                .stationary = {{pointAt({0, 0}), 0, Kind::saddle}},
                .hasFloor = wall_ > 0,
                .source = "Nesterov, Introductory Lectures on Convex Optimization, 2004"};
    if (wall_ == 0) return facts;
    for (const double side : {1.0, -1.0})
      facts.stationary.insert(facts.stationary.begin(),
                              {pointAt({0, side / std::sqrt(wall_)}), -1 / (4 * wall_), Kind::minimum});
    return facts;
  }

 private:
  double wall_;
};

}  // namespace downhill

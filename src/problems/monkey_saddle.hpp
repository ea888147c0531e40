#pragma once

#include <algorithm>
#include <cmath>

#include "problems/problem.hpp"
#include "problems/stationary.hpp"
#include "registry/setting.hpp"

namespace downhill {

struct MonkeySaddleSettings {
  double wall = 0.75;  // 0: no floor, the surface falls for ever
};

// f(x, y) = x³ − 3xy² + w(x² + y²)²   = r³ cos 3φ + wr⁴
//
// Three valleys and three ridges meet: two for a monkey's legs, one for its tail. In the middle not only the
// gradient but the whole Hessian is zero, so nothing of second order tells the way out. With a wall w > 0
// there are three minima at the radius 3/(4w), where cos 3φ = −1.   (Hilbert & Cohn-Vossen, Anschauliche
// Geometrie, 1932)
class MonkeySaddle {
 public:
  using Settings = MonkeySaddleSettings;
  static constexpr std::string_view title = "monkeySaddle";
  static constexpr std::array fields{Field<Settings>{"wall", &Settings::wall, 0, 2}};

  explicit MonkeySaddle(Settings settings = {}) : wall_(settings.wall) { requireSettings(fields, settings); }

  double value(double x, double y) const {
    const double square = x * x + y * y;
    return x * x * x - 3 * x * y * y + wall_ * square * square;
  }

  Eigen::Vector2d gradient(double x, double y) const {
    const double pull = 4 * wall_ * (x * x + y * y);
    return {3 * x * x - 3 * y * y + pull * x, -6 * x * y + pull * y};
  }

  Eigen::Matrix2d hessian(double x, double y) const {
    const double xx = 6 * x + 4 * wall_ * (3 * x * x + y * y);
    const double yy = -6 * x + 4 * wall_ * (x * x + 3 * y * y);
    const double xy = -6 * y + 8 * wall_ * x * y;
    return Eigen::Matrix2d{{xx, xy}, {xy, yy}};
  }

  Facts facts() const {
    const double r = wall_ > 0 ? 3 / (4 * wall_) : 1;  // of the minima
    const double reach = 1.6 * std::max(1.0, r);
    Facts facts{.formula = "x^3 - 3*x*y^2 + " + written(wall_) + "*(x^2 + y^2)^2",
                .domain = {{-reach, reach}, {-reach, reach}},
                .starts = {pointAt({0.9, 0.05}), pointAt({0.02, 0.9}), pointAt({1, 0})},
                .stationary = {{pointAt({0, 0}), 0, Kind::saddle}},
                .hasFloor = wall_ > 0,
                .source = "Hilbert & Cohn-Vossen, Anschauliche Geometrie, 1932"};
    if (wall_ == 0) return facts;
    for (const Point& at :
         {pointAt({-r, 0}), pointAt({r / 2, r * std::sqrt(0.75)}), pointAt({r / 2, -r * std::sqrt(0.75)})})
      facts.stationary.insert(facts.stationary.begin(), {at, -r * r * r / 4, Kind::minimum});
    return facts;
  }

 private:
  double wall_;
};

}  // namespace downhill

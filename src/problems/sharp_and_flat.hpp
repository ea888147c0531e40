#pragma once

#include <cmath>

#include "problems/problem.hpp"
#include "problems/stationary.hpp"
#include "registry/setting.hpp"

namespace downhill {

struct SharpAndFlatSettings {
  double sharpness = 50;  // curvature a of the sharp minimum
  double flatness = 1;    // curvature b of the flat one
};

// f = AB / (A + B),   A = ½a‖x − p‖²,   B = ½b‖x − q‖²
//
// Two bowls joined as two resistors in parallel: f is never above the lower of them, is 0 at p and at q, and
// has there exactly the curvatures a and b. Both minima are equally deep, one is sharp, one is flat.
//
// On the line from p to q stands the only other level point. With t the distance from p, s that from q, the
// slopes balance where at·B² = bs·A², that is at s/t = (a/b)^⅓.
struct ParallelBowls {
  double a, b;

  // f and its derivatives by A and B.
  struct Join {
    double value, A, B, AA, AB, BB;
  };
  static Join join(double A, double B) {
    const double sum = A + B;
    return {A * B / sum,
            B * B / (sum * sum),
            A * A / (sum * sum),
            -2 * B * B / (sum * sum * sum),
            2 * A * B / (sum * sum * sum),
            -2 * A * A / (sum * sum * sum)};
  }

  // How far the top of the pass is from p, as a share of the way to q.
  double pass() const { return 1 / (1 + std::cbrt(a / b)); }

  // How high it is when p and q are a distance apart.
  double passValue(double distance) const {
    const double t = pass() * distance, s = distance - t;
    return join(a * t * t / 2, b * s * s / 2).value;
  }
};

inline constexpr std::array sharpAndFlatFields{
    Field<SharpAndFlatSettings>{"sharpness", &SharpAndFlatSettings::sharpness, 2, 1000, Scale::logarithmic},
    Field<SharpAndFlatSettings>{"flatness", &SharpAndFlatSettings::flatness, 0.1, 10, Scale::logarithmic}};

// On a curve: p = −1 (sharp), q = 1 (flat).
class SharpAndFlatCurve {
 public:
  using Settings = SharpAndFlatSettings;
  static constexpr std::string_view title = "sharpAndFlatCurve";
  static constexpr auto fields = sharpAndFlatFields;

  explicit SharpAndFlatCurve(Settings settings = {}) : bowls_{settings.sharpness, settings.flatness} {
    requireSettings(fields, settings);
  }

  double value(double x) const { return joinAt(x).value; }

  double slope(double x) const {
    const auto f = joinAt(x);
    return f.A * bowls_.a * (x + 1) + f.B * bowls_.b * (x - 1);
  }

  double curvature(double x) const {
    const auto f = joinAt(x);
    const double slopeA = bowls_.a * (x + 1), slopeB = bowls_.b * (x - 1);
    return f.A * bowls_.a + f.B * bowls_.b + f.AA * slopeA * slopeA + 2 * f.AB * slopeA * slopeB +
           f.BB * slopeB * slopeB;
  }

  Facts facts() const {
    const std::string A = written(bowls_.a / 2) + "*(x + 1)^2", B = written(bowls_.b / 2) + "*(x - 1)^2";
    return {.formula = A + "*" + B + "/(" + A + " + " + B + ")",
            .domain = {{-2.5, 3.5}},
            .starts = {pointAt({-1.1}), pointAt({-2}), pointAt({3})},
            .stationary = {{pointAt({-1}), 0, Kind::minimum},
                           {pointAt({1}), 0, Kind::minimum},
                           {pointAt({-1 + 2 * bowls_.pass()}), bowls_.passValue(2), Kind::maximum}},
            .source = "this page, after Hochreiter & Schmidhuber, Flat minima, 1997"};
  }

 private:
  ParallelBowls::Join joinAt(double x) const {
    return ParallelBowls::join(bowls_.a * (x + 1) * (x + 1) / 2, bowls_.b * (x - 1) * (x - 1) / 2);
  }

  ParallelBowls bowls_;
};

// On a surface: p = (−1, 0) (sharp), q = (1, 0) (flat); the pass between them is a saddle.
class SharpAndFlat {
 public:
  using Settings = SharpAndFlatSettings;
  static constexpr std::string_view title = "sharpAndFlat";
  static constexpr auto fields = sharpAndFlatFields;

  explicit SharpAndFlat(Settings settings = {}) : bowls_{settings.sharpness, settings.flatness} {
    requireSettings(fields, settings);
  }

  double value(double x, double y) const { return joinAt(x, y).value; }

  Eigen::Vector2d gradient(double x, double y) const {
    const auto f = joinAt(x, y);
    return f.A * slopeA(x, y) + f.B * slopeB(x, y);
  }

  Eigen::Matrix2d hessian(double x, double y) const {
    const auto f = joinAt(x, y);
    const Eigen::Vector2d dA = slopeA(x, y), dB = slopeB(x, y);
    const Eigen::Matrix2d mixed = dA * dB.transpose() + dB * dA.transpose();
    return (f.A * bowls_.a + f.B * bowls_.b) * Eigen::Matrix2d::Identity() + f.AA * dA * dA.transpose() +
           f.AB * mixed + f.BB * dB * dB.transpose();
  }

  Facts facts() const {
    const std::string A = written(bowls_.a / 2) + "*((x + 1)^2 + y^2)",
                      B = written(bowls_.b / 2) + "*((x - 1)^2 + y^2)";
    return {.formula = A + "*" + B + "/(" + A + " + " + B + ")",
            .domain = {{-2.5, 3.5}, {-2.5, 2.5}},
            .starts = {pointAt({-1.1, 0.1}), pointAt({-2, 1.5}), pointAt({3, -1})},
            .stationary = {{pointAt({-1, 0}), 0, Kind::minimum},
                           {pointAt({1, 0}), 0, Kind::minimum},
                           {pointAt({-1 + 2 * bowls_.pass(), 0}), bowls_.passValue(2), Kind::saddle}},
            .source = "this page, after Hochreiter & Schmidhuber, Flat minima, 1997"};
  }

 private:
  Eigen::Vector2d slopeA(double x, double y) const { return bowls_.a * Eigen::Vector2d(x + 1, y); }
  Eigen::Vector2d slopeB(double x, double y) const { return bowls_.b * Eigen::Vector2d(x - 1, y); }
  ParallelBowls::Join joinAt(double x, double y) const {
    return ParallelBowls::join(bowls_.a * ((x + 1) * (x + 1) + y * y) / 2,
                               bowls_.b * ((x - 1) * (x - 1) + y * y) / 2);
  }

  ParallelBowls bowls_;
};

}  // namespace downhill

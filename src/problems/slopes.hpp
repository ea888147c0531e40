#pragma once

#include <cmath>
#include <limits>

#include "problems/problem.hpp"

namespace downhill {

// The slope of a curve at x by two places a distance apart, and how wrong it is.
//
//   forward   (f(x + h) − f(x)) / h              errs by  ½h|f″|  + about ε|f|/h
//   central   (f(x + h) − f(x − h)) / (2h)       errs by  h²|f‴|/6 + about ε|f|/(2h)
//
// The first terms fall with h, the roundings rise: the best h is near √ε for the one and ∛ε for the other,
// and at h = 1e-12 both are wrong in the fourth digit. (Higham, Accuracy and Stability of Numerical
// Algorithms, 2002, 1.14)
struct DifferenceQuotients {
  double h;
  double forward;
  double central;
  double forwardError;  // |forward − f′|
  double centralError;
  double floor;  // the analytic slope's own rounding, ½ε|f′|
};

inline DifferenceQuotients differenceQuotients(const Problem& curve, double x, double h) {
  if (curve.dimension() != 1)
    throw std::invalid_argument("difference quotients are drawn on a curve, not on a surface");
  if (!std::isfinite(x) || !(h > 0) || !std::isfinite(h))
    throw std::invalid_argument("the place must be finite and h above 0");
  const auto f = [&curve](double at) { return curve.value(pointAt({at})); };
  Vector<double> slope;
  curve.gradient(pointAt({x}), slope);
  const double forward = (f(x + h) - f(x)) / h, central = (f(x + h) - f(x - h)) / (2 * h);
  return {h,
          forward,
          central,
          std::abs(forward - slope[0]),
          std::abs(central - slope[0]),
          std::numeric_limits<double>::epsilon() / 2 * std::abs(slope[0])};
}

// The slope of a surface in one direction, u = (cos φ, sin φ):
//
//   D_u f = f_x cos φ + f_y sin φ = ‖∇f‖ cos θ,   θ the angle from ∇f to u
struct DirectionalDerivative {
  Eigen::Vector2d gradient;
  double gradientAngle;  // of ∇f, in (−π, π]
  Eigen::Vector2d u;
  double alongX;  // f_x cos φ
  double alongY;  // f_y sin φ
  double slope;   // their sum
  double norm;    // ‖∇f‖, the largest slope of all directions
  double theta;   // in (−π, π]; 0 where the gradient is zero
  double cosine;  // cos θ
};

inline DirectionalDerivative directionalDerivative(const Problem& surface, const Point& at, double phi) {
  if (surface.dimension() != 2 || at.size() != 2)
    throw std::invalid_argument("a direction is turned on a surface, at a place of 2 coordinates");
  if (!at.allFinite() || !std::isfinite(phi))
    throw std::invalid_argument("the place and the direction must be finite");
  Vector<double> gradient;
  surface.gradient(at, gradient);
  const double c = std::cos(phi), s = std::sin(phi);
  const double across = gradient[0] * s - gradient[1] * c, along = gradient[0] * c + gradient[1] * s;
  const double theta = std::atan2(across, along);
  return {.gradient = gradient,
          .gradientAngle = std::atan2(gradient[1], gradient[0]),
          .u = {c, s},
          .alongX = gradient[0] * c,
          .alongY = gradient[1] * s,
          .slope = along,
          .norm = gradient.norm(),
          .theta = theta,
          .cosine = std::cos(theta)};
}

// A surface cut along a straight line through a place, t → f(at + t·u): `count` heights, evenly spaced from
// t = range.low to range.high. Its slope at t = 0 is D_u f.
inline std::vector<double> cutAlong(const Problem& surface, const Point& at, double phi, Range range,
                                    int count) {
  if (surface.dimension() != 2 || at.size() != 2 || !at.allFinite() || !std::isfinite(phi))
    throw std::invalid_argument("a surface is cut at a finite place of 2 coordinates, in a finite direction");
  if (!(range.low < range.high) || !std::isfinite(range.high - range.low) || count < 2)
    throw std::invalid_argument("a cut goes upwards along a finite range, in 2 places or more");
  const Point along = pointAt({std::cos(phi), std::sin(phi)});
  std::vector<double> heights;
  for (int i = 0; i < count; ++i) {
    const double t = range.low + (range.high - range.low) * i / (count - 1);
    heights.push_back(surface.value(at + t * along));
  }
  return heights;
}

}  // namespace downhill

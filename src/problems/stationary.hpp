#pragma once

#include <Eigen/LU>
#include <algorithm>
#include <cstdio>

#include "problems/problem.hpp"
#include "spectra/symmetric_eigen.hpp"

namespace downhill {

// A number as a formula writes it, to twelve digits; a negative one in brackets.
inline std::string written(double number) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, number < 0 ? "(%.12g)" : "%.12g", number);
  return buffer;
}

// Minimum, saddle or maximum, by the signs of the Hessian's eigenvalues.
inline Kind kindOf(const Eigen::Matrix2d& hessian) {
  const Vector<double> eigenvalues = symmetricEigenvalues(hessian);
  return eigenvalues.minCoeff() > 0   ? Kind::minimum
         : eigenvalues.maxCoeff() < 0 ? Kind::maximum
                                      : Kind::saddle;
}

// Stationary points of a surface from their first few digits: Newton's method on ∇f = 0 finds the rest.
template <Surface S>
std::vector<StationaryPoint> stationaryPointsNear(const S& surface,
                                                  const std::vector<Eigen::Vector2d>& guesses) {
  std::vector<StationaryPoint> points;
  for (Eigen::Vector2d p : guesses) {
    for (int i = 0; i < 20; ++i) p -= surface.hessian(p[0], p[1]).inverse() * surface.gradient(p[0], p[1]);
    points.push_back({p, surface.value(p[0], p[1]), kindOf(surface.hessian(p[0], p[1]))});
  }
  std::sort(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.value < b.value; });
  return points;
}

// The same for a curve.
template <Curve C>
std::vector<StationaryPoint> stationaryPointsNear(const C& curve, const std::vector<double>& guesses) {
  std::vector<StationaryPoint> points;
  for (double x : guesses) {
    for (int i = 0; i < 20; ++i) x -= curve.slope(x) / curve.curvature(x);
    points.push_back({pointAt({x}), curve.value(x), curve.curvature(x) > 0 ? Kind::minimum : Kind::maximum});
  }
  std::sort(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.value < b.value; });
  return points;
}

// f(x, y) = g(x) + g(y) is level exactly where both of its halves are: every pair of g's stationary points.
inline std::vector<Eigen::Vector2d> pairsOf(const std::vector<double>& roots) {
  std::vector<Eigen::Vector2d> pairs;
  for (const double x : roots)
    for (const double y : roots) pairs.emplace_back(x, y);
  return pairs;
}

}  // namespace downhill

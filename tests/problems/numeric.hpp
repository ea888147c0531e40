#pragma once

#include <cmath>
#include <limits>

#include "problems/problem.hpp"
#include "random/random.hpp"

namespace downhill {

// The step at which a central difference errs least: h ≈ ∛ε · the size of x.
inline double bestStep(double x) {
  return std::cbrt(std::numeric_limits<double>::epsilon()) * std::max(1.0, std::abs(x));
}

inline Vector<double> numericGradient(const Problem& problem, const Point& at) {
  Vector<double> gradient(at.size());
  for (Eigen::Index i = 0; i < at.size(); ++i) {
    Point up = at, down = at;
    up[i] += bestStep(at[i]);
    down[i] -= bestStep(at[i]);
    gradient[i] = (problem.value(up) - problem.value(down)) / (up[i] - down[i]);
  }
  return gradient;
}

// Column i: the central difference of the gradient along coordinate i.
inline Matrix<double> numericHessian(const Problem& problem, const Point& at) {
  Matrix<double> hessian(at.size(), at.size());
  Vector<double> above, below;
  for (Eigen::Index i = 0; i < at.size(); ++i) {
    Point up = at, down = at;
    up[i] += bestStep(at[i]);
    down[i] -= bestStep(at[i]);
    problem.gradient(up, above);
    problem.gradient(down, below);
    hessian.col(i) = (above - below) / (up[i] - down[i]);
  }
  return hessian;
}

inline Vector<double> gradientAt(const Problem& problem, const Point& at) {
  Vector<double> gradient;
  problem.gradient(at, gradient);
  return gradient;
}

inline Matrix<double> hessianAt(const Problem& problem, const Point& at) {
  Matrix<double> hessian;
  problem.hessian(at, hessian);
  return hessian;
}

inline Point anywhereOn(const Problem& problem, Random& random) {
  Point at(problem.dimension());
  for (Eigen::Index i = 0; i < at.size(); ++i) {
    const auto& [low, high] = problem.facts().domain[i];
    at[i] = random.uniform(low, high);
  }
  return at;
}

// |a − b| by the larger of both and 1: relative where numbers are large, absolute near zero.
template <class A, class B>
double difference(const A& a, const B& b) {
  return (a - b).norm() / std::max({1.0, a.norm(), b.norm()});
}

}  // namespace downhill

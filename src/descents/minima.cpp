#include "descents/minima.hpp"

#include <Eigen/Cholesky>

#include "descents/problem_oracle.hpp"
#include "optimizers/line_search.hpp"

namespace downhill {

Minima::Minima(const Problem& problem) : problem_(problem), minima_(problem.facts().minima()) {
  double square = 0;
  for (const auto& [low, high] : problem.facts().domain) square += (high - low) * (high - low);
  radius_ = 0.01 * std::sqrt(square);
}

int Minima::nearest(const Point& point) const {
  int found = none;
  double best = radius_;
  for (std::size_t i = 0; i < minima_.size(); ++i) {
    const double distance = (minima_[i].at - point).norm();
    if (distance > best) continue;
    best = distance;
    found = static_cast<int>(i);
  }
  return found;
}

// A place that is nobody's: is a new minimum within reach? Newton's method looks for it, in a bowl only.
int Minima::reachedAt(const Point& point) {
  if (!point.allFinite()) return none;
  if (const int known = nearest(point); known != none) return known;
  Point at = point;
  Vector<double> gradient;
  Matrix<double> hessian;
  for (int i = 0; i < 10; ++i) {
    problem_.gradient(at, gradient);
    problem_.hessian(at, hessian);
    const Eigen::LLT<Matrix<double>> factors(hessian);
    if (factors.info() != Eigen::Success) return none;
    at -= factors.solve(gradient);
    if (!((at - point).norm() <= radius_)) return none;
  }
  problem_.gradient(at, gradient);
  if (gradient.norm() > 1e-6) return none;
  minima_.push_back({at, problem_.value(at), Kind::minimum});
  return static_cast<int>(minima_.size()) - 1;
}

int Minima::below(const Point& point) {
  if (!point.allFinite()) return none;
  ProblemOracle oracle(problem_);
  Point at = point, trial;
  Vector<double> gradient;
  for (int i = 0; i < 2000; ++i) {
    oracle.valueAndGradient(at, gradient);
    if (!(gradient.norm() > 1e-9)) break;
    const double longest = std::min(1.0, radius_ / gradient.norm());
    at -= backtrack<double>(oracle, at, gradient, -gradient, longest, trial) * gradient;
  }
  return reachedAt(at);
}

}  // namespace downhill

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "descents/walker.hpp"

namespace downhill {

// Where a run that diverged began to, and what the surface allows there.
struct Divergence {
  int step;          // the first of the last, unbroken climb
  double curvature;  // λ_max, the largest eigenvalue of the Hessian at that place
  double limit;      // 2/λ_max: a longer step of gradient descent leaves that place's bowl; 0 if λ_max ≤ 0
};

// A whole run, kept. Row k (0 … steps) tells of the place θₖ: the value and gradient there, the step that was
// taken from there, and what the method remembered when it took it. Vectors lie flat, a row after the other.
struct Descent {
  Eigen::Index dimension = 0;
  std::vector<double> points;            // (rows, dimension)
  std::vector<double> values;            // (rows)
  std::vector<double> gradients;         // (rows, dimension), without noise
  std::vector<double> moves;             // (rows, dimension): θₖ₊₁ − θₖ, zero in the last row
  std::vector<double> rates;             // (rows): η of the step from here
  std::vector<double> momenta;           // (rows, dimension), or empty if the method has none
  std::vector<double> accumulators;      // (rows, dimension), or empty
  std::vector<Evaluations> evaluations;  // (rows): asked so far, this place included
  StopReason reason = StopReason::none;
  std::string words;                     // why it is undefined, if it is
  std::optional<Divergence> divergence;  // if it diverged

  int steps() const { return static_cast<int>(values.size()) - 1; }
  Eigen::Map<const Point> point(int row) const { return rowOf(points, row); }
  Eigen::Map<const Point> gradient(int row) const { return rowOf(gradients, row); }
  Eigen::Map<const Point> move(int row) const { return rowOf(moves, row); }
  Eigen::Map<const Point> momentum(int row) const { return rowOf(momenta, row); }
  Eigen::Map<const Point> accumulator(int row) const { return rowOf(accumulators, row); }

 private:
  Eigen::Map<const Point> rowOf(const std::vector<double>& rows, int row) const {
    return Eigen::Map<const Point>(rows.data() + row * dimension, dimension);
  }
};

// Walks from the start until a rule stops it, and keeps everything.
Descent descend(const Problem& problem, const Optimizer<double>& optimizer, const Point& start,
                const WalkSettings& settings = {});

}  // namespace downhill

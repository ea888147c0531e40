#pragma once

#include <cmath>
#include <limits>

#include "problems/problem.hpp"

namespace downhill {

// A surface sampled for drawing: at the crossings of columns × rows lines through a window, the outermost on
// its edges; row 0 at the bottom. A curve has one row.
struct Grid {
  int columns = 0;
  int rows = 0;
  std::vector<double> values;     // (rows, columns)
  std::vector<double> gradients;  // (rows, columns, dimension), if they were asked for
};

inline Grid sampled(const Problem& problem, const std::vector<Range>& window, int columns, int rows,
                    bool withGradients) {
  const bool isCurve = problem.dimension() == 1;
  if (problem.dimension() > 2 || static_cast<Eigen::Index>(window.size()) != problem.dimension())
    throw std::invalid_argument("the window needs one range for each coordinate of a curve or a surface");
  if (columns < 2 || columns > 4096 || rows > 4096 || (!isCurve && rows < 2))
    throw std::invalid_argument("a grid has from 2 to 4096 lines each way");
  for (const auto& [low, high] : window)
    if (!(low < high) || !std::isfinite(high - low))
      throw std::invalid_argument("a range of the window must be finite and go upwards");
  Grid grid{.columns = columns, .rows = isCurve ? 1 : rows, .values = {}, .gradients = {}};
  const auto along = [](Range range, int i, int count) {
    return range.low + (range.high - range.low) * i / (count - 1);
  };
  Point at(problem.dimension());
  Vector<double> gradient;
  for (int row = 0; row < grid.rows; ++row)
    for (int column = 0; column < columns; ++column) {
      at[0] = along(window[0], column, columns);
      if (!isCurve) at[1] = along(window[1], row, rows);
      grid.values.push_back(problem.value(at));
      if (!withGradients) continue;
      problem.gradient(at, gradient);
      grid.gradients.insert(grid.gradients.end(), gradient.begin(), gradient.end());
    }
  return grid;
}

// A particle carried downhill for a time t, by n steps of the classical method of Runge and Kutta (1901):
//
//   ẋ = −∇f(x) / √(1 + ‖∇f(x)‖²/c²)
//
// Without a limit c it is the gradient flow ẋ = −∇f(x), along which f falls at the rate ‖∇f‖². A limit keeps
// a steep wall from throwing particles out of the picture: none is faster than c, and all still follow the
// same paths, which cross every contour at a right angle.
inline Point flowed(const Problem& problem, Point x, double time, int steps,
                    double speedLimit = std::numeric_limits<double>::infinity()) {
  if (x.size() != problem.dimension() || steps < 1 || !std::isfinite(time))
    throw std::invalid_argument(
        "a particle flows from a place of the problem, for a finite time, in 1 step or more");
  if (!(speedLimit > 0)) throw std::invalid_argument("the limit of a particle's speed must be above 0");
  const double h = time / steps;
  const auto velocity = [&](const Point& at, Vector<double>& v) {
    problem.gradient(at, v);
    v /= -std::hypot(1, v.norm() / speedLimit);
  };
  Vector<double> k1, k2, k3, k4;
  for (int i = 0; i < steps; ++i) {
    velocity(x, k1);
    velocity(x + h / 2 * k1, k2);
    velocity(x + h / 2 * k2, k3);
    velocity(x + h * k3, k4);
    x += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
  }
  return x;
}

}  // namespace downhill

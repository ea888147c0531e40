#include "descents/basins.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace downhill {

BasinMap::BasinMap(const Problem& problem, const Optimizer<double>& optimizer, WalkSettings settings,
                   std::vector<Range> window, int width, int height)
    : problem_(problem),
      optimizer_(optimizer.clone()),
      settings_(settings),
      window_(std::move(window)),
      width_(width),
      height_(problem.dimension() == 1 ? 1 : height),
      minima_(problem) {
  if (width < 1 || height < 1 || width > 4096 || height > 4096)
    throw std::invalid_argument("a map of " + std::to_string(width) + " by " + std::to_string(height) +
                                " pixels cannot be drawn; each side must be from 1 to 4096");
  if (problem.dimension() > 2) throw std::invalid_argument("a map has 2 dimensions; the problem has more");
  if (static_cast<Eigen::Index>(window_.size()) != problem.dimension())
    throw std::invalid_argument("the window has " + std::to_string(window_.size()) +
                                " ranges; the problem has " + std::to_string(problem.dimension()) +
                                " coordinates");
  for (const auto& [low, high] : window_)
    if (!(low < high) || !std::isfinite(high - low))
      throw std::invalid_argument("a range of the window must be finite and go upwards");
  if (Flock::suits(optimizer)) flock_.emplace(problem, optimizer, settings);
  basins_.assign(static_cast<std::size_t>(width_) * height_, notArrived);
  steps_.assign(basins_.size(), 0);
}

Point BasinMap::start(int column, int row) const {
  Point start(problem_.dimension());
  const auto [left, right] = window_[0];
  start[0] = left + (right - left) * (column + 0.5) / width_;
  if (start.size() == 1) return start;
  const auto [bottom, top] = window_[1];
  start[1] = top - (top - bottom) * (row + 0.5) / height_;
  return start;
}

bool BasinMap::computeRows(int rows) {
  const int end = std::min(height_, rowsDone_ + std::max(rows, 0));
  for (; rowsDone_ < end; ++rowsDone_)
    if (flock_)
      walkRowTogether();
    else
      walkRowOneByOne();
  return rowsDone_ < height_;
}

void BasinMap::walkRowTogether() {
  Matrix<double> starts(width_, problem_.dimension());
  for (int column = 0; column < width_; ++column) starts.row(column) = start(column, rowsDone_).transpose();
  const std::vector<Flock::End>& ends = flock_->walk(starts);
  for (int column = 0; column < width_; ++column)
    note(column, ends[column].point, ends[column].steps, ends[column].reason);
}

void BasinMap::walkRowOneByOne() {
  for (int column = 0; column < width_; ++column) {
    Walker walker(problem_, *optimizer_, start(column, rowsDone_), settings_);
    const StopReason reason = walker.run();
    note(column, walker.point(), walker.steps(), reason);
  }
}

void BasinMap::note(int column, const Point& end, int steps, StopReason reason) {
  const std::size_t pixel = static_cast<std::size_t>(rowsDone_) * width_ + column;
  basins_[pixel] = isGone(reason) ? gone : minima_.reachedAt(end);
  steps_[pixel] = steps;
}

}  // namespace downhill

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "descents/flock.hpp"
#include "descents/minima.hpp"
#include "descents/walker.hpp"

namespace downhill {

// Every pixel a start: which minimum a method reaches from there, and in how many steps.
//
// Computed a few rows at a time, so that a page can show it grow and stop it. Pixel (column, row) starts at
// its own centre; row 0 is at the top, where y is largest. On a curve, every column is a start and there is
// one row.
class BasinMap {
 public:
  static constexpr int notArrived = -1;  // stopped where no minimum is
  static constexpr int gone = -2;        // diverged, fell without end, or met an undefined place

  BasinMap(const Problem& problem, const Optimizer<double>& optimizer, WalkSettings settings,
           std::vector<Range> window, int width, int height);

  bool computeRows(int rows);  // the next few; false when there are none left
  int rowsDone() const { return rowsDone_; }

  int width() const { return width_; }
  int height() const { return height_; }
  Point start(int column, int row) const;
  const std::vector<std::int32_t>& basins() const {
    return basins_;
  }  // (height, width): a minimum's number or a flag
  const std::vector<std::int32_t>& steps() const { return steps_; }  // (height, width)
  const Minima& minima() const { return minima_; }

 private:
  void walkRowTogether();
  void walkRowOneByOne();
  void note(int column, const Point& end, int steps, StopReason reason);

  const Problem& problem_;
  std::unique_ptr<Optimizer<double>> optimizer_;
  WalkSettings settings_;
  std::vector<Range> window_;
  int width_, height_;
  int rowsDone_ = 0;
  Minima minima_;
  std::vector<std::int32_t> basins_, steps_;
  std::optional<Flock> flock_;  // where the method's walks can go side by side
};

}  // namespace downhill

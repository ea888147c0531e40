#pragma once

#include <vector>

#include "problems/problem.hpp"

namespace downhill {

// The minima of a problem by number: those it knows of, and those that walks discover.
class Minima {
 public:
  explicit Minima(const Problem& problem);

  static constexpr int none = -1;

  // Which minimum a walk that stopped here has reached; none if it stopped elsewhere. A place within 1 % of
  // the window's diagonal counts as reached. A minimum met for the first time is added at the end.
  int reachedAt(const Point& point);

  // Which minimum lies below a place, such as one where noise still shakes a walk: that at the end of the way
  // straight down in short steps (gradient descent with Armijo's rule).
  int below(const Point& point);

  const std::vector<StationaryPoint>& list() const { return minima_; }
  double radius() const { return radius_; }

 private:
  int nearest(const Point& point) const;

  const Problem& problem_;
  std::vector<StationaryPoint> minima_;
  double radius_;
};

}  // namespace downhill

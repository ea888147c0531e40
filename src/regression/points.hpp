#pragma once

#include <string_view>

#include "gemm/matrix.hpp"
#include "tables/number_table.hpp"

namespace downhill {

// Points (x_i, y_i) that a line is laid through. x, y: (n)
struct Points {
  Vector<double> x;
  Vector<double> y;

  Eigen::Index size() const { return x.size(); }
};

// Throws with words unless there is 1 point or more, as many x as y, and all of them are finite.
void requirePoints(const Points& points);

struct PastedPoints {
  Points points;
  NumberTable table;  // what they were read from: lines, doubts
};

// Points that a learner has pasted, x and y in a row; see readNumbers.
PastedPoints parsePoints(std::string_view text);

constexpr Eigen::Index mostPoints = 100000;

}  // namespace downhill

#pragma once

#include <string_view>
#include <vector>

#include "gemm/matrix.hpp"

namespace downhill {

// Points (x_i, y_i) that a line is laid through. x, y: (n)
struct Points {
  Vector<double> x;
  Vector<double> y;

  Eigen::Index size() const { return x.size(); }
};

// Throws with words unless there is 1 point or more, as many x as y, and all of them are finite.
void requirePoints(const Points& points);

// Points from text, one a line: two numbers with a comma, semicolon, tab or spaces between them. With
// semicolons or tabs a comma is a decimal comma ("1,5; 2"). Empty lines and lines that begin with # are
// passed over, and so is one heading before the first point. Anything else is refused with the number of its
// line.
Points parsePoints(std::string_view text);

constexpr Eigen::Index mostPoints = 100000;

}  // namespace downhill

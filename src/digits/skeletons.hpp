#pragma once

#include <span>
#include <vector>

#include "digits/drawing.hpp"

namespace downhill {

// One way in which people write a digit: the path of the pen through a box 10 wide and 14 high, y downwards.
// The pen goes smoothly through the points; a point given twice is a corner.
struct Skeleton {
  const char* name;
  double weight;  // how often, against the other ways of the same digit
  Strokes strokes;
};

std::span<const Skeleton> skeletons(int digit);

}  // namespace downhill

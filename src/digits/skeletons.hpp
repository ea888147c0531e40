#pragma once

#include <span>
#include <vector>

#include "digits/drawing.hpp"

namespace downhill {

// One way in which people write a digit: the path of the pen through a box 10 wide and 14 high, y downwards.
// The pen goes smoothly through the points; a point given twice is a corner. The path is kept as text, "x,y x,y …"
// with M where the pen is set down anew: text needs no code that builds it, which a page would have to load.
struct Skeleton {
  const char* name;
  double weight;  // how often, against the other ways of the same digit
  const char* path;

  Strokes strokes() const;
};

std::span<const Skeleton> skeletons(int digit);

}  // namespace downhill

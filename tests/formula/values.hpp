#pragma once

#include <string_view>

#include "formula/parser.hpp"
#include "formula/tape.hpp"

namespace downhill::formula {

// The value of a formula of x and y.
inline double valueAt(std::string_view text, double x, double y) {
  Tape tape(parse(text, {"x", "y"}));
  const double inputs[] = {x, y};
  return tape.evaluate(inputs);
}

}  // namespace downhill::formula

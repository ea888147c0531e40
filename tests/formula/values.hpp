#pragma once

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
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

// That a text has a value that was found without it, but for rounding; none where that is none.
inline void checkValue(std::string_view text, double x, double y, double value, double rounding) {
  using Catch::Matchers::WithinAbs, Catch::Matchers::WithinRel;
  CAPTURE(text);
  if (std::isfinite(value))
    CHECK_THAT(valueAt(text, x, y), WithinRel(value, 1e-9) || WithinAbs(value, rounding));
  else
    CHECK_FALSE(std::isfinite(valueAt(text, x, y)));
}

}  // namespace downhill::formula

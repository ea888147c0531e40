#pragma once

#include <string_view>

#include "problems/problem.hpp"

namespace downhill {

// What a curve does at a place, by what it does to the left and to the right of it.
enum class Behaviour {
  smooth,     // one value, one slope
  corner,     // one value, two slopes
  upright,    // one value, and an infinite slope: ∛x at 0
  jump,       // two values, or one beside which the place has its own
  hole,       // one value to both sides and none at the place: sin(x)/x at 0
  pole,       // it grows without bound to one side or both: 1/x, ln x at 0
  edge,       // no value on one side: √x at 0
  nowhere,    // no value on either side
  unsettled,  // neither value nor slope tends to anything: sin(1/x) at 0
};

// The name of a behaviour, as it crosses to the page: "corner".
std::string_view nameOf(Behaviour behaviour);

// What f and f′ tend to from one side: finite, ±∞, or not a number where there is no value or none that they
// tend to.
struct Side {
  double value;
  double slope;
};

struct CurvePlace {
  Behaviour behaviour;
  double value;  // f at the place; not a number where it has none
  Side left, right;
};

// A curve at a finite x. The limits are those of f and f′ at x ± h as h is halved; what is smaller than the
// last h, 2⁻²² of x or of 1, is not seen.
CurvePlace behaviourAt(const Problem& curve, double x);

}  // namespace downhill

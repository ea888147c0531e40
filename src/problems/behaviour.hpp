#pragma once

#include <string_view>

#include "problems/problem.hpp"

namespace downhill {

// What a curve does at a place, by what it does to the left and to the right of it.
enum class Behaviour {
  smooth,     // one value, one slope
  corner,     // one value, two slopes
  cusp,       // one value, and slopes that go to −∞ on one side, to ∞ on the other: √|x| at 0
  upright,    // one value, and an infinite slope: ∛x at 0
  jump,       // the sides tend to two values, or there is one side and the place has another value
  hole,       // the sides tend to one value, and the place has none or another: sin(x)/x at 0
  pole,       // it grows like a whole power of 1/(x − c) on both sides: 1/x at 0, tan x at π/2
  asymptote,  // it grows without bound otherwise, on one side or both: ln x, e^(1/x) at 0
  edge,       // no value on one side: √x at 0
  isolated,   // a value, and none on either side: √(−x²) at 0
  nowhere,    // no value, and none on either side
  unsettled,  // it swings, and neither value nor slope tends to anything: sin(1/x) at 0
  unclear,    // neither the rules nor nearby values tell what it tends to
};

// The name of a behaviour, as it crosses to the page: "corner".
std::string_view nameOf(Behaviour behaviour);

// What f and f′ tend to from one side: finite, ±∞, or not a number where there is no value or none that they
// tend to. The doubts say how far off they may be where they were guessed from nearby values: 0 where rules
// gave them.
struct Side {
  double value;
  double slope;
  double valueDoubt = 0, slopeDoubt = 0;
};

struct CurvePlace {
  Behaviour behaviour;
  double value;  // f at the place; not a number where it has none
  Side left, right;
};

// A curve at a finite x. A formula's limits are found by rules (formula/approach.hpp) where these decide.
// Else they are those of f and f′ at x ± h as h is halved; what is smaller than the last h, 2⁻²² of x or of
// 1, is not seen then.
CurvePlace behaviourAt(const Problem& curve, double x);

// A surface cut along a line in the direction φ: the curve t → f(at + t·(cos φ, sin φ)) at t = 0.
CurvePlace behaviourAlong(const Problem& surface, const Point& at, double phi);

// What a surface does at a place: the worst that a cut through it does, and in which direction φ.
struct SurfacePlace {
  Behaviour behaviour;
  double phi;
};

SurfacePlace behaviourAt(const Problem& surface, const Point& at);

}  // namespace downhill

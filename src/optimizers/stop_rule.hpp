#pragma once

#include <string_view>

#include "registry/setting.hpp"

namespace downhill {

// When to stop. Three rules are tried after every step; 0 switches one of the first two off.
//
//   gradient     ‖∇f‖ < gradient: the ground is level, to first order. At a saddle it is, too.
//   change       |f(θₖ) − f(θₖ₋₁)| < change: the last step changed little. On a plateau it does, too.
//   iterations   k = iterations: patience is over.
struct StopRule {
  double gradient = 1e-6;
  double change = 0;
  double iterations = 1000;
};

inline constexpr std::array stopRuleFields{
    Field<StopRule>{"gradient", &StopRule::gradient, 0, 1e6},
    Field<StopRule>{"change", &StopRule::change, 0, 1e6},
    Field<StopRule>{"iterations", &StopRule::iterations, 0, 1e6, Scale::whole}};

// Why a walk ended: by one of the three rules, or because it could not go on.
enum class StopReason {
  none,  // it has not ended
  gradient,
  change,
  iterations,
  exploded,   // it climbed out of the numbers, or of every picture
  unbounded,  // it fell out of every picture: there is no floor that way
  undefined   // f or the method's step has no value here
};

// It ended nowhere on the surface.
constexpr bool isGone(StopReason reason) {
  return reason == StopReason::exploded || reason == StopReason::unbounded || reason == StopReason::undefined;
}

constexpr std::string_view nameOf(StopReason reason) {
  constexpr std::string_view names[] = {"none",     "gradient",  "change",   "iterations",
                                        "exploded", "unbounded", "undefined"};
  return names[static_cast<int>(reason)];
}

}  // namespace downhill

#pragma once

#include <cmath>
#include <cstddef>
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
  diverged,   // it climbed out of the numbers, or of every picture
  unbounded,  // it fell out of every picture: there is no floor that way
  undefined   // f or the method's step has no value here
};

// Where a walk is, and where it was one step ago.
struct WalkState {
  const double* point;     // (dimension)
  const double* gradient;  // (dimension), without noise
  std::ptrdiff_t dimension;
  double value, valueBefore, startValue;
  int steps;
};

// Why a walk ends there; none where it goes on.
inline StopReason judge(const StopRule& rule, const WalkState& walk) {
  constexpr double farthest = 1e8;  // no surface is looked at out there
  bool isFar = false, isFinite = true;
  double square = 0;
  for (std::ptrdiff_t i = 0; i < walk.dimension; ++i) {
    isFar |= !(std::abs(walk.point[i]) <= farthest);
    isFinite &= std::isfinite(walk.gradient[i]);
    square += walk.gradient[i] * walk.gradient[i];
  }
  if (isFar && walk.value < walk.startValue) return StopReason::unbounded;
  if (isFar || std::isinf(walk.value)) return StopReason::diverged;
  if (std::isnan(walk.value) || !isFinite) return StopReason::undefined;
  if (std::sqrt(square) < rule.gradient) return StopReason::gradient;
  if (std::abs(walk.value - walk.valueBefore) < rule.change) return StopReason::change;
  return walk.steps >= rule.iterations ? StopReason::iterations : StopReason::none;
}

// It ended nowhere on the surface.
constexpr bool isGone(StopReason reason) {
  return reason == StopReason::diverged || reason == StopReason::unbounded || reason == StopReason::undefined;
}

constexpr std::string_view nameOf(StopReason reason) {
  constexpr std::string_view names[] = {"none",     "gradient",  "change",   "iterations",
                                        "diverged", "unbounded", "undefined"};
  return names[static_cast<int>(reason)];
}

}  // namespace downhill

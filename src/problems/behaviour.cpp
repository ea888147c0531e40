#include "problems/behaviour.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace downhill {

namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();
constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

struct CurveValue {
  double value, slope;
};

CurveValue at(const Problem& curve, double x) {
  Vector<double> slope;
  curve.gradient(pointAt({x}), slope);
  return {curve.value(pointAt({x})), slope[0]};
}

constexpr int halvings = 20, watched = 11;
using Sequence = std::array<double, halvings + 1>;

struct Limit {
  double value;  // finite, ±∞, or nothing where the sequence does not settle
  double doubt;  // how far off it may be
};

// What a sequence at h, h/2, h/4 … tends to. Where it converges, its steps shrink; the steps of a logarithm
// stay the same and those of a power of 1/h grow. The rest of shrinking steps is that of a geometric series
// (Aitken 1926). What cannot be told from 0 is 0.
Limit limitOf(const Sequence& sequence) {
  const double last = sequence.back();
  if (std::isinf(last)) return {std::isfinite(sequence.front()) ? last : nothing, 0};
  std::array<double, watched - 1> steps;
  double size = 1e-10;
  for (int i = 0; i < watched - 1; ++i) {
    const double from = sequence[halvings - watched + 1 + i];
    steps[i] = sequence[halvings - watched + 2 + i] - from;
    size = std::max(size, std::abs(from));
  }
  const double first = steps.front(), end = steps.back();
  const bool isOneWay = std::ranges::all_of(steps, [end](double step) { return step * end > 0; });
  if (isOneWay && std::abs(end) >= 0.9 * std::abs(first) && std::abs(end) > 1e3 * epsilon * size)
    return {std::copysign(std::numeric_limits<double>::infinity(), end), 0};
  const double widest = std::max({std::abs(end), std::abs(steps[watched - 3]), std::abs(steps[watched - 4])});
  if (!(widest < 0.05 * size)) return {nothing, 0};
  const double ratio = end / steps[watched - 3];
  const bool shrinks = std::abs(end) > 8 * epsilon * size && ratio > 0 && ratio < 0.95;
  const double value = last + (shrinks ? end * ratio / (1 - ratio) : 0);
  return {std::abs(value) < widest ? 0 : value, std::abs(end)};
}

struct SideLimits {
  bool exists;
  Limit value, slope;
};

SideLimits sideOf(const Problem& curve, double x, double direction) {
  Sequence values, slopes;
  double h = 0.25 * std::max(1.0, std::abs(x));
  for (int k = 0; k <= halvings; ++k, h /= 2) {
    const auto [value, slope] = at(curve, x + direction * h);
    values[k] = value;
    slopes[k] = slope;
  }
  const auto isInfinite = [](double value) { return std::isinf(value); };
  const bool exists = !std::isnan(values.back()) && !std::isnan(values[halvings - 1]) &&
                      !std::ranges::all_of(values, isInfinite);
  if (!exists) return {false, {nothing, 0}, {nothing, 0}};
  return {true, limitOf(values), limitOf(slopes)};
}

// Whether f and f′ are, a little to either side, where f, f′ and f″ say that they are.
bool isSmooth(const Problem& curve, double x, CurveValue here) {
  Matrix<double> curvature;
  curve.hessian(pointAt({x}), curvature);
  const double bend = std::abs(curvature(0, 0)), h = std::ldexp(std::max(1.0, std::abs(x)), -40);
  if (!std::isfinite(here.value) || !std::isfinite(here.slope) || !std::isfinite(bend)) return false;
  const double size = std::max(1.0, std::abs(here.value)), steepness = std::max(1.0, std::abs(here.slope));
  return std::ranges::all_of(std::array{-h, h}, [&](double step) {
    const auto [value, slope] = at(curve, x + step);
    return std::abs(value - here.value - step * here.slope) <= 1e-9 * size + h * h * bend &&
           std::abs(slope - here.slope) <= 1e-6 * steepness + std::min(4 * h * bend, 0.1 * steepness);
  });
}

bool differ(Limit a, Limit b, double tolerance) {
  if (std::isinf(a.value) || std::isinf(b.value)) return a.value != b.value;
  const double size = std::max({1.0, std::abs(a.value), std::abs(b.value)});
  return std::abs(a.value - b.value) > tolerance * size + 4 * (a.doubt + b.doubt);
}

Behaviour behaviourOf(CurveValue here, const SideLimits& left, const SideLimits& right) {
  if (!left.exists && !right.exists) return Behaviour::nowhere;
  const auto isUnsettled = [](const SideLimits& side) { return side.exists && std::isnan(side.value.value); };
  if (isUnsettled(left) || isUnsettled(right)) return Behaviour::unsettled;
  if (std::isinf(left.value.value) || std::isinf(right.value.value)) return Behaviour::pole;
  if (!left.exists || !right.exists) return Behaviour::edge;
  if (differ(left.value, right.value, 1e-9)) return Behaviour::jump;
  if (!std::isfinite(here.value)) return Behaviour::hole;
  if (differ(left.value, {here.value, 0}, 1e-9)) return Behaviour::jump;
  if (std::isnan(left.slope.value) || std::isnan(right.slope.value)) return Behaviour::unsettled;
  if (std::isinf(left.slope.value) && left.slope.value == right.slope.value) return Behaviour::upright;
  return differ(left.slope, right.slope, 1e-6) ? Behaviour::corner : Behaviour::smooth;
}

}  // namespace

std::string_view nameOf(Behaviour behaviour) {
  static constexpr std::string_view names[] = {"smooth", "corner", "upright", "jump",     "hole",
                                               "pole",   "edge",   "nowhere", "unsettled"};
  return names[static_cast<int>(behaviour)];
}

CurvePlace behaviourAt(const Problem& curve, double x) {
  if (curve.dimension() != 1 || !std::isfinite(x))
    throw std::invalid_argument("left and right are sides of a finite place on a curve");
  CurveValue here = at(curve, x);
  if (isSmooth(curve, x, here)) {
    const Side side{here.value, here.slope};
    return {Behaviour::smooth, here.value, side, side};
  }
  // atan(1/x) is π/2 at 0 for a computer, which goes through ∞, and nothing for anybody else.
  if (!curve.trouble(pointAt({x})).empty()) here.value = nothing;
  const SideLimits left = sideOf(curve, x, -1), right = sideOf(curve, x, 1);
  Behaviour behaviour = behaviourOf(here, left, right);
  // Rounding alone can keep a sequence from settling where the rules of differentiation give a slope.
  if (behaviour == Behaviour::unsettled && std::isfinite(here.value) && std::isfinite(here.slope))
    behaviour = Behaviour::smooth;
  const double value = behaviour == Behaviour::pole || std::isinf(here.value) ? nothing : here.value;
  return {behaviour, value, {left.value.value, left.slope.value}, {right.value.value, right.slope.value}};
}

}  // namespace downhill

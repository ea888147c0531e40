#include "problems/behaviour.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>

#include "formula/approach.hpp"

namespace downhill {

namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();
constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

struct CurveValue {
  double value, slope;
};

// A curve, or a surface cut along a line: t → f(place + t·along), near t = 0.
struct Cut {
  const Problem& problem;
  Point place, along;

  double size() const {
    double size = 0;
    for (const double coordinate : place) size = std::max(size, std::abs(coordinate));
    return size;
  }
  double reach() const { return std::max(1.0, size()); }

  CurveValue at(double t) const {
    Point x = place;
    for (Eigen::Index i = 0; i < x.size(); ++i) x[i] += t * along[i];
    Vector<double> gradient;
    problem.gradient(x, gradient);
    return {problem.value(x), slopeOf(gradient)};
  }

  double curvature() const {
    Matrix<double> hessian;
    problem.hessian(place, hessian);
    double curvature = 0;
    for (Eigen::Index i = 0; i < along.size(); ++i)
      for (Eigen::Index k = 0; k < along.size(); ++k) curvature += along[i] * hessian(i, k) * along[k];
    return curvature;
  }

  std::optional<formula::Approach> approach(double direction) const {
    const auto* expression = problem.expression();
    if (!expression) return std::nullopt;
    Point way = along;
    for (double& share : way) share *= direction;
    const auto size = static_cast<std::size_t>(place.size());
    return formula::approach(*expression, {place.data(), size}, {way.data(), size});
  }

 private:
  // A coordinate that stays fixed has no say: its slope may be infinite.
  double slopeOf(const Vector<double>& gradient) const {
    double slope = 0;
    for (Eigen::Index i = 0; i < along.size(); ++i)
      if (along[i] != 0) slope += along[i] * gradient[i];
    return slope;
  }
};

struct Limit {
  double value;             // finite, ±∞, or nothing where the sequence does not settle
  double doubt = 0;         // how far off it may be
  bool isSwinging = false;  // it does not settle, since it goes to and fro
};

constexpr int halvings = 20, watched = 11;
using Sequence = std::array<double, halvings + 1>;

// What a sequence at h, h/2, h/4 … tends to. Where it converges, its steps shrink; the steps of a logarithm
// stay the same and those of a power of 1/h grow. The rest of shrinking steps is that of a geometric series
// (Aitken 1926). What cannot be told from 0 is 0.
Limit limitOf(const Sequence& sequence) {
  const double last = sequence.back();
  if (std::isinf(last)) return {std::isfinite(sequence.front()) ? last : nothing};
  std::array<double, watched - 1> steps;
  double size = std::isfinite(sequence.front()) ? 1e-10 * std::abs(sequence.front()) : 0;
  for (int i = 0; i < watched - 1; ++i) {
    const double from = sequence[halvings - watched + 1 + i];
    steps[i] = sequence[halvings - watched + 2 + i] - from;
    size = std::max(size, std::abs(from));
  }
  const double first = steps.front(), end = steps.back();
  const bool isOneWay = std::ranges::all_of(steps, [end](double step) { return step * end > 0; });
  // Where steps that had shrunk grow again, rounding speaks.
  double least = std::abs(sequence[1] - sequence[0]) / 1e3;
  for (int i = 2; i <= halvings; ++i)
    if (std::abs(sequence[i] - sequence[i - 1]) < least) least = infinite;
  const bool isWorn = std::isinf(least);
  if (!isWorn && isOneWay && std::abs(end) >= 0.9 * std::abs(first) && std::abs(end) > 1e3 * epsilon * size)
    return {std::copysign(infinite, end)};
  const double widest = std::max({std::abs(end), std::abs(steps[watched - 3]), std::abs(steps[watched - 4])});
  if (!(widest <= 0.05 * size)) return {nothing, 0, !isOneWay};
  const double ratio = end / steps[watched - 3];
  if (std::abs(end) > 1e-6 * size && std::abs(ratio) > 0.9) return {nothing};  // too slow to tell
  const bool shrinks = std::abs(end) > 8 * epsilon * size && ratio > 0 && ratio < 0.95;
  const double rest = shrinks ? end * ratio / (1 - ratio) : 0;
  const double value = last + rest;
  return {std::abs(value) <= widest ? 0 : value, std::max(widest, std::abs(rest))};
}

struct SideLimits {
  bool exists;
  Limit value, slope;
  std::optional<formula::Term> first = std::nullopt;  // its largest term, where rules tell
};

SideLimits sampledSide(const Cut& cut, double direction) {
  Sequence values, slopes;
  double h = 0.25 * cut.reach();
  for (int k = 0; k <= halvings; ++k, h /= 2) {
    const auto [value, slope] = cut.at(direction * h);
    values[k] = value;
    slopes[k] = slope;
  }
  const auto isInfinite = [](double value) { return std::isinf(value); };
  const bool exists = !std::isnan(values.back()) && !std::isnan(values[halvings - 1]) &&
                      !std::ranges::all_of(values, isInfinite);
  if (!exists) return {false, {nothing}, {nothing}};
  return {true, limitOf(values), limitOf(slopes)};
}

// By rules as far as they go, else by samples.
SideLimits sideOf(const Cut& cut, double direction) {
  const auto ruled = cut.approach(direction);
  if (!ruled) return sampledSide(cut, direction);
  if (!ruled->exists) return {false, {nothing}, {nothing}};
  SideLimits side{true, {ruled->value}, {direction * ruled->slope}, ruled->first};
  if (!std::isnan(ruled->value) && !std::isnan(ruled->slope)) return side;
  const SideLimits sampled = sampledSide(cut, direction);
  if (std::isnan(ruled->value)) side.value = sampled.value;
  if (std::isnan(ruled->slope)) side.slope = sampled.slope;
  return side;
}

// How large f and f′ are about the place: what is small is small beside them.
CurveValue sizeAbout(const Cut& cut, CurveValue here) {
  CurveValue size{std::abs(here.value), std::abs(here.slope)};
  for (const double t : {-0.25, 0.25}) {
    const auto [value, slope] = cut.at(t * cut.reach());
    if (std::isfinite(value)) size.value = std::fmax(size.value, std::abs(value));
    if (std::isfinite(slope)) size.slope = std::fmax(size.slope, std::abs(slope));
  }
  return size;
}

// Whether f and f′ are, a little to either side, where f, f′ and f″ say that they are.
bool isSmooth(const Cut& cut, CurveValue here, CurveValue size) {
  const double curvature = std::abs(cut.curvature()), h = std::ldexp(cut.reach(), -40);
  if (!std::isfinite(here.value) || !std::isfinite(here.slope) || !std::isfinite(curvature)) return false;
  return std::ranges::all_of(std::array{-h, h}, [&](double step) {
    const auto [value, slope] = cut.at(step);
    return std::abs(value - here.value - step * here.slope) <= 1e-9 * size.value + h * h * curvature &&
           std::abs(slope - here.slope) <= 1e-6 * size.slope + std::min(4 * h * curvature, 0.1 * size.slope);
  });
}

// Rules are right but for rounding.
bool differ(Limit a, Limit b, double tolerance) {
  if (std::isinf(a.value) || std::isinf(b.value)) return a.value != b.value;
  const double least = 1e-12 * std::max(std::abs(a.value), std::abs(b.value));
  const double doubt = a.doubt + b.doubt;
  return std::abs(a.value - b.value) > (doubt > 0 ? tolerance + 4 * doubt : least);
}

// Whether it grows as c/(x − place)ⁿ does.
bool isPole(const SideLimits& left, const SideLimits& right) {
  if (!left.first || !right.first) return false;
  const auto [factor, order] = right.first.value();
  const auto [other, otherOrder] = left.first.value();
  const double n = -order.power, sign = std::fmod(n, 2) == 0 ? 1 : -1;
  return n > 0 && std::isfinite(n) && n == std::round(n) && order.logs == 0 && otherOrder.logs == 0 &&
         otherOrder.power == order.power && std::abs(sign * other - factor) <= 1e-9 * std::abs(factor);
}

Behaviour unsettled(Limit left, Limit right) {
  return left.isSwinging || right.isSwinging ? Behaviour::unsettled : Behaviour::unclear;
}

// How far f is from a side's limit right beside the place: by rounding alone, where the formula takes a
// difference of what is nearly the same.
double scatter(const Cut& cut, const SideLimits& side, double direction) {
  const double h = std::max(std::ldexp(cut.size(), -40), 1e-300);
  const double away = std::abs(cut.at(direction * h).value - side.value.value);
  return side.exists && std::isfinite(away) ? away : 0;
}

// Whether the place has a value beside the limit of its sides.
bool isApart(CurveValue here, Limit side, double tolerance) {
  return std::isfinite(here.value) && std::abs(here.value - side.value) > tolerance + 4 * side.doubt;
}

Behaviour bySlopes(Limit left, Limit right, double size) {
  if (std::isnan(left.value) || std::isnan(right.value)) return unsettled(left, right);
  if (!differ(left, right, 1e-6 * size))
    return std::isinf(left.value) ? Behaviour::upright : Behaviour::smooth;
  return std::isinf(left.value) && std::isinf(right.value) ? Behaviour::cusp : Behaviour::corner;
}

// tolerance: how far f may be from its limit and still be taken for it
Behaviour behaviourOf(CurveValue here, const SideLimits& left, const SideLimits& right, CurveValue size,
                      double tolerance) {
  if (!left.exists && !right.exists)
    return std::isfinite(here.value) ? Behaviour::isolated : Behaviour::nowhere;
  const auto isUnknown = [](const SideLimits& side) { return side.exists && std::isnan(side.value.value); };
  if (isUnknown(left) || isUnknown(right)) return unsettled(left.value, right.value);
  if (std::isinf(left.value.value) || std::isinf(right.value.value))
    return isPole(left, right) ? Behaviour::pole : Behaviour::asymptote;
  if (!left.exists || !right.exists)
    return isApart(here, left.exists ? left.value : right.value, tolerance) ? Behaviour::jump
                                                                            : Behaviour::edge;
  if (differ(left.value, right.value, 1e-9 * size.value)) return Behaviour::jump;
  if (!std::isfinite(here.value) || isApart(here, left.value, tolerance)) return Behaviour::hole;
  return bySlopes(left.slope, right.slope, size.slope);
}

Side described(const SideLimits& side) {
  return {side.value.value, side.slope.value, side.value.doubt, side.slope.doubt};
}

CurvePlace behaviourOf(const Cut& cut) {
  CurveValue here = cut.at(0);
  const CurveValue size = sizeAbout(cut, here);
  const SideLimits left = sideOf(cut, -1), right = sideOf(cut, 1);
  const bool mayBeSmooth = left.exists == right.exists && !differ(left.value, right.value, infinite) &&
                           !differ(left.slope, right.slope, infinite);
  if (mayBeSmooth && isSmooth(cut, here, size)) {
    const Side side{here.value, here.slope};
    return {Behaviour::smooth, here.value, side, side};
  }
  // atan(1/x) is π/2 at 0 for a computer, which goes through ∞, and nothing for anybody else.
  if (!cut.problem.trouble(cut.place).empty()) here.value = nothing;
  const double tolerance = 1e-9 * size.value + 2 * std::max(scatter(cut, left, -1), scatter(cut, right, 1));
  Behaviour behaviour = behaviourOf(here, left, right, size, tolerance);
  // Rounding alone can keep a sequence from settling where the rules of differentiation give a slope.
  const bool isUnknown = behaviour == Behaviour::unsettled || behaviour == Behaviour::unclear;
  if (isUnknown && std::isfinite(here.value) && std::isfinite(here.slope)) behaviour = Behaviour::smooth;
  const bool hasNone = behaviour == Behaviour::pole || std::isinf(here.value);
  return {behaviour, hasNone ? nothing : here.value, described(left), described(right)};
}

// The worst stands last.
constexpr std::array byGravity{
    Behaviour::smooth,    Behaviour::nowhere,  Behaviour::hole,     Behaviour::corner,  Behaviour::upright,
    Behaviour::cusp,      Behaviour::isolated, Behaviour::edge,     Behaviour::unclear, Behaviour::jump,
    Behaviour::unsettled, Behaviour::pole,     Behaviour::asymptote};

auto gravity(Behaviour behaviour) { return std::ranges::find(byGravity, behaviour) - byGravity.begin(); }

}  // namespace

std::string_view nameOf(Behaviour behaviour) {
  static constexpr std::string_view names[] = {"smooth",  "corner",    "cusp",      "upright", "jump",
                                               "hole",    "pole",      "asymptote", "edge",    "isolated",
                                               "nowhere", "unsettled", "unclear"};
  return names[static_cast<int>(behaviour)];
}

CurvePlace behaviourAt(const Problem& curve, double x) {
  if (curve.dimension() != 1 || !std::isfinite(x))
    throw std::invalid_argument("left and right are sides of a finite place on a curve");
  return behaviourOf({curve, pointAt({x}), pointAt({1})});
}

CurvePlace behaviourAlong(const Problem& surface, const Point& at, double phi) {
  if (surface.dimension() != 2 || at.size() != 2 || !at.allFinite() || !std::isfinite(phi))
    throw std::invalid_argument("a surface is cut at a finite place of 2 coordinates, in a finite direction");
  // At right angles the other coordinate stays what it is.
  const auto clean = [](double share) { return std::abs(share) < 1e-15 ? 0 : share; };
  return behaviourOf({surface, at, pointAt({clean(std::cos(phi)), clean(std::sin(phi))})});
}

SurfacePlace behaviourAt(const Problem& surface, const Point& at) {
  constexpr int directions = 8;
  SurfacePlace worst{Behaviour::smooth, 0};
  std::optional<Limit> limit;
  for (int i = 0; i < directions; ++i) {
    const double phi = std::numbers::pi * i / directions;
    const CurvePlace found = behaviourAlong(surface, at, phi);
    if (gravity(found.behaviour) > gravity(worst.behaviour)) worst = {found.behaviour, phi};
    if (found.behaviour != Behaviour::hole) continue;
    // Each line may tend to something else: xy/(x² + y²) at 0.
    const Limit here{found.right.value, found.right.valueDoubt};
    if (worst.behaviour == Behaviour::hole && differ(here, limit.value_or(here), 0))
      worst = {Behaviour::jump, phi};
    limit = here;
  }
  return worst;
}

}  // namespace downhill

#pragma once

#include <cmath>

namespace downhill::support {

// A number with two infinitely small parts, ε₁² = ε₂² = 0: f(x + ε₁ + ε₂) carries f, f′ and, at ε₁ε₂, f″,
// all exact.                                                                      (Fike & Alonso 2011)
struct HyperDual {
  double value = 0, first = 0, second = 0, both = 0;
};

// φ(x) where φ, φ′, φ″ are known at x.value.
inline HyperDual chained(const HyperDual& x, double value, double slope, double curvature) {
  return {value, slope * x.first, slope * x.second, slope * x.both + curvature * x.first * x.second};
}

inline HyperDual operator+(const HyperDual& a, const HyperDual& b) {
  return {a.value + b.value, a.first + b.first, a.second + b.second, a.both + b.both};
}
inline HyperDual operator-(const HyperDual& a, const HyperDual& b) {
  return {a.value - b.value, a.first - b.first, a.second - b.second, a.both - b.both};
}
inline HyperDual operator*(const HyperDual& a, const HyperDual& b) {
  return {a.value * b.value, a.first * b.value + a.value * b.first, a.second * b.value + a.value * b.second,
          a.both * b.value + a.first * b.second + a.second * b.first + a.value * b.both};
}

inline HyperDual exp(const HyperDual& x) {
  const double e = std::exp(x.value);
  return chained(x, e, e, e);
}
inline HyperDual log(const HyperDual& x) {
  return chained(x, std::log(x.value), 1 / x.value, -1 / (x.value * x.value));
}
inline HyperDual tanh(const HyperDual& x) {
  const double t = std::tanh(x.value);
  return chained(x, t, 1 - t * t, -2 * t * (1 - t * t));
}

}  // namespace downhill::support

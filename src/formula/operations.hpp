#pragma once

#include <cmath>
#include <limits>
#include <numbers>
#include <string_view>

namespace downhill::formula {

// What a node of an expression does with its operands a and b.
enum class Operation {
  input,
  constant,  // no operand
  negate,
  sin,
  cos,
  tan,
  asin,
  acos,
  atan,
  sinh,
  cosh,
  tanh,  // one operand
  exp,
  log,
  log10,
  log2,
  sqrt,
  abs,
  sign,
  floor,
  ceil,
  sigmoid,
  softplus,
  relu,
  add,
  subtract,
  multiply,
  divide,
  power,
  max,
  min,
  mod  // two operands
};

// How an operation is written, and its derivatives by its operands, as a learner would note them down.
struct OperationWords {
  Operation operation;
  std::string_view name;
  int operands;
  std::string_view derivativeA;
  std::string_view derivativeB;
};

inline constexpr OperationWords operationWords[] = {
    {Operation::input, "input", 0, "", ""},
    {Operation::constant, "constant", 0, "", ""},
    {Operation::negate, "−", 1, "−1", ""},
    {Operation::sin, "sin", 1, "cos(a)", ""},
    {Operation::cos, "cos", 1, "−sin(a)", ""},
    {Operation::tan, "tan", 1, "1 + tan(a)²", ""},
    {Operation::asin, "asin", 1, "1/√(1 − a²)", ""},
    {Operation::acos, "acos", 1, "−1/√(1 − a²)", ""},
    {Operation::atan, "atan", 1, "1/(1 + a²)", ""},
    {Operation::sinh, "sinh", 1, "cosh(a)", ""},
    {Operation::cosh, "cosh", 1, "sinh(a)", ""},
    {Operation::tanh, "tanh", 1, "1 − tanh(a)²", ""},
    {Operation::exp, "exp", 1, "exp(a)", ""},
    {Operation::log, "log", 1, "1/a", ""},
    {Operation::log10, "log10", 1, "1/(a·log(10))", ""},
    {Operation::log2, "log2", 1, "1/(a·log(2))", ""},
    {Operation::sqrt, "sqrt", 1, "1/(2√a)", ""},
    {Operation::abs, "abs", 1, "sign(a)", ""},
    {Operation::sign, "sign", 1, "0", ""},
    {Operation::floor, "floor", 1, "0", ""},
    {Operation::ceil, "ceil", 1, "0", ""},
    {Operation::sigmoid, "sigmoid", 1, "σ(a)·(1 − σ(a))", ""},
    {Operation::softplus, "softplus", 1, "σ(a)", ""},
    {Operation::relu, "relu", 1, "1 if a > 0, else 0", ""},
    {Operation::add, "+", 2, "1", "1"},
    {Operation::subtract, "−", 2, "1", "−1"},
    {Operation::multiply, "·", 2, "b", "a"},
    {Operation::divide, "/", 2, "1/b", "−a/b²"},
    {Operation::power, "^", 2, "b·a^(b−1)", "a^b·log(a)"},
    {Operation::max, "max", 2, "1 if a > b, else 0", "1 if b > a, else 0"},
    {Operation::min, "min", 2, "1 if a < b, else 0", "1 if b < a, else 0"},
    {Operation::mod, "mod", 2, "1", "−floor(a/b)"},
};

constexpr const OperationWords& wordsOf(Operation operation) {
  return operationWords[static_cast<int>(operation)];
}

// 1 / (1 + e^−a), without overflow for any a.
inline double sigmoid(double a) {
  const double e = std::exp(-std::abs(a));
  return a >= 0 ? 1 / (1 + e) : e / (1 + e);
}

// log(1 + e^a), without overflow for any a.
inline double softplus(double a) { return std::max(a, 0.0) + std::log1p(std::exp(-std::abs(a))); }

// Exact for the powers of two. std::log2 brings tables of its own, two kilobytes that no page needs.
inline double binaryLogarithm(double a) {
  int exponent = 0;
  double factor = std::frexp(a, &exponent);  // in [½, 1); moved to [√½, √2), where its logarithm is small
  if (factor < std::numbers::sqrt2 / 2) {
    factor *= 2;
    --exponent;
  }
  return exponent + std::log(factor) * std::numbers::log2e;
}

// What is left of a when whole multiples of b are taken away, with the sign of b: a − b·floor(a/b).
inline double modulo(double a, double b) {
  const double rest = std::fmod(a, b);
  return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}

// The sign of a^b for a < 0. It is that of (−1)^p where b is a fraction p/q with an odd q, since an odd root
// of a negative number is negative; not a number where it is no such fraction. A fraction is known by its
// value.
inline double signOfNegativePower(double b) {
  for (int q = 1; q < 100; q += 2) {
    const double p = std::round(b * q);
    if (std::abs(p / q - b) <= 2 * std::numeric_limits<double>::epsilon() * std::abs(b))
      return std::fmod(p, 2) == 0 ? 1 : -1;
  }
  return std::numeric_limits<double>::quiet_NaN();
}

// a^b: (−8)^(1/3) is −2 where the exponent is fixed; where it varies, a negative a has whole powers alone.
inline double power(double a, double b, bool bVaries) {
  const double known = std::pow(a, b);
  return !std::isnan(known) || bVaries ? known : signOfNegativePower(b) * std::pow(-a, b);
}

// clang-format off
inline double valueOf(Operation operation, double a, double b, bool bVaries) {
  switch (operation) {
    case Operation::input: case Operation::constant: return a;
    case Operation::negate: return -a;
    case Operation::sin: return std::sin(a);
    case Operation::cos: return std::cos(a);
    case Operation::tan: return std::tan(a);
    case Operation::asin: return std::asin(a);
    case Operation::acos: return std::acos(a);
    case Operation::atan: return std::atan(a);
    case Operation::sinh: return std::sinh(a);
    case Operation::cosh: return std::cosh(a);
    case Operation::tanh: return std::tanh(a);
    case Operation::exp: return std::exp(a);
    case Operation::log: return std::log(a);
    case Operation::log10: return std::log10(a);
    case Operation::log2: return binaryLogarithm(a);
    case Operation::sqrt: return std::sqrt(a);
    case Operation::abs: return std::abs(a);
    case Operation::sign: return std::isnan(a) ? a : double(a > 0) - double(a < 0);
    case Operation::floor: return std::floor(a);
    case Operation::ceil: return std::ceil(a);
    case Operation::sigmoid: return sigmoid(a);
    case Operation::softplus: return softplus(a);
    case Operation::relu: return a > 0 || std::isnan(a) ? a : 0;
    case Operation::add: return a + b;
    case Operation::subtract: return a - b;
    case Operation::multiply: return a * b;
    case Operation::divide: return a / b;
    case Operation::power: return power(a, b, bVaries);
    case Operation::max: return std::isnan(a) || a > b ? a : b;
    case Operation::min: return std::isnan(a) || a < b ? a : b;
    case Operation::mod: return modulo(a, b);
  }
  return std::numeric_limits<double>::quiet_NaN();
}
// clang-format on

// The derivatives of one operation r = op(a, b) by its own operands, first and second.
struct Partials {
  double a = 0, b = 0;            // ∂r/∂a, ∂r/∂b
  double aa = 0, ab = 0, bb = 0;  // ∂²r/∂a², ∂²r/∂a∂b, ∂²r/∂b²
};

// r = a^b. A constant exponent (b does not vary) has no logarithm in its derivative and allows a < 0.
inline Partials powerPartials(double a, double b, double r, bool bVaries) {
  if (a < 0 && !bVaries) return {.a = b * r / a, .aa = b * (b - 1) * r / (a * a)};
  const auto term = [a](double factor, double exponent) {
    return factor == 0 ? 0 : factor * std::pow(a, exponent);
  };
  Partials d{.a = term(b, b - 1), .aa = term(b * (b - 1), b - 2)};
  if (!bVaries) return d;
  const double logA = a == 0 && b > 1 ? 0 : std::log(a);  // 0^b·log 0 → 0
  d.b = r * logA;
  d.bb = r * logA * logA;
  d.ab = std::pow(a, b - 1) * (1 + b * logA);
  return d;
}

// The slope of what is constant between its jumps: 0, and none at a jump.
inline Partials step(bool isJump) { return {.a = isJump ? std::numeric_limits<double>::quiet_NaN() : 0}; }

// Between its jumps a − b·floor(a/b) is a straight line in a and in b.
inline Partials moduloPartials(double a, double b, double r) {
  const double jump = step(r == 0).a;
  return {.a = 1 + jump, .b = -std::floor(a / b) + jump};
}

// Where a function has a kink, the derivative is the middle of its one-sided slopes for abs, max and min
// (0, ½, ½) and, as in every deep-learning library, 0 for relu. Where it jumps there is none.
// clang-format off
inline Partials partialsOf(Operation operation, double a, double b, double r, bool bVaries) {
  switch (operation) {
    case Operation::input: case Operation::constant: return {};
    case Operation::negate: return {.a = -1};
    case Operation::sin: return {.a = std::cos(a), .aa = -r};
    case Operation::cos: return {.a = -std::sin(a), .aa = -r};
    case Operation::tan: return {.a = 1 + r * r, .aa = 2 * r * (1 + r * r)};
    case Operation::asin: return {.a = 1 / std::sqrt(1 - a * a), .aa = a / std::pow(1 - a * a, 1.5)};
    case Operation::acos: return {.a = -1 / std::sqrt(1 - a * a), .aa = -a / std::pow(1 - a * a, 1.5)};
    case Operation::atan: return {.a = 1 / (1 + a * a), .aa = -2 * a / ((1 + a * a) * (1 + a * a))};
    case Operation::sinh: return {.a = std::cosh(a), .aa = r};
    case Operation::cosh: return {.a = std::sinh(a), .aa = r};
    case Operation::tanh: return {.a = 1 - r * r, .aa = -2 * r * (1 - r * r)};
    case Operation::exp: return {.a = r, .aa = r};
    case Operation::log: return {.a = 1 / a, .aa = -1 / (a * a)};
    case Operation::log10: return {.a = 1 / (a * std::numbers::ln10), .aa = -1 / (a * a * std::numbers::ln10)};
    case Operation::log2: return {.a = 1 / (a * std::numbers::ln2), .aa = -1 / (a * a * std::numbers::ln2)};
    case Operation::sqrt: return {.a = 1 / (2 * r), .aa = -1 / (4 * r * a)};
    case Operation::abs: return {.a = double(a > 0) - double(a < 0)};
    case Operation::sign: return step(a == 0);
    case Operation::floor: case Operation::ceil: return step(a == r);
    case Operation::sigmoid: return {.a = r * (1 - r), .aa = r * (1 - r) * (1 - 2 * r)};
    case Operation::softplus: return {.a = sigmoid(a), .aa = sigmoid(a) * sigmoid(-a)};
    case Operation::relu: return {.a = double(a > 0)};
    case Operation::add: return {.a = 1, .b = 1};
    case Operation::subtract: return {.a = 1, .b = -1};
    case Operation::multiply: return {.a = b, .b = a, .ab = 1};
    case Operation::divide: return {.a = 1 / b, .b = -r / b, .ab = -1 / (b * b), .bb = 2 * r / (b * b)};
    case Operation::power: return powerPartials(a, b, r, bVaries);
    case Operation::max: return {.a = a > b ? 1 : a == b ? 0.5 : 0, .b = b > a ? 1 : a == b ? 0.5 : 0};
    case Operation::min: return {.a = a < b ? 1 : a == b ? 0.5 : 0, .b = b < a ? 1 : a == b ? 0.5 : 0};
    case Operation::mod: return moduloPartials(a, b, r);
  }
  return {};
}
// clang-format on

}  // namespace downhill::formula

#pragma once

#include <optional>
#include <span>

#include "formula/expression.hpp"

namespace downhill::formula {

// h^power · ln(1/h)^logs, for h → 0⁺: how fast something grows, or vanishes. Powers of −∞ and ∞ stand for
// what outgrows every power of h, as exp(1/h) does, and for what vanishes before every one.
struct Order {
  double power, logs;
};

struct Term {
  double factor;
  Order order;
};

// What a formula does as its inputs come to a place along a straight line.
struct Approach {
  bool exists;       // whether it has values there at all
  double value = 0;  // what it tends to: finite, ±∞, or not a number where the rules do not tell
  double slope = 0;  // the same of its derivative by h
  std::optional<Term> first = std::nullopt;  // its largest term, where that is known
};

// The limits of a formula at place + h·direction for h → 0⁺, by the rules of asymptotic expansions, with no
// sample: x sin(1/x) tends to 0 since it is 0 times what is bounded, 1/ln|x| since it is 1 over what grows.
// Nothing where the rules do not decide. What is left of a difference by rounding alone counts as 0: sin(π),
// 0.1 + 0.2 − 0.3.
std::optional<Approach> approach(const Expression& expression, std::span<const double> place,
                                 std::span<const double> direction);

}  // namespace downhill::formula

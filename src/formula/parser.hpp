#pragma once

#include "formula/expression.hpp"
#include "formula/token.hpp"

namespace downhill::formula {

// Reads a formula of the given variables, such as parse("(1 - x)^2 + 100*(y - x^2)^2", {"x", "y"}).
//
//   sum      = product { ("+" | "-") product }
//   product  = signed  { ("*" | "/") signed }
//   signed   = [ "-" | "+" ] signed | power
//   power    = atom [ "^" signed ]                      so that −x^2 is −(x^2), and 2^3^2 is 2^(3^2)
//   atom     = number | variable | "pi" | "e" | function "(" sum { "," sum } ")" | "(" sum ")"
//
// The text may be 1,000 characters long and 100 levels deep. Throws SyntaxError.
Expression parse(std::string_view text, const std::vector<std::string>& variables);

// The same for a formula whose variables are whatever names occur in it, in that order.
Expression parse(std::string_view text);

}  // namespace downhill::formula

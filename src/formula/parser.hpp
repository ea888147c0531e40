#pragma once

#include "formula/expression.hpp"
#include "formula/token.hpp"

namespace downhill::formula {

// What was read in one of two ways that it could be read, for a page that says so.
enum class Note {
  naturalLogarithm,  // "log" is ln
  decimalComma,      // the comma of "1,5" is a point
  thousandsComma     // that of "1,000" parts thousands
};

// The name of a note, as it crosses to the page: "decimalComma".
std::string_view nameOf(Note note);

struct Reading {
  Expression expression;
  std::vector<Note> notes;  // each once
};

// Reads a formula of the given variables as it is written by hand, such as "2x sin²x − |x|/√(x+1)".
//
// clang-format off
//   formula     = [ heading "=" ] sum                       heading: y, f(x); not a variable
//   sum         = product { ("+" | "-") product }
//   product     = signed { ("*" | "/" | "mod") signed | power }
//                                                           a product without a sign binds like one: 1/2x is (1/2)x
//   signed      = [ "-" | "+" ] signed | power
//   power       = atom { raised } [ "^" signed ]            so that −x^2 is −(x^2), and 2^3^2 is 2^(3^2)
//   raised      = [ "^" ] "^{" sum "}"                      a run of superscripts: x²³
//   atom        = number | variable | "pi" | "e" | application | "(" sum ")" | "|" sum "|" | "⌊" sum "⌋" | "⌈" sum "⌉"
//   application = function [ raised | "^" signed ] ( "(" sum { "," sum } ")" | argument )
//   argument    = [ "-" | "+" ] argument | power { variable power }
// clang-format on
//
// A function without brackets takes the factor behind it: a run of numbers and letters (sin 2x), another
// function (sin cos x) or what stands between bars; √ takes one power. sin²x is (sin x)², sin⁻¹x is arcsin x.
// Letters that make no name are words without a space (xsinx), in small or capital letters. A comma between
// two digits is a decimal one, and before just three it parts thousands, except among the operands of a
// function of several, which a semicolon may separate instead. root(x, 3) is x^(1/3). x mod 2 is mod(x, 2),
// and binds like a product.
//
// The text may be 1,000 characters long and 100 levels deep. Throws SyntaxError.
Reading read(std::string_view text, const std::vector<std::string>& variables);

// The same for a formula whose variables are whatever names occur in it, in that order.
Reading read(std::string_view text);

// The expression alone.
Expression parse(std::string_view text, const std::vector<std::string>& variables);
Expression parse(std::string_view text);

}  // namespace downhill::formula

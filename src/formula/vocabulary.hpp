#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formula/operations.hpp"
#include "formula/token.hpp"

namespace downhill::formula {

// What the name of a function stands for: an operation, one over it (cot is 1/tan), or a root: root(x, 3) is
// x^(1/3), as cbrt(x) is.
struct Function {
  enum class Form { operation, reciprocal, cubeRoot, root };
  Form form = Form::operation;
  Operation operation = Operation::power;

  int operands() const { return form == Form::cubeRoot ? 1 : wordsOf(operation).operands; }
};

// In small or capital letters, with or without the _ of log_2: ln and log are the natural logarithm, lg is
// log10.
std::optional<Function> functionNamed(std::string_view name);

// pi and e, in small or capital letters.
std::optional<double> constantNamed(std::string_view name);

// The functions by the names of their operations.
std::vector<std::string> functionNames();

// The function that undoes another, such as asin for sin⁻¹, for those that have one.
std::optional<Operation> inverseOf(const Function& function);

enum class WordKind { variable, constant, function, number, unknown };

// A part of a name, or all of it.
struct Word {
  WordKind kind;
  std::string text;  // of a variable: as it is declared
  double number = 0;
  Function function = {};
};

// What a name says: one word, or several that stand without a space, such as x sin in "xsin" and sin 2 x in
// "sin2x". A name that says nothing is one unknown word, or one behind the variables that were read.
std::vector<Word> wordsIn(const std::string& name, const std::vector<std::string>& variables, bool isCalled);

}  // namespace downhill::formula

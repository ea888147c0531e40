#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace downhill::formula {

// What is wrong with a formula that cannot be read, for a page that says it in its own language.
enum class Fault {
  badCharacter,
  badNumber,
  operandMissing,
  operatorMissing,
  productSignMissing,
  bracketNotClosed,
  bracketNotOpened,
  commaMissing,
  callMissing,
  unknownFunction,
  unknownVariable,
  tooLong,
  tooDeep
};

// The name of a fault, as it crosses to the page: "badCharacter".
std::string_view nameOf(Fault fault);

// A formula that cannot be read: where (in characters, from 1), what is wrong, at which word; the message
// says it in full.
class SyntaxError : public std::invalid_argument {
 public:
  SyntaxError(int column, Fault fault, const std::string& subject, const std::string& words)
      : std::invalid_argument("column " + std::to_string(column) + ": " + words),
        column_(column),
        fault_(fault),
        subject_(subject) {}
  int column() const { return column_; }
  Fault fault() const { return fault_; }
  const std::string& subject() const { return subject_; }

 private:
  int column_;
  Fault fault_;
  std::string subject_;
};

enum class TokenKind { number, name, symbol, end };

struct Token {
  TokenKind kind;
  std::string text;  // a symbol is one of + - * / ^ ( ) ,
  double number = 0;
  int column = 1;
};

inline constexpr int longestFormula = 1000;  // characters

// Text to tokens, the last of which is the end. Typographic signs are read as what they mean: · × are *, − is
// -, ÷ is /, x² is x^2, w₁ is w1, π is pi, σ is sigmoid.
std::vector<Token> tokenize(std::string_view text);

}  // namespace downhill::formula

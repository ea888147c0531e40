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
  twoPoints,
  operandMissing,
  operatorMissing,
  productSignMissing,
  bracketNotClosed,
  bracketNotOpened,
  commaMissing,
  strayComma,
  tooManyOperands,
  callMissing,
  inverseUnknown,
  unknownFunction,
  unknownVariable,
  digitsBehindName,
  otherVariable,
  equation,
  tooLong,
  tooDeep
};

// The name of a fault, as it crosses to the page: "badCharacter".
std::string_view nameOf(Fault fault);

// A formula that cannot be read: where (in characters as they are seen, from 1), what is wrong, at which
// word, and which words there are where an unknown one stands; the message says it in full.
class SyntaxError : public std::invalid_argument {
 public:
  SyntaxError(int column, Fault fault, const std::string& subject, const std::string& words,
              const std::string& allowed = "")
      : std::invalid_argument("column " + std::to_string(column) + ": " + words),
        column_(column),
        fault_(fault),
        subject_(subject),
        allowed_(allowed) {}
  int column() const { return column_; }
  Fault fault() const { return fault_; }
  const std::string& subject() const { return subject_; }
  const std::string& allowed() const { return allowed_; }  // "x, y"

 private:
  int column_;
  Fault fault_;
  std::string subject_;
  std::string allowed_;
};

enum class TokenKind { number, name, symbol, end };

struct Token {
  TokenKind kind;
  std::string
      text;  // a symbol is one of + - * / ^ ( ) , ; | = ⌊ ⌋ ⌈ ⌉ and ^{ }, which stand around what is raised
  double number = 0;
  int column = 1;     // of its first character
  int after = 1;      // the column after its last
  std::string raw{};  // as it was typed

  bool is(std::string_view symbol) const { return kind == TokenKind::symbol && text == symbol; }
};

inline constexpr int longestFormula = 1000;  // characters

// Text to tokens, the last of which is the end: x²³ is x ^{ 23 }, w₁ is w1, ** is ^, ½ is ( 1 / 2 ). Throws SyntaxError.
std::vector<Token> tokenize(std::string_view text);

// A decimal number; one that is too large for a double throws a SyntaxError.
double numberFrom(const std::string& digits, int column);

}  // namespace downhill::formula

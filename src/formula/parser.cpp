#include "formula/parser.hpp"

#include <algorithm>
#include <numbers>

namespace downhill::formula {

namespace {

constexpr int deepest = 100;

// "a", "a and b", "a, b and c"
std::string listOf(const std::vector<std::string>& names) {
  std::string list;
  for (std::size_t i = 0; i < names.size(); ++i)
    list += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
  return list;
}

const OperationWords* functionNamed(std::string_view name) {
  if (name == "ln") name = "log";
  const auto isIt = [name](const OperationWords& words) {
    return words.name == name && words.operation != Operation::input &&
           words.operation != Operation::constant;
  };
  const auto found = std::find_if(std::begin(operationWords), std::end(operationWords), isIt);
  return found == std::end(operationWords) ? nullptr : found;
}

std::vector<std::string> functionNames() {
  std::vector<std::string> names;
  for (const auto& words : operationWords)
    if (words.operands > 0 && words.name[0] >= 'a' && words.name[0] <= 'z') names.emplace_back(words.name);
  return names;
}

class Parser {
 public:
  Parser(std::string_view text, const std::vector<std::string>& variables, bool anyVariable)
      : tokens_(tokenize(text)), expression_(variables), anyVariable_(anyVariable) {}

  Expression run() {
    sum();
    if (token().kind != TokenKind::end) refuseRest();
    return std::move(expression_);
  }

 private:
  const Token& token() const { return tokens_[place_]; }
  bool isNext(std::string_view symbol) const {
    return token().kind == TokenKind::symbol && token().text == symbol;
  }

  [[noreturn]] void refuse(Fault fault, const std::string& expected) const {
    const std::string found = token().kind == TokenKind::end ? "the end" : "\"" + token().text + "\"";
    throw SyntaxError(token().column, fault, token().text, "expected " + expected + ", found " + found);
  }

  bool startsAnAtom() const {
    return token().kind == TokenKind::name || token().kind == TokenKind::number || isNext("(");
  }

  // Something follows where the formula could have ended: 2x, x y, x).
  [[noreturn]] void refuseRest() const {
    if (isNext(")"))
      throw SyntaxError(token().column, Fault::bracketNotOpened, ")", "this \")\" closes no \"(\"");
    if (startsAnAtom())
      refuse(Fault::productSignMissing,
             "an operator such as + or * (a product is written 2*x, with its sign)");
    refuse(Fault::operatorMissing, "an operator such as + or *");
  }

  void expect(std::string_view symbol, Fault fault, const std::string& words) {
    if (!isNext(symbol)) startsAnAtom() ? refuseRest() : refuse(fault, words);
    ++place_;
  }

  int sum() {
    int left = product();
    while (isNext("+") || isNext("-")) {
      const Token& sign = tokens_[place_++];
      const int right = product();
      left = expression_.addOperation(sign.text == "+" ? Operation::add : Operation::subtract, left, right,
                                      sign.column);
    }
    return left;
  }

  int product() {
    int left = signedPower();
    while (isNext("*") || isNext("/")) {
      const Token& sign = tokens_[place_++];
      const int right = signedPower();
      left = expression_.addOperation(sign.text == "*" ? Operation::multiply : Operation::divide, left, right,
                                      sign.column);
    }
    return left;
  }

  // Every recursion of the grammar comes through here.
  int signedPower() {
    if (++depth_ > deepest)
      throw SyntaxError(token().column, Fault::tooDeep, std::to_string(deepest),
                        "the formula is more than " + std::to_string(deepest) + " levels deep");
    const int column = token().column;
    int node;
    if (isNext("-")) {
      ++place_;
      node = expression_.addOperation(Operation::negate, signedPower(), -1, column);
    } else if (isNext("+")) {
      ++place_;
      node = signedPower();
    } else {
      node = power();
    }
    --depth_;
    return node;
  }

  int power() {
    const int base = atom();
    if (!isNext("^")) return base;
    const int column = tokens_[place_++].column;
    return expression_.addOperation(Operation::power, base, signedPower(), column);
  }

  int atom() {
    const Token here = token();
    if (here.kind == TokenKind::number) {
      ++place_;
      return expression_.addConstant(here.number, here.column);
    }
    if (here.kind == TokenKind::name) {
      ++place_;
      return isNext("(") ? call(here) : nameAlone(here);
    }
    if (!isNext("(")) refuse(Fault::operandMissing, "a number, a variable, a function or \"(\"");
    ++place_;
    const int inner = sum();
    expect(")", Fault::bracketNotClosed,
           "an operator or \")\" for the \"(\" at column " + std::to_string(here.column));
    return inner;
  }

  int call(const Token& name) {
    const OperationWords* function = functionNamed(name.text);
    if (!function) {
      if (isVariable(name.text)) refuseRest();
      throw SyntaxError(name.column, Fault::unknownFunction, name.text,
                        "there is no function \"" + name.text + "\"; there are " + listOf(functionNames()));
    }
    ++place_;
    const int a = sum();
    int b = -1;
    if (function->operands == 2) {
      expect(",", Fault::commaMissing, "a \",\" and the second operand of " + name.text);
      b = sum();
    }
    expect(")", Fault::bracketNotClosed, "an operator or \")\" for the \"(\" of " + name.text);
    return expression_.addOperation(function->operation, a, b, name.column);
  }

  int nameAlone(const Token& name) {
    if (isVariable(name.text)) return expression_.addInput(name.text, name.column);
    if (name.text == "pi") return expression_.addConstant(std::numbers::pi, name.column);
    if (name.text == "e") return expression_.addConstant(std::numbers::e, name.column);
    if (functionNamed(name.text)) refuse(Fault::callMissing, "\"(\" after the function " + name.text);
    if (anyVariable_) return expression_.addInput(name.text, name.column);
    throw SyntaxError(name.column, Fault::unknownVariable, name.text,
                      "there is no variable \"" + name.text + "\"; " + variableWords(name.text));
  }

  bool isVariable(std::string_view name) const {
    const auto& inputs = expression_.inputs();
    return std::find(inputs.begin(), inputs.end(), name) != inputs.end();
  }

  std::string variableWords(const std::string& name) const {
    const auto& inputs = expression_.inputs();
    if (inputs.empty()) return "only numbers may stand here";
    const bool isRun =
        std::all_of(name.begin(), name.end(), [&](char c) { return isVariable(std::string(1, c)); });
    if (isRun) return "write a product with its sign, as in " + name.substr(0, 1) + "*" + name.substr(1, 1);
    return (inputs.size() == 1 ? "the only one is " : "there are ") + listOf(inputs);
  }

  std::vector<Token> tokens_;
  std::size_t place_ = 0;
  int depth_ = 0;
  Expression expression_;
  bool anyVariable_;
};

}  // namespace

Expression parse(std::string_view text, const std::vector<std::string>& variables) {
  return Parser(text, variables, false).run();
}

Expression parse(std::string_view text) { return Parser(text, {}, true).run(); }

}  // namespace downhill::formula

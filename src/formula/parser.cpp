#include "formula/parser.hpp"

#include <algorithm>
#include <numbers>
#include <optional>
#include <utility>

#include "formula/vocabulary.hpp"

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

std::string withCommas(const std::vector<std::string>& names) {
  std::string list;
  for (const auto& name : names) list += (list.empty() ? "" : ", ") + name;
  return list;
}

// A token whose names have been told apart.
struct Lexeme : Token {
  WordKind word = WordKind::unknown;  // of a name
  Function function = {};

  bool isName(WordKind kind) const { return this->kind == TokenKind::name && word == kind; }
};

// "y =", "f(x, y) =": how many tokens stand before the formula itself.
std::size_t headingLength(const std::vector<Token>& tokens) {
  if (tokens[0].kind != TokenKind::name) return 0;
  std::size_t i = 1;
  if (tokens[i].is("(")) {
    do i += 2;
    while (tokens[i - 1].kind == TokenKind::name && tokens[i].is(","));
    if (tokens[i - 1].kind != TokenKind::name || !tokens[i].is(")")) return 0;
    ++i;
  }
  return tokens[i].is("=") ? i + 1 : 0;
}

class Parser {
 public:
  // Without a list of variables, every name that is no function and no constant is one.
  Parser(std::string_view text, const std::vector<std::string>* variables)
      : anyVariable_(variables == nullptr), expression_(variables ? *variables : std::vector<std::string>{}) {
    const auto tokens = tokenize(text);
    const std::size_t heading = headingLength(tokens);
    checkHeading(tokens, heading);
    for (std::size_t i = heading; i < tokens.size(); ++i)
      addLexemes(tokens[i], i + 1 < tokens.size() && tokens[i + 1].is("("));
  }

  Reading run() {
    sum();
    if (token().kind != TokenKind::end) refuseRest();
    return {std::move(expression_), std::move(notes_)};
  }

 private:
  // ── Words ─────────────────────────────────────────────────────────────────────────────────────────────

  void checkHeading(const std::vector<Token>& tokens, std::size_t length) const {
    if (length == 0) return;
    if (isVariable(tokens[0].text) || functionNamed(tokens[0].text))
      refuseEquation(tokens[length - 1].column);
    for (std::size_t i = 2; i + 2 < length; i += 2)
      if (!anyVariable_ && !isVariable(tokens[i].text)) refuseOtherVariable(tokens[i]);
  }

  void addLexemes(const Token& token, bool isCalled) {
    if (token.kind != TokenKind::name) {
      lexemes_.push_back({token});
      return;
    }
    const auto words = anyVariable_ ? std::vector{wordOfAny(token.text, isCalled)}
                                    : wordsIn(token.text, expression_.inputs(), isCalled);
    int column = token.column;
    for (const Word& word : words) {
      const int after = words.size() == 1 ? token.after : column + static_cast<int>(word.text.size());
      const bool isNumber = word.kind == WordKind::number;
      lexemes_.push_back({{isNumber ? TokenKind::number : TokenKind::name, word.text, word.number, column,
                           after, words.size() == 1 ? token.raw : word.text},
                          word.kind,
                          word.function});
      column = after;
    }
  }

  Word wordOfAny(const std::string& name, bool isCalled) const {
    if (const auto constant = constantNamed(name)) return {WordKind::constant, name, *constant};
    if (const auto function = functionNamed(name)) return {WordKind::function, name, 0, *function};
    return {isCalled && name.size() > 1 ? WordKind::unknown : WordKind::variable, name};
  }

  bool isVariable(const std::string& name) const {
    const auto words = wordsIn(name, expression_.inputs(), false);
    return words.size() == 1 && words[0].kind == WordKind::variable;
  }

  // ── Tokens ────────────────────────────────────────────────────────────────────────────────────────────

  const Lexeme& token() const { return lexemes_[place_]; }
  const Lexeme& following() const { return lexemes_[std::min(place_ + 1, lexemes_.size() - 1)]; }
  bool isNext(std::string_view symbol) const { return token().is(symbol); }
  bool isExponentNext() const { return isNext("^") || isNext("^{"); }

  bool takes(std::string_view symbol) {
    if (!isNext(symbol)) return false;
    ++place_;
    return true;
  }

  bool takesSeparator() { return takes(",") || takes(";"); }

  // ── Refusals ──────────────────────────────────────────────────────────────────────────────────────────

  [[noreturn]] void refuse(Fault fault, const std::string& subject, const std::string& words) const {
    throw SyntaxError(token().column, fault, subject, words);
  }

  [[noreturn]] void refuse(Fault fault, const std::string& expected) const {
    const std::string found = token().kind == TokenKind::end ? "the end"
                              : token().raw.empty()          ? "the end of the exponent"
                                                             : "\"" + token().raw + "\"";
    refuse(fault, token().raw, "expected " + expected + ", found " + found);
  }

  // Something follows where the formula could have ended: x), 2 = x, x, y.
  [[noreturn]] void refuseRest() const {
    if (isNext(")")) refuse(Fault::bracketNotOpened, token().raw, "this \")\" closes no \"(\"");
    if (isNext("=")) refuseEquation(token().column);
    refuseStrayComma();
    refuse(Fault::operatorMissing, "an operator such as + or *");
  }

  [[noreturn]] void refuseEquation(int column) const {
    throw SyntaxError(column, Fault::equation, "=",
                      "this is an equation; write the function alone, or behind its name, as in f(" +
                          withCommas(expression_.inputs()) + ") = …",
                      withCommas(expression_.inputs()));
  }

  void refuseStrayComma() const {
    if (!isNext(",") && !isNext(";")) return;
    refuse(Fault::strayComma, token().raw,
           "\"" + token().raw +
               "\" separates numbers only within the brackets of a function, as in max(x, 2); " +
               "a number has at most one decimal comma");
  }

  // f(t) = t² where the variable is x.
  [[noreturn]] void refuseOtherVariable(const Token& name) const {
    const std::string inputs = withCommas(expression_.inputs());
    throw SyntaxError(name.column, Fault::otherVariable, name.raw,
                      "\"" + name.raw + "\" is not the variable here; write f(" + inputs + ") = …", inputs);
  }

  // x2, which may be x² or 2x.
  void refuseDigits(const Token& name) const {
    const std::size_t end = name.text.find_last_not_of("0123456789") + 1;
    if (end == name.text.size() || end == 0) return;
    const std::string front = name.text.substr(0, end), digits = name.text.substr(end);
    if (!name.raw.ends_with(digits)) return;  // x₁
    for (const Word& word : wordsIn(front, expression_.inputs(), false))
      if (word.kind != WordKind::variable && word.kind != WordKind::constant) return;
    throw SyntaxError(name.column, Fault::digitsBehindName, name.raw,
                      "\"" + name.raw + "\" is no name; write " + front + "^" + digits + " for a power, or " +
                          digits + front + " for a product",
                      front + "," + digits);
  }

  [[noreturn]] void refuseVariable(const Token& name) const {
    refuseDigits(name);
    const auto& inputs = expression_.inputs();
    const std::string words = inputs.empty()       ? "only numbers may stand here"
                              : inputs.size() == 1 ? "the only one is " + inputs[0]
                                                   : "there are " + listOf(inputs);
    throw SyntaxError(name.column, Fault::unknownVariable, name.raw,
                      "there is no variable \"" + name.raw + "\"; " + words, withCommas(inputs));
  }

  [[noreturn]] void refuseFunction(const Token& name) const {
    throw SyntaxError(name.column, Fault::unknownFunction, name.raw,
                      "there is no function \"" + name.raw + "\"; there are " + listOf(functionNames()),
                      withCommas(functionNames()));
  }

  void expect(std::string_view symbol, const std::string& of, const std::string& ofWhat) {
    if (takes(symbol)) return;
    refuseStrayComma();
    refuse(Fault::bracketNotClosed, of,
           "expected an operator or \"" + std::string(symbol) + "\" for the " + ofWhat);
  }

  // ── The grammar ───────────────────────────────────────────────────────────────────────────────────────

  int sum() {
    int left = product();
    while (isNext("+") || isNext("-")) {
      const Token sign = lexemes_[place_++];
      const int right = product();
      left = expression_.addOperation(sign.text == "+" ? Operation::add : Operation::subtract, left, right,
                                      sign.column);
    }
    return left;
  }

  int product() {
    int left = signedPower();
    for (;;) {
      const Token sign = token();
      if (takes("*"))
        left = expression_.addOperation(Operation::multiply, left, signedPower(), sign.column);
      else if (takes("/"))
        left = expression_.addOperation(Operation::divide, left, signedPower(), sign.column);
      else if (isModuloBetween() && ++place_)
        left = expression_.addOperation(Operation::mod, left, signedPower(), sign.column);
      else if (startsAFactor())
        left = expression_.addOperation(Operation::multiply, left, power(), sign.column);
      else
        return left;
    }
  }

  // x mod 2, x mod (y + 1); but x mod(y, 2) is a product.
  bool isModuloBetween() const {
    const bool isModulo = token().isName(WordKind::function) && token().function.operation == Operation::mod;
    return isModulo &&
           (!following().is("(") || !(hasInBrackets(",", place_ + 1) || hasInBrackets(";", place_ + 1)));
  }

  // Whether a product goes on without a sign. A number must not follow but a bracket: in "x2" and "x 2" a ^
  // may be missing as well.
  bool startsAFactor() const {
    const Lexeme& before = lexemes_[place_ - 1];
    const bool behindBracket = before.is(")") || before.is("|") || before.is("⌋") || before.is("⌉");
    if (token().kind == TokenKind::number && !behindBracket)
      refuse(Fault::productSignMissing, "an operator such as * or ^ before a number");
    const bool opensBar = isNext("|") && !insideBars_;
    const bool opens = isNext("(") || isNext("⌊") || isNext("⌈") || opensBar;
    return token().kind == TokenKind::number || token().kind == TokenKind::name || opens;
  }

  // Every recursion of the grammar comes through here or through argument().
  int signedPower() {
    const Level level(*this);
    const int column = token().column;
    if (takes("-")) return expression_.addOperation(Operation::negate, signedPower(), -1, column);
    return takes("+") ? signedPower() : power();
  }

  int power() {
    const int column = token().column;
    const bool isExponential = token().isName(WordKind::constant) && following().kind == TokenKind::symbol &&
                               token().number == std::numbers::e &&
                               (following().is("^") || following().is("^{"));
    if (isExponential) ++place_;  // e^x is exp(x), and not a power of 2.718281828459045
    int node = isExponential ? expression_.addOperation(Operation::exp, exponent(), -1, column) : atom();
    while (isExponentNext()) {
      const int sign = token().column;
      node = expression_.addOperation(Operation::power, node, exponent(), sign);
    }
    return node;
  }

  int exponent() {
    if (takes("^") && !isNext("^{")) return signedPower();
    ++place_;
    return within("}", token().raw, "exponent");
  }

  int atom() {
    const Lexeme here = token();
    if (here.kind == TokenKind::number) return number();
    if (here.isName(WordKind::function)) return application();
    if (here.kind == TokenKind::name && ++place_) {
      if (here.word == WordKind::constant) return expression_.addConstant(here.number, here.column);
      if (here.word == WordKind::variable) return expression_.addInput(here.text, here.column);
      isNext("(") ? refuseFunction(here) : refuseVariable(here);
    }
    if (takes("(")) return within(")", here.raw, "\"(\" at column " + std::to_string(here.column));
    if (takes("|")) return absolute(here);
    if (takes("⌊")) return stepped(Operation::floor, "⌋", here);
    if (takes("⌈")) return stepped(Operation::ceil, "⌉", here);
    refuse(Fault::operandMissing, "a number, a variable, a function or \"(\"");
  }

  // What stands within brackets or in an exponent: bars and commas outside mean nothing in there.
  int within(std::string_view end, const std::string& of, const std::string& ofWhat) {
    const bool bars = std::exchange(insideBars_, false), commas = std::exchange(commaIsDecimal_, true);
    const int inner = sum();
    expect(end, of, ofWhat);
    insideBars_ = bars;
    commaIsDecimal_ = commas;
    return inner;
  }

  // ⌊x⌋, ⌈x⌉
  int stepped(Operation operation, std::string_view end, const Token& bracket) {
    const int inner =
        within(end, bracket.raw, "\"" + bracket.raw + "\" at column " + std::to_string(bracket.column));
    return expression_.addOperation(operation, inner, -1, bracket.column);
  }

  int absolute(const Token& bar) {
    if (token().kind == TokenKind::end)
      refuse(Fault::bracketNotClosed, bar.raw, "this \"|\" has no second one");
    const bool outside = std::exchange(insideBars_, true);
    const int inner = sum();
    expect("|", bar.raw, "\"|\" at column " + std::to_string(bar.column));
    insideBars_ = outside;
    return expression_.addOperation(Operation::abs, inner, -1, bar.column);
  }

  int number() {
    const Token whole = lexemes_[place_++];
    if (const int groups = commaIsDecimal_ ? groupsOfThree(whole) : 0) return thousands(whole, groups);
    const Token& comma = token();
    const Token& part = following();
    const bool isDecimal = commaIsDecimal_ && comma.is(",") && comma.column == whole.after &&
                           part.kind == TokenKind::number && part.column == comma.after &&
                           whole.text.find_first_of(".e") == std::string::npos &&
                           part.text.find('.') == std::string::npos;
    if (!isDecimal) return expression_.addConstant(whole.number, whole.column);
    note(Note::decimalComma);
    const double value = numberFrom(whole.text + "." + part.text, whole.column);
    place_ += 2;
    return expression_.addConstant(value, whole.column);
  }

  // How many groups of three digits, each behind its comma, follow a number: two in 1,000,000.5.
  int groupsOfThree(const Token& whole) const {
    if (whole.text.size() > 3 || whole.text[0] == '0' || whole.text.find_first_of(".e") != std::string::npos)
      return 0;
    int groups = 0, after = whole.after;
    for (std::size_t at = place_; at + 1 < lexemes_.size(); at += 2) {
      const Token &comma = lexemes_[at], &group = lexemes_[at + 1];
      const std::size_t digits = group.text.find_first_not_of("0123456789");
      const bool isWhole = digits == std::string::npos && group.text.size() == 3;
      const bool isLast = digits == 3 && group.text[3] == '.' && group.text.find('e') == std::string::npos;
      if (!comma.is(",") || comma.column != after || group.column != comma.after || !(isWhole || isLast))
        break;
      ++groups;
      if (isLast) break;
      after = group.after;
    }
    return groups;
  }

  // 1,000 as a field for numbers reads it (web/kit/read-number.js).
  int thousands(const Token& whole, int groups) {
    note(Note::thousandsComma);
    std::string digits = whole.text;
    for (int i = 0; i < groups; ++i, place_ += 2) digits += following().text;
    return expression_.addConstant(numberFrom(digits, whole.column), whole.column);
  }

  int application() {
    const Lexeme name = lexemes_[place_++];
    if (name.function.operation == Operation::log && name.text.size() == 3) note(Note::naturalLogarithm);
    if (takesMinusOne()) return undoing(name);
    const int column = token().column;
    const std::optional<int> raised = isExponentNext() ? std::optional(exponent()) : std::nullopt;
    const int node = applied(name.function, name);
    return raised ? expression_.addOperation(Operation::power, node, *raised, column) : node;
  }

  // sin⁻¹x is arcsin x in every book, and a printed −1 elsewhere is doubtful.
  int undoing(const Lexeme& name) {
    const auto inverse = inverseOf(name.function);
    if (!inverse)
      throw SyntaxError(name.column, Fault::inverseUnknown, name.raw,
                        "the inverse function of " + name.raw +
                            " has no name here; one divided by it is written 1/" + name.raw + "(…)");
    return applied({.operation = *inverse}, name);
  }

  // ^-1, ^(-1), ⁻¹ behind the name of a function.
  bool takesMinusOne() {
    const auto isAt = [&](std::size_t ahead, std::string_view text) {
      return place_ + ahead < lexemes_.size() && lexemes_[place_ + ahead].text == text;
    };
    if (!isExponentNext()) return false;
    const std::string end = isNext("^{") ? "}" : isAt(1, "(") ? ")" : "";
    const std::size_t minus = end == ")" ? 2 : 1;
    if (!isAt(minus, "-") || !isAt(minus + 1, "1") || (!end.empty() && !isAt(minus + 2, end))) return false;
    place_ += minus + (end.empty() ? 2 : 3);
    return true;
  }

  int applied(const Function& function, const Lexeme& name) {
    const int operands = function.operands();
    if (!isNext("(") && operands > 1)
      refuse(Fault::callMissing, name.raw,
             "expected \"(\" and " + std::to_string(operands) + " operands of " + name.raw);
    const bool isRoot = name.raw == "√" || name.raw == "∛";
    if (isNext("(")) return call(function, name);
    return applied(function, isRoot ? signedPower() : argument(), name.column);
  }

  int applied(const Function& function, int a, int column) {
    if (function.form == Function::Form::cubeRoot) {
      return applied({.form = Function::Form::root}, a, expression_.addConstant(3, column), column);
    }
    const int node = expression_.addOperation(function.operation, a, -1, column);
    if (function.form == Function::Form::operation) return node;
    return expression_.addOperation(Operation::divide, expression_.addConstant(1, column), node, column);
  }

  int applied(const Function& function, int a, int b, int column) {
    if (function.form != Function::Form::root)
      return expression_.addOperation(function.operation, a, b, column);
    const int one = expression_.addConstant(1, column);
    return expression_.addOperation(Operation::power, a,
                                    expression_.addOperation(Operation::divide, one, b, column), column);
  }

  // max and min take as many operands as there are.
  int call(const Function& function, const Lexeme& name) {
    const bool isOpenEnded = function.operation == Operation::max || function.operation == Operation::min;
    const int operands = function.operands();
    const bool commas = std::exchange(commaIsDecimal_, operands == 1 || hasInBrackets(";", place_));
    const bool bars = std::exchange(insideBars_, false);
    ++place_;
    int node = sum();
    if (operands == 1) node = applied(function, node, name.column);
    for (int i = 1; i < operands || (isOpenEnded && (isNext(",") || isNext(";"))); ++i) {
      if (!takesSeparator())
        refuse(Fault::commaMissing, name.raw, "expected a \",\" and the second operand of " + name.raw);
      node = applied(function, node, sum(), name.column);
    }
    if (isNext(",") || isNext(";"))
      refuse(Fault::tooManyOperands, name.raw,
             name.raw + " has " + std::to_string(operands) + (operands == 1 ? " operand" : " operands"));
    expect(")", "(", "\"(\" of " + name.raw);
    commaIsDecimal_ = commas;
    insideBars_ = bars;
    return node;
  }

  // Whether a symbol stands between the brackets that open at a place, and within no others.
  bool hasInBrackets(std::string_view symbol, std::size_t place) const {
    int depth = 0;
    for (std::size_t i = place; i < lexemes_.size(); ++i) {
      if (lexemes_[i].is("(")) ++depth;
      if (lexemes_[i].is(")") && --depth == 0) return false;
      if (lexemes_[i].is(symbol) && depth == 1) return true;
    }
    return false;
  }

  int argument() {
    const Level level(*this);
    const Token first = token();
    if (takes("-")) return expression_.addOperation(Operation::negate, argument(), -1, first.column);
    if (takes("+")) return argument();
    const bool isRun = first.kind == TokenKind::number || isLetterNext();
    int node = power();
    while (isRun && isLetterNext()) {
      const int column = token().column;
      node = expression_.addOperation(Operation::multiply, node, power(), column);
    }
    return node;
  }

  bool isLetterNext() const {
    return token().isName(WordKind::variable) || token().isName(WordKind::constant);
  }

  void note(Note note) {
    if (std::find(notes_.begin(), notes_.end(), note) == notes_.end()) notes_.push_back(note);
  }

  // One level of recursion, for as long as it lives.
  class Level {
   public:
    explicit Level(Parser& parser) : depth_(parser.depth_) {
      if (++depth_ > deepest)
        parser.refuse(Fault::tooDeep, std::to_string(deepest),
                      "the formula is more than " + std::to_string(deepest) + " levels deep");
    }
    ~Level() { --depth_; }

   private:
    int& depth_;
  };

  bool anyVariable_;
  Expression expression_;
  std::vector<Lexeme> lexemes_;
  std::vector<Note> notes_;
  std::size_t place_ = 0;
  int depth_ = 0;
  bool insideBars_ = false;
  bool commaIsDecimal_ = true;
};

}  // namespace

std::string_view nameOf(Note note) {
  static constexpr std::string_view names[] = {"naturalLogarithm", "decimalComma", "thousandsComma"};
  return names[static_cast<int>(note)];
}

Reading read(std::string_view text, const std::vector<std::string>& variables) {
  return Parser(text, &variables).run();
}

Reading read(std::string_view text) { return Parser(text, nullptr).run(); }

Expression parse(std::string_view text, const std::vector<std::string>& variables) {
  return read(text, variables).expression;
}

Expression parse(std::string_view text) { return read(text).expression; }

}  // namespace downhill::formula

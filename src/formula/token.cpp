#include "formula/token.hpp"

#include <cmath>
#include <cstdlib>

#include "formula/characters.hpp"

namespace downhill::formula {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view text) : characters_(charactersOf(text)) {}

  std::vector<Token> run() {
    if (characters_.size() > longestFormula)
      throw SyntaxError(longestFormula + 1, Fault::tooLong, std::to_string(longestFormula),
                        "a formula may have " + std::to_string(longestFormula) + " characters, not " +
                            std::to_string(characters_.size()));
    while (place_ < characters_.size()) {
      setRaised(characters_[place_].height == Height::raised);
      const char c = peek();
      if (isSpace(c) && characters_[place_].height != Height::lowered)
        ++place_;
      else if (characters_[place_].plain.starts_with("(") && characters_[place_].plain.size() > 1)
        readFraction();
      else if (isDigit(c) || c == '.')
        readNumber();
      else if (isLetter(c))
        readName();
      else
        readSymbol();
    }
    setRaised(false);
    push(TokenKind::end, "", place_);
    return std::move(tokens_);
  }

 private:
  // A run of raised characters is one exponent.
  void setRaised(bool raised) {
    if (raised != raised_) push(TokenKind::symbol, raised ? "^{" : "}", place_);
    raised_ = raised;
  }

  // The plain character some places ahead, where it is as high as this one; else a space.
  char peek(std::size_t ahead = 0) const {
    if (place_ + ahead >= characters_.size()) return ' ';
    const auto& [raw, plain, height] = characters_[place_ + ahead];
    return height == (raised_ ? Height::raised : Height::line) ? plain[0] : ' ';
  }

  // The token that ends before this place.
  void push(TokenKind kind, const std::string& text, std::size_t start, double number = 0) {
    Token token{kind, text, number, static_cast<int>(start) + 1, static_cast<int>(place_) + 1};
    for (std::size_t i = start; i < place_; ++i) token.raw += characters_[i].raw;
    tokens_.push_back(std::move(token));
  }

  void readDigits(std::string& digits) {
    while (isDigit(peek())) digits += characters_[place_++].plain;
  }

  // 12, 1.5, .5, 2., 1e-3
  void readNumber() {
    const std::size_t start = place_;
    const int column = static_cast<int>(start) + 1;
    std::string digits;
    readDigits(digits);
    if (peek() == '.') {
      digits += characters_[place_++].plain;
      readDigits(digits);
    }
    if (peek() == '.') refuseSecondPoint(digits);
    if (digits == ".")
      throw SyntaxError(column, Fault::badNumber, digits, "a point without digits is no number");
    const bool isSigned = peek(1) == '-' || peek(1) == '+';
    if ((peek() == 'e' || peek() == 'E') && isDigit(peek(isSigned ? 2 : 1))) {
      digits += 'e';
      ++place_;
      if (isSigned) digits += characters_[place_++].plain;
      readDigits(digits);
    }
    push(TokenKind::number, digits, start, numberFrom(digits, column));
  }

  // ½ is (1/2). Behind a number it may be meant as a sum, 2½, or as a product.
  void readFraction() {
    const std::string fraction = characters_[place_].plain;
    const std::size_t start = place_++;
    if (!tokens_.empty() && tokens_.back().kind == TokenKind::number)
      throw SyntaxError(static_cast<int>(start) + 1, Fault::productSignMissing, characters_[start].raw,
                        "expected an operator such as + or * before a fraction");
    push(TokenKind::symbol, "(", start);
    push(TokenKind::number, fraction.substr(1, 1), start, fraction[1] - '0');
    push(TokenKind::symbol, "/", start);
    push(TokenKind::number, fraction.substr(3, 1), start, fraction[3] - '0');
    push(TokenKind::symbol, ")", start);
  }

  [[noreturn]] void refuseSecondPoint(std::string number) {
    const int column = static_cast<int>(place_) + 1;
    while (isDigit(peek()) || peek() == '.') number += characters_[place_++].plain;
    throw SyntaxError(column, Fault::twoPoints, number,
                      "\"" + number + "\" has more than one point; a number has one, as in 1.52");
  }

  bool isInName() const {
    if (place_ >= characters_.size()) return false;
    const auto& [raw, plain, height] = characters_[place_];
    return plain.size() == 1 && (height == Height::lowered || isLetter(peek()) || isDigit(peek()));
  }

  // A sign that stands for a whole word, such as π, is a name by itself.
  void readName() {
    const std::size_t start = place_;
    std::string name = characters_[place_++].plain;
    if (name.size() == 1)
      while (isInName()) name += characters_[place_++].plain;
    push(TokenKind::name, name, start);
  }

  void readSymbol() {
    const auto& [raw, plain, height] = characters_[place_];
    const std::size_t start = place_++;
    const bool isStep = plain == "⌊" || plain == "⌋" || plain == "⌈" || plain == "⌉";
    const bool isSign = isStep || (plain.size() == 1 &&
                                   std::string_view("+-*/^(),;|=").find(plain) != std::string_view::npos);
    if (!isSign || height == Height::lowered)
      throw SyntaxError(static_cast<int>(place_), Fault::badCharacter, raw,
                        "\"" + raw + "\" has no meaning in a formula");
    if (plain == "*" && peek() == '*') {
      ++place_;
      push(TokenKind::symbol, "^", start);
    } else {
      push(TokenKind::symbol, plain, start);
    }
  }

  std::vector<Character> characters_;
  std::size_t place_ = 0;
  bool raised_ = false;
  std::vector<Token> tokens_;
};

}  // namespace

std::string_view nameOf(Fault fault) {
  static constexpr std::string_view names[] = {
      "badCharacter",       "badNumber",        "twoPoints",        "operandMissing",  "operatorMissing",
      "productSignMissing", "bracketNotClosed", "bracketNotOpened", "commaMissing",    "strayComma",
      "tooManyOperands",    "callMissing",      "inverseUnknown",   "unknownFunction", "unknownVariable",
      "digitsBehindName",   "otherVariable",    "equation",         "tooLong",         "tooDeep"};
  return names[static_cast<int>(fault)];
}

std::vector<Token> tokenize(std::string_view text) { return Tokenizer(text).run(); }

double numberFrom(const std::string& digits, int column) {
  const double number = std::strtod(digits.c_str(), nullptr);
  if (!std::isfinite(number))
    throw SyntaxError(column, Fault::badNumber, digits, digits + " is too large for a number");
  return number;
}

}  // namespace downhill::formula

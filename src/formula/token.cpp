#include "formula/token.hpp"

#include <cmath>
#include <cstdlib>

namespace downhill::formula {

namespace {

// One character of UTF-8 text, as it stands and as plain text of the formula language.
struct Character {
  std::string raw;
  std::string plain;
};

std::string plainOf(const std::string& raw) {
  static constexpr std::pair<std::string_view, std::string_view> meanings[] = {
      {"·", "*"},  {"×", "*"},       {"∗", "*"},  {"⋅", "*"},     {"−", "-"},  {"–", "-"}, {"÷", "/"},
      {"π", "pi"}, {"σ", "sigmoid"}, {"（", "("}, {"）", ")"},    {"，", ","}, {"₀", "0"}, {"₁", "1"},
      {"₂", "2"},  {"₃", "3"},       {"₄", "4"},  {"₅", "5"},     {"₆", "6"},  {"₇", "7"}, {"₈", "8"},
      {"₉", "9"},  {"²", "^2"},      {"³", "^3"}, {"\u00a0", " "}};
  for (const auto& [sign, meaning] : meanings)
    if (raw == sign) return std::string(meaning);
  return raw;
}

std::vector<Character> charactersOf(std::string_view text) {
  std::vector<Character> characters;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    std::string raw(text.substr(i, end - i));
    characters.push_back({raw, plainOf(raw)});
    i = end;
  }
  return characters;
}

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
      const std::string& c = characters_[place_].plain;
      if (isSpace(c[0]))
        ++place_;
      else if (isDigit(c[0]) || c[0] == '.')
        readNumber();
      else if (isLetter(c[0]))
        readName();
      else
        readSymbol();
    }
    tokens_.push_back({TokenKind::end, "", 0, column()});
    return std::move(tokens_);
  }

 private:
  int column() const { return static_cast<int>(place_) + 1; }

  // The plain character some places ahead; a space beyond the end.
  char peek(std::size_t ahead = 0) const {
    return place_ + ahead < characters_.size() ? characters_[place_ + ahead].plain[0] : ' ';
  }

  void readDigits(std::string& digits) {
    while (isDigit(peek())) digits += characters_[place_++].plain;
  }

  // 12, 1.5, .5, 2., 1e-3
  void readNumber() {
    const int start = column();
    std::string digits;
    readDigits(digits);
    if (peek() == '.') {
      digits += characters_[place_++].plain;
      readDigits(digits);
    }
    if (digits == ".")
      throw SyntaxError(start, Fault::badNumber, digits, "a point without digits is no number");
    const bool isSigned = peek(1) == '-' || peek(1) == '+';
    if ((peek() == 'e' || peek() == 'E') && isDigit(peek(isSigned ? 2 : 1))) {
      digits += 'e';
      ++place_;
      if (isSigned) digits += characters_[place_++].plain;
      readDigits(digits);
    }
    const double number = std::strtod(digits.c_str(), nullptr);
    if (!std::isfinite(number))
      throw SyntaxError(start, Fault::badNumber, digits, digits + " is too large for a number");
    tokens_.push_back({TokenKind::number, digits, number, start});
  }

  // A sign that stands for a whole word, such as π, is a name by itself.
  void readName() {
    const int start = column();
    std::string name;
    if (characters_[place_].plain.size() > 1)
      name = characters_[place_++].plain;
    else
      while (characters_[place_].plain.size() == 1 && (isLetter(peek()) || isDigit(peek()))) {
        name += characters_[place_++].plain;
        if (place_ == characters_.size()) break;
      }
    tokens_.push_back({TokenKind::name, name, 0, start});
  }

  void readSymbol() {
    const auto& [raw, plain] = characters_[place_];
    if (plain.size() > 1 && plain[0] == '^') {
      tokens_.push_back({TokenKind::symbol, "^", 0, column()});
      tokens_.push_back({TokenKind::number, plain.substr(1), double(plain[1] - '0'), column()});
    } else if (plain.size() == 1 && std::string_view("+-*/^(),").find(plain[0]) != std::string_view::npos) {
      tokens_.push_back({TokenKind::symbol, plain, 0, column()});
    } else {
      throw SyntaxError(column(), Fault::badCharacter, raw, "\"" + raw + "\" has no meaning in a formula");
    }
    ++place_;
  }

  std::vector<Character> characters_;
  std::size_t place_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

std::string_view nameOf(Fault fault) {
  static constexpr std::string_view names[] = {
      "badCharacter",     "badNumber",        "operandMissing", "operatorMissing", "productSignMissing",
      "bracketNotClosed", "bracketNotOpened", "commaMissing",   "callMissing",     "unknownFunction",
      "unknownVariable",  "tooLong",          "tooDeep"};
  return names[static_cast<int>(fault)];
}

std::vector<Token> tokenize(std::string_view text) { return Tokenizer(text).run(); }

}  // namespace downhill::formula

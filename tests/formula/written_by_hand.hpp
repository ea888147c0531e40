#pragma once

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <utility>
#include <vector>

// Random formulas for the tests: a tree, its value by an evaluator of its own, and the many ways in which a
// hand writes it down. It knows the conventions of writing and nothing of the parser.
namespace downhill::handwriting {

struct Tree {
  std::string kind;   // "number", "x", "y", "+", "-", "*", "/", "neg", "pow", or the name of a function
  double number = 0;  // of a number; of a power: its exponent
  std::vector<Tree> parts = {};
};

class Chance {
 public:
  explicit Chance(unsigned seed) : engine_(seed) {}
  int below(int count) { return static_cast<int>(engine_() % static_cast<unsigned>(count)); }
  bool oneIn(int count) { return below(count) == 0; }

 private:
  std::mt19937 engine_;  // the same sequence with every standard library
};

inline Tree randomTree(Chance& chance, int depth) {
  if (depth == 0 || chance.oneIn(6)) {
    if (chance.oneIn(3)) return {"number", (1 + chance.below(40)) / (chance.oneIn(2) ? 1.0 : 8.0)};
    return {chance.oneIn(2) ? "x" : "y"};
  }
  static const std::vector<std::string> functions{
      "sin",   "cos",  "tan",  "asin", "acos", "atan",  "sinh", "cosh",    "tanh",     "exp", "log",
      "log10", "log2", "sqrt", "abs",  "sign", "floor", "ceil", "sigmoid", "softplus", "relu"};
  const auto part = [&] { return randomTree(chance, depth - 1); };
  switch (chance.below(9)) {
    case 0:
      return {"+", 0, {part(), part()}};
    case 1:
      return {"-", 0, {part(), part()}};
    case 2:
    case 3:
      return {"*", 0, {part(), part()}};
    case 4:
      return {"/", 0, {part(), part()}};
    case 5:
      return {"neg", 0, {part()}};
    case 6:
      return {"pow", double(chance.below(8) - 3), {part()}};
    case 7:
      return {chance.oneIn(3) ? "max" : chance.oneIn(2) ? "min" : "mod", 0, {part(), part()}};
    default:
      return {functions[chance.below(static_cast<int>(functions.size()))], 0, {part()}};
  }
}

inline double valueOf(const Tree& tree, double x, double y) {
  const std::string& kind = tree.kind;
  if (kind == "number") return tree.number;
  if (kind == "x") return x;
  if (kind == "y") return y;
  const double a = valueOf(tree.parts[0], x, y);
  if (kind == "neg") return -a;
  if (kind == "pow") return std::pow(a, tree.number);
  if (kind == "sin") return std::sin(a);
  if (kind == "cos") return std::cos(a);
  if (kind == "tan") return std::tan(a);
  if (kind == "asin") return std::asin(a);
  if (kind == "acos") return std::acos(a);
  if (kind == "atan") return std::atan(a);
  if (kind == "sinh") return std::sinh(a);
  if (kind == "cosh") return std::cosh(a);
  if (kind == "tanh") return std::tanh(a);
  if (kind == "exp") return std::exp(a);
  if (kind == "log") return std::log(a);
  if (kind == "log10") return std::log10(a);
  if (kind == "log2") return std::log2(a);
  if (kind == "sqrt") return std::sqrt(a);
  if (kind == "abs") return a < 0 ? -a : a;
  if (kind == "sign") return a > 0 ? 1 : a < 0 ? -1 : a;
  if (kind == "floor") return std::floor(a);
  if (kind == "ceil") return -std::floor(-a);
  if (kind == "sigmoid") return 0.5 + std::tanh(a / 2) / 2;
  if (kind == "softplus") return a > 40 ? a : std::log1p(std::exp(a));
  if (kind == "relu") return a < 0 ? 0 : a;
  const double b = valueOf(tree.parts[1], x, y);
  if (kind == "+") return a + b;
  if (kind == "-") return a - b;
  if (kind == "*") return a * b;
  if (kind == "/") return a / b;
  if (std::isnan(a) || std::isnan(b)) return NAN;
  if (kind == "max") return a < b ? b : a;
  if (kind == "min") return a < b ? a : b;
  const double rest = std::remainder(a, b);  // in [−b/2, b/2]
  return rest * b < 0 ? rest + b : rest;
}

// How far rounding may throw the value: what the last few bits of the place do to it.
inline double roundingOf(const Tree& tree, double x, double y) {
  const double value = valueOf(tree, x, y), nudge = 1 + 1e-13;
  double most = 0;
  for (const double other : {valueOf(tree, x * nudge, y), valueOf(tree, x / nudge, y),
                             valueOf(tree, x, y * nudge), valueOf(tree, x, y / nudge)})
    if (std::isfinite(other)) most = std::max(most, std::abs(other - value));
  return 1e-12 + 10 * most;
}

// Writes a tree as hands do: signs of products left out, functions without brackets, superscripts, bars,
// roots, other signs for the same thing. `calm` writes every sign and bracket.
class Hand {
 public:
  explicit Hand(Chance& chance, bool calm = false) : chance_(chance), calm_(calm) {}

  std::string write(const Tree& tree) { return at(tree, sum).text; }

 private:
  // How tightly what is written must hold together at its place.
  enum Place { sum, product, factor, base };

  struct Writing {
    std::string text;
    Place holds;
    bool takesMore = false;  // ends in a function without brackets, which would take a letter behind it
  };

  bool careless(int count) { return !calm_ && chance_.oneIn(count); }

  Writing bracketed(const Tree& tree) {
    const bool outside = std::exchange(insideBars_, false);
    const std::string text = "(" + at(tree, sum).text + ")";
    insideBars_ = outside;
    return {text, base};
  }

  Writing at(const Tree& tree, Place place) {
    if (calm_ && place > sum && tree.kind != "number" && tree.kind != "x" && tree.kind != "y")
      return bracketed(tree);
    const bool outside = insideBars_;
    const Writing writing = plain(tree);
    insideBars_ = outside;
    return writing.holds < place ? bracketed(tree) : writing;
  }

  Writing plain(const Tree& tree) {
    const std::string& kind = tree.kind;
    if (kind == "number") return {number(tree.number), base};
    if (kind == "x" || kind == "y") return {careless(6) ? (kind == "x" ? "X" : "Y") : kind, base};
    if (kind == "neg") {
      const Writing inner = at(tree.parts[0], factor);
      return {minus() + inner.text, product, inner.takesMore};
    }
    if (kind == "+" || kind == "-") {
      const Writing left = at(tree.parts[0], sum), right = at(tree.parts[1], product);
      return {left.text + space() + (kind == "+" ? "+" : minus()) + space() + right.text, sum,
              right.takesMore};
    }
    if (kind == "*" || kind == "/") return productOf(tree);
    if (kind == "pow") return powerOf(tree);
    return callOf(tree);
  }

  Writing productOf(const Tree& tree) {
    const Writing left = at(tree.parts[0], product), right = at(tree.parts[1], factor);
    const char first = right.text[0];
    const bool isDigit = (first >= '0' && first <= '9') || first == '.';
    const bool isSwallowed = left.takesMore && (first == 'x' || first == 'y' || first == 'X' || first == 'Y');
    if (tree.kind == "*" && !isDigit && !isSwallowed && !(insideBars_ && first == '|') && careless(2))
      return {left.text + (chance_.oneIn(2) ? " " : "") + right.text, product, right.takesMore};
    const std::string sign = tree.kind == "/" ? (careless(4) ? "÷" : "/")
                             : careless(3)    ? "·"
                             : careless(3)    ? "×"
                                              : "*";
    return {left.text + sign + right.text, product, right.takesMore};
  }

  Writing powerOf(const Tree& tree) {
    const Tree& below = tree.parts[0];
    const bool isCall =
        below.parts.size() == 1 && below.kind.size() > 1 && below.kind != "neg" && below.kind != "pow";
    if (isCall && tree.number >= 0 && careless(2))
      return {below.kind + exponent(tree.number) + bracketed(below.parts[0]).text, base};
    return {at(below, base).text + exponent(tree.number), factor};
  }

  std::string exponent(double number) {
    static const char* const digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    const int whole = static_cast<int>(number);
    const std::string text = std::to_string(whole);
    if (careless(3)) return (whole < 0 ? "⁻" : "") + std::string(digits[std::abs(whole)]);
    return (careless(4) ? "**" : "^") + (careless(4) ? "(" + text + ")" : text);
  }

  Writing callOf(const Tree& tree) {
    const std::string& kind = tree.kind;
    if (tree.parts.size() == 2) {
      const bool outside = std::exchange(insideBars_, false);
      const std::string a = at(tree.parts[0], sum).text, b = at(tree.parts[1], sum).text;
      insideBars_ = outside;
      return {kind + "(" + a + (careless(4) ? "; " : ", ") + b + ")", base};
    }
    const Tree& inner = tree.parts[0];
    if (kind == "abs" && careless(2)) {
      insideBars_ = true;
      return {"|" + at(inner, sum).text + "|", base};
    }
    if (kind == "sqrt" && careless(2)) return {"√" + bracketed(inner).text, base};
    const std::string name = named(kind);
    const bool isLetter = inner.kind == "x" || inner.kind == "y";
    if (isLetter && careless(2)) return {name + (chance_.oneIn(2) ? " " : "") + inner.kind, factor, true};
    return {name + bracketed(inner).text, base};
  }

  std::string named(const std::string& kind) {
    if (kind == "log" && careless(2)) return "ln";
    if (kind == "asin" && careless(2)) return chance_.oneIn(2) ? "arcsin" : "sin⁻¹";
    if (careless(6)) return std::string(1, static_cast<char>(kind[0] - 'a' + 'A')) + kind.substr(1);
    return kind;
  }

  std::string number(double value) {
    std::string text = std::to_string(value);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
  }

  std::string minus() { return careless(2) ? "−" : "-"; }
  std::string space() { return careless(2) ? " " : ""; }

  Chance& chance_;
  bool calm_;
  bool insideBars_ = false;
};

// The same text as a Chinese keyboard writes it.
inline std::string fullWidth(const std::string& text) {
  std::string wide;
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (code == ' ') {
      wide += "\u3000";
    } else if (code > 0x20 && code < 0x7F) {
      const unsigned full = code + 0xFEE0u;  // U+FF01 … U+FF5E, three bytes of UTF-8
      wide += static_cast<char>(0xE0 | full >> 12);
      wide += static_cast<char>(0x80 | (full >> 6 & 0x3F));
      wide += static_cast<char>(0x80 | (full & 0x3F));
    } else {
      wide += c;
    }
  }
  return wide;
}

}  // namespace downhill::handwriting

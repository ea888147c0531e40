#include "formula/mathml.hpp"

#include <algorithm>

namespace downhill::formula {

namespace {

// How tightly what is printed holds together; only an atom needs no brackets under an exponent.
enum class Hold { sum, sign, product, fraction, power, atom };

struct Printed {
  std::string markup;
  Hold hold = Hold::atom;
  bool isDigitFirst = false;  // a number, or a fraction: no number can stand before it without a sign
  bool isWordFirst = false;   // a name of several letters, which wants air around it
  bool isWordLast = false;
};

std::string element(std::string_view tag, const std::string& content) {
  std::string markup("<");
  return markup.append(tag).append(">").append(content).append("</").append(tag).append(">");
}

std::string row(const std::string& content) { return element("mrow", content); }
std::string sign(const std::string& text) { return element("mo", text); }

std::string fenced(const std::string& open, const std::string& content, const std::string& close) {
  return row(sign(open) + content + sign(close));
}

std::string raised(const std::string& base, const std::string& exponent) {
  return element("msup", base + row(exponent));
}

std::string wordOf(Operation operation) {
  switch (operation) {
    case Operation::log:
      return element("mi", "ln");
    case Operation::log10:
      return element("msub", element("mi", "log") + element("mn", "10"));
    case Operation::log2:
      return element("msub", element("mi", "log") + element("mn", "2"));
    case Operation::asin:
    case Operation::acos:
    case Operation::atan:
      return element("mi", "arc" + std::string(wordsOf(operation).name.substr(1)));
    case Operation::sigmoid:
      return element("mi", "σ");
    default:
      return element("mi", std::string(wordsOf(operation).name));
  }
}

// Whether a function of one is printed by its name.
bool isNamed(Operation operation) {
  switch (operation) {
    case Operation::negate:
    case Operation::exp:
    case Operation::sqrt:
    case Operation::abs:
    case Operation::floor:
    case Operation::ceil:
      return false;
    default:
      return wordsOf(operation).operands == 1;
  }
}

class Printer {
 public:
  explicit Printer(const Expression& expression) : expression_(expression) {}

  // Every operand is printed once, so that the time it takes grows with the length alone.
  Printed print(int index) const {
    const Node& node = expression_.nodes()[index];
    switch (node.operation) {
      case Operation::input:
        return name(expression_.inputs()[node.a]);
      case Operation::constant:
        return number(node.constant);
      case Operation::negate:
        return {row(sign("−") + held(print(node.a), Hold::product)), Hold::sign};
      case Operation::add:
        return {held(print(node.a), Hold::sum) + sign("+") + held(print(node.b), Hold::product), Hold::sum};
      case Operation::subtract:
        return {held(print(node.a), Hold::sum) + sign("−") + held(print(node.b), Hold::product), Hold::sum};
      case Operation::multiply:
        return product(node);
      case Operation::divide:
        return {element("mfrac", row(print(node.a).markup) + row(print(node.b).markup)), Hold::fraction,
                true};
      case Operation::power:
        return power(node);
      case Operation::exp:
        return {raised(element("mi", "e"), print(node.a).markup), Hold::power};
      case Operation::sqrt:
        return {element("msqrt", print(node.a).markup), Hold::power};
      case Operation::abs:
        return {fenced("|", print(node.a).markup, "|")};
      case Operation::floor:
        return {fenced("⌊", print(node.a).markup, "⌋")};
      case Operation::ceil:
        return {fenced("⌈", print(node.a).markup, "⌉")};
      default:
        return call(node, wordOf(node.operation));
    }
  }

 private:
  // In brackets, where it holds together less than it must.
  static std::string held(const Printed& printed, Hold atLeast) {
    return printed.hold < atLeast ? fenced("(", printed.markup, ")") : printed.markup;
  }

  // w1 as w with a lowered 1.
  Printed name(const std::string& text) const {
    const auto digits = std::min(text.find_first_of("0123456789"), text.size());
    const bool isWord = digits > 1;
    const std::string letters = element("mi", text.substr(0, digits));
    if (digits == text.size()) return {letters, Hold::atom, false, isWord, isWord};
    return {element("msub", letters + element("mn", text.substr(digits))), Hold::atom, false, isWord, isWord};
  }

  // 1e-05 as a power of ten.
  Printed number(double value) const {
    const std::string text = shortest(value);
    const auto e = text.find('e');
    if (text == "e" || text == "π") return {element("mi", text)};
    if (e == std::string::npos) return {element("mn", text), Hold::atom, true};
    const int exponent = std::stoi(text.substr(e + 1));
    const std::string size = element("mn", std::to_string(std::abs(exponent)));
    const std::string power = raised(element("mn", "10"), exponent < 0 ? sign("−") + size : size);
    if (text.substr(0, e) == "1") return {power, Hold::power, true};
    return {element("mn", text.substr(0, e)) + sign("·") + power, Hold::product, true};
  }

  Printed product(const Node& node) const {
    const Printed left = print(node.a), right = print(node.b);
    const bool isBracketed = right.hold < Hold::product;
    const bool needsSign = right.isDigitFirst && !isBracketed;
    const bool needsAir = (right.isWordFirst && !isBracketed) || left.isWordLast;
    const std::string between =
        needsSign ? sign("·") : sign("\u2062") + (needsAir ? "<mspace width=\"0.17em\"/>" : "");
    return {held(left, Hold::sign) + between + held(right, Hold::product), std::min(left.hold, Hold::product),
            left.isDigitFirst, left.isWordFirst, right.isWordLast && !isBracketed};
  }

  // sin²(x), but (sin(x))⁻¹: sin⁻¹ is another function.
  Printed power(const Node& node) const {
    const Node& base = expression_.nodes()[node.a];
    const std::string exponent = print(node.b).markup;
    const bool isCall = isNamed(base.operation);
    if (isCall && expression_.nodes()[node.b].operation != Operation::negate)
      return call(base, raised(wordOf(base.operation), exponent));
    const Printed below = print(node.a);
    const std::string inner = isCall ? fenced("(", below.markup, ")") : held(below, Hold::atom);
    return {raised(row(inner), exponent), Hold::power, below.isDigitFirst};
  }

  Printed call(const Node& node, const std::string& word) const {
    const std::string second = node.b >= 0 ? sign(",") + print(node.b).markup : "";
    return {word + sign("\u2061") + fenced("(", print(node.a).markup + second, ")"), Hold::atom, false, true,
            true};
  }

  const Expression& expression_;
};

}  // namespace

std::string mathml(const Expression& expression) {
  return row(Printer(expression).print(static_cast<int>(expression.nodes().size()) - 1).markup);
}

}  // namespace downhill::formula

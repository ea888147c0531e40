#include "formula/mathml.hpp"

#include <algorithm>

namespace downhill::formula {

namespace {

// How tightly what is printed holds together; only an atom needs no brackets under an exponent.
enum class Hold { sum, sign, product, fraction, power, atom };

// What the neighbours of something printed must know of it.
struct Look {
  Hold hold = Hold::atom;
  bool isDigitFirst = false;  // a number, or a fraction: no number can stand before it without a sign
  bool isWordFirst = false;   // a name of several letters, which wants air around it
  bool isWordLast = false;
};

constexpr Look word{Hold::atom, false, true, true};

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

// How many letters a name has before its digits.
std::size_t lettersOf(std::string_view name) {
  return std::min(name.find_first_of("0123456789"), name.size());
}

class Printer {
 public:
  explicit Printer(const Expression& expression) : expression_(expression) {
    for (const Node& node : expression.nodes()) looks_.push_back(lookOf(node));
  }

  std::string run() {
    row(static_cast<int>(looks_.size()) - 1);
    return std::move(markup_);
  }

 private:
  // ── Looks ───────────────────────────────────────────────────────────────────────────────────────────────

  Look lookOf(const Node& node) const {
    switch (node.operation) {
      case Operation::input:
        return lettersOf(expression_.inputs()[node.a]) > 1 ? word : Look{};
      case Operation::constant:
        return lookOf(shortest(node.constant));
      case Operation::negate:
        return {Hold::sign};
      case Operation::add:
      case Operation::subtract:
        return {Hold::sum};
      case Operation::multiply:
        return lookOfProduct(looks_[node.a], looks_[node.b]);
      case Operation::divide:
        return {Hold::fraction, true};
      case Operation::power:
        if (isCallRaised(node)) return word;
        return {Hold::power, looks_[node.a].hold == Hold::atom && looks_[node.a].isDigitFirst};
      case Operation::exp:
      case Operation::sqrt:
        return {Hold::power};
      case Operation::abs:
      case Operation::floor:
      case Operation::ceil:
        return {};
      default:
        return word;
    }
  }

  static Look lookOf(std::string_view number) {
    if (number == "e" || number == "π") return {};
    const bool isPlain = number.find('e') == std::string_view::npos;
    return {isPlain ? Hold::atom : number.starts_with("1e") ? Hold::power : Hold::product, true};
  }

  static Look lookOfProduct(const Look& left, const Look& right) {
    const bool isFenced = left.hold < Hold::sign;
    return {std::min(isFenced ? Hold::product : left.hold, Hold::product), !isFenced && left.isDigitFirst,
            !isFenced && left.isWordFirst, right.hold >= Hold::product && right.isWordLast};
  }

  // sin²(x), but (sin(x))⁻¹: sin⁻¹ is another function.
  bool isCallRaised(const Node& node) const {
    return isNamed(expression_.nodes()[node.a].operation) &&
           expression_.nodes()[node.b].operation != Operation::negate;
  }

  // ── Markup ──────────────────────────────────────────────────────────────────────────────────────────────

  void begin(std::string_view tag) { markup_.append("<").append(tag).append(">"); }
  void end(std::string_view tag) { markup_.append("</").append(tag).append(">"); }

  void leaf(std::string_view tag, std::string_view text) {
    begin(tag);
    markup_.append(text);
    end(tag);
  }

  void sign(std::string_view text) { leaf("mo", text); }

  void row(int index) {
    begin("mrow");
    print(index);
    end("mrow");
  }

  void fenced(std::string_view open, int a, std::string_view close, int b = -1) {
    begin("mrow");
    sign(open);
    print(a);
    if (b >= 0) {
      sign(",");
      print(b);
    }
    sign(close);
    end("mrow");
  }

  // In brackets, where it holds together less than it must.
  void held(int index, Hold atLeast) {
    looks_[index].hold < atLeast ? fenced("(", index, ")") : print(index);
  }

  void lowered(std::string_view name, std::string_view index) {
    begin("msub");
    leaf("mi", name);
    leaf("mn", index);
    end("msub");
  }

  void powerOfTen(std::string_view exponent) {
    begin("msup");
    leaf("mn", "10");
    begin("mrow");
    if (exponent.starts_with('-')) sign("−");
    leaf("mn", exponent.substr(exponent.find_first_not_of("+-0")));
    end("mrow");
    end("msup");
  }

  // ── Formulas ────────────────────────────────────────────────────────────────────────────────────────────

  void print(int index) {
    const Node& node = expression_.nodes()[index];
    switch (node.operation) {
      case Operation::input:
        return name(expression_.inputs()[node.a]);
      case Operation::constant:
        return number(shortest(node.constant));
      case Operation::negate:
        begin("mrow");
        sign("−");
        held(node.a, Hold::product);
        return end("mrow");
      case Operation::add:
      case Operation::subtract:
        held(node.a, Hold::sum);
        sign(wordsOf(node.operation).name);
        return held(node.b, Hold::product);
      case Operation::multiply:
        return product(node);
      case Operation::divide:
        begin("mfrac");
        row(node.a);
        row(node.b);
        return end("mfrac");
      case Operation::power:
        return power(node);
      case Operation::exp:
        begin("msup");
        leaf("mi", "e");
        row(node.a);
        return end("msup");
      case Operation::sqrt:
        begin("msqrt");
        print(node.a);
        return end("msqrt");
      case Operation::abs:
        return fenced("|", node.a, "|");
      case Operation::floor:
        return fenced("⌊", node.a, "⌋");
      case Operation::ceil:
        return fenced("⌈", node.a, "⌉");
      default:
        functionName(node.operation);
        return operands(node);
    }
  }

  // w1 as w with a lowered 1.
  void name(std::string_view text) {
    const auto letters = lettersOf(text);
    letters == text.size() ? leaf("mi", text) : lowered(text.substr(0, letters), text.substr(letters));
  }

  // 1e-05 as a power of ten.
  void number(std::string_view text) {
    const auto e = text.find('e');
    if (text == "e" || text == "π") return leaf("mi", text);
    if (e == std::string_view::npos) return leaf("mn", text);
    if (!text.starts_with("1e")) {
      leaf("mn", text.substr(0, e));
      sign("·");
    }
    powerOfTen(text.substr(e + 1));
  }

  void product(const Node& node) {
    const Look &left = looks_[node.a], &right = looks_[node.b];
    const bool isBracketed = right.hold < Hold::product;
    const bool needsSign = right.isDigitFirst && !isBracketed;
    const bool needsAir = !needsSign && ((right.isWordFirst && !isBracketed) || left.isWordLast);
    held(node.a, Hold::sign);
    sign(needsSign ? "·" : "\u2062");
    if (needsAir) markup_.append("<mspace width=\"0.17em\"/>");
    held(node.b, Hold::product);
  }

  void power(const Node& node) {
    const Node& base = expression_.nodes()[node.a];
    const bool isCall = isCallRaised(node);
    begin("msup");
    if (isCall) {
      functionName(base.operation);
    } else {
      begin("mrow");
      isNamed(base.operation) ? fenced("(", node.a, ")") : held(node.a, Hold::atom);
      end("mrow");
    }
    row(node.b);
    end("msup");
    if (isCall) operands(base);
  }

  void functionName(Operation operation) {
    const std::string_view name = wordsOf(operation).name;
    switch (operation) {
      case Operation::log:
        return leaf("mi", "ln");
      case Operation::log10:
      case Operation::log2:
        return lowered(name.substr(0, 3), name.substr(3));
      case Operation::asin:
      case Operation::acos:
      case Operation::atan:
        begin("mi");
        markup_.append("arc").append(name.substr(1));
        return end("mi");
      default:
        return leaf("mi", operation == Operation::sigmoid ? "σ" : name);
    }
  }

  void operands(const Node& node) {
    sign("\u2061");
    fenced("(", node.a, ")", node.b);
  }

  const Expression& expression_;
  std::vector<Look> looks_;  // of every node
  std::string markup_;
};

}  // namespace

std::string mathml(const Expression& expression) { return Printer(expression).run(); }

}  // namespace downhill::formula

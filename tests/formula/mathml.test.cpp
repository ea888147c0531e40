#include "formula/mathml.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <map>

#include "formula/values.hpp"
#include "formula/written_by_hand.hpp"

using namespace downhill::formula;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
namespace handwriting = downhill::handwriting;

namespace {

// What a reader sees of MathML, as text: fractions and exponents keep to themselves, all else is read along
// the line, so a bracket that is missing is missing here too.
class Reader {
 public:
  explicit Reader(std::string markup) : markup_(std::move(markup)) {}

  std::string read() {
    std::string text;
    while (place_ < markup_.size()) text += element();
    return text;
  }

 private:
  bool startsWith(std::string_view text) const { return markup_.compare(place_, text.size(), text) == 0; }

  void take(const std::string& text) {
    REQUIRE(startsWith(text));
    place_ += text.size();
  }

  std::string upTo(char end) {
    const std::size_t start = place_;
    place_ = markup_.find(end, place_);
    REQUIRE(place_ != std::string::npos);
    return markup_.substr(start, place_ - start);
  }

  std::string element() {
    take("<");
    const std::string tag = upTo('>');
    take(">");
    if (tag == "mspace width=\"0.17em\"/") return " ";
    if (tag == "mi" || tag == "mn" || tag == "mo") {
      std::string text = upTo('<');
      take("</" + tag + ">");
      static const std::map<std::string, std::string> signs{{"\u2061", ""}, {"\u2062", " "}};
      const auto sign = signs.find(text);
      return sign == signs.end() ? text : sign->second;
    }
    std::vector<std::string> parts;
    while (!startsWith("</")) parts.push_back(element());
    take("</" + tag + ">");
    if (tag == "mrow") {
      std::string row;
      for (const auto& part : parts) row += part;
      return row;
    }
    if (tag == "msqrt") {
      std::string inside;
      for (const auto& part : parts) inside += part;
      return "√(" + inside + ")";
    }
    REQUIRE(parts.size() == 2u);
    if (tag == "mfrac") return "((" + parts[0] + ")/(" + parts[1] + "))";
    if (tag == "msup") return parts[0] + "^(" + parts[1] + ")";
    REQUIRE(tag == "msub");
    return parts[0] + parts[1];
  }

  std::string markup_;
  std::size_t place_ = 0;
};

std::string seen(std::string_view text) { return Reader(mathml(parse(text, {"x", "y"}))).read(); }

}  // namespace

TEST_CASE("A formula is printed as it was understood") {
  CHECK(seen("1/2x") == "((1)/(2)) x");
  CHECK(seen("1/(2x)") == "((1)/(2 x))");
  CHECK(seen("x**2 - |x-1|") == "x^(2)−|x−1|");
  CHECK(seen("(x+1)(x-1)") == "(x+1) (x−1)");
  CHECK(seen("2*3x") == "2·3 x");
  CHECK(seen("sin²x") == "sin^(2)(x)");
  CHECK(seen("sin x^2") == "sin(x^(2))");
  CHECK(seen("1/sin(x) + sin(x)^-1") == "((1)/(sin(x)))+(sin(x))^(−1)");
  CHECK(seen("log(x) + log10 x + log_2 x") == "ln(x)+log10(x)+log2(x)");
  CHECK(seen("asin x + σ(x)") == "arcsin(x)+σ(x)");
  CHECK(seen("e^-x^2 + exp(x)") == "e^(−x^(2))+e^(x)");
  CHECK(seen("-(x+1)^2 + (-x)^2") == "−(x+1)^(2)+(−x)^(2)");
  CHECK(seen("x - (y - 1) + (x/2)^2 + (e^x)^2") == "x−(y−1)+(((x)/(2)))^(2)+(e^(x))^(2)");
  CHECK(seen("x*-2") == "x (−2)");
  CHECK(seen("1e-5x + 2e30") == "10^(−5) x+2·10^(30)");
  CHECK(seen("1,5x") == "1.5 x");
  CHECK(seen("∛x") == "x^(((1)/(3)))");
  CHECK(seen("max(x, 2, y)") == "max(max(x,2),y)");
  CHECK(Reader(mathml(parse("w1*x + hidden"))).read() == "w1 x+hidden");
}

TEST_CASE("A function's markup is elements of MathML Core") {
  CHECK(mathml(parse("x^2/3", {"x"})) ==
        "<mrow><mfrac><mrow><msup><mrow><mi>x</mi></mrow><mrow><mn>2</mn></mrow></msup></mrow><mrow><mn>3</"
        "mn></mrow></mfrac></mrow>");
  CHECK(mathml(parse("2 sin x", {"x"})) ==
        "<mrow><mn>2</mn><mo>\u2062</mo><mspace "
        "width=\"0.17em\"/><mi>sin</mi><mo>\u2061</mo><mrow><mo>(</mo><mi>x</mi>"
        "<mo>)</mo></mrow></mrow>");
}

TEST_CASE("The longest and the deepest formula are printed in no time") {
  const auto repeated = [](const std::string& text, int count) {
    std::string all;
    for (int i = 0; i < count; ++i) all += text;
    return all;
  };
  CHECK(seen(repeated("x*", 400) + "y").size() == repeated("x ", 400).size() + 1);
  CHECK(seen(repeated("x+", 400) + "y") == repeated("x+", 400) + "y");
  CHECK(seen(repeated("sin²(", 90) + "x" + repeated(")", 90)) ==
        repeated("sin^(2)(", 90) + "x" + repeated(")", 90));
  CHECK(seen(repeated("x^", 90) + "x") == repeated("x^(", 90) + "x" + repeated(")", 90));
}

TEST_CASE("What is printed, and what is written out, read back as the same function") {
  handwriting::Chance chance(20260202);
  int numbers = 0;
  for (int i = 0; i < 3000; ++i) {
    const auto tree = handwriting::randomTree(chance, 1 + i % 5);
    const std::string text = handwriting::Hand(chance).write(tree);
    const Expression expression = parse(text, {"x", "y"});
    const std::string printed = Reader(mathml(expression)).read();
    const std::string inLine = expression.text(static_cast<int>(expression.nodes().size()) - 1);
    const double x = (chance.below(81) - 40) / 16.0, y = (chance.below(81) - 40) / 16.0;
    const double value = handwriting::valueOf(tree, x, y);
    const double rounding = handwriting::roundingOf(tree, x, y);
    CAPTURE(text, printed, inLine, x, y);
    for (const auto& again : {printed, inLine}) checkValue(again, x, y, value, rounding);
    numbers += std::isfinite(value);
  }
  CHECK(numbers > 1500);
}

#include "formula/parser.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <numbers>

#include "formula/tape.hpp"

using namespace downhill::formula;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinRel;

namespace {

double valueAt(std::string_view text, double x, double y) {
  Tape tape(parse(text, {"x", "y"}));
  const double inputs[] = {x, y};
  return tape.evaluate(inputs);
}

SyntaxError errorOf(std::string_view text) {
  try {
    parse(text, {"x", "y"});
  } catch (const SyntaxError& error) {
    return error;
  }
  return SyntaxError(0, Fault::badCharacter, "", "no error");
}

std::string rewritten(std::string_view text) {
  const Expression expression = parse(text, {"x", "y"});
  return expression.text(static_cast<int>(expression.nodes().size()) - 1);
}

}  // namespace

TEST_CASE("A formula has the value that C++ gives the same expression") {
  const double x = GENERATE(-1.7, 0.3, 2.0), y = GENERATE(-0.6, 1.1);
  CHECK(valueAt("(1 - x)^2 + 100*(y - x^2)^2", x, y) ==
        std::pow(1 - x, 2) + 100 * std::pow(y - std::pow(x, 2), 2));
  CHECK_THAT(valueAt("sin(x)*cos(y) - tan(x)/2", x, y),
             WithinRel(std::sin(x) * std::cos(y) - std::tan(x) / 2, 1e-15));
  CHECK(valueAt("exp(x) + tanh(y) - sinh(x) + cosh(y) + atan(x)", x, y) ==
        std::exp(x) + std::tanh(y) - std::sinh(x) + std::cosh(y) + std::atan(x));
  CHECK(valueAt("abs(x) + relu(x) + max(x, y) - min(x, y)", x, y) ==
        std::abs(x) + (x > 0 ? x : 0) + std::max(x, y) - std::min(x, y));
  CHECK_THAT(valueAt("sigmoid(x) + softplus(y)", x, y),
             WithinRel(1 / (1 + std::exp(-x)) + std::log(1 + std::exp(y)), 1e-14));
  CHECK(valueAt("log(x^2) + ln(x^2) + sqrt(y^2) + asin(y/3) + acos(y/3)", x, y) ==
        2 * std::log(x * x) + std::abs(y) + std::asin(y / 3) + std::acos(y / 3));
  CHECK_THAT(valueAt("2*pi*x + e", x, y), WithinRel(2 * std::numbers::pi * x + std::numbers::e, 1e-15));
}

TEST_CASE("Precedence and association are those of school mathematics") {
  CHECK(valueAt("-x^2", 3, 0) == -9);
  CHECK(valueAt("2^3^2", 0, 0) == 512);
  CHECK(valueAt("2^-1", 0, 0) == 0.5);
  CHECK(valueAt("10 - 4 - 3", 0, 0) == 3);
  CHECK(valueAt("16/4/2", 0, 0) == 2);
  CHECK(valueAt("2*-x", 3, 0) == -6);
  CHECK(valueAt("--x + +y", 3, 4) == 7);
  CHECK(valueAt("1 + 2*3^2", 0, 0) == 19);
  CHECK(valueAt(" .5e1 + 2.\t+ 1E-1 ", 0, 0) == 7.1);
}

TEST_CASE("Typographic signs are read as what they mean") {
  CHECK(valueAt("x²/2 + y² + x·y/2", 3, 4) == 3.0 * 3 / 2 + 16 + 6);
  CHECK(valueAt("x × y − 1", 3, 4) == 11);
  CHECK(valueAt("x³÷2", 2, 0) == 4);
  CHECK(valueAt("max（x，y）", 3, 4) == 4);
  CHECK(valueAt("π", 0, 0) == std::numbers::pi);
  CHECK(valueAt("σ(x)", 0, 0) == 0.5);
  CHECK(parse("w₁*x₂").inputs() == std::vector<std::string>{"w1", "x2"});
}

TEST_CASE("A formula that cannot be read names the column, the fault and what was expected") {
  struct Case {
    std::string text;
    int column;
    Fault fault;
    std::string words;
  };
  const Case c = GENERATE(
      Case{"", 1, Fault::operandMissing, "expected a number, a variable, a function or \"(\", found the end"},
      Case{"x+", 3, Fault::operandMissing, "found the end"},
      Case{"x + * y", 5, Fault::operandMissing, "found \"*\""},
      Case{"2x", 2, Fault::productSignMissing, "a product is written 2*x"},
      Case{"x y", 3, Fault::productSignMissing, "found \"y\""},
      Case{"x(2)", 2, Fault::productSignMissing, "found \"(\""},
      Case{"max(x y)", 7, Fault::productSignMissing, "found \"y\""},
      Case{"xy", 1, Fault::unknownVariable, "as in x*y"},
      Case{"x + z", 5, Fault::unknownVariable, "there are x and y"},
      Case{"foo(x)", 1, Fault::unknownFunction, "there are sin, cos"},
      Case{"sin x", 5, Fault::callMissing, "\"(\" after the function sin"},
      Case{"(x", 3, Fault::bracketNotClosed, "\")\" for the \"(\" at column 1"},
      Case{"sin(x", 6, Fault::bracketNotClosed, "\")\" for the \"(\" of sin"},
      Case{"sin(x, y)", 6, Fault::bracketNotClosed, "found \",\""},
      Case{"x)", 2, Fault::bracketNotOpened, "closes no"},
      Case{"x, y", 2, Fault::operatorMissing, "found \",\""},
      Case{"max(x)", 6, Fault::commaMissing, "the second operand of max"},
      Case{"x² + $", 6, Fault::badCharacter, "\"$\" has no meaning"},
      Case{"x + 你", 5, Fault::badCharacter, "你"},
      Case{"1 + .", 5, Fault::badNumber, "a point without digits"},
      Case{"1e999", 1, Fault::badNumber, "too large"});
  CAPTURE(c.text);
  const SyntaxError error = errorOf(c.text);
  CHECK(error.column() == c.column);
  CHECK(nameOf(error.fault()) == nameOf(c.fault));
  CHECK_THAT(error.what(), ContainsSubstring("column " + std::to_string(c.column) + ": "));
  CHECK_THAT(error.what(), ContainsSubstring(c.words));
}

TEST_CASE(
    "Formulas that are too long, too deep or too big are refused, the longest and deepest allowed are not") {
  const std::string longest = "x" + std::string(999, ' ');
  CHECK(valueAt(longest, 2, 0) == 2);
  CHECK(errorOf(longest + " ").fault() == Fault::tooLong);

  const auto nested = [](int depth) { return std::string(depth, '(') + "x" + std::string(depth, ')'); };
  CHECK(valueAt(nested(99), 2, 0) == 2);
  CHECK(errorOf(nested(100)).fault() == Fault::tooDeep);
  CHECK(errorOf(std::string(500, '-') + "x").fault() == Fault::tooDeep);
  CHECK(errorOf("x" +
                [] {
                  std::string powers;
                  for (int i = 0; i < 200; ++i) powers += "^2";
                  return powers;
                }())
            .fault() == Fault::tooDeep);
}

TEST_CASE("Invalid UTF-8 is refused like any other sign") {
  CHECK(errorOf("x + \xff").fault() == Fault::badCharacter);
  CHECK(errorOf("\xc2").fault() == Fault::badCharacter);
}

TEST_CASE("What is written twice is one node") {
  const Expression expression = parse("(x + y)^2 + sin(x + y)", {"x", "y"});
  CHECK(expression.nodes().size() == 7u);  // x, y, x + y, 2, ^, sin, +
}

TEST_CASE("A formula of any variables finds them in the order in which they occur") {
  CHECK(parse("(relu(w2*relu(w1*x)) - y)^2").inputs() == std::vector<std::string>{"w2", "w1", "x", "y"});
}

TEST_CASE("A formula without variables names may only be numbers") {
  CHECK_THROWS_WITH(parse("x", {}), ContainsSubstring("only numbers may stand here"));
  CHECK_THROWS_WITH(parse("z", {"x"}), ContainsSubstring("the only one is x"));
}

TEST_CASE("A formula written out reads back as the same formula") {
  CHECK(rewritten("(1-x)^2+100*(y-x^2)^2") == "(1 − x)^2 + 100·(y − x^2)^2");
  CHECK(rewritten("x-(y-1)") == "x − (y − 1)");
  CHECK(rewritten("x/(y*2)/3") == "x/(y·2)/3");
  CHECK(rewritten("-(x+y)*(-2)") == "−(x + y)·−2");
  CHECK(rewritten("(-x)^2 + max(x, 2*pi)") == "(−x)^2 + max(x, 2·π)");
  for (const char* text :
       {"x - (y - 1)", "(x^2)^y", "x^(y^2)", "-(x*y)", "(-x)*y", "x/(y/2)", "e^x - 0.1", "2 - -x"}) {
    CAPTURE(text);
    CHECK(valueAt(rewritten(text), 1.3, 0.7) == valueAt(text, 1.3, 0.7));
  }
}

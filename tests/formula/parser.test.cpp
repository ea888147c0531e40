#include "formula/parser.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <numbers>
#include <vector>

#include "formula/values.hpp"
#include "formula/written_by_hand.hpp"

using namespace downhill::formula;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
namespace handwriting = downhill::handwriting;

namespace {

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

TEST_CASE("A formula is read as learners write it") {
  struct Case {
    std::string text;
    double value;  // at x = 0.7, y = 1.3
  };
  const double x = 0.7, y = 1.3, pi = std::numbers::pi;
  const Case c = GENERATE_COPY(
      Case{"2x", 2 * x}, Case{"2(x+1)", 2 * (x + 1)}, Case{"(x+1)(x-1)", (x + 1) * (x - 1)},
      Case{"x y", x * y}, Case{"xy", x * y}, Case{"2xy", 2 * x * y}, Case{"x(2)", 2 * x},
      Case{"(x+1)2", (x + 1) * 2}, Case{"1/2x", x / 2}, Case{"2x^2", 2 * x * x}, Case{"2^3x", 8 * x},
      Case{"x^2y", x * x * y}, Case{"-2x", -2 * x}, Case{"-x^2", -x * x}, Case{"2 - 3x", 2 - 3 * x},
      Case{"e^2x", std::exp(2.0) * x},
      // functions
      Case{"x sin(x)", x * std::sin(x)}, Case{"xsin(x)", x * std::sin(x)}, Case{"xsinx", x * std::sin(x)},
      Case{"sin x", std::sin(x)}, Case{"sinx", std::sin(x)}, Case{"ln x", std::log(x)},
      Case{"lnx", std::log(x)}, Case{"sin 2x", std::sin(2 * x)}, Case{"sin2x", std::sin(2 * x)},
      Case{"sin xy", std::sin(x * y)}, Case{"sin 2πx", std::sin(2 * pi * x)},
      Case{"sin x^2", std::sin(x * x)}, Case{"sin -x", std::sin(-x)},
      Case{"sin x cos x", std::sin(x) * std::cos(x)}, Case{"sin cos x", std::sin(std::cos(x))},
      Case{"sin x/2", std::sin(x) / 2}, Case{"sin x + 1", std::sin(x) + 1},
      Case{"sin x (y+1)", std::sin(x) * (y + 1)}, Case{"sin (x+1)(y+1)", std::sin(x + 1) * (y + 1)},
      Case{"sin|x-1|", std::sin(1 - x)}, Case{"sin²(x)", std::pow(std::sin(x), 2)},
      Case{"sin^2(x)", std::pow(std::sin(x), 2)}, Case{"sin^2 x", std::pow(std::sin(x), 2)},
      Case{"sin²x + cos²x", 1}, Case{"sin(x)^2", std::pow(std::sin(x), 2)},
      Case{"sin²2x", std::pow(std::sin(2 * x), 2)}, Case{"sin^-1(x)", std::asin(x)},
      Case{"cos⁻¹ x", std::acos(x)}, Case{"tan^(-1)(x)", std::atan(x)},
      Case{"sin⁻²(x)", std::pow(std::sin(x), -2)}, Case{"arctan(x)", std::atan(x)},
      Case{"arcsin x", std::asin(x)}, Case{"asin(x)", std::asin(x)}, Case{"log10(x)", std::log10(x)},
      Case{"log₁₀ x", std::log10(x)}, Case{"lg(x)", std::log10(x)}, Case{"log_2(x)", std::log2(x)},
      Case{"log(x)", std::log(x)}, Case{"Sin(x)", std::sin(x)}, Case{"X^2", x * x},
      Case{"SQRT(X)", std::sqrt(x)}, Case{"PI", pi}, Case{"cot(x)", 1 / std::tan(x)},
      Case{"sec x", 1 / std::cos(x)}, Case{"max(x, y, 2)", 2}, Case{"min(x; y; 2)", x},
      // bars and roots
      Case{"|x|", x}, Case{"|x-1|+1", 2 - x}, Case{"|-x|", x}, Case{"2|x-1|", 2 * (1 - x)},
      Case{"|x-1||y-2|", 0.21}, Case{"||x-1|-1|", x}, Case{"|x(|y-2|)|", x * 0.7}, Case{"x|x|", x * x},
      Case{"|x-2|²", 1.69}, Case{"√x", std::sqrt(x)}, Case{"√(x+1)", std::sqrt(x + 1)},
      Case{"√2x", std::sqrt(2.0) * x}, Case{"√x²", x}, Case{"2√x", 2 * std::sqrt(x)},
      Case{"∛(x)", std::cbrt(x)}, Case{"cbrt(-8)", -2},
      // powers
      Case{"x**2", x * x}, Case{"x²³", std::pow(x, 23)}, Case{"x⁴", std::pow(x, 4)}, Case{"x⁻¹", 1 / x},
      Case{"x⁽ˣ⁺¹⁾", std::pow(x, x + 1)}, Case{"eˣ", std::exp(x)}, Case{"e^x", std::exp(x)},
      Case{"e^-x^2", std::exp(-x * x)}, Case{"10⁻³", 1e-3}, Case{"x²y²", x * x * y * y}, Case{"x^{2}", x * x},
      Case{"x^2^3", std::pow(x, 8)}, Case{"x²^3", std::pow(x, 6)}, Case{"x^sin x", std::pow(x, std::sin(x))},
      // numbers and constants
      Case{"1e-3x", 1e-3 * x}, Case{"2e", 2 * std::numbers::e}, Case{"2e-x", 2 * std::numbers::e - x},
      Case{"cos(2πx)", std::cos(2 * pi * x)}, Case{"cos(2pix)", std::cos(2 * pi * x)}, Case{"1,5x", 1.5 * x},
      Case{"0,5", 0.5}, Case{"sin(0,5)", std::sin(0.5)}, Case{"max(0,5)", 5}, Case{"max(0,5; 0,25)", 0.5},
      Case{"max((0,5), x)", x}, Case{"1,5e2", 150},
      // headings
      Case{"z = x^2", x * x}, Case{"f(x, y) = x^2", x * x}, Case{"f(x,y)=xy", x * y},
      Case{"F（X，Y）＝ＸＹ", x * y},
      // other signs
      Case{"ｘ＾２", x * x}, Case{"２*x", 2 * x}, Case{"x＋1", x + 1}, Case{"x－1", x - 1},
      Case{"x＊2", 2 * x}, Case{"x／2", x / 2}, Case{"x　＋　1", x + 1}, Case{"２（x＋１）", 2 * (x + 1)},
      Case{"｜x－1｜", 1 - x}, Case{"１．５x", 1.5 * x}, Case{"１，５x", 1.5 * x}, Case{"1。5x", 1.5 * x},
      Case{"ｍａｘ（ｘ，２）", 2}, Case{"x＊＊2", x * x}, Case{"x×y", x * y}, Case{"x÷2", x / 2},
      Case{"x·y", x * y}, Case{"x – 1", x - 1}, Case{"【x】", x}, Case{"2[x+1]", 2 * (x + 1)},
      Case{"𝑥²", x * x}, Case{"sin\u2061x", std::sin(x)}, Case{"2\u2062x", 2 * x},
      Case{"\u200B2x\uFEFF", 2 * x});
  CAPTURE(c.text);
  CHECK_THAT(valueAt(c.text, x, y), WithinRel(c.value, 1e-14));
}

TEST_CASE("Twenty-three is one superscript") { CHECK(valueAt("x²³", 2, 0) == 8'388'608); }

TEST_CASE("In a formula of one variable, y and f(x) may stand before it") {
  for (const char* text :
       {"y = x^2", "f(x) = x^2", "y=x²", "Y = X^2", "f = x^2", "g(X) = x²", "y(x) = x^2"}) {
    CAPTURE(text);
    Tape tape(parse(text, {"x"}));
    CHECK(tape.evaluate(std::vector<double>{3}) == 9);
  }
}

TEST_CASE("What could be read in another way is noted, once") {
  const auto notes = [](std::string_view text) { return read(text, {"x"}).notes; };
  CHECK(notes("log(x) + Log(2x)") == std::vector{Note::naturalLogarithm});
  CHECK(notes("ln(x) + log10(x) + lg x").empty());
  CHECK(notes("1,5x + 2,5") == std::vector{Note::decimalComma});
  CHECK(notes("max(1, 5) + max(1,5)").empty());
  CHECK(notes("1,000 + log x") == std::vector{Note::thousandsComma, Note::naturalLogarithm});
  CHECK(notes("0,125x") == std::vector{Note::decimalComma});
  CHECK(notes("max(1,000)").empty());
}

TEST_CASE("A comma before just three digits parts thousands, as in a field for numbers") {
  struct Case {
    std::string text;
    double value;
  };
  const Case c = GENERATE(Case{"1,000x", 2000}, Case{"1,000,000x", 2e6}, Case{"12,345.5 + x", 12347.5},
                          Case{"x + １，０００", 1002}, Case{"0,125x", 0.25}, Case{"1,0000x", 2},
                          Case{"1,00x", 2}, Case{"1234,500x", 2469}, Case{"max(1,000, x)", 2},
                          Case{"max(1,000; x)", 1000}, Case{"2^1,000 / 2^(1,000 - x)", 4});
  CAPTURE(c.text);
  CHECK_THAT(valueAt(c.text, 2, 0), WithinRel(c.value, 1e-14));
}

TEST_CASE("Brackets that round, fractions of one sign, and roots of any degree are read") {
  struct Case {
    std::string text;
    double x, value;
  };
  const Case c =
      GENERATE(Case{"⌊x⌋", -1.5, -2}, Case{"⌈x⌉", -1.5, -1}, Case{"⌊x+½⌋", 1.5, 2}, Case{"2⌊x⌋x", 1.5, 3},
               Case{"⌊|x|⌋ + ⌈⌊x⌋/2⌉", 3.5, 5}, Case{"½x", 3, 1.5}, Case{"x^½", 9, 3}, Case{"x^⅓", -8, -2},
               Case{"√¼ + ⅔x²", 3, 6.5}, Case{"½^x", 3, 0.125}, Case{"root(x, 3)", -8, -2},
               Case{"Root(x; 2)", 9, 3}, Case{"nthroot(x,4)", 16, 2}, Case{"nroot(x, 3)^2", -8, 4},
               Case{"ctg x", 1, 1 / std::tan(1)}, Case{"x^²", 3, 9}, Case{"x^⁻¹", 4, 0.25});
  CAPTURE(c.text);
  CHECK_THAT(valueAt(c.text, c.x, 0), WithinRel(c.value, 1e-14));
}

TEST_CASE("An odd root of a negative number is negative, an even one is none") {
  struct Case {
    std::string text;
    double x, value;
  };
  const Case c =
      GENERATE(Case{"x^(1/3)", -4, -1.5874010519681994}, Case{"x^(2/3)", -8, 4}, Case{"x^(-1/3)", -8, -0.5},
               Case{"x^(5/3)", -8, -32}, Case{"x^0.2", -32, -2}, Case{"x^(1-2/3)", -27, -3},
               Case{"∛x", -27, -3}, Case{"x^(7/99)", -1, -1}, Case{"x^3", -2, -8}, Case{"x^-2", -2, 0.25});
  CAPTURE(c.text);
  CHECK_THAT(valueAt(c.text, c.x, 0), WithinRel(c.value, 1e-14));
  for (const char* none : {"x^(1/2)", "x^0.1", "x^(3/4)", "x^π", "x^0.333", "√x"}) {
    CAPTURE(none);
    CHECK(std::isnan(valueAt(none, -4, 0)));
  }
  CHECK(std::isnan(valueAt("x^y", -8, 1.0 / 3)));
}

TEST_CASE("However it is written, a formula has the value that another evaluator gives its tree") {
  handwriting::Chance chance(20260101);
  int numbers = 0;
  for (int i = 0; i < 3000; ++i) {
    const auto tree = handwriting::randomTree(chance, 1 + i % 5);
    const std::string calm = handwriting::Hand(chance, true).write(tree);
    const std::string careless = handwriting::Hand(chance).write(tree);
    const double x = (chance.below(81) - 40) / 16.0, y = (chance.below(81) - 40) / 16.0;
    const double value = handwriting::valueOf(tree, x, y);
    const double rounding = handwriting::roundingOf(tree, x, y);
    CAPTURE(calm, careless, x, y);
    for (const auto& text : {calm, careless, handwriting::fullWidth(careless)})
      checkValue(text, x, y, value, rounding);
    numbers += std::isfinite(value);
  }
  CHECK(numbers > 1500);
}

TEST_CASE("mod between two numbers binds like a product") {
  for (const auto& [text, same] : {std::pair{"x mod 2", "mod(x, 2)"},
                                   {"xmod2", "mod(x, 2)"},
                                   {"x Mod (y + 1)", "mod(x, y + 1)"},
                                   {"x mod -2", "mod(x, -2)"},
                                   {"1 + 3x mod 2 y", "1 + mod(3x, 2) y"},
                                   {"x mod y^2", "mod(x, y^2)"},
                                   {"sin x mod 2", "mod(sin x, 2)"},
                                   {"x mod(y, 2)", "x*mod(y, 2)"},
                                   {"x mod(y; 2)", "x*mod(y, 2)"}}) {
    CAPTURE(text);
    CHECK(valueAt(text, 5.3, 3.7) == valueAt(same, 5.3, 3.7));
  }
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
      Case{"x ＋ ＊ y", 5, Fault::operandMissing, "found \"＊\""},
      Case{"sin()", 5, Fault::operandMissing, "found \")\""},
      Case{"x⁻", 3, Fault::operandMissing, "found the end of the exponent"},
      Case{"x2", 1, Fault::digitsBehindName, "\"x2\" is no name; write x^2 for a power, or 2x for a product"},
      Case{"3 + x₂", 5, Fault::unknownVariable, "there is no variable \"x₂\"; there are x and y"},
      Case{"2xy10", 2, Fault::digitsBehindName, "write xy^10 for a power, or 10xy"},
      Case{"z2", 1, Fault::unknownVariable, "there is no variable \"z2\"; there are x and y"},
      Case{"x 2", 3, Fault::productSignMissing, "an operator such as * or ^ before a number"},
      Case{"2 3", 3, Fault::productSignMissing, "found \"3\""},
      Case{"2½x", 2, Fault::productSignMissing, "before a fraction"},
      Case{"⌊x)", 3, Fault::bracketNotClosed, "\"⌋\" for the \"⌊\" at column 1"},
      Case{"x₁", 1, Fault::unknownVariable, "there is no variable \"x₁\""},
      Case{"x²3", 3, Fault::productSignMissing, "found \"3\""},
      Case{"x + z", 5, Fault::unknownVariable, "there are x and y"},
      Case{"xz", 2, Fault::unknownVariable, "no variable \"z\""},
      Case{"sinus", 1, Fault::unknownVariable, "no variable \"sinus\""},
      Case{"foo(x)", 1, Fault::unknownFunction, "there are sin, cos"},
      Case{"x foo(x)", 3, Fault::unknownFunction, "no function \"foo\""},
      Case{"xfoo(x)", 2, Fault::unknownFunction, "no function \"foo\""},
      Case{"sine(x)", 1, Fault::unknownFunction, "no function \"sine\""},
      Case{"atan2(x, y)", 1, Fault::unknownFunction, "no function \"atan2\""},
      Case{"sin", 4, Fault::operandMissing, "found the end"},
      Case{"max x", 5, Fault::callMissing, "\"(\" and 2 operands of max"},
      Case{"(x", 3, Fault::bracketNotClosed, "\")\" for the \"(\" at column 1"},
      Case{"sin(x", 6, Fault::bracketNotClosed, "\")\" for the \"(\" of sin"},
      Case{"|x", 3, Fault::bracketNotClosed, "\"|\" for the \"|\" at column 1"},
      Case{"x|", 3, Fault::bracketNotClosed, "no second one"},
      Case{"(|x)", 4, Fault::bracketNotClosed, "\"|\" for the \"|\" at column 2"},
      Case{"sin(x, y)", 6, Fault::tooManyOperands, "sin has 1 operand"},
      Case{"mod(x, y, 2)", 9, Fault::tooManyOperands, "mod has 2 operands"},
      Case{"x)", 2, Fault::bracketNotOpened, "closes no"},
      Case{"x, y", 2, Fault::strayComma, "only within the brackets of a function"},
      Case{"x；y", 2, Fault::strayComma, "\"；\" separates numbers"},
      Case{"(1, 2)", 3, Fault::strayComma, "only within the brackets of a function"},
      Case{"1,2,3", 4, Fault::strayComma, "at most one decimal comma"},
      Case{"1,00,000", 5, Fault::strayComma, "at most one decimal comma"},
      Case{"1.5.2x", 4, Fault::twoPoints, "\"1.5.2\" has more than one point"},
      Case{"x..2", 3, Fault::twoPoints, "\"..2\" has more than one point"},
      Case{"1 + 2..", 7, Fault::twoPoints, "\"2..\" has more than one point"},
      Case{"max(x)", 6, Fault::commaMissing, "the second operand of max"},
      Case{"max(x y)", 8, Fault::commaMissing, "the second operand of max"},
      Case{"sinh⁻¹(x)", 1, Fault::inverseUnknown, "written 1/sinh(…)"},
      Case{"x = 2", 3, Fault::equation, "as in f(x, y) = …"},
      Case{"y = x^2", 3, Fault::equation, "this is an equation"},
      Case{"x^2 = 4", 5, Fault::equation, "this is an equation"},
      Case{"f(x, y) = x = y", 13, Fault::equation, "this is an equation"},
      Case{"f(t) = t^2", 3, Fault::otherVariable, "\"t\" is not the variable here; write f(x, y) = …"},
      Case{"f(x, t) = x", 6, Fault::otherVariable, "\"t\" is not the variable here"},
      Case{"mod x", 5, Fault::callMissing, "\"(\" and 2 operands of mod"},
      Case{"x mod", 6, Fault::operandMissing, "found the end"},
      Case{"x² + $", 6, Fault::badCharacter, "\"$\" has no meaning"},
      Case{"x + 你", 5, Fault::badCharacter, "你"}, Case{"𝑥 + ₂", 5, Fault::badCharacter, "₂"},
      Case{"2\u200Bx + x\u0302", 6, Fault::badCharacter, "x\u0302"},
      Case{"1 + .", 5, Fault::badNumber, "a point without digits"},
      Case{"1e999", 1, Fault::badNumber, "too large"}, Case{"1,5e999", 3, Fault::badNumber, "too large"},
      Case{"99,1e308", 1, Fault::badNumber, "too large"});
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

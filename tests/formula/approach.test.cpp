#include "formula/approach.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>

#include "formula/parser.hpp"
#include "formula/tape.hpp"

using namespace downhill;
using namespace downhill::formula;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

std::optional<Approach> rightOf(const std::string& text, double x) {
  const double one = 1;
  return approach(parse(text, {"x"}), {&x, 1}, {&one, 1});
}

}  // namespace

TEST_CASE("Where a formula is smooth it comes to its value, and its slope to its derivative") {
  const std::string text =
      GENERATE(as<std::string>{}, "2x³ - 3x + 1", "sin(3x) cos x", "tan x", "e^(x²)", "ln(x + 5)",
               "log10(x + 5)", "log2(x + 5)", "√(x² + 1)", "∛(x + 4)", "(x + 4)^x", "2^x", "sinh x", "cosh x",
               "tanh x", "atan x", "asin(x/4)", "acos(x/4)", "σ(x)", "softplus(x)", "relu(x)", "|x - 1|",
               "max(x, x²)", "min(sin x, 0.1)", "mod(x, 0.7)", "floor(x) x", "ceil(x) - x²",
               "sign(x + 3)/(x² + 2)", "x^-3", "1/(1 + e^(-x))", "-x^4", "sec x + csc x + cot x");
  CAPTURE(text);
  Tape tape(parse(text, {"x"}));
  for (const double x : {-2.3, -0.6, 0.3, 1.2, 2.9}) {
    CAPTURE(x);
    const auto found = rightOf(text, x);
    REQUIRE(found);
    REQUIRE(found->exists);
    Vector<double> slope(1);
    CHECK_THAT(found->value,
               WithinRel(tape.evaluate({&x, 1}), 1e-12) || WithinAbs(tape.evaluate({&x, 1}), 1e-13));
    tape.gradient(slope);
    CHECK_THAT(found->slope, WithinRel(slope[0], 1e-11) || WithinAbs(slope[0], 1e-12));
  }
}

TEST_CASE("The largest term says how a formula grows or vanishes") {
  struct Case {
    std::string text;
    double factor, power, logs;
  };
  const Case c = GENERATE(Case{"3/x²", 3, -2, 0}, Case{"tan x - x", 1 / 3.0, 3, 0}, Case{"x ln x", -1, 1, 1},
                          Case{"2√x/ln x", -2, 0.5, -1}, Case{"e^(3 ln x)", 1, 3, 0},
                          Case{"(x + x²)^(1/3)", 1, 1 / 3.0, 0}, Case{"1 - cos x", 0.5, 2, 0},
                          Case{"e^x - 1 - x", 0.5, 2, 0}, Case{"ln(1 + x) - x", -0.5, 2, 0});
  CAPTURE(c.text);
  const auto found = rightOf(c.text, 0);
  REQUIRE(found);
  REQUIRE(found->first);
  CHECK_THAT(found->first->factor, WithinRel(c.factor, 1e-12));
  CHECK_THAT(found->first->order.power, WithinRel(c.power, 1e-12));
  CHECK(found->first->order.logs == c.logs);
}

TEST_CASE("Where the rules end nothing is decided, and where there is no value none is") {
  for (const char* text :
       {"ln(-ln x)", "e^(√(-ln x))", "1/x + sin(1/x)/x²", "e^(1/x) - e^(2/x)", "sin(1/x)"}) {
    CAPTURE(text);
    const auto found = rightOf(text, 0);
    CHECK((!found || std::isnan(found->value)));
  }
  for (const char* text : {"√(-x)", "ln(-x)", "asin(1 + x)", "1/0", "(-x)^0.5", "1/(x - x)"}) {
    CAPTURE(text);
    const auto found = rightOf(text, 0);
    REQUIRE(found);
    CHECK(!found->exists);
  }
}

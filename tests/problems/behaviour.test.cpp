#include "problems/behaviour.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cmath>
#include <numbers>

#include "problems/formula_problem.hpp"
#include "problems/registry.hpp"

using namespace downhill;

namespace {

CurvePlace placeOf(const std::string& formula, double x) {
  return behaviourAt(FormulaProblem(formula, {"x"}), x);
}

bool isNear(double found, double expected) {
  if (std::isnan(expected)) return std::isnan(found);
  return found == expected || std::abs(found - expected) <= 1e-4 * std::max(1.0, std::abs(expected));
}

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr double halfPi = std::numbers::pi / 2;

}  // namespace

TEST_CASE("Corner, jump, pole, hole and edge are told apart, with what the curve tends to on either side") {
  struct Case {
    std::string formula;
    double x;
    Behaviour behaviour;
    Side left, right;
  };
  const Case c = GENERATE(
      // corners
      Case{"abs(x)", 0, Behaviour::corner, {0, -1}, {0, 1}},
      Case{"relu(x - 1)", 1, Behaviour::corner, {0, 0}, {0, 1}},
      Case{"|x - 1| + 1000", 1, Behaviour::corner, {1000, -1}, {1000, 1}},
      Case{"|x² - 4|", 2, Behaviour::corner, {0, -4}, {0, 4}},
      Case{"max(x, 2x)", 0, Behaviour::corner, {0, 1}, {0, 2}},
      Case{"sqrt(x^2)", 0, Behaviour::corner, {0, -1}, {0, 1}},
      Case{"x + |sin x|/1000", 0, Behaviour::corner, {0, 0.999}, {0, 1.001}},
      Case{"x^(2/3)", 0, Behaviour::corner, {0, -infinite}, {0, infinite}},
      Case{"√|x|", 0, Behaviour::corner, {0, -infinite}, {0, infinite}},
      // upright
      Case{"x^(1/3)", 0, Behaviour::upright, {0, infinite}, {0, infinite}},
      Case{"-∛(x - 1)", 1, Behaviour::upright, {0, -infinite}, {0, -infinite}},
      Case{"x ln|x|", 0, Behaviour::hole, {0, -infinite}, {0, -infinite}},
      // jumps
      Case{"sign(x)", 0, Behaviour::jump, {-1, 0}, {1, 0}},
      Case{"floor(x) + x", 1, Behaviour::jump, {1, 1}, {2, 1}},
      Case{"mod(x, 2)", 2, Behaviour::jump, {2, 1}, {0, 1}},
      Case{"1000 + sign(x)/1000", 0, Behaviour::jump, {999.999, 0}, {1000.001, 0}},
      Case{"sign(x)^2", 0, Behaviour::jump, {1, 0}, {1, 0}},
      Case{"atan(1/x)", 0, Behaviour::jump, {-halfPi, -1}, {halfPi, -1}},
      Case{"|x|/x", 0, Behaviour::jump, {-1, 0}, {1, 0}},
      // poles
      Case{"tan(x)", halfPi, Behaviour::pole, {infinite, infinite}, {-infinite, infinite}},
      Case{"1/x", 0, Behaviour::pole, {-infinite, -infinite}, {infinite, -infinite}},
      Case{"1/x²", 0, Behaviour::pole, {infinite, infinite}, {infinite, -infinite}},
      Case{"ln x", 0, Behaviour::pole, {none, none}, {-infinite, infinite}},
      Case{"1/√x", 0, Behaviour::pole, {none, none}, {infinite, -infinite}},
      Case{"e^(1/x)", 0, Behaviour::pole, {0, 0}, {infinite, -infinite}},
      Case{"tan(x)", -halfPi, Behaviour::pole, {infinite, infinite}, {-infinite, infinite}},
      // edges
      Case{"sqrt(x)", 0, Behaviour::edge, {none, none}, {0, infinite}},
      Case{"x√x", 0, Behaviour::edge, {none, none}, {0, 0}},
      Case{"√(1-x)", 1, Behaviour::edge, {0, -infinite}, {none, none}},
      Case{"asin(x)", 1, Behaviour::edge, {halfPi, infinite}, {none, none}},
      Case{"x ln x", 0, Behaviour::edge, {none, none}, {0, -infinite}},
      Case{"x^x", 0, Behaviour::edge, {none, none}, {1, -infinite}},
      // holes
      Case{"sin(x)/x", 0, Behaviour::hole, {1, 0}, {1, 0}},
      Case{"(x² - 1)/(x - 1)", 1, Behaviour::hole, {2, 1}, {2, 1}},
      // nothing
      Case{"ln x", -1, Behaviour::nowhere, {none, none}, {none, none}},
      Case{"√(-x²-1)", 0, Behaviour::nowhere, {none, none}, {none, none}},
      Case{"1/0", 0, Behaviour::nowhere, {none, none}, {none, none}},
      Case{"e^(1000+x²)", 0, Behaviour::nowhere, {none, none}, {none, none}});
  CAPTURE(c.formula, c.x);
  const CurvePlace place = placeOf(c.formula, c.x);
  CAPTURE(place.left.value, place.left.slope, place.right.value, place.right.slope);
  CHECK(nameOf(place.behaviour) == nameOf(c.behaviour));
  CHECK(isNear(place.left.value, c.left.value));
  CHECK(isNear(place.left.slope, c.left.slope));
  CHECK(isNear(place.right.value, c.right.value));
  CHECK(isNear(place.right.slope, c.right.slope));
}

TEST_CASE("What tends to 0 more slowly than h is told to tend to 0, and to no small number") {
  const std::string formula = GENERATE(as<std::string>{}, "x ln|x|", "x² ln|x|");
  CAPTURE(formula);
  const CurvePlace place = placeOf(formula, 0);
  CHECK(place.left.value == 0);
  CHECK(place.right.value == 0);
  if (formula == "x² ln|x|") CHECK(place.right.slope == 0);
}

TEST_CASE("A place has the value that the formula has there, which is none beyond infinity") {
  CHECK(placeOf("floor(x)", 2).value == 2);
  CHECK(placeOf("√x", 0).value == 0);
  CHECK(placeOf("x²", 3).value == 9);
  for (const auto& [formula, x] : {std::pair{"atan(1/x)", 0.0},
                                   {"tan x", halfPi},
                                   {"1/x", 0.0},
                                   {"x ln x", 0.0},
                                   {"ln x", -1.0},
                                   {"e^(-1/x²)", 0.0}}) {
    CAPTURE(formula);
    CHECK(std::isnan(placeOf(formula, x).value));
  }
  CHECK(placeOf("e^(-1/x²)", 0).behaviour == Behaviour::hole);
}

TEST_CASE("Where the rules of differentiation meet 0/0 a curve may be smooth") {
  const CurvePlace place = placeOf("√(x⁴)", 0);
  CHECK(nameOf(place.behaviour) == "smooth");
  CHECK(place.value == 0);
  CHECK(isNear(place.left.slope, 0));
}

TEST_CASE("What oscillates without end settles nowhere") {
  CHECK(placeOf("sin(1/x)", 0).behaviour == Behaviour::unsettled);
  CHECK(placeOf("1/x sin(1/x)", 0).behaviour == Behaviour::unsettled);
}

TEST_CASE("A hole that rounding has worn is a hole, and no jump") {
  const CurvePlace place = placeOf("(1 - cos x)/x²", 0);
  CHECK(place.behaviour == Behaviour::hole);
  CHECK(std::abs(place.left.value - 0.5) < 0.01);
  CHECK(std::abs(place.right.value - 0.5) < 0.01);
}

TEST_CASE("Beside a singular place a curve is smooth, however steep") {
  for (const double x : {1.57, 1.5707, 1.570796, 1.5707963})
    CHECK(placeOf("tan(x)", x).behaviour == Behaviour::smooth);
  for (const double x : {1e-2, -1e-3, 1e-5, -1e-8}) {
    CAPTURE(x);
    for (const char* formula :
         {"abs(x)", "1/x", "∛x", "|x|^1.1", "sin(x)/x", "sign(x)", "floor(x)", "x|x|"}) {
      CAPTURE(formula);
      CHECK(placeOf(formula, x).behaviour == Behaviour::smooth);
    }
  }
}

TEST_CASE("Where a value is larger than any number that a computer holds, it is taken for infinite") {
  CHECK(placeOf("e^(1/x)", 0.01).behaviour == Behaviour::smooth);
  CHECK(placeOf("e^(1/x)", 1e-5).behaviour == Behaviour::pole);
  CHECK(placeOf("e^(1/x)", -1e-5).behaviour == Behaviour::smooth);
}

TEST_CASE("Smooth curves are smooth everywhere, those that turn sharply as well") {
  for (const char* formula : {"x^2", "x^3", "x|x|", "sin(30x)", "e^(3x)", "tanh(50x)", "√(x²+10^-10)",
                              "x^(4/3)", "1e9x", "1/(1+x²)", "2", "0x", "softplus(20x)", "x^2.5 + |x|^2.5"}) {
    CAPTURE(formula);
    for (int i = 0; i <= 40; ++i) {
      const double x = (i - 20) / 10.0;
      CAPTURE(x);
      if (std::string_view(formula).starts_with("x^2.5") && x <= 0) continue;
      CHECK(placeOf(formula, x).behaviour == Behaviour::smooth);
    }
  }
  for (const auto& entry : problemRegistry()) {
    if (entry.dimension != 1) continue;
    const auto curve = entry.make({});
    const auto [low, high] = curve->facts().domain[0];
    for (int i = 0; i <= 100; ++i)
      CHECK(behaviourAt(*curve, low + (high - low) * i / 100).behaviour == Behaviour::smooth);
  }
}

TEST_CASE("Sides of a surface, or of no place, are refused") {
  CHECK_THROWS_AS(behaviourAt(FormulaProblem("x + y"), 0), std::invalid_argument);
  CHECK_THROWS_AS(behaviourAt(FormulaProblem("x", {"x"}), NAN), std::invalid_argument);
}

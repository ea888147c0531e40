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
  return found == expected ||
         std::abs(found - expected) <= (expected == 0 ? 1e-4 : 1e-4 * std::abs(expected));
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
      Case{"1e-9|x|", 0, Behaviour::corner, {0, -1e-9}, {0, 1e-9}},
      Case{"10^-30 |x|", 0, Behaviour::corner, {0, -1e-30}, {0, 1e-30}},
      Case{"x + 1e-9|x|", 0, Behaviour::corner, {0, 1 - 1e-9}, {0, 1 + 1e-9}},
      Case{"|x - 0.1 - 0.2|", 0.3, Behaviour::corner, {0, -1}, {0, 1}},
      Case{"|sin x|", std::numbers::pi, Behaviour::corner, {0, -1}, {0, 1}},
      Case{"asin(sin x)", halfPi, Behaviour::corner, {halfPi, 1}, {halfPi, -1}},
      Case{"√(max(x, 0))", 0, Behaviour::corner, {0, 0}, {0, infinite}},
      // cusps
      Case{"x^(2/3)", 0, Behaviour::cusp, {0, -infinite}, {0, infinite}},
      Case{"√|x|", 0, Behaviour::cusp, {0, -infinite}, {0, infinite}},
      Case{"|x|^0.99", 0, Behaviour::cusp, {0, -infinite}, {0, infinite}},
      Case{"-√|x - 1|", 1, Behaviour::cusp, {0, infinite}, {0, -infinite}},
      Case{"max(∛x, -∛x)", 0, Behaviour::cusp, {0, -infinite}, {0, infinite}},
      // as smooth as need be
      Case{"|x|^1.01", 0, Behaviour::smooth, {0, 0}, {0, 0}},
      Case{"x^(4/3)", 0, Behaviour::smooth, {0, 0}, {0, 0}},
      Case{"relu(x) - relu(-x)", 0, Behaviour::smooth, {0, 1}, {0, 1}},
      // upright
      Case{"x^(1/3)", 0, Behaviour::upright, {0, infinite}, {0, infinite}},
      Case{"-∛(x - 1)", 1, Behaviour::upright, {0, -infinite}, {0, -infinite}},
      Case{"x ln|x|", 0, Behaviour::hole, {0, -infinite}, {0, -infinite}},
      Case{"x^(1/5)", 0, Behaviour::upright, {0, infinite}, {0, infinite}},
      // jumps
      Case{"sign(x)", 0, Behaviour::jump, {-1, 0}, {1, 0}},
      Case{"floor(x) + x", 1, Behaviour::jump, {1, 1}, {2, 1}},
      Case{"mod(x, 2)", 2, Behaviour::jump, {2, 1}, {0, 1}},
      Case{"1000 + sign(x)/1000", 0, Behaviour::jump, {999.999, 0}, {1000.001, 0}},
      Case{"1 + 10^-11 sign(x)", 0, Behaviour::jump, {1 - 1e-11, 0}, {1 + 1e-11, 0}},
      Case{"0^x", 0, Behaviour::jump, {none, none}, {0, 0}},
      Case{"0^-x", 0, Behaviour::jump, {0, 0}, {none, none}},
      Case{"√x + sign(x)^2", 0, Behaviour::jump, {none, none}, {1, infinite}},
      Case{"tanh(1/x)", 0, Behaviour::jump, {-1, 0}, {1, 0}},
      Case{"σ(1/x)", 0, Behaviour::jump, {0, 0}, {1, 0}},
      Case{"atan(1/x)", 0, Behaviour::jump, {-halfPi, -1}, {halfPi, -1}},
      Case{"|x|/x", 0, Behaviour::jump, {-1, 0}, {1, 0}},
      // poles
      Case{"tan(x)", halfPi, Behaviour::pole, {infinite, infinite}, {-infinite, infinite}},
      Case{"tan(x)", -halfPi, Behaviour::pole, {infinite, infinite}, {-infinite, infinite}},
      Case{"1/x", 0, Behaviour::pole, {-infinite, -infinite}, {infinite, -infinite}},
      Case{"1/x²", 0, Behaviour::pole, {infinite, infinite}, {infinite, -infinite}},
      Case{"cot x + x", 0, Behaviour::pole, {-infinite, -infinite}, {infinite, -infinite}},
      Case{"(x + 1)/(x² - 1)", 1, Behaviour::pole, {-infinite, -infinite}, {infinite, -infinite}},
      // other asymptotes
      Case{"ln x", 0, Behaviour::asymptote, {none, none}, {-infinite, infinite}},
      Case{"log2 x", 0, Behaviour::asymptote, {none, none}, {-infinite, infinite}},
      Case{"log10(1 - x)", 1, Behaviour::asymptote, {-infinite, -infinite}, {none, none}},
      Case{"ln|x|", 0, Behaviour::asymptote, {-infinite, -infinite}, {-infinite, infinite}},
      Case{"1/√x", 0, Behaviour::asymptote, {none, none}, {infinite, -infinite}},
      Case{"1/∛x", 0, Behaviour::asymptote, {-infinite, -infinite}, {infinite, -infinite}},
      Case{"1/|x|", 0, Behaviour::asymptote, {infinite, infinite}, {infinite, -infinite}},
      Case{"e^(1/x)", 0, Behaviour::asymptote, {0, 0}, {infinite, -infinite}},
      Case{"sinh(1/x)", 0, Behaviour::asymptote, {-infinite, -infinite}, {infinite, -infinite}},
      Case{"softplus(1/x)", 0, Behaviour::asymptote, {0, 0}, {infinite, -infinite}},
      // edges
      Case{"sqrt(x)", 0, Behaviour::edge, {none, none}, {0, infinite}},
      Case{"x√x", 0, Behaviour::edge, {none, none}, {0, 0}},
      Case{"√(1-x)", 1, Behaviour::edge, {0, -infinite}, {none, none}},
      Case{"asin(x)", 1, Behaviour::edge, {halfPi, infinite}, {none, none}},
      Case{"x ln x", 0, Behaviour::edge, {none, none}, {0, -infinite}},
      Case{"x^x", 0, Behaviour::edge, {none, none}, {1, -infinite}},
      Case{"acos x", 1, Behaviour::edge, {0, -infinite}, {none, none}},
      Case{"1/ln x", 0, Behaviour::edge, {none, none}, {0, -infinite}},
      Case{"√x sin(1/x)", 0, Behaviour::edge, {none, none}, {0, none}},
      // holes
      Case{"sign(x)^2", 0, Behaviour::hole, {1, 0}, {1, 0}},
      Case{"x sin(1/x)", 0, Behaviour::hole, {0, none}, {0, none}},
      Case{"x² cos(1/x)", 0, Behaviour::hole, {0, none}, {0, none}},
      Case{"x³ sin(1/x)", 0, Behaviour::hole, {0, 0}, {0, 0}},
      Case{"1/ln|x|", 0, Behaviour::hole, {0, infinite}, {0, -infinite}},
      Case{"x floor(1/x)", 0, Behaviour::hole, {1, none}, {1, none}},
      Case{"e^(-1/x²)", 0, Behaviour::hole, {0, 0}, {0, 0}},
      Case{"x²ln|x|", 0, Behaviour::hole, {0, 0}, {0, 0}},
      Case{"(1 - cos x)/x²", 0, Behaviour::hole, {0.5, 0}, {0.5, 0}},
      Case{"(e^x - 1)/x", 0, Behaviour::hole, {1, 0.5}, {1, 0.5}},
      Case{"sin(πx)/(x - 1)", 1, Behaviour::hole, {-std::numbers::pi, 0}, {-std::numbers::pi, 0}},
      Case{"(x - sin x)/x³", 0, Behaviour::hole, {1 / 6.0, 0}, {1 / 6.0, 0}},
      Case{"|x|^x", 0, Behaviour::upright, {1, -infinite}, {1, -infinite}},
      Case{"sin(x)/x", 0, Behaviour::hole, {1, 0}, {1, 0}},
      Case{"(x² - 1)/(x - 1)", 1, Behaviour::hole, {2, 1}, {2, 1}},
      // a value by itself
      Case{"√(-x²)", 0, Behaviour::isolated, {none, none}, {none, none}},
      Case{"√x √(-x)", 0, Behaviour::isolated, {none, none}, {none, none}},
      Case{"√(-|x - 1|) + 3", 1, Behaviour::isolated, {none, none}, {none, none}},
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

TEST_CASE("A limit that a rule gives is given whole: 0 is 0, however slowly it is come to") {
  for (const auto& [formula, limit] : {std::pair{"x ln|x|", 0.0},
                                       {"x² ln|x|", 0.0},
                                       {"x sin(1/x)", 0.0},
                                       {"1/ln|x|", 0.0},
                                       {"1/(1 - ln|x|)", 0.0},
                                       {"|x|^0.001 cos(ln|x|)", 0.0},
                                       {"(2 + √|x|)/(1 + 1/x²)·x/x³", 2.0},
                                       {"3 + x sin(1/x)", 3.0}}) {
    CAPTURE(formula);
    const CurvePlace place = placeOf(formula, 0);
    CHECK(nameOf(place.behaviour) == "hole");
    CHECK(place.left.value == limit);
    CHECK(place.right.value == limit);
    CHECK(place.left.valueDoubt + place.right.valueDoubt == 0);
  }
}

TEST_CASE("What is guessed from nearby values says how far off it may be, and is no farther off") {
  const CurvePlace place = placeOf("3 + x ln(-ln|x|)", 0);
  CHECK(place.right.valueDoubt > 0);
  CHECK(std::abs(place.right.value - 3) <= place.right.valueDoubt);
  CHECK(placeOf("∛(x - tanh x)/x", 0).behaviour == Behaviour::unclear);  // rounding has eaten it
}

TEST_CASE("Where values change too slowly to tell, nothing is told") {
  for (const char* formula : {"1/ln(-ln|x|)", "ln(-ln|x|)"}) {
    CAPTURE(formula);
    const Behaviour behaviour = placeOf(formula, 0).behaviour;
    CHECK((behaviour == Behaviour::unclear || behaviour == Behaviour::asymptote));
  }
}

TEST_CASE("A place has the value that the formula has there, which is none beyond infinity") {
  CHECK(placeOf("floor(x)", 2).value == 2);
  CHECK(placeOf("√x", 0).value == 0);
  CHECK(placeOf("x²", 3).value == 9);
  CHECK(placeOf("0^x", 0).value == 1);
  CHECK(placeOf("√(-x²)", 0).value == 0);
  CHECK(placeOf("√(-|x - 1|) + 3", 1).value == 3);
  CHECK(placeOf("sign(x)^2", 0).value == 0);
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

TEST_CASE("What rounding has made of a smooth curve is smooth") {
  for (const double x : {1e-3, -1e-5, 1e-7, 3e-8}) {
    CAPTURE(x);
    for (const char* formula : {"(1 - cos x)/x²", "(e^x - 1 - x)/x²", "(√(1 + x) - 1)/x", "ln(1 + x)/x"}) {
      CAPTURE(formula);
      CHECK(nameOf(placeOf(formula, x).behaviour) == "smooth");
    }
  }
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
  CHECK(placeOf("e^(1/x)", 1e-5).behaviour == Behaviour::asymptote);
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

TEST_CASE("A surface does at a place what the worst of its cuts does") {
  struct Case {
    std::string formula;
    Point at;
    Behaviour behaviour;
  };
  const Case c = GENERATE(
      Case{"|x| + |y|", pointAt({0, 0}), Behaviour::corner},
      Case{"|x| + |y|", pointAt({1, 0}), Behaviour::corner},
      Case{"|x| + |y|", pointAt({1, 1}), Behaviour::smooth},
      Case{"1e-9|x - y|", pointAt({1, 1}), Behaviour::corner},
      Case{"√(x² + y²)", pointAt({0, 0}), Behaviour::corner},
      Case{"x² + y²", pointAt({0, 0}), Behaviour::smooth},
      Case{"floor(x) + y", pointAt({0, 0.5}), Behaviour::jump},
      Case{"floor(x) + y", pointAt({0.5, 0.5}), Behaviour::smooth},
      Case{"√x + y", pointAt({0, 1}), Behaviour::edge}, Case{"∛x + y", pointAt({0, 1}), Behaviour::upright},
      Case{"√|x| + y", pointAt({0, 1}), Behaviour::cusp}, Case{"1/x + y", pointAt({0, 1}), Behaviour::pole},
      Case{"ln x + y", pointAt({0, 1}), Behaviour::asymptote},
      Case{"√(-x² - y²)", pointAt({0, 0}), Behaviour::isolated},
      Case{"√(x - 1) + y", pointAt({0, 0}), Behaviour::nowhere},
      Case{"sin(x)/x + y", pointAt({0, 0}), Behaviour::hole},
      Case{"x y/(x² + y²)", pointAt({0, 0}), Behaviour::jump},
      Case{"y sin(1/x)", pointAt({0, 1}), Behaviour::unsettled},
      Case{"√(x⁴ + y⁴)", pointAt({0, 0}), Behaviour::smooth});
  CAPTURE(c.formula, c.at[0], c.at[1]);
  CHECK(nameOf(behaviourAt(FormulaProblem(c.formula), c.at).behaviour) == nameOf(c.behaviour));
}

TEST_CASE("A cut through a surface has its two slopes") {
  const FormulaProblem roof("2|x| + 3|y|");
  const CurvePlace along = behaviourAlong(roof, pointAt({0, 1}), 0),
                   across = behaviourAlong(roof, pointAt({0, 1}), halfPi);
  CHECK(along.behaviour == Behaviour::corner);
  CHECK(isNear(along.left.slope, -2));
  CHECK(isNear(along.right.slope, 2));
  CHECK(across.behaviour == Behaviour::smooth);
  CHECK(isNear(across.right.slope, 3));
}

TEST_CASE("The surfaces of the menu are smooth") {
  for (const auto& entry : problemRegistry()) {
    if (entry.dimension != 2) continue;
    CAPTURE(entry.name);
    const auto surface = entry.make({});
    const auto& [x, y] = std::pair(surface->facts().domain[0], surface->facts().domain[1]);
    for (int i = 0; i <= 6; ++i)
      for (int k = 0; k <= 6; ++k) {
        const Point at = pointAt({x.low + (x.high - x.low) * i / 6, y.low + (y.high - y.low) * k / 6});
        CHECK(behaviourAt(*surface, at).behaviour == Behaviour::smooth);
      }
  }
}

TEST_CASE("Sides of a surface, or of no place, are refused") {
  CHECK_THROWS_AS(behaviourAt(FormulaProblem("x + y"), 0), std::invalid_argument);
  CHECK_THROWS_AS(behaviourAt(FormulaProblem("x", {"x"}), NAN), std::invalid_argument);
  CHECK_THROWS_AS(behaviourAt(FormulaProblem("x", {"x"}), pointAt({1})), std::invalid_argument);
}

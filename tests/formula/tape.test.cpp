#include "formula/tape.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <complex>
#include <numbers>

#include "formula/parser.hpp"

using namespace downhill;
using namespace downhill::formula;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

// tan⁻¹ z = ½ tan⁻¹(2x/(1 − x² − y²)) + ½ i tanh⁻¹(2y/(1 + x² + y²)), which keeps an imaginary part of 10⁻³⁰;
// not every standard library's complex atan, asin and acos do.
std::complex<double> arcTangent(std::complex<double> z) {
  const double x = z.real(), y = z.imag();
  return {std::atan2(2 * x, 1 - x * x - y * y) / 2, std::atanh(2 * y / (1 + x * x + y * y)) / 2};
}

std::complex<double> arcSine(std::complex<double> z) { return arcTangent(z / std::sqrt(1.0 - z * z)); }

// The same expression in complex numbers: an evaluator of its own, for the complex step.
std::complex<double> complexValue(const Expression& expression, std::vector<std::complex<double>> inputs) {
  std::vector<std::complex<double>> values;
  for (const Node& node : expression.nodes()) {
    const auto a =
        node.operation == Operation::input || node.operation == Operation::constant ? 0.0 : values[node.a];
    const auto b = node.b >= 0 ? values[node.b] : 0.0;
    switch (node.operation) {
      case Operation::input:
        values.push_back(inputs[node.a]);
        break;
      case Operation::constant:
        values.push_back(node.constant);
        break;
      case Operation::negate:
        values.push_back(-a);
        break;
      case Operation::sin:
        values.push_back(std::sin(a));
        break;
      case Operation::cos:
        values.push_back(std::cos(a));
        break;
      case Operation::tan:
        values.push_back(std::tan(a));
        break;
      case Operation::asin:
        values.push_back(arcSine(a));
        break;
      case Operation::acos:
        values.push_back(std::numbers::pi / 2 - arcSine(a));
        break;
      case Operation::atan:
        values.push_back(arcTangent(a));
        break;
      case Operation::sinh:
        values.push_back(std::sinh(a));
        break;
      case Operation::cosh:
        values.push_back(std::cosh(a));
        break;
      case Operation::tanh:
        values.push_back(std::tanh(a));
        break;
      case Operation::exp:
        values.push_back(std::exp(a));
        break;
      case Operation::log:
        values.push_back(std::log(a));
        break;
      case Operation::log10:
        values.push_back(std::log(a) / std::log(10.0));
        break;
      case Operation::log2:
        values.push_back(std::log(a) / std::log(2.0));
        break;
      case Operation::sqrt:
        values.push_back(std::sqrt(a));
        break;
      case Operation::sigmoid:
        values.push_back(1.0 / (1.0 + std::exp(-a)));
        break;
      case Operation::softplus:
        values.push_back(std::log(1.0 + std::exp(a)));
        break;
      case Operation::abs:
        values.push_back(a.real() < 0 ? -a : a);
        break;
      case Operation::sign:
        values.push_back(a.real() > 0 ? 1 : -1);
        break;
      case Operation::floor:
        values.push_back(std::floor(a.real()));
        break;
      case Operation::ceil:
        values.push_back(std::ceil(a.real()));
        break;
      case Operation::relu:
        values.push_back(a.real() > 0 ? a : 0.0);
        break;
      case Operation::add:
        values.push_back(a + b);
        break;
      case Operation::subtract:
        values.push_back(a - b);
        break;
      case Operation::multiply:
        values.push_back(a * b);
        break;
      case Operation::divide:
        values.push_back(a / b);
        break;
      case Operation::power:  // an odd root of a negative number is minus that of its size
        values.push_back(a.real() < 0 && b.real() == 1.0 / 3 ? -std::exp(b * std::log(-a))
                                                             : std::exp(b * std::log(a)));
        break;
      case Operation::max:
        values.push_back(a.real() > b.real() ? a : b);
        break;
      case Operation::min:
        values.push_back(a.real() < b.real() ? a : b);
        break;
      case Operation::mod:
        values.push_back(a - b * std::floor(a.real() / b.real()));
        break;
    }
  }
  return values.back();
}

Vector<double> gradientAt(Tape& tape, const Vector<double>& x) {
  tape.evaluate({x.data(), static_cast<std::size_t>(x.size())});
  Vector<double> gradient(x.size());
  tape.gradient(gradient);
  return gradient;
}

Matrix<double> hessianAt(Tape& tape, const Vector<double>& x) {
  tape.evaluate({x.data(), static_cast<std::size_t>(x.size())});
  Matrix<double> hessian;
  tape.hessian(hessian);
  return hessian;
}

const char* const everyOperation[] = {"-x*y",
                                      "sin(x*y)",
                                      "cos(x + y^2)",
                                      "tan(x/3)*y",
                                      "asin(x/4) + y*x",
                                      "acos(x*y/9)",
                                      "atan(x*y)",
                                      "sinh(x - y)",
                                      "cosh(x*y/3)",
                                      "tanh(x*y)",
                                      "exp(x*y/2)",
                                      "log(x^2 + y)",
                                      "sqrt(x + y^2)",
                                      "sigmoid(x*y)",
                                      "softplus(x - y)",
                                      "relu(x*y - 0.3)^2",
                                      "abs(x - 3*y)^3",
                                      "x/y + y/x",
                                      "x^y",
                                      "log10(x*y) + log2(x + y)",
                                      "sign(x - 1)*y^2*x",
                                      "floor(x + 2*y)*x*y + ceil(x*y)*x^2",
                                      "mod(x*y, 0.4)*x",
                                      "mod(5*x, y)^2",
                                      "(-x*y)^(1/3)",
                                      "e^(x*y)*π^x",
                                      "x^3 - y^-2",
                                      "x^2.5*y^0.5",
                                      "max(x*y, x^2)",
                                      "min(x*y, y^2)",
                                      "(x + y)^2*sin(x + y)",
                                      "2^x + y^x",
                                      "exp(-(x^2 + y^2)/2)*cos(5*x)",
                                      "x^1*y^0 + x^0",
                                      "(x - y)*(x + y)/(1 + x^2*y^2)"};

}  // namespace

TEST_CASE("The gradient of every operation agrees with the complex step and with central differences") {
  const std::string text = GENERATE(from_range(std::begin(everyOperation), std::end(everyOperation)));
  const double x = GENERATE(0.7, 1.3, 2.1), y = GENERATE(0.6, 1.9);
  CAPTURE(text, x, y);
  Tape tape(parse(text, {"x", "y"}));
  const Vector<double> at{{x, y}};
  const Vector<double> gradient = gradientAt(tape, at);
  for (int i = 0; i < 2; ++i) {
    // Im f(x + ih)/h, without subtraction and so without rounding error.   (Squire & Trapp 1998)
    std::vector<std::complex<double>> shifted{x, y};
    shifted[i] += std::complex<double>(0, 1e-30);
    const double complexStep = complexValue(tape.expression(), shifted).imag() / 1e-30;
    CHECK_THAT(gradient[i], WithinRel(complexStep, 1e-13) || WithinAbs(complexStep, 1e-14));

    const double h = std::cbrt(std::numeric_limits<double>::epsilon());
    Vector<double> up = at, down = at;
    up[i] += h;
    down[i] -= h;
    const double above = tape.evaluate({up.data(), 2}), below = tape.evaluate({down.data(), 2});
    CHECK_THAT(gradient[i],
               WithinRel((above - below) / (2 * h), 1e-6) || WithinAbs((above - below) / (2 * h), 1e-8));
  }
}

TEST_CASE("The Hessian of every operation is symmetric and agrees with two differences of the gradient") {
  const std::string text = GENERATE(from_range(std::begin(everyOperation), std::end(everyOperation)));
  const double x = GENERATE(0.7, 1.3, 2.1), y = GENERATE(0.6, 1.9);
  CAPTURE(text, x, y);
  Tape tape(parse(text, {"x", "y"}));
  const Vector<double> at{{x, y}};
  const Matrix<double> hessian = hessianAt(tape, at);
  CHECK_THAT(hessian(0, 1), WithinRel(hessian(1, 0), 1e-12) || WithinAbs(hessian(1, 0), 1e-14));
  for (int i = 0; i < 2; ++i) {
    const double h = std::cbrt(std::numeric_limits<double>::epsilon());
    Vector<double> up = at, down = at;
    up[i] += h;
    down[i] -= h;
    const Vector<double> numeric = (gradientAt(tape, up) - gradientAt(tape, down)) / (2 * h);
    for (int j = 0; j < 2; ++j)
      CHECK_THAT(hessian(j, i), WithinRel(numeric[j], 1e-6) || WithinAbs(numeric[j], 1e-8));
    // Differences of the complex step: exact in the inner derivative.
    std::vector<std::complex<double>> shifted{x, y};
    shifted[i] += std::complex<double>(0, 1e-30);
    for (int j = 0; j < 2; ++j) {
      auto above = shifted, below = shifted;
      above[j] += h;
      below[j] -= h;
      const double mixed =
          (complexValue(tape.expression(), above).imag() - complexValue(tape.expression(), below).imag()) /
          (2e-30 * h);
      CHECK_THAT(hessian(j, i), WithinRel(mixed, 1e-6) || WithinAbs(mixed, 1e-8));
    }
  }
}

TEST_CASE("A polynomial's derivatives at zero are its coefficients") {
  Tape tape(parse("7 + 3*x - 2*y + 5*x^2 + 11*x*y - 4*y^2 + x^3", {"x", "y"}));
  const Vector<double> zero = Vector<double>::Zero(2);
  CHECK(gradientAt(tape, zero) == Vector<double>{{3, -2}});
  CHECK(hessianAt(tape, zero) == Matrix<double>{{10, 11}, {11, -8}});
}

TEST_CASE("At a kink the derivative is the middle slope, for relu zero") {
  Tape absolute(parse("abs(x)", {"x"})), relu(parse("relu(x)", {"x"})), larger(parse("max(x, -x)", {"x"})),
      smaller(parse("min(x, 3*x)", {"x"}));
  const Vector<double> zero = Vector<double>::Zero(1);
  CHECK(gradientAt(absolute, zero)[0] == 0);
  CHECK(gradientAt(relu, zero)[0] == 0);
  CHECK(gradientAt(larger, zero)[0] == 0);
  CHECK(gradientAt(smaller, zero)[0] == 2);
}

TEST_CASE("What is constant between its jumps has slope 0 there, and none at a jump") {
  struct Case {
    std::string text;
    double at, value, slope;
  };
  const Case c =
      GENERATE(Case{"sign(x)", -2, -1, 0}, Case{"sign(x)", 0, 0, NAN}, Case{"floor(x)", -1.5, -2, 0},
               Case{"floor(x)", 2, 2, NAN}, Case{"ceil(x)", -1.5, -1, 0}, Case{"ceil(x)", 0, 0, NAN},
               Case{"mod(x, 3)", -1, 2, 1}, Case{"mod(x, 3)", 7.5, 1.5, 1}, Case{"mod(x, -3)", 1, -2, 1},
               Case{"mod(x, 3)", 6, 0, NAN}, Case{"mod(7, x)", 2.5, 2, -2}, Case{"mod(7, x)", 3.5, 0, NAN});
  CAPTURE(c.text, c.at);
  Tape tape(parse(c.text, {"x"}));
  const Vector<double> at{{c.at}};
  CHECK(tape.evaluate({at.data(), 1}) == c.value);
  const double slope = gradientAt(tape, at)[0];
  CHECK((std::isnan(c.slope) ? std::isnan(slope) : slope == c.slope));
}

TEST_CASE("Derivatives are those that a table of derivatives has") {
  struct Case {
    std::string text;
    double at, slope, curvature;
  };
  const Case c =
      GENERATE(Case{"log10(x)", 2, 1 / (2 * std::log(10.0)), -1 / (4 * std::log(10.0))},
               Case{"log2(x)", 4, 1 / (4 * std::log(2.0)), -1 / (16 * std::log(2.0))},
               Case{"x^(1/3)", -8, 1.0 / 12, 1.0 / 144}, Case{"x^(2/3)", -8, -1.0 / 3, -1.0 / 72},
               Case{"x^(-1/3)", -1, -1.0 / 3, -4.0 / 9},
               Case{"cot x", 1, -1 / std::pow(std::sin(1), 2), 2 * std::cos(1) / std::pow(std::sin(1), 3)},
               Case{"sec x", 1, std::sin(1) / std::pow(std::cos(1), 2),
                    (1 + std::pow(std::sin(1), 2)) / std::pow(std::cos(1), 3)},
               Case{"e^(-2x)", 0.5, -2 / std::numbers::e, 4 / std::numbers::e},
               Case{"sin²x", 0.3, std::sin(0.6), 2 * std::cos(0.6)}, Case{"√x", 4, 0.25, -1.0 / 32});
  CAPTURE(c.text);
  Tape tape(parse(c.text, {"x"}));
  const Vector<double> at{{c.at}};
  CHECK_THAT(gradientAt(tape, at)[0], WithinRel(c.slope, 1e-14));
  CHECK_THAT(hessianAt(tape, at)(0, 0), WithinRel(c.curvature, 1e-14));
}

TEST_CASE("Logarithms are exact for powers of their bases, and right beside them") {
  Tape binary(parse("log2(x)", {"x"})), common(parse("log10(x)", {"x"}));
  for (int power = -300; power <= 300; ++power) {
    CAPTURE(power);
    const double two = std::ldexp(1, power);
    CHECK(binary.evaluate({&two, 1}) == power);
    for (const double x : {two * 1.37, two * 0.9999, two * 1.0001, two * 1.42})
      CHECK_THAT(binary.evaluate({&x, 1}), WithinRel(std::log2(x), 1e-15));
  }
  for (const double x : {1e-5, 0.1, 1.0, 10.0, 1e15})
    CHECK(common.evaluate({&x, 1}) == std::round(std::log10(x)));
  for (const auto& [x, value] : {std::pair{0.0, -INFINITY}, {INFINITY, INFINITY}})
    CHECK(binary.evaluate({&x, 1}) == value);
  for (const double x : {-1.0, double{NAN}}) CHECK(std::isnan(binary.evaluate({&x, 1})));
}

TEST_CASE("A root has a value at zero and an infinite slope") {
  for (const char* text : {"sqrt(x)", "x^(1/2)", "x^(1/3)", "√x"}) {
    CAPTURE(text);
    Tape tape(parse(text, {"x"}));
    const Vector<double> zero = Vector<double>::Zero(1);
    CHECK(tape.evaluate({zero.data(), 1}) == 0);
    CHECK(gradientAt(tape, zero)[0] == INFINITY);
  }
}

TEST_CASE("Saturating functions stay finite at any finite input") {
  Tape tape(parse("sigmoid(x) + softplus(x) + tanh(x)", {"x"}));
  const double x = GENERATE(-1e4, -800.0, 800.0, 1e4);
  const Vector<double> at{{x}};
  CHECK(std::isfinite(tape.evaluate({at.data(), 1})));
  CHECK_THAT(gradientAt(tape, at)[0], WithinAbs(x > 0 ? 1 : 0, 1e-12));
  CHECK_THAT(hessianAt(tape, at)(0, 0), WithinAbs(0, 1e-12));
}

TEST_CASE("A variable that does not occur has derivative zero") {
  Tape tape(parse("x^2", {"x", "y"}));
  CHECK(gradientAt(tape, Vector<double>{{3, 5}}) == Vector<double>{{6, 0}});
  CHECK(hessianAt(tape, Vector<double>{{3, 5}}) == Matrix<double>{{2, 0}, {0, 0}});
}

TEST_CASE("A place without a value gives NaN and says where") {
  struct Case {
    std::string text;
    double x;
    std::string words;
  };
  const Case c = GENERATE(Case{"1 + log(x)", -4, "log of -4 is not a number (column 5)"},
                          Case{"sqrt(x - 1)", 0, "sqrt of -1 is not a number (column 1)"},
                          Case{"x^0.5", -2, "-2 ^ 0.5 is not a number (column 2)"},
                          Case{"asin(x)", 2, "asin of 2 is not a number (column 1)"},
                          Case{"x/0 - x/0", 3, "dividing 3 by zero is infinite (column 2)"});
  CAPTURE(c.text);
  Tape tape(parse(c.text, {"x"}));
  const Vector<double> at{{c.x}};
  CHECK(std::isnan(tape.evaluate({at.data(), 1})));
  REQUIRE(tape.trouble());
  CHECK(tape.trouble()->words == c.words);
  CHECK(std::isnan(gradientAt(tape, at)[0]));
  CHECK(std::isnan(hessianAt(tape, at)(0, 0)));
}

TEST_CASE("A value beyond the numbers is infinite and says where; a good place has no trouble") {
  Tape tape(parse("exp(x)", {"x"}));
  const double large[] = {1000}, small[] = {1}, broken[] = {std::nan("")};
  CHECK(std::isinf(tape.evaluate(large)));
  CHECK(tape.trouble()->words == "exp of 1000 is infinite (column 1)");
  tape.evaluate(small);
  CHECK_FALSE(tape.trouble());
  tape.evaluate(broken);
  CHECK(tape.trouble()->words == "x is not a number (column 5)");
}

TEST_CASE("A tape refuses an empty expression and a wrong number of inputs") {
  CHECK_THROWS_AS(Tape(Expression{}), std::invalid_argument);
  Tape tape(parse("x + y", {"x", "y"}));
  const double one[] = {1};
  CHECK_THROWS_AS(tape.evaluate(one), std::invalid_argument);
}

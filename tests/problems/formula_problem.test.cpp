#include "problems/formula_problem.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "problems/numeric.hpp"

using namespace downhill;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("A learner's formula is a problem like any other") {
  const FormulaProblem problem("sin(x)*y + x^2/2");
  CHECK(problem.dimension() == 2);
  CHECK(problem.name() == "formula");
  const Point at = pointAt({0.4, -1.2});
  CHECK(problem.value(at) == std::sin(0.4) * -1.2 + 0.4 * 0.4 / 2);
  CHECK(difference(gradientAt(problem, at), numericGradient(problem, at)) < 1e-8);
  CHECK(difference(hessianAt(problem, at), numericHessian(problem, at)) < 1e-8);
  CHECK(problem.facts().domain.size() == 2u);
  CHECK(problem.facts().starts.size() == 1u);
}

TEST_CASE("A formula of one variable is a curve") {
  const FormulaProblem problem("x^3", {"x"}, {{-1, 2}});
  CHECK(problem.dimension() == 1);
  CHECK(gradientAt(problem, pointAt({2}))[0] == 12);
  CHECK(hessianAt(problem, pointAt({2}))(0, 0) == 12);
}

TEST_CASE("Trouble is told in words, and only where there is some") {
  const FormulaProblem problem("log(x) + y");
  CHECK(problem.trouble(pointAt({-1, 0})) == "log of -1 is not a number (column 1)");
  CHECK(problem.trouble(pointAt({1, 0})).empty());
  CHECK(std::isnan(problem.value(pointAt({-1, 0}))));
}

TEST_CASE("Copies of a formula do not disturb each other") {
  const FormulaProblem problem("x*y");
  const FormulaProblem copy = problem;
  CHECK(problem.value(pointAt({2, 3})) == 6);
  CHECK(copy.value(pointAt({4, 5})) == 20);
  CHECK(gradientAt(problem, pointAt({2, 3})) == Vector<double>(pointAt({3, 2})));
}

TEST_CASE("Formulas and windows that make no problem are refused with words") {
  CHECK_THROWS_WITH(FormulaProblem("x +"), ContainsSubstring("column 4"));
  CHECK_THROWS_WITH(FormulaProblem("1", {}), ContainsSubstring("1 or 2 variables"));
  CHECK_THROWS_WITH(FormulaProblem("x", {"x", "y", "z"}), ContainsSubstring("1 or 2 variables, not 3"));
  CHECK_THROWS_WITH(FormulaProblem("x", {"x"}, {{0, 1}, {0, 1}}), ContainsSubstring("2 ranges for 1"));
  CHECK_THROWS_WITH(FormulaProblem("x", {"x"}, {{1, 1}}), ContainsSubstring("must be finite and go upwards"));
  CHECK_THROWS_WITH(FormulaProblem("x", {"x"}, {{0, INFINITY}}), ContainsSubstring("must be finite"));
}

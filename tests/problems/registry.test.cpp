#include "problems/registry.hpp"

#include <Eigen/Eigenvalues>
#include <Eigen/LU>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <set>

#include "problems/formula_problem.hpp"
#include "problems/numeric.hpp"
#include "problems/stationary.hpp"

using namespace downhill;
using Catch::Matchers::ContainsSubstring;

namespace {

// Each problem with its defaults and, where something can be set, at both ends of every setting.
std::vector<std::pair<std::string, SettingValues>> everyVariant() {
  std::vector<std::pair<std::string, SettingValues>> variants;
  for (const auto& entry : problemRegistry()) {
    variants.push_back({std::string(entry.name), {}});
    for (const auto& setting : entry.settings) {
      variants.push_back({std::string(entry.name), {{std::string(setting.name), setting.minimum}}});
      variants.push_back({std::string(entry.name), {{std::string(setting.name), setting.maximum}}});
    }
  }
  return variants;
}

std::unique_ptr<Problem> makeVariant() {
  static const auto variants = everyVariant();
  const auto variant = GENERATE(from_range(variants));
  const std::string setting = variant.second.empty() ? "" : variant.second.begin()->first;
  const double value = variant.second.empty() ? 0 : variant.second.begin()->second;
  UNSCOPED_INFO(variant.first << " " << setting << " " << value);
  return makeProblem(variant.first, variant.second);
}

FormulaProblem typedIn(const Problem& problem) {
  std::vector<std::string> variables{"x", "y"};
  variables.resize(static_cast<std::size_t>(problem.dimension()));
  return FormulaProblem(problem.facts().formula, variables, problem.facts().domain);
}

bool isInside(const Point& point, const std::vector<Range>& domain) {
  for (Eigen::Index i = 0; i < point.size(); ++i)
    if (point[i] < domain[i].low || point[i] > domain[i].high) return false;
  return true;
}

}  // namespace

TEST_CASE("Every problem's gradient and Hessian agree with central differences") {
  const auto problem = makeVariant();
  Random random(1);
  for (int i = 0; i < 50; ++i) {
    const Point at = anywhereOn(*problem, random);
    CAPTURE(at.transpose());
    // A difference quotient of values cancels their common part: their size, not the slope's, sets its error.
    const double rounding = 1e-10 * std::abs(problem->value(at));
    CHECK((gradientAt(*problem, at) - numericGradient(*problem, at)).norm() <=
          1e-6 * std::max(1.0, numericGradient(*problem, at).norm()) + rounding);
    CHECK(difference(hessianAt(*problem, at), numericHessian(*problem, at)) < 1e-6);
  }
}

TEST_CASE(
    "Every problem's value, gradient and Hessian agree with its formula, differentiated by the machine") {
  const auto problem = makeVariant();
  const FormulaProblem formula = typedIn(*problem);
  Random random(2);
  for (int i = 0; i < 50; ++i) {
    const Point at = anywhereOn(*problem, random);
    CAPTURE(problem->facts().formula, at.transpose());
    CHECK_THAT(problem->value(at), Catch::Matchers::WithinRel(formula.value(at), 1e-10) ||
                                       Catch::Matchers::WithinAbs(formula.value(at), 1e-10));
    CHECK(difference(gradientAt(*problem, at), gradientAt(formula, at)) < 1e-10);
    CHECK(difference(hessianAt(*problem, at), hessianAt(formula, at)) < 1e-10);
  }
}

TEST_CASE("Stationary points are level, have the value and the kind that is said of them, lowest first") {
  const auto problem = makeVariant();
  double before = -std::numeric_limits<double>::infinity();
  for (const auto& [at, value, kind] : problem->facts().stationary) {
    CAPTURE(at.transpose(), value);
    CHECK(gradientAt(*problem, at).norm() < 1e-10 * std::max(1.0, hessianAt(*problem, at).norm()));
    CHECK_THAT(problem->value(at), Catch::Matchers::WithinAbs(value, 1e-12 * std::max(1.0, std::abs(value))));
    CHECK(value >= before - 1e-12);
    before = value;
    const Eigen::MatrixXd hessian = hessianAt(*problem, at);
    if (std::abs(hessian.determinant()) < 1e-9) continue;
    if (hessian.rows() == 1)
      CHECK((hessian(0, 0) > 0 ? Kind::minimum : Kind::maximum) == kind);
    else
      CHECK(kindOf(Eigen::Matrix2d(hessian)) == kind);
  }
}

TEST_CASE("A minimum is lower than everything close by, and none lies deeper than the first") {
  const auto problem = makeVariant();
  const auto minima = problem->facts().minima();
  Random random(3);
  for (const auto& minimum : minima)
    for (int i = 0; i < 20; ++i) {
      Point near = minimum.at;
      for (auto& coordinate : near) coordinate += 1e-3 * random.normal();
      CHECK(problem->value(near) >= minimum.value);
    }
  if (minima.empty() || !problem->facts().hasFloor) return;
  for (int i = 0; i < 2000; ++i) CHECK(problem->value(anywhereOn(*problem, random)) >= minima.front().value);
}

TEST_CASE("Newton's method from many starts finds no stationary point that the facts do not name") {
  const auto name = GENERATE(from_range([] {
    std::vector<std::string> names;
    for (const auto& entry : problemRegistry())
      if (entry.name != "rastrigin") names.emplace_back(entry.name);  // 441 of them: see surfaces.test.cpp
    return names;
  }()));
  CAPTURE(name);
  const auto problem = makeProblem(name);
  const auto& facts = problem->facts();
  Random random(4);
  std::set<std::size_t> met;
  for (int i = 0; i < 1000; ++i) {
    Point at = anywhereOn(*problem, random);
    for (int k = 0; k < 60 && at.allFinite(); ++k)
      at -= hessianAt(*problem, at).fullPivLu().solve(gradientAt(*problem, at));
    if (!at.allFinite() || !isInside(at, facts.domain) || gradientAt(*problem, at).norm() > 1e-9) continue;
    std::size_t found = 0;
    while (found < facts.stationary.size() && (facts.stationary[found].at - at).norm() > 1e-4) ++found;
    CAPTURE(at.transpose());
    REQUIRE(found < facts.stationary.size());
    met.insert(found);
  }
  CHECK(met.size() == facts.stationary.size());
}

TEST_CASE("Windows, starts and sources are given and fit each other") {
  const auto problem = makeVariant();
  const Facts& facts = problem->facts();
  REQUIRE(static_cast<Eigen::Index>(facts.domain.size()) == problem->dimension());
  for (const auto& [low, high] : facts.domain) CHECK(low < high);
  CHECK_FALSE(facts.starts.empty());
  for (const auto& start : facts.starts) {
    REQUIRE(start.size() == problem->dimension());
    CHECK(isInside(start, facts.domain));
    CHECK(std::isfinite(problem->value(start)));
  }
  CHECK_FALSE(facts.source.empty());
}

TEST_CASE(
    "Every surface of the curriculum is in the registry, under its name, with defaults inside the ranges") {
  std::set<std::string> names;
  for (const auto& entry : problemRegistry()) {
    names.emplace(entry.name);
    CHECK(entry.make({})->name() == entry.name);
    CHECK(entry.make({})->dimension() == entry.dimension);
    for (const auto& setting : entry.settings) {
      CHECK(setting.minimum <= setting.initial);
      CHECK(setting.initial <= setting.maximum);
    }
  }
  CHECK(names.size() == problemRegistry().size());
  for (const char* name :
       {"quadratic", "rosenbrock", "himmelblau", "beale", "booth", "rastrigin", "styblinskiTang", "saddle",
        "monkeySaddle", "plateau", "longValley", "sharpAndFlat", "tiltedBowl"})
    CHECK(names.contains(name));
}

TEST_CASE("Unknown problems and settings, and values out of range, are refused with what is allowed") {
  CHECK_THROWS_WITH(makeProblem("bowl"),
                    ContainsSubstring("there is no problem \"bowl\"") && ContainsSubstring("rosenbrock"));
  CHECK_THROWS_WITH(makeProblem("quadratic", {{"steep", 1}}),
                    ContainsSubstring("there are condition, angle"));
  CHECK_THROWS_WITH(makeProblem("quadratic", {{"condition", 0.5}}),
                    ContainsSubstring("condition is 0.5; it must be from 1"));
  CHECK_THROWS_WITH(makeProblem("saddle", {{"wall", std::nan("")}}), ContainsSubstring("wall is nan"));
  CHECK_THROWS_WITH(makeProblem("booth", {{"wall", 1}}), ContainsSubstring("booth has no setting \"wall\""));
}

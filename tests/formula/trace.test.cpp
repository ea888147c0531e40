#include "formula/trace.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>

#include "formula/parser.hpp"

using namespace downhill;
using namespace downhill::formula;

namespace {

// w2, w1, x, y in the order in which the formula names them.
Trace twoLayers(double w2, double w1, double x, double y) {
  const double inputs[] = {w2, w1, x, y};
  return trace(parse("(relu(w2*relu(w1*x)) - y)^2"), inputs);
}

}  // namespace

TEST_CASE("The chain of the first example carries the numbers that a hand computes") {
  // h = relu(2·1) = 2, ŷ = relu(3·2) = 6, L = (6 − 1)² = 25.
  // ∂L/∂ŷ = 10, ∂L/∂w2 = 10·h = 20, ∂L/∂h = 10·w2 = 30, ∂L/∂w1 = 30·x = 30, ∂L/∂x = 30·w1 = 60, ∂L/∂y = −10.
  const Trace t = twoLayers(3, 2, 1, 1);
  CHECK(t.value == 25);
  CHECK(t.gradient == std::vector<double>{20, 30, 60, -10});
  CHECK(t.trouble.empty());
  CHECK(t.nodes.back().text == "(relu(w2·relu(w1·x)) − y)^2");
  CHECK(t.nodes.back().adjoint == 1);
}

TEST_CASE("A dead unit passes nothing on") {
  const Trace t = twoLayers(3, -2, 1, 1);
  CHECK(t.value == 1);
  CHECK(t.gradient == std::vector<double>{0, 0, 0, 2});
}

TEST_CASE("Every forward step is its operation on its operands, which were computed before") {
  const Trace t = twoLayers(0.7, 1.3, 2, 0.4);
  for (std::size_t i = 0; i < t.forward.size(); ++i) {
    const ForwardStep& step = t.forward[i];
    CHECK(step.node == static_cast<int>(i));
    CHECK(step.result == t.nodes[i].value);
    for (std::size_t k = 0; k < step.operands.size(); ++k) {
      CHECK(step.operands[k] < step.node);
      CHECK(step.operandValues[k] == t.nodes[step.operands[k]].value);
    }
    if (t.nodes[i].operation == "·") CHECK(step.result == step.operandValues[0] * step.operandValues[1]);
    if (t.nodes[i].operation == "relu") CHECK(step.result == std::max(0.0, step.operandValues[0]));
  }
}

TEST_CASE(
    "Every backward step is local times incoming, and a node's adjoint is complete before it hands it on") {
  const double inputs[] = {0.8, 1.7};
  const Trace t = trace(parse("x*y + sin(x)*x/y"), inputs);
  std::vector<double> sums(t.nodes.size(), 0);
  sums.back() = 1;
  for (const BackwardStep& step : t.backward) {
    CHECK(step.contribution == step.local * step.incoming);
    CHECK(step.incoming == t.nodes[step.node].adjoint);
    CHECK(step.incoming == sums[step.node]);
    sums[step.operand] += step.contribution;
    CHECK(step.accumulated == sums[step.operand]);
    CHECK_FALSE(step.derivative.empty());
  }
  const double x = 0.8, y = 1.7;
  CHECK_THAT(t.gradient[0], Catch::Matchers::WithinRel(y + (std::cos(x) * x + std::sin(x)) / y, 1e-14));
  CHECK_THAT(t.gradient[1], Catch::Matchers::WithinRel(x - std::sin(x) * x / (y * y), 1e-14));
}

TEST_CASE("Numbers take part forward but not backward") {
  const double inputs[] = {3};
  const Trace t = trace(parse("2*x + 1"), inputs);
  CHECK(t.forward.size() == 5u);
  CHECK(t.backward.size() == 2u);  // + to 2·x, · to x
  CHECK(t.gradient == std::vector<double>{2});
}

TEST_CASE("A trace through a place without a value says so") {
  const double inputs[] = {-1};
  const Trace t = trace(parse("log(x)"), inputs);
  CHECK(std::isnan(t.value));
  CHECK(std::isnan(t.gradient[0]));
  CHECK(t.trouble == "log of -1 is not a number (column 1)");
}

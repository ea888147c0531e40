#include "network/contributions.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

using namespace downhill;
using Catch::Matchers::WithinAbs;

TEST_CASE("All contributions to a unit add up to its sum without the bias") {
  Network<double> network({.widths = {5, 4, 3}, .hidden = Activation::tanh});
  Random random(3);
  network.initialise(Initialisation::xavier, random);
  const Vector<double> inputs = Vector<double>::NullaryExpr(5, [&] { return random.normal(); });
  const Matrix<double> batch = inputs.transpose();
  network.forward(batch);
  const Vector<double> hidden = network.outputs(0).row(0).transpose();

  Vector<double> sums = network.bias(1);
  for (const auto& [from, to, value] :
       strongestContributions<double>(network, 1, hidden, network.logits().row(0).transpose(), 100))
    sums[to] += value;
  for (int j = 0; j < 3; ++j) REQUIRE_THAT(sums[j], WithinAbs(network.logits()(0, j), 1e-12));
}

TEST_CASE("The strongest contributions come first, and no stronger one is left out") {
  Network<double> network({.widths = {9, 7}});
  Random random(8);
  network.initialise(Initialisation::he, random);
  const Vector<double> inputs = Vector<double>::NullaryExpr(9, [&] { return random.normal(); });
  const Vector<double> outputs = Vector<double>::Ones(7);
  const auto all = strongestContributions<double>(network, 0, inputs, outputs, 63);
  const auto few = strongestContributions<double>(network, 0, inputs, outputs, 10);
  REQUIRE(all.size() == 63);
  REQUIRE(few.size() == 10);
  for (std::size_t k = 1; k < all.size(); ++k) REQUIRE(std::abs(all[k - 1].value) >= std::abs(all[k].value));
  for (std::size_t k = 0; k < few.size(); ++k) {
    REQUIRE(few[k].from == all[k].from);
    REQUIRE(few[k].to == all[k].to);
    REQUIRE(few[k].value == inputs[few[k].from] * network.weights(0)(few[k].from, few[k].to));
  }
}

TEST_CASE("Silent inputs say nothing, and silent units are told nothing") {
  Network<double> network({.widths = {3, 2}});
  network.parameters().setOnes();
  Vector<double> inputs(3), outputs(2);
  inputs << 0, 2, 5;
  outputs << 0, 7;
  const auto terms = strongestContributions<double>(network, 0, inputs, outputs, 10);
  REQUIRE(terms.size() == 2);
  REQUIRE((terms[0].from == 2 && terms[0].to == 1 && terms[0].value == 5));
  REQUIRE((terms[1].from == 1 && terms[1].to == 1 && terms[1].value == 2));
  REQUIRE(strongestContributions<double>(network, 0, inputs, outputs, 0).empty());
}

TEST_CASE("Inputs or outputs that do not fit the layer are refused") {
  const Network<double> network({.widths = {3, 2}});
  const Vector<double> two = Vector<double>::Zero(2), three = Vector<double>::Zero(3),
                       four = Vector<double>::Zero(4);
  REQUIRE_THROWS_AS(strongestContributions<double>(network, 0, four, two, 5), std::invalid_argument);
  REQUIRE_THROWS_AS(strongestContributions<double>(network, 0, three, three, 5), std::invalid_argument);
}

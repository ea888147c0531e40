#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "network/nudges.hpp"
#include "support/networks.hpp"

using namespace downhill;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::MessageMatches;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

struct Small {
  Network<double> network{{.widths = {6, 5, 4}, .hidden = Activation::tanh}};
  Matrix<double> inputs;
  std::vector<std::uint8_t> labels;
  Vector<double> gradient;
  double loss = 0;

  Small() {
    Random random(11);
    network.initialise(Initialisation::xavier, random);
    inputs = support::seededMatrix<double>(7, 6, random);
    labels = support::seededLabels(7, 4, random);
    loss = network.lossAndGradient(inputs, labels, gradient);
  }
};

}  // namespace

TEST_CASE("parameters nudged one by one give backprop's gradient, in one piece or in slices") {
  Small small;
  const Vector<double> all =
      differenceGradient(small.network, small.inputs, small.labels, 0, small.network.parameterCount());
  for (Eigen::Index i = 0; i < all.size(); ++i)
    REQUIRE_THAT(all(i), WithinRel(small.gradient(i), 1e-7) || WithinAbs(small.gradient(i), 1e-9));
  REQUIRE(differenceGradient(small.network, small.inputs, small.labels, 13, 9) == all.segment(13, 9));
}

TEST_CASE("a small nudge changes the loss by the gradient times itself, a larger one less truly") {
  Small small;
  const Eigen::Index parameter = 17;
  const std::vector<double> epsilons{1e-3, 2e-3, -1e-3, 0};
  const Vector<double> losses = lossesNear(small.network, small.inputs, small.labels, parameter, epsilons);
  const double slope = small.gradient(parameter);
  const double error = losses(0) - small.loss - slope * 1e-3, twice = losses(1) - small.loss - slope * 2e-3;
  REQUIRE(std::abs(error) < 1e-2 * std::abs(slope) * 1e-3);
  REQUIRE_THAT(twice / error, WithinRel(4.0, 0.02));  // what the straight line leaves out grows as ε²
  REQUIRE_THAT(losses(3), WithinRel(small.loss, 1e-14));
}

TEST_CASE("after a nudge the parameters are what they were, to the bit") {
  Small small;
  const Vector<double> before = small.network.parameters();
  lossesNear(small.network, small.inputs, small.labels, 3, std::vector<double>{0.1, 7.0, -1e-9});
  differenceGradient(small.network, small.inputs, small.labels, 0, 59);
  REQUIRE(small.network.parameters() == before);
  const std::vector<std::uint8_t> tooFew{1};
  REQUIRE_THROWS(lossesNear(small.network, small.inputs, tooFew, 3, std::vector<double>{0.1}));
  REQUIRE(small.network.parameters() == before);
}

TEST_CASE("a parameter that does not exist is refused with the range of those that do") {
  Small small;
  REQUIRE(small.network.parameterCount() == 59);
  REQUIRE_THROWS_MATCHES(lossesNear(small.network, small.inputs, small.labels, 59, {}), std::invalid_argument,
                         MessageMatches(ContainsSubstring("0 to 58")));
  REQUIRE_THROWS_MATCHES(differenceGradient(small.network, small.inputs, small.labels, 50, 10),
                         std::invalid_argument, MessageMatches(ContainsSubstring("parameter 59")));
  REQUIRE_THROWS_MATCHES(differenceGradient(small.network, small.inputs, small.labels, 0, 0),
                         std::invalid_argument, MessageMatches(ContainsSubstring("1 or more")));
}

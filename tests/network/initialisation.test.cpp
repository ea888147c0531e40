#include "network/initialisation.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>

#include "network/network.hpp"
#include "support/matrices.hpp"

using namespace downhill;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

constexpr Eigen::Index fanIn = 400, fanOut = 250;

Vector<double> drawn(Initialisation initialisation, std::uint32_t seed = 1) {
  Vector<double> weights(fanIn * fanOut);
  Random random(seed);
  initialiseWeights<double>(initialisation, fanIn, fanOut, weights, random);
  return weights;
}

double variance(const Vector<double>& values) { return (values.array() - values.mean()).square().mean(); }

}  // namespace

TEST_CASE("He's weights have variance 2/in and the tails of a normal distribution") {
  const Vector<double> weights = drawn(Initialisation::he);
  REQUIRE_THAT(variance(weights), WithinRel(2.0 / fanIn, 0.02));
  REQUIRE_THAT(weights.mean(),
               WithinAbs(0, 5 * std::sqrt(2.0 / (fanIn * static_cast<double>(weights.size())))));
  const double kurtosis = weights.array().pow(4).mean() / std::pow(variance(weights), 2);
  REQUIRE_THAT(kurtosis, WithinAbs(3, 0.1));
}

TEST_CASE("Xavier's weights fill ±√(6/(in+out)) evenly: variance 2/(in+out)") {
  const Vector<double> weights = drawn(Initialisation::xavier);
  const double limit = std::sqrt(6.0 / (fanIn + fanOut));
  REQUIRE(weights.cwiseAbs().maxCoeff() <= limit);
  REQUIRE(weights.cwiseAbs().maxCoeff() > 0.999 * limit);
  REQUIRE_THAT(variance(weights), WithinRel(2.0 / (fanIn + fanOut), 0.02));
}

TEST_CASE("small weights have a standard deviation of 0.01, zero weights are zero") {
  REQUIRE_THAT(variance(drawn(Initialisation::small)), WithinRel(1e-4, 0.02));
  REQUIRE(drawn(Initialisation::zero).isZero(0));
}

TEST_CASE(
    "with He's weights a deep relu network keeps the size of its signals, with small ones it loses them") {
  const auto lastSize = [](Initialisation initialisation) {
    Network<double> network({.widths = {256, 256, 256, 256, 256, 256, 256, 10}});
    Random random(3);
    network.initialise(initialisation, random);
    Matrix<double> inputs(20, 256);
    for (auto& value : inputs.reshaped()) value = random.normal();
    network.forward(inputs);
    return network.outputs(5).squaredNorm() / static_cast<double>(network.outputs(5).size());
  };
  REQUIRE_THAT(lastSize(Initialisation::he), WithinAbs(1, 0.5));
  REQUIRE(lastSize(Initialisation::small) < 1e-9);
}

TEST_CASE("the same seed gives the same weights, as float the double's rounded") {
  const auto initialisation = GENERATE(Initialisation::he, Initialisation::xavier, Initialisation::small);
  REQUIRE(drawn(initialisation, 5) == drawn(initialisation, 5));
  REQUIRE(drawn(initialisation, 5) != drawn(initialisation, 6));
  Vector<float> narrow(fanIn * fanOut);
  Random random(5);
  initialiseWeights<float>(initialisation, fanIn, fanOut, narrow, random);
  REQUIRE(narrow == drawn(initialisation, 5).cast<float>());
}

TEST_CASE("a network's biases start at zero, whatever they were") {
  Network<float> network({.widths = {5, 4, 3}});
  network.parameters().setConstant(9);
  Random random(1);
  network.initialise(Initialisation::he, random);
  REQUIRE(network.bias(0).isZero(0));
  REQUIRE(network.bias(1).isZero(0));
  REQUIRE((network.parameters().array() != 9.0f).all());
}

TEST_CASE("initialisations are known by name") {
  for (const auto& [initialisation, name] : initialisationNames) {
    REQUIRE(nameOf(initialisation) == name);
    REQUIRE(initialisationFromName(name) == initialisation);
  }
  REQUIRE_THROWS_WITH(initialisationFromName("ones"), ContainsSubstring("he, xavier, small, zero"));
}

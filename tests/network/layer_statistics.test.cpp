#include "network/layer_statistics.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <numeric>

#include "support/networks.hpp"

using namespace downhill;
using namespace downhill::support;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

int total(const Histogram& histogram) {
  return std::accumulate(histogram.counts.begin(), histogram.counts.end(), 0);
}

}  // namespace

// x = (1, −1) and (2, 0) through W = (1 0; 0 1), b = 0 and relu: outputs (1, 0), (2, 0).
TEST_CASE("the statistics of a layer are what a hand counts") {
  Network<double> network({.widths = {2, 2, 2}});
  network.parameters() << 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0;
  const Matrix<double> x{{1, -1}, {2, 0}};
  const std::vector<std::uint8_t> labels{0, 1};
  Vector<double> gradient;
  network.lossAndGradient(x, labels, gradient);
  const auto all = layerStatistics<double>(std::as_const(network), gradient, 4);
  REQUIRE(all.size() == 2);
  const LayerStatistics& first = all[0];
  REQUIRE(first.layer == 0);
  REQUIRE(first.activation == Activation::relu);
  REQUIRE(first.outputs.mean == 0.75);
  REQUIRE_THAT(first.outputs.deviation, WithinAbs(std::sqrt((1 + 4) / 4.0 - 0.5625), 1e-15));
  REQUIRE((first.outputs.smallest == 0 && first.outputs.largest == 2));
  REQUIRE((first.outputCounts.low == 0 && first.outputCounts.high == 2));
  REQUIRE(first.outputCounts.counts == std::vector{2, 0, 1, 1});
  REQUIRE(first.saturated == 0.5);  // of four outputs two are 0
  REQUIRE(first.dead == 0.5);       // the second unit, for both samples
  REQUIRE(first.copies == 0);
  REQUIRE(first.zeroDeltas == 2);
  REQUIRE(first.weightSize == std::sqrt(2.0));
  REQUIRE_THAT(first.gradientSize, WithinAbs(gradient.head(4).norm(), 1e-15));
  // The last layer's δ is (ŷ − y)/2: ŷ = softmax(1, 0), softmax(2, 0).
  const double p = 1 / (1 + std::exp(-1.0)), q = 1 / (1 + std::exp(-2.0));
  const LayerStatistics& last = all[1];
  REQUIRE_THAT(last.deltas.largest, WithinAbs(q / 2, 1e-15));
  REQUIRE_THAT(last.deltas.smallest, WithinAbs(-q / 2, 1e-15));
  REQUIRE_THAT(last.deltas.mean, WithinAbs(0, 1e-16));
  REQUIRE_THAT(last.deltaSize, WithinRel(std::sqrt(((1 - p) * (1 - p) + q * q) / 8), 1e-12));
  REQUIRE(last.dead == 0);
}

TEST_CASE("every number is counted once") {
  const auto activation =
      GENERATE(Activation::sigmoid, Activation::tanh, Activation::relu, Activation::identity);
  Random random(1);
  Network<float> network({.widths = {100, 12, 5, 3}, .hidden = activation, .filters = {4}, .dropout = 0.2});
  network.initialise(Initialisation::xavier, random);
  const auto x = seededMatrix<float>(20, 100, random);
  const auto all = layerStatistics<float>(network, x, seededLabels(20, 3, random), 13);
  REQUIRE(all.size() == 4);  // convolution, two hidden layers, the last
  const int widths[] = {6 * 6 * 4, 12, 5, 3};
  for (int l = 0; l < 4; ++l) {
    REQUIRE(total(all[l].outputCounts) == 20 * widths[l]);
    REQUIRE(total(all[l].deltaSizes) + all[l].zeroDeltas == 20 * widths[l]);
    REQUIRE(all[l].activation == (l == 3 ? Activation::identity : activation));
    REQUIRE(all[l].gradientSize > 0);
  }
}

TEST_CASE("units that say the same are found, and so are saturated ones") {
  Network<double> network({.widths = {2, 3, 2}, .hidden = Activation::tanh});
  network.weights(0) << 100, 0.1, 0.1, 100, 0.2, 0.2;
  Random random(2);
  const Matrix<double> x = seededMatrix<double>(30, 2, random).cwiseAbs().array() + 0.1;
  const auto all = layerStatistics<double>(network, x, seededLabels(30, 2, random), 10);
  REQUIRE_THAT(all[0].copies, WithinAbs(1.0 / 3, 1e-15));
  REQUIRE_THAT(all[0].dead, WithinAbs(1.0 / 3, 1e-15));
  REQUIRE_THAT(all[0].saturated, WithinAbs(1.0 / 3, 1e-15));
  REQUIRE(all[0].outputCounts.counts.back() == 30);
}

TEST_CASE("statistics need a gradient, as many components as parameters, and bins") {
  Network<double> network({.widths = {2, 3, 2}});
  Vector<double> gradient = Vector<double>::Zero(network.parameterCount());
  const auto ask = [&](const Vector<double>& g, int bins) {
    return layerStatistics<double>(std::as_const(network), g, bins);
  };
  REQUIRE_THROWS_WITH(ask(gradient, 10), ContainsSubstring("no gradient yet"));
  REQUIRE_THROWS_WITH(ask(gradient.head(3), 10), ContainsSubstring("has 3 components; the network has 17"));
  for (const int bins : {0, 1001})
    REQUIRE_THROWS_WITH(ask(gradient, bins), ContainsSubstring("there must be 1 to 1000"));
}

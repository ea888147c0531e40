#include "regression/imbalance.hpp"

#include "../losses/derivative_checks.hpp"
#include "losses/binary_cross_entropy.hpp"

using namespace downhill;
using namespace downhill::testing;

TEST_CASE("The imbalanced points are few of one class, the same for a seed") {
  const auto points = imbalancedPoints({.samples = 400, .rareShare = 0.05, .hardShare = 0.2, .seed = 4});
  REQUIRE(points.points.size() == 400);
  REQUIRE(std::count(points.points.labels.begin(), points.points.labels.end(), 1) == 20);
  const auto hard = std::count(points.hard.begin(), points.hard.end(), true);
  REQUIRE(hard > 50);
  REQUIRE(hard < 110);
  REQUIRE(imbalancedPoints({.samples = 400, .seed = 4}).points.inputs ==
          imbalancedPoints({.samples = 400, .seed = 4}).points.inputs);
  REQUIRE(imbalancedPoints({.samples = 400, .seed = 5}).points.inputs !=
          imbalancedPoints({.samples = 400, .seed = 4}).points.inputs);
}

TEST_CASE(
    "Balanced cross-entropy finds more of the rare class than cross-entropy does, and pays with the common "
    "one") {
  for (const std::uint32_t seed : {1u, 2u, 3u, 4u, 5u}) {
    INFO("seed " << seed);
    const auto points = imbalancedPoints({.seed = seed}).points;
    const auto results = compareLosses(points);
    REQUIRE(results.size() == 3);
    REQUIRE(results[0].name == "crossEntropy");
    REQUIRE(results[1].name == "balancedCrossEntropy");
    REQUIRE(results[2].name == "focal");
    REQUIRE(results[1].recallOfRare > results[0].recallOfRare);
    REQUIRE(results[1].recallOfCommon < results[0].recallOfCommon);
    REQUIRE(results[0].accuracy > 0.9);
    for (const auto& result : results) {
      REQUIRE(result.run.losses.back() < result.run.losses.front());
      REQUIRE_THAT(result.shares.easy + result.shares.middle + result.shares.hard, WithinRel(1, 1e-12));
      const auto rareCount = static_cast<double>(std::count(points.labels.begin(), points.labels.end(), 1));
      const double n = double(points.size());
      REQUIRE_THAT(
          result.accuracy,
          WithinRel((result.recallOfRare * rareCount + result.recallOfCommon * (n - rareCount)) / n, 1e-12));
    }
  }
}

TEST_CASE(
    "At one and the same model focal loss spends less of itself on the easy samples than cross-entropy") {
  const auto points = imbalancedPoints({}).points;
  const auto model = compareLosses(points)[0].run.model;
  const Vector<double> z = model.logits(points.inputs);
  const auto crossEntropy =
      lossShares(z, points.labels, [](double v, int y) { return binaryCrossEntropyOfLogit(v, y); });
  const auto focal = lossShares(z, points.labels, [](double v, int y) { return binaryFocalOfLogit(v, y); });
  REQUIRE(focal.easy < crossEntropy.easy / 3);
  REQUIRE(focal.hard > crossEntropy.hard);
}

TEST_CASE("At one and the same model balancing gives the rare class a larger say") {
  const auto points = imbalancedPoints({}).points;
  const Vector<double> z = compareLosses(points)[0].run.model.logits(points.inputs);
  const auto plain = [](double v, int y) { return binaryCrossEntropyOfLogit(v, y); };
  const auto balanced = [](double v, int y) {
    return binaryCrossEntropyOfLogit(v, y, {.negative = 1 / 1.9, .positive = 10});
  };
  REQUIRE(lossShares(z, points.labels, balanced).rare > lossShares(z, points.labels, plain).rare);
}

TEST_CASE("Loss shares by hand") {
  const auto one = [](double, int) { return ScalarLoss{1, 0, 0}; };
  // p(true) = 0.5, 0.998, 0.27, 0.73
  const LossShares shares = lossShares(vector({0, 6, 1, 1}), {0, 1, 0, 1}, one);
  REQUIRE(shares.easy == 0.25);
  REQUIRE(shares.middle == 0.5);
  REQUIRE(shares.hard == 0.25);
  REQUIRE(shares.rare == 0.5);
  const LossShares none = lossShares(vector({0}), {0}, [](double, int) { return ScalarLoss{}; });
  REQUIRE(none.easy + none.middle + none.hard == 0);
}

TEST_CASE("The comparison refuses a class without samples and settings out of range") {
  REQUIRE_REFUSED(imbalancedPoints({.samples = 3}), "samples is 3");
  REQUIRE_REFUSED(imbalancedPoints({.rareShare = 0}), "rareShare is 0");
  REQUIRE_REFUSED(imbalancedPoints({.hardShare = 2}), "hardShare is 2");
  auto points = imbalancedPoints({}).points;
  REQUIRE_REFUSED(compareLosses(points, {.gamma = -1}), "gamma is -1");
  points.labels.assign(points.labels.size(), 0);
  REQUIRE_REFUSED(compareLosses(points), "one of the two classes has no samples");
  REQUIRE_REFUSED(lossShares(vector({1}), {1, 0}, [](double, int) { return ScalarLoss{}; }),
                  "2 labels for 1 logits");
}

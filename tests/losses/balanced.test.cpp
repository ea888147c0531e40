#include "losses/balanced.hpp"

#include "derivative_checks.hpp"

using namespace downhill;
using namespace downhill::testing;

TEST_CASE("Balanced weights give every class the same say, and a sample the weight 1 on average") {
  const std::vector<int> counts{90, 9, 1};
  const Vector<double> weights = balancedWeights(counts);
  double total = 0;
  for (int k = 0; k < 3; ++k) {
    REQUIRE_THAT(counts[k] * weights(k), WithinRel(100.0 / 3, 1e-14));
    total += counts[k] * weights(k);
  }
  REQUIRE_THAT(total, WithinRel(100, 1e-14));
  REQUIRE(balancedWeights(std::vector<int>{5, 5}) == vector({1, 1}));
}

TEST_CASE("Balanced weights from a share are those from counts") {
  const BinaryWeights share = balancedWeights(0.05);
  const Vector<double> counts = balancedWeights(std::vector<int>{95, 5});
  REQUIRE_THAT(share.negative, WithinRel(counts(0), 1e-14));
  REQUIRE_THAT(share.positive, WithinRel(counts(1), 1e-14));
}

TEST_CASE("Under balanced cross-entropy the best constant answer is a half, however rare the positives") {
  const BinaryWeights weights = balancedWeights(0.05);
  const auto slope = [&](double z) {
    return .05 * binaryCrossEntropyOfLogit(z, 1, weights).gradient +
           .95 * binaryCrossEntropyOfLogit(z, 0, weights).gradient;
  };
  REQUIRE_THAT(slope(0), WithinAbs(0, 1e-15));
  REQUIRE(slope(1) > 0);
}

TEST_CASE("Balancing refuses empty classes and impossible shares") {
  REQUIRE_REFUSED(balancedWeights(std::vector<int>{5, 0}), "class 1 has 0 samples");
  REQUIRE_REFUSED(balancedWeights(std::vector<int>{}), "no classes");
  REQUIRE_REFUSED(balancedWeights(0.0), "the share of positives is 0");
  REQUIRE_REFUSED(balancedWeights(1.0), "the share of positives is 1");
}

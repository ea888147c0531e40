#include "training/sample_order.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <vector>

using namespace downhill;

namespace {

std::vector<std::size_t> slice(SampleOrder& order, std::uint64_t begin, std::size_t count) {
  std::vector<std::size_t> samples;
  for (std::size_t i = 0; i < count; ++i) samples.push_back(order.at(begin + i));
  return samples;
}

bool isPermutationFrom(std::vector<std::size_t> samples, std::size_t first) {
  std::ranges::sort(samples);
  for (std::size_t i = 0; i < samples.size(); ++i)
    if (samples[i] != first + i) return false;
  return true;
}

}  // namespace

TEST_CASE("the first epoch takes block after block, each shuffled inside itself") {
  SampleOrder order(250, 100, 1);
  for (const auto& [begin, count] : {std::pair{0, 100}, {100, 100}, {200, 50}}) {
    const auto samples = slice(order, begin, count);
    REQUIRE(isPermutationFrom(samples, begin));
    REQUIRE(!std::ranges::is_sorted(samples));
  }
}

TEST_CASE("later epochs walk over everything, each in another order") {
  SampleOrder order(250, 100, 1);
  std::vector<std::vector<std::size_t>> epochs;
  for (int epoch = 0; epoch < 6; ++epoch) {
    epochs.push_back(slice(order, 250 * epoch, 250));
    REQUIRE(isPermutationFrom(epochs.back(), 0));
  }
  std::ranges::sort(epochs);
  REQUIRE(std::ranges::adjacent_find(epochs) == epochs.end());
  const auto second = slice(order, 250, 100);
  REQUIRE(*std::ranges::max_element(second) >= 200);  // not block after block any more
}

TEST_CASE("the walk depends on the seed and on nothing that was asked before") {
  SampleOrder order(97, 20, 5), other(97, 20, 6);
  const auto walk = slice(order, 0, 400);
  REQUIRE(walk != slice(other, 0, 400));
  SampleOrder backwards(97, 20, 5);
  for (std::size_t i = 400; i-- > 0;) REQUIRE(backwards.at(i) == walk[i]);
}

TEST_CASE("one sample alone is drawn again and again") {
  SampleOrder order(1, 6000, 1);
  for (int i = 0; i < 10; ++i) REQUIRE(order.at(i) == 0);
}

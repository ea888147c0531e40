#include "random/random.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <map>
#include <numeric>
#include <set>
#include <vector>

using namespace downhill;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;

TEST_CASE("splitmix64 gives the published outputs for seed 1234567") {
  SplitMix64 words(1234567);
  const std::array<std::uint64_t, 5> published{6457827717110365317u, 3203168211198807973u,
                                               9817491932198370423u, 4593380528125082431u,
                                               16408922859458223821u};
  for (const std::uint64_t expected : published) REQUIRE(words.next() == expected);
}

TEST_CASE("xoshiro256** gives the published outputs for the state 1, 2, 3, 4") {
  Random random(Random::State{1, 2, 3, 4});
  const std::array<std::uint64_t, 10> published{11520u,
                                                0u,
                                                1509978240u,
                                                1215971899390074240u,
                                                1216172134540287360u,
                                                607988272756665600u,
                                                16172922978634559625u,
                                                8476171486693032832u,
                                                10595114339597558777u,
                                                2904607092377533576u};
  for (const std::uint64_t expected : published) REQUIRE(random.next() == expected);
}

TEST_CASE("the seed fills the state by splitmix64, word by word") {
  SplitMix64 words(42);
  Random seeded(42);
  for (const std::uint64_t word : seeded.state()) REQUIRE(word == words.next());
}

TEST_CASE("a stream is evaluated the same by the compiler and at run time") {
  constexpr std::uint64_t compiled = [] {
    Random random(2026);
    std::uint64_t mixed = 0;
    for (int i = 0; i < 100; ++i) mixed ^= random.next() + random.below(1000);
    return mixed;
  }();
  Random random(2026);
  std::uint64_t mixed = 0;
  for (int i = 0; i < 100; ++i) mixed ^= random.next() + random.below(1000);
  REQUIRE(mixed == compiled);
}

TEST_CASE("copying a generator copies its stream") {
  Random original(7);
  for (int i = 0; i < 13; ++i) original.normal();
  Random copy = original;
  Random restored(original.state());
  for (int i = 0; i < 100; ++i) {
    const std::uint64_t expected = original.next();
    REQUIRE(copy.next() == expected);
    REQUIRE(restored.next() == expected);
  }
}

TEST_CASE("streams of one seed differ from each other and from those of the next seed") {
  std::set<std::uint64_t> firsts;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    firsts.insert(Random(seed).next());
    for (std::uint64_t stream = 0; stream < 40; ++stream) firsts.insert(Random(seed, stream).next());
  }
  REQUIRE(firsts.size() == 40 * 41);
}

TEST_CASE("uniform numbers lie in [0, 1) and have the moments of the uniform distribution") {
  Random random(GENERATE(0u, 1u, 99u));
  constexpr int n = 200'000;
  double sum = 0, squares = 0, lagged = 0, before = 0.5;
  for (int i = 0; i < n; ++i) {
    const double u = random.uniform();
    REQUIRE((u >= 0 && u < 1));
    sum += u;
    squares += u * u;
    lagged += (u - 0.5) * (before - 0.5);
    before = u;
  }
  // Five standard errors: 1/√(12n), √(4/45n), 1/(12√n).
  REQUIRE_THAT(sum / n, WithinAbs(0.5, 0.0033));
  REQUIRE_THAT(squares / n, WithinAbs(1.0 / 3, 0.0034));
  REQUIRE_THAT(lagged / n, WithinAbs(0, 0.00094));
}

TEST_CASE("uniform numbers use the upper 53 bits exactly") {
  Random words(5), numbers(5);
  for (int i = 0; i < 1000; ++i) {
    const double u = numbers.uniform();
    REQUIRE(static_cast<std::uint64_t>(u * 0x1p53) == words.next() >> 11);
  }
}

TEST_CASE("a range moves and stretches the uniform distribution") {
  Random random(3);
  double lowest = 10, highest = -10;
  for (int i = 0; i < 10'000; ++i) {
    const double u = random.uniform(-3, 5);
    REQUIRE((u >= -3 && u < 5));
    lowest = std::min(lowest, u);
    highest = std::max(highest, u);
  }
  REQUIRE(lowest < -2.98);
  REQUIRE(highest > 4.98);
  REQUIRE(random.uniform(2, 2) == 2);
}

TEST_CASE("normal numbers have the moments of the normal distribution") {
  Random random(GENERATE(0u, 1u, 99u));
  constexpr int n = 200'000;
  double m1 = 0, m2 = 0, m3 = 0, m4 = 0;
  int beyondTwo = 0;
  for (int i = 0; i < n; ++i) {
    const double z = random.normal();
    REQUIRE(std::isfinite(z));
    m1 += z / n;
    m2 += z * z / n;
    m3 += z * z * z / n;
    m4 += z * z * z * z / n;
    beyondTwo += std::abs(z) > 2;
  }
  // Five standard errors: √(1/n), √(2/n), √(15/n), √(96/n).
  REQUIRE_THAT(m1, WithinAbs(0, 0.0112));
  REQUIRE_THAT(m2, WithinAbs(1, 0.0159));
  REQUIRE_THAT(m3, WithinAbs(0, 0.0434));
  REQUIRE_THAT(m4, WithinAbs(3, 0.11));
  REQUIRE_THAT(beyondTwo / double(n), WithinAbs(0.0455, 0.0024));
}

TEST_CASE("a normal number always takes two words of the stream") {
  Random used(8), skipped(8);
  for (int i = 0; i < 1000; ++i) {
    used.normal();
    skipped.next();
    skipped.next();
  }
  REQUIRE(used == skipped);
}

TEST_CASE("whole numbers below n are all reached, none of them more often") {
  const std::uint32_t n = GENERATE(1u, 2u, 3u, 7u, 10u, 100u);
  Random random(11);
  std::vector<int> counts(n);
  const int draws = 10'000 * static_cast<int>(n);
  for (int i = 0; i < draws; ++i) {
    const std::uint32_t k = random.below(n);
    REQUIRE(k < n);
    ++counts[k];
  }
  for (const int count : counts) REQUIRE_THAT(count, WithinAbs(10'000, 500));  // five standard deviations
}

TEST_CASE("whole numbers are unbiased where n does not divide 2^32") {
  // With n = 3·2^30 a plain remainder, and a plain product, would give a third of the numbers twice as often.
  const std::uint32_t n = 3u << 30;
  Random random(12);
  constexpr int draws = 90'000;
  int thirds[3] = {}, residues[3] = {};
  for (int i = 0; i < draws; ++i) {
    const std::uint32_t k = random.below(n);
    REQUIRE(k < n);
    ++thirds[k >> 30];
    ++residues[k % 3];
  }
  for (const int count : thirds) REQUIRE_THAT(count, WithinAbs(draws / 3, 710));
  for (const int count : residues) REQUIRE_THAT(count, WithinAbs(draws / 3, 710));
}

TEST_CASE("a shuffle keeps every element and makes all orders equally likely") {
  Random random(13);
  std::map<std::array<int, 4>, int> seen;
  constexpr int draws = 24'000;
  for (int i = 0; i < draws; ++i) {
    std::array<int, 4> order{0, 1, 2, 3};
    random.shuffle(order);
    ++seen[order];
  }
  REQUIRE(seen.size() == 24);
  for (const auto& [order, count] : seen) REQUIRE_THAT(count, WithinAbs(1000, 160));
}

TEST_CASE("a long shuffle is a permutation and leaves few things where they were") {
  Random random(14);
  std::vector<int> order(10'000);
  std::iota(order.begin(), order.end(), 0);
  random.shuffle(order);
  int fixed = 0;
  for (int i = 0; i < 10'000; ++i) fixed += order[i] == i;
  REQUIRE(fixed < 10);
  std::ranges::sort(order);
  for (int i = 0; i < 10'000; ++i) REQUIRE(order[i] == i);
}

TEST_CASE("shuffling nothing or one thing draws nothing") {
  Random random(15);
  const Random before = random;
  std::vector<int> none, one{5};
  random.shuffle(none);
  random.shuffle(one);
  REQUIRE(random == before);
  REQUIRE(one.front() == 5);
}

TEST_CASE("what a generator cannot do is refused with words") {
  REQUIRE_THROWS_WITH(Random(1).below(0), ContainsSubstring("must be 1 or more"));
  REQUIRE_THROWS_WITH(Random(Random::State{}), ContainsSubstring("zeros"));
}

#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <limits>
#include <numbers>
#include <stdexcept>
#include <utility>

namespace downhill {

// splitmix64: turns any seed, even 0, into well-mixed words. (Steele, Lea & Flood 2014; Vigna 2015)
class SplitMix64 {
 public:
  explicit constexpr SplitMix64(std::uint64_t seed) : state_(seed) {}

  constexpr std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }

 private:
  std::uint64_t state_;
};

// The one source of chance in the project: xoshiro256** (Blackman & Vigna 2021), seeded by splitmix64.
//
// A value: copying it copies the stream, and the copy goes on exactly as the original would. Its own
// distributions, because those of <random> differ between standard libraries.
class Random {
 public:
  using State = std::array<std::uint64_t, 4>;
  using result_type = std::uint64_t;

  explicit constexpr Random(std::uint64_t seed) {
    SplitMix64 words(seed);
    for (auto& word : state_) word = words.next();
  }

  // Many independent streams of one seed: stream 3 is the same whether or not streams 0 to 2 were used.
  constexpr Random(std::uint64_t seed, std::uint64_t stream)
      : Random(SplitMix64(seed).next() ^ SplitMix64(~stream).next()) {}

  // Goes on from a state that was read before; all zeros is the one state that the generator cannot leave.
  explicit constexpr Random(const State& state) : state_(state) {
    if (state == State{}) throw std::invalid_argument("a random stream cannot start from a state of zeros");
  }

  constexpr const State& state() const { return state_; }

  constexpr std::uint64_t next() {
    const std::uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
    const std::uint64_t shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = std::rotl(state_[3], 45);
    return result;
  }

  // In [0, 1): the upper 53 bits, each a double exactly.
  constexpr double uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }

  // In [low, high); a range so narrow that doubles are sparse in it may round up to high.
  constexpr double uniform(double low, double high) { return low + (high - low) * uniform(); }

  // √(−2 ln u) cos 2πv: mean 0, variance 1.                        (Box & Muller 1958)
  // Always two words of the stream, so that what follows never depends on the rounding of a logarithm.
  double normal() {
    const double u = 1 - uniform();  // in (0, 1]: ln 0 cannot happen
    const double v = uniform();
    return std::sqrt(-2 * std::log(u)) * std::cos(2 * std::numbers::pi * v);
  }

  // A whole number in [0, n), each exactly as likely.              (Lemire 2019, algorithm 5)
  constexpr std::uint32_t below(std::uint32_t n) {
    if (n == 0) throw std::invalid_argument("there is no whole number below 0; the bound must be 1 or more");
    std::uint64_t product = (next() >> 32) * n;
    if (static_cast<std::uint32_t>(product) < n) {
      const std::uint32_t unfair = (0 - n) % n;  // 2³² mod n: so many low words are one too many
      while (static_cast<std::uint32_t>(product) < unfair) product = (next() >> 32) * n;
    }
    return static_cast<std::uint32_t>(product >> 32);
  }

  // Every order equally likely.                                    (Fisher & Yates 1938; Durstenfeld 1964)
  template <class Range>
  constexpr void shuffle(Range&& range) {
    using std::swap;
    const auto first = std::begin(range);
    for (auto left = static_cast<std::uint32_t>(std::size(range)); left > 1; --left)
      swap(first[left - 1], first[below(left)]);
  }

  // What <algorithm> expects of a generator.
  static constexpr std::uint64_t min() { return 0; }
  static constexpr std::uint64_t max() { return std::numeric_limits<std::uint64_t>::max(); }
  constexpr std::uint64_t operator()() { return next(); }

  friend constexpr bool operator==(const Random&, const Random&) = default;

 private:
  State state_{};
};

}  // namespace downhill

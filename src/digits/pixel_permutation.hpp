#pragma once

#include <array>
#include <cstdint>
#include <numeric>
#include <span>

#include "digits/drawing.hpp"
#include "random/random.hpp"

namespace downhill {

// One fixed reordering of the 784 pixels, the same for every image. A dense network learns as well from
// images so scrambled, since it never knew which pixels are neighbours; a convolutional one does not.
class PixelPermutation {
 public:
  explicit PixelPermutation(std::uint32_t seed) {
    std::iota(sources_.begin(), sources_.end(), std::uint16_t{0});
    Random(seed, stream).shuffle(sources_);
  }

  // Which pixel of the original comes to each place.
  std::span<const std::uint16_t, imagePixels> sources() const { return sources_; }

  // scrambled[p] = original[sources[p]]; the two must not overlap.
  template <class T>
  void apply(std::span<const T, imagePixels> original, std::span<T, imagePixels> scrambled) const {
    for (std::size_t p = 0; p < sources_.size(); ++p) scrambled[p] = original[sources_[p]];
  }

  // Back again: for an image, or for the weights by which a unit that was trained on such images sees them.
  template <class T>
  void undo(std::span<const T, imagePixels> scrambled, std::span<T, imagePixels> original) const {
    for (std::size_t p = 0; p < sources_.size(); ++p) original[sources_[p]] = scrambled[p];
  }

 private:
  static constexpr std::uint64_t stream = 784;
  std::array<std::uint16_t, imagePixels> sources_;
};

}  // namespace downhill

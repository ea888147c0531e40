#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "gemm/sparse.hpp"

namespace downhill {

// Labelled images that may still be arriving. How many there will be, and in blocks of how many they come,
// is known from the start, so that the order of training never depends on when they arrive.
// Pixels stay bytes: 60,000 images are 47 MB, and would be 188 MB as floats. Beside them stands their ink
// alone, 27 MB of places and values, found once and read in every pass.
class Dataset {
 public:
  // total: samples in the end, 1 or more. blockSize: samples per block but for the last one's rest.
  Dataset(std::size_t total, std::size_t blockSize);
  // All of it at once, one block.
  Dataset(std::span<const std::uint8_t> images, std::span<const std::uint8_t> labels);

  // The next samples, in order, as many as have come. Refused with words, and without a change: pixels that
  // are not 784 per label, labels above 9, more samples than were announced.
  void append(std::span<const std::uint8_t> images, std::span<const std::uint8_t> labels);

  std::size_t total() const { return total_; }
  std::size_t available() const { return labels_.size(); }
  std::size_t blockSize() const { return blockSize_; }
  bool complete() const { return available() == total(); }

  std::span<const std::uint8_t> image(std::size_t index) const;  // (784), 0 = paper, 255 = ink
  SqueezedBytes ink(std::size_t index) const;                    // the same without the paper
  std::uint8_t label(std::size_t index) const;
  std::span<const std::uint8_t> images() const { return images_; }  // (available, 784)
  std::span<const std::uint8_t> labels() const { return labels_; }  // (available)

 private:
  std::size_t total_, blockSize_;
  std::vector<std::uint8_t> images_, labels_;
  std::vector<std::size_t> inkStart_{0};  // (available + 1): where an image's ink begins in the next two
  std::vector<std::uint16_t> inkPlaces_;
  std::vector<std::uint8_t> inkValues_;
};

// Throws unless these samples can follow: 784 pixels for each label, labels 0 to 9, and no more of them than
// are missing when available of total have come.
void requireSamples(std::span<const std::uint8_t> images, std::span<const std::uint8_t> labels,
                    std::size_t available, std::size_t total);

}  // namespace downhill

#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace downhill {

// MNIST's file format: a magic number, one big-endian 32-bit count per dimension, then one byte per value.
//   images: 00 00 08 03 | count | rows | columns | pixels     labels: 00 00 08 01 | count | labels
//
// LeCun, Cortes & Burges, "The MNIST database of handwritten digits". Both functions check everything that
// the header claims against the bytes that are there, and throw std::invalid_argument with both numbers.
// `name` says in those words which file is meant. What they return looks into `bytes`, which must live on.

struct IdxImages {
  std::size_t count = 0;                 // 1 or more, each 28×28
  std::span<const std::uint8_t> pixels;  // (count, 784), 0 = paper, 255 = ink
};
IdxImages readImages(std::span<const std::uint8_t> bytes, std::string_view name = "the image file");

struct IdxLabels {
  std::size_t count = 0;                 // 1 or more
  std::span<const std::uint8_t> labels;  // (count), each 0 to 9
};
IdxLabels readLabels(std::span<const std::uint8_t> bytes, std::string_view name = "the label file");

// Throws unless there is one label per image.
void requireMatching(const IdxImages& images, const IdxLabels& labels);

}  // namespace downhill

#pragma once

#include <cstdint>
#include <vector>

#include "digits/drawing.hpp"
#include "random/random.hpp"

namespace downhill {

// One handwritten digit (0–9) in one of the styles that people use, as strokes in a box of about 1 × 1.4,
// every time a little different: proportions, slant, turn, tremor, the ends of the strokes.
Strokes synthesise(int digit, Random& random);

// Images of such digits, prepared exactly as a drawing on the pad is, with pens of several widths:
// bytes as in MNIST's files, sample after sample, digits in random order. The same seed gives the same bytes.
struct SyntheticDataset {
  std::vector<std::uint8_t> images;  // (count, 784)
  std::vector<std::uint8_t> labels;  // (count)
};
SyntheticDataset syntheticDataset(int count, std::uint32_t seed);

}  // namespace downhill

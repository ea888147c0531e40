#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "network/network.hpp"

namespace downhill {

// A trained network in a file small enough for a page's first load: each weight a whole number of a few bits
// times a step that its output unit has for itself, biases whole. Everything is little-endian:
//
//   "DHW1"                       what this is
//   u8                           hidden activation: 0 identity, 1 sigmoid, 2 tanh, 3 relu
//   u8                           layers L, 1 to 8
//   u16 × (L + 1)                widths, each 1 to 4096
//   per layer of in → out:
//     u8                         bits b per weight, 2 to 8
//     f32 × out                  step s of each output
//     f32 × out                  biases
//     u8 × ⌈in / 8⌉              one bit per input, lowest first: has it any weight other than 0?
//     b bits × inputs kept × out codes c, row-major, from the lowest bit on, the last byte filled with 0;
//                                the weight is s (c − (2^(b−1) − 1)), c below 2^b − 1
//   u32                          CRC-32 of all before
struct StoredNetwork {
  std::vector<int> widths;
  Activation hidden = Activation::relu;
  Vector<float> parameters;  // flat, as Network keeps them
};

// bits: one number per layer, 2 to 8.
std::vector<std::uint8_t> writeWeights(const Network<float>& network, std::span<const int> bits);

// Throws std::invalid_argument that says what is wrong with the bytes, whatever they are.
StoredNetwork readWeights(std::span<const std::uint8_t> bytes);

// The parameters that a reader of the file would have: what is trained against, so that rounding costs
// little.
Vector<float> roundedParameters(const Network<float>& network, std::span<const int> bits);

}  // namespace downhill

#pragma once

#include <cstdint>
#include <vector>

#include "random/random.hpp"

namespace downhill::support {

using Bytes = std::vector<std::uint8_t>;

inline void appendBigEndian(Bytes& bytes, std::uint32_t number) {
  for (const int shift : {24, 16, 8, 0}) bytes.push_back(static_cast<std::uint8_t>(number >> shift));
}

inline Bytes seededBytes(std::size_t count, std::uint32_t below, Random& random) {
  Bytes bytes(count);
  for (auto& byte : bytes) byte = static_cast<std::uint8_t>(random.below(below));
  return bytes;
}

inline Bytes idxImages(const Bytes& pixels, std::uint32_t count, std::uint32_t magic = 0x803,
                       std::uint32_t rows = 28, std::uint32_t columns = 28) {
  Bytes bytes;
  for (const std::uint32_t number : {magic, count, rows, columns}) appendBigEndian(bytes, number);
  bytes.insert(bytes.end(), pixels.begin(), pixels.end());
  return bytes;
}

inline Bytes idxLabels(const Bytes& labels, std::uint32_t count, std::uint32_t magic = 0x801) {
  Bytes bytes;
  for (const std::uint32_t number : {magic, count}) appendBigEndian(bytes, number);
  bytes.insert(bytes.end(), labels.begin(), labels.end());
  return bytes;
}

}  // namespace downhill::support

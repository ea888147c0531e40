#pragma once

#include <memory>

#include "digits/dataset.hpp"
#include "support/idx_bytes.hpp"

namespace downhill::support {

// Images that are easy to learn, most of their pixels paper: class k has a bright bar in row 2k + 4, and
// noise.
struct Blobs {
  Bytes images, labels;
};

inline Blobs seededBlobs(std::size_t count, std::uint32_t seed) {
  Random random(seed);
  Blobs blobs{Bytes(count * 784, 0), seededBytes(count, 10, random)};
  for (std::size_t i = 0; i < count; ++i) {
    std::uint8_t* image = blobs.images.data() + i * 784;
    for (int column = 4; column < 24; ++column)
      image[(2 * blobs.labels[i] + 4) * 28 + column] = static_cast<std::uint8_t>(100 + random.below(156));
    for (int speck = 0; speck < 60; ++speck)
      image[random.below(784)] = static_cast<std::uint8_t>(random.below(256));
  }
  return blobs;
}

// The first so many of them already there.
inline std::shared_ptr<Dataset> blobDataset(const Blobs& blobs, std::size_t blockSize,
                                            std::size_t available) {
  auto data = std::make_shared<Dataset>(blobs.labels.size(), blockSize);
  data->append(std::span(blobs.images).first(available * 784), std::span(blobs.labels).first(available));
  return data;
}

inline void appendBlobs(Dataset& data, const Blobs& blobs, std::size_t count) {
  const std::size_t begin = data.available();
  data.append(std::span(blobs.images).subspan(begin * 784, count * 784),
              std::span(blobs.labels).subspan(begin, count));
}

}  // namespace downhill::support

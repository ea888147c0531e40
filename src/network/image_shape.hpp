#pragma once

#include <stdexcept>
#include <string>

#include <Eigen/Core>

namespace downhill {

// How a sample's numbers are an image: rows, in them pixels, in each pixel its channels.
// Channel c of the pixel in row y, column x is number (y · width + x) · channels + c.
struct ImageShape {
  int height = 0, width = 0, channels = 1;

  Eigen::Index pixels() const { return Eigen::Index{height} * width; }
  Eigen::Index size() const { return pixels() * channels; }
  Eigen::Index rowSize() const { return Eigen::Index{width} * channels; }

  friend bool operator==(const ImageShape&, const ImageShape&) = default;
};

// "28×28×1"
inline std::string textOf(const ImageShape& shape) {
  return std::to_string(shape.height) + "×" + std::to_string(shape.width) + "×" +
         std::to_string(shape.channels);
}

inline void requireImage(const ImageShape& shape) {
  if (shape.height < 1 || shape.width < 1 || shape.channels < 1)
    throw std::invalid_argument("an image of shape " + textOf(shape) +
                                " is impossible; height, width and channels must each be 1 or more");
}

}  // namespace downhill

#pragma once

#include <cstdint>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

#include "digits/dataset.hpp"
#include "digits/idx.hpp"

namespace downhill {

inline std::vector<std::uint8_t> fileBytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// part: "train" or "t10k". folder: where cmake/Mnist.cmake unpacked the files.
inline Dataset mnist(const std::string& folder, const std::string& part) {
  const auto imageBytes = fileBytes(folder + "/" + part + "-images-idx3-ubyte");
  const auto labelBytes = fileBytes(folder + "/" + part + "-labels-idx1-ubyte");
  if (imageBytes.empty() || labelBytes.empty())
    throw std::runtime_error(
        "this test needs MNIST, which is not in " + folder +
        ": put its four .gz files into data/mnist/ or a folder named by MNIST_DIR, and configure again");
  const IdxImages images = readImages(imageBytes);
  const IdxLabels labels = readLabels(labelBytes);
  return Dataset(images.pixels, labels.labels);
}

}  // namespace downhill

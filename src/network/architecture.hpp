#pragma once

#include <memory>
#include <vector>

#include "losses/classification.hpp"
#include "network/activations.hpp"
#include "network/layer.hpp"
#include "network/pooling.hpp"

namespace downhill {

// What a network is made of. Widths {784, 16, 16, 10} are 784 inputs, two hidden dense layers of 16 units, 10
// classes.
//
// With filters {8, 16} of size 5 the inputs are a square image of one channel, and in front of the dense
// layers stand 8 filters of 5 × 5 pixels, pooling, 16 filters of 5 × 5 pixels, pooling. Then widths {784, 10}
// mean
//   28×28×1 → 24×24×8 → 12×12×8 → 8×8×16 → 4×4×16 = 256 → 10
struct NetworkSettings {
  std::vector<int> widths;
  Activation hidden = Activation::relu;  // of every layer but the last, whose outputs are the logits
  LossSettings loss{};
  std::vector<int> filters{};  // how many in each convolution; none: a dense network
  int filterSize = 5;
  Pooling pooling = Pooling::max;
  double dropout =
      0;  // the part of the inputs of each dense layer, but of one on the bare inputs, that is dropped
};

// The layers in their order. Throws std::invalid_argument that says what cannot be and what is allowed.
template <class T>
std::vector<std::unique_ptr<Layer<T>>> buildLayers(const NetworkSettings& settings);

extern template std::vector<std::unique_ptr<Layer<float>>> buildLayers(const NetworkSettings&);
extern template std::vector<std::unique_ptr<Layer<double>>> buildLayers(const NetworkSettings&);

}  // namespace downhill

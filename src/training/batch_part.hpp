#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "digits/augmentation.hpp"
#include "digits/dataset.hpp"
#include "network/network.hpp"
#include "training/evaluation.hpp"

namespace downhill {

// The samples of a mini-batch that one thread answers for: from their bytes to the gradient of their mean
// loss. Several work side by side on twins of one network.
class BatchPart {
 public:
  explicit BatchPart(Network<float> network) : network_(std::move(network)) {}

  // samples: places in the data set, 1 or more. changes: of each image, or none at all. dropout: the stream
  // of what this part drops.
  void lossAndGradient(const Dataset& data, std::span<const std::size_t> samples,
                       std::span<const Augmentation> changes, const Random& dropout);

  // On samples [begin, end), as downhill::evaluate.
  EvaluationReport evaluate(const Dataset& data, std::size_t begin, std::size_t end) {
    return downhill::evaluate(network_, data, begin, end);
  }

  // Of the last call of lossAndGradient: how many samples, their mean loss and its gradient, as θ.
  std::size_t samples() const { return labels_.size(); }
  float loss() const { return loss_; }
  const Vector<float>& gradient() const { return gradient_; }

 private:
  void widen(const Dataset& data, std::span<const std::size_t> samples,
             std::span<const Augmentation> changes);

  Network<float> network_;
  std::vector<std::uint8_t> labels_;  // (samples)
  SparseRows<float> sparse_;          // (samples, 784), the images without their zeros …
  Matrix<float> dense_;               // … and with them, when they are few
  float loss_ = 0;
  Vector<float> gradient_;
};

}  // namespace downhill

#pragma once

#include <cstdint>
#include <vector>

#include "network/layer_statistics.hpp"
#include "registry/setting.hpp"

namespace downhill {

// A tower of equal layers, for watching what becomes of signals on their way up and of gradients on their way
// down, depending on activation and start.                          (Glorot & Bengio 2010; He et al. 2015)
struct DeepStackSettings {
  int depth = 8;   // hidden layers, 1 to 30
  int width = 32;  // units in each, and inputs; 2 to 128
  Activation activation = Activation::tanh;
  Initialisation initialisation = Initialisation::xavier;
  double rate = 0.1;  // of gradient descent
  int samples = 128;  // 2 to 1000
  std::uint32_t seed = 1;
};

inline constexpr Setting deepStackRanges[] = {{"depth", 1, 30, 8, Scale::whole},
                                              {"width", 2, 128, 32, Scale::whole},
                                              {"rate", 0, 1e6, 0.1, Scale::logarithmic},
                                              {"samples", 2, 1000, 128, Scale::whole}};

void validate(const DeepStackSettings& settings);

// Inputs are normal with variance 1, so that the start's own promise about variances can be seen; the labels
// (of 4 classes) are the largest of 4 random sums of them, which a network can learn.
class DeepStack {
 public:
  explicit DeepStack(const DeepStackSettings& settings);

  // Steps of gradient descent on the whole batch: θ ← θ − η ∇C(θ). It stops, and returns how many steps were
  // done, when a step would leave the finite numbers.
  int train(int steps);

  // At the present θ. Of the hidden layers and the last one.
  std::vector<LayerStatistics> statistics(int bins) const;
  double loss() const { return loss_; }
  double accuracy() const;
  int step() const { return step_; }
  const DeepStackSettings& settings() const { return settings_; }
  const Network<double>& network() const { return network_; }

 private:
  DeepStackSettings settings_;
  Network<double> network_;
  Matrix<double> inputs_;  // (samples, width)
  std::vector<std::uint8_t> labels_;
  Vector<double> gradient_;  // at the present θ
  double loss_ = 0;
  int step_ = 0;
};

}  // namespace downhill

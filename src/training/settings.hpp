#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "losses/classification.hpp"
#include "network/activations.hpp"
#include "network/initialisation.hpp"
#include "registry/setting.hpp"

namespace downhill {

// Everything that decides a training run: equal settings give equal runs, to the last bit of the same build.
struct TrainerSettings {
  std::vector<int> hidden = {16, 16};  // widths between the 784 pixels and the 10 classes
  Activation activation = Activation::relu;
  Initialisation initialisation = Initialisation::he;
  Loss loss = Loss::crossEntropy;
  std::string optimizer = "gradientDescent";  // one of optimizerRegistry that needs gradients alone
  double learningRate = 0.1;
  double momentum = 0.9;   // for optimizers that have one
  double weightDecay = 0;  // λ in θ ← θ − ηλθ, on weights, not on biases
  int batchSize = 32;
  bool augmentation = false;  // every image a little changed whenever it is drawn
  std::uint32_t seed = 1;
};

inline constexpr int maximumHiddenLayers = 8;
inline constexpr int maximumLayerWidth = 4096;

// Names, ranges and defaults of the numbers among them: learningRate, momentum, weightDecay, batchSize, seed.
std::span<const Setting> trainerSettings();

// Throws std::invalid_argument that says which setting is wrong and what is allowed.
void validate(const TrainerSettings& settings);

// {784, …hidden, 10}
std::vector<int> layerWidths(const TrainerSettings& settings);

}  // namespace downhill

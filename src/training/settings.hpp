#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "network/architecture.hpp"
#include "network/initialisation.hpp"
#include "optimizers/gradient_descent.hpp"
#include "registry/setting.hpp"

namespace downhill {

// Everything that decides a training run: equal settings give equal runs, to the last bit of the same build.
struct TrainerSettings {
  std::vector<int> hidden = {16, 16};  // widths of the dense layers before the 10 classes
  Activation activation = Activation::relu;
  Initialisation initialisation = Initialisation::he;
  Loss loss = Loss::crossEntropy;
  std::string optimizer = "gradientDescent";  // one of optimizerRegistry that needs gradients alone
  double learningRate = GradientDescentSettings{}.rate;
  double momentum = 0.9;   // β of the optimizers that have one
  double weightDecay = 0;  // λ in θ ← θ − ηλθ, on weights, not on biases, whatever the optimizer: Adam with
                           // it is AdamW
  int batchSize = 32;
  int workers = 1;  // parts into which a batch is cut, for as many threads; another cut adds in another order
  bool augmentation = false;  // every image a little changed whenever it is drawn
  std::uint32_t seed = 1;

  std::vector<int> filters{};  // how many in each convolution before the dense layers; none: a dense network
  int filterSize = 5;
  Pooling pooling = Pooling::max;
  double dropout = 0;  // see NetworkSettings

  double gamma = 2, alpha = 0.25;      // of the focal loss,
  double smoothing = 0.1, margin = 1;  // the label-smoothed one, the hinge: see LossSettings
  std::vector<double> classWeights{};  // a factor on the loss of each of the 10 digits; none: all 1
};

inline constexpr int maximumHiddenLayers = 8;
inline constexpr int maximumLayerWidth = 4096;
inline constexpr int maximumConvolutions = 3;
inline constexpr int maximumFilters = 64;
inline constexpr double maximumClassWeight = 1000;

// One of the numbers among them: name, range and default, and where it stands.
struct TrainerNumber {
  Setting setting;
  double (*read)(const TrainerSettings&);
  void (*write)(TrainerSettings&, double);
};

// All of them: learningRate, momentum, weightDecay, batchSize, workers, seed, filterSize, dropout, gamma,
// alpha, smoothing, margin.
std::span<const TrainerNumber> trainerNumbers();

// Throws std::invalid_argument that says which of hidden, activation and filters is wrong and what is allowed.
void validateArchitecture(const TrainerSettings& settings);
// The same of every setting, each looked at by itself.
void validateValues(const TrainerSettings& settings);
// The same, and whether they make layers that fit together, as a network of them finds too.
void validate(const TrainerSettings& settings);

// {784, …hidden, 10}
std::vector<int> layerWidths(const TrainerSettings& settings);

// What of them the network is made from.
NetworkSettings networkSettings(const TrainerSettings& settings);

// How many workers to cut a batch for where so many cores are to be had, 1 or more: as many as still have
// work that is long against the few microseconds in which they agree on the next step, and whose gradients do
// not fill the memory. Of more than two cores one is left to whatever else there is to do.
int usefulWorkers(const TrainerSettings& settings, int cores);

}  // namespace downhill

#include "training/settings.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <type_traits>

#include "digits/drawing.hpp"
#include "network/dropout.hpp"
#include "optimizers/registry.hpp"
#include "training/team.hpp"

namespace downhill {
namespace {

constexpr int classCount = 10;

const TrainerSettings defaults{};

template <auto member>
TrainerNumber number(std::string_view name, double minimum, double maximum, Scale scale) {
  return {{name, minimum, maximum, static_cast<double>(defaults.*member), scale},
          [](const TrainerSettings& settings) { return static_cast<double>(settings.*member); },
          [](TrainerSettings& settings, double value) {
            settings.*member = static_cast<std::remove_reference_t<decltype(settings.*member)>>(value);
          }};
}

// The one place that knows their ranges.
const std::array numbers{
    number<&TrainerSettings::learningRate>("learningRate", leastLearningRate, mostLearningRate,
                                           Scale::logarithmic),
    number<&TrainerSettings::momentum>("momentum", 0, 0.9999, Scale::linear),
    number<&TrainerSettings::weightDecay>("weightDecay", 0, 1, Scale::linear),
    number<&TrainerSettings::batchSize>("batchSize", 1, 10'000, Scale::whole),
    number<&TrainerSettings::workers>("workers", 1, Team::mostMembers, Scale::whole),
    number<&TrainerSettings::seed>("seed", 0, 4'294'967'295, Scale::whole),
    number<&TrainerSettings::filterSize>("filterSize", 1, 9, Scale::whole),
    number<&TrainerSettings::dropout>("dropout", 0, mostDropout, Scale::linear),
    number<&TrainerSettings::gamma>("gamma", 0, 10, Scale::linear),
    number<&TrainerSettings::alpha>("alpha", 0.01, 100, Scale::logarithmic),
    number<&TrainerSettings::smoothing>("smoothing", 0, 0.9, Scale::linear),
    number<&TrainerSettings::margin>("margin", 0.01, 100, Scale::logarithmic),
};

void requireHidden(const std::vector<int>& hidden) {
  if (hidden.size() > maximumHiddenLayers)
    throw std::invalid_argument("there are " + std::to_string(hidden.size()) + " hidden layers; at most " +
                                std::to_string(maximumHiddenLayers) + " are allowed");
  for (std::size_t layer = 0; layer < hidden.size(); ++layer)
    if (hidden[layer] < 1 || hidden[layer] > maximumLayerWidth)
      throw std::invalid_argument("hidden layer " + std::to_string(layer + 1) + " has " +
                                  std::to_string(hidden[layer]) + " units; it must have 1 to " +
                                  std::to_string(maximumLayerWidth));
}

void requireFilters(const std::vector<int>& filters) {
  if (filters.size() > maximumConvolutions)
    throw std::invalid_argument("there are " + std::to_string(filters.size()) + " convolutions; at most " +
                                std::to_string(maximumConvolutions) + " are allowed");
  for (std::size_t layer = 0; layer < filters.size(); ++layer)
    if (filters[layer] < 1 || filters[layer] > maximumFilters)
      throw std::invalid_argument("convolution " + std::to_string(layer + 1) + " has " +
                                  std::to_string(filters[layer]) + " filters; it must have 1 to " +
                                  std::to_string(maximumFilters));
}

void requireClassWeights(const std::vector<double>& weights) {
  if (!weights.empty() && weights.size() != classCount)
    throw std::invalid_argument("there are " + std::to_string(weights.size()) +
                                " class weights; there must be 10, or none");
  for (const double weight : weights)
    requireInRange(weight, {"a class weight", 0, maximumClassWeight, 1, Scale::linear});
}

void requireOptimizer(const std::string& name) {
  std::string allowed;
  for (const auto& entry : optimizerRegistry<float>()) {
    if (entry.needs != Needs::gradient) continue;
    if (entry.name == name) return;
    allowed += (allowed.empty() ? "" : ", ") + std::string(entry.name);
  }
  throw std::invalid_argument("the optimizer \"" + name +
                              "\" cannot train this network; these can: " + allowed);
}

}  // namespace

std::span<const TrainerNumber> trainerNumbers() { return numbers; }

void validateArchitecture(const TrainerSettings& settings) {
  requireHidden(settings.hidden);
  nameOf(settings.activation);
  requireFilters(settings.filters);
}

void validateValues(const TrainerSettings& settings) {
  validateArchitecture(settings);
  nameOf(settings.initialisation);
  nameOf(settings.loss);
  requireOptimizer(settings.optimizer);
  for (const TrainerNumber& number : numbers) requireInRange(number.read(settings), number.setting);
  requireClassWeights(settings.classWeights);
}

void validate(const TrainerSettings& settings) {
  validateValues(settings);
  buildLayers<float>(networkSettings(settings));  // refuses what does not fit together
}

std::vector<int> layerWidths(const TrainerSettings& settings) {
  std::vector<int> widths{imagePixels};
  widths.insert(widths.end(), settings.hidden.begin(), settings.hidden.end());
  widths.push_back(classCount);
  return widths;
}

NetworkSettings networkSettings(const TrainerSettings& settings) {
  return {.widths = layerWidths(settings),
          .hidden = settings.activation,
          .loss = {.loss = settings.loss,
                   .gamma = settings.gamma,
                   .alpha = settings.alpha,
                   .smoothing = settings.smoothing,
                   .margin = settings.margin,
                   .classWeights = settings.classWeights},
          .filters = settings.filters,
          .filterSize = settings.filterSize,
          .pooling = settings.pooling,
          .dropout = settings.dropout};
}

int usefulWorkers(const TrainerSettings& settings, int cores) {
  // Multiplications forward; a step takes about three times as many. On two cores of 2023 a part of this size
  // takes a tenth of a millisecond.
  constexpr double worthwhile = 2e6;
  constexpr double mostBytesOfGradients = 128 << 20;
  double multiplications = 0, parameters = 0;
  for (const auto& layer : buildLayers<float>(networkSettings(settings))) {
    multiplications += static_cast<double>(layer->multiplications());
    parameters += static_cast<double>(layer->parameterCount());
  }
  const double byWork = multiplications * settings.batchSize / worthwhile;
  const double byMemory = mostBytesOfGradients / (sizeof(float) * parameters);
  const int free = std::clamp(cores > 2 ? cores - 1 : cores, 1, Team::mostMembers);
  return static_cast<int>(std::clamp(std::min(byWork, byMemory), 1.0, static_cast<double>(free)));
}

}  // namespace downhill

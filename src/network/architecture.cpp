#include "network/architecture.hpp"

#include <cmath>
#include <stdexcept>
#include <string>

#include "network/convolution.hpp"
#include "network/dense.hpp"
#include "network/dropout.hpp"

namespace downhill {
namespace {

template <class T>
using Layers = std::vector<std::unique_ptr<Layer<T>>>;

void requireWidths(const std::vector<int>& widths) {
  if (widths.size() < 2)
    throw std::invalid_argument("a network of " + std::to_string(widths.size()) +
                                " widths; it needs 2 or more, its inputs and its classes");
  for (std::size_t i = 0; i < widths.size(); ++i)
    if (widths[i] < 1)
      throw std::invalid_argument("width " + std::to_string(i) + " of the network is " +
                                  std::to_string(widths[i]) + "; it must be 1 or more");
}

ImageShape squareImage(int pixels) {
  const int side = static_cast<int>(std::lround(std::sqrt(pixels)));
  if (side * side != pixels)
    throw std::invalid_argument(std::to_string(pixels) +
                                " inputs are no square image, and convolutions need one");
  return {side, side, 1};
}

// convolution → φ → pooling, as often as there are numbers of filters.
template <class T>
void addConvolutions(const NetworkSettings& settings, Layers<T>& layers) {
  ImageShape shape = squareImage(settings.widths.front());
  for (const int filters : settings.filters) {
    auto convolution =
        std::make_unique<ConvolutionLayer<T>>(shape, filters, settings.filterSize, settings.hidden);
    auto pooling = std::make_unique<PoolingLayer<T>>(convolution->outputShape(), settings.pooling);
    shape = pooling->outputShape();
    layers.push_back(std::move(convolution));
    layers.push_back(std::move(pooling));
  }
}

}  // namespace

template <class T>
std::vector<std::unique_ptr<Layer<T>>> buildLayers(const NetworkSettings& settings) {
  requireWidths(settings.widths);
  Layers<T> layers;
  if (!settings.filters.empty()) addConvolutions(settings, layers);
  for (std::size_t i = 1; i < settings.widths.size(); ++i) {
    const Eigen::Index inputs = layers.empty() ? settings.widths[0] : layers.back()->outputWidth();
    if (settings.dropout != 0 && !layers.empty())
      layers.push_back(std::make_unique<DropoutLayer<T>>(inputs, settings.dropout));
    const bool givesLogits = i + 1 == settings.widths.size();
    layers.push_back(std::make_unique<DenseLayer<T>>(inputs, settings.widths[i],
                                                     givesLogits ? Activation::identity : settings.hidden));
  }
  return layers;
}

template std::vector<std::unique_ptr<Layer<float>>> buildLayers(const NetworkSettings&);
template std::vector<std::unique_ptr<Layer<double>>> buildLayers(const NetworkSettings&);

}  // namespace downhill

#include "network/layer_statistics.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

namespace downhill {
namespace {

// φ′(z) as a part of the largest slope that the activation has.
double relativeSlope(Activation activation, double output) {
  switch (activation) {
    case Activation::sigmoid:
      return 4 * output * (1 - output);
    case Activation::tanh:
      return 1 - output * output;
    case Activation::relu:
      return output > 0 ? 1 : 0;
    case Activation::identity:
      return 1;
  }
  return 1;
}

constexpr double stalled = 0.05;

template <class Values>
Spread spreadOf(const Values& values) {
  const double mean = values.mean();
  return {mean, std::sqrt((values.array() - mean).square().mean()), values.minCoeff(), values.maxCoeff()};
}

void count(Histogram& histogram, double value) {
  const auto bins = static_cast<double>(histogram.counts.size());
  const double place = (value - histogram.low) / (histogram.high - histogram.low) * bins;
  if (std::isnan(place)) return;
  ++histogram.counts[static_cast<std::size_t>(std::clamp(place, 0.0, bins - 1))];
}

Histogram outputRange(Activation activation, const Spread& spread, int bins) {
  Histogram histogram{0, 1, std::vector<int>(static_cast<std::size_t>(bins))};
  const double farthest = std::max(std::abs(spread.smallest), std::abs(spread.largest));
  const double end = farthest > 0 ? farthest : 1;
  if (activation == Activation::tanh) histogram.low = -1;
  if (activation == Activation::identity) histogram.low = -end;
  if (activation == Activation::relu || activation == Activation::identity) histogram.high = end;
  return histogram;
}

double shareOfDead(const Matrix<double>& outputs, Activation activation, double& saturated) {
  Eigen::Index entries = 0, dead = 0;
  for (Eigen::Index unit = 0; unit < outputs.cols(); ++unit) {
    Eigen::Index stuck = 0;
    for (Eigen::Index i = 0; i < outputs.rows(); ++i)
      stuck += relativeSlope(activation, outputs(i, unit)) < stalled;
    entries += stuck;
    dead += stuck == outputs.rows();
  }
  saturated = static_cast<double>(entries) / static_cast<double>(outputs.size());
  return static_cast<double>(dead) / static_cast<double>(outputs.cols());
}

double shareOfCopies(const Matrix<double>& outputs) {
  Eigen::Index copies = 0;
  for (Eigen::Index unit = 1; unit < outputs.cols(); ++unit)
    for (Eigen::Index earlier = 0; earlier < unit; ++earlier)
      if (outputs.col(unit) == outputs.col(earlier)) {
        ++copies;
        break;
      }
  return static_cast<double>(copies) / static_cast<double>(outputs.cols());
}

LayerStatistics statisticsOf(int layer, Activation activation, const Matrix<double>& outputs,
                             const Matrix<double>& deltas, int bins) {
  LayerStatistics statistics;
  statistics.layer = layer;
  statistics.activation = activation;
  statistics.outputs = spreadOf(outputs);
  statistics.outputCounts = outputRange(activation, statistics.outputs, bins);
  for (const double output : outputs.reshaped()) count(statistics.outputCounts, output);
  statistics.dead = shareOfDead(outputs, activation, statistics.saturated);
  statistics.copies = shareOfCopies(outputs);

  statistics.deltas = spreadOf(deltas);
  statistics.deltaSizes = {-16, 4, std::vector<int>(static_cast<std::size_t>(bins))};
  statistics.deltaSize = std::sqrt(deltas.array().square().mean());
  for (const double delta : deltas.reshaped()) {
    if (delta == 0)
      ++statistics.zeroDeltas;
    else
      count(statistics.deltaSizes, std::log10(std::abs(delta)));
  }
  return statistics;
}

}  // namespace

template <class T>
std::vector<LayerStatistics> layerStatistics(const Network<T>& network, const Vector<T>& gradient, int bins) {
  if (bins < 1 || bins > 1000)
    throw std::invalid_argument("a histogram of " + std::to_string(bins) + " bins; there must be 1 to 1000");
  if (gradient.size() != network.parameterCount())
    throw std::invalid_argument("the gradient has " + std::to_string(gradient.size()) +
                                " components; the network has " + std::to_string(network.parameterCount()) +
                                " parameters");
  std::vector<LayerStatistics> all;
  for (int layer = 0; layer < network.layerCount(); ++layer) {
    if (network.layer(layer).weightCount() == 0) continue;
    const Matrix<T>&outputs = network.outputs(layer), &deltas = network.deltas(layer);
    if (outputs.size() == 0 || deltas.rows() != outputs.rows())
      throw std::invalid_argument("there is no gradient yet; the network must have seen a batch with labels");
    LayerStatistics statistics =
        statisticsOf(layer, network.layer(layer).activation(), outputs.template cast<double>(),
                     deltas.template cast<double>(), bins);
    const auto [begin, size] = network.weightRange(layer);
    statistics.weightSize = network.parameters().segment(begin, size).norm();
    statistics.gradientSize = gradient.segment(begin, size).norm();
    all.push_back(std::move(statistics));
  }
  return all;
}

template <class T>
std::vector<LayerStatistics> layerStatistics(Network<T>& network, const ConstMatrixRef<T>& inputs,
                                             Labels labels, int bins) {
  Vector<T> gradient;
  network.lossAndGradient(inputs, labels, gradient);
  return layerStatistics<T>(std::as_const(network), gradient, bins);
}

template std::vector<LayerStatistics> layerStatistics(const Network<float>&, const Vector<float>&, int);
template std::vector<LayerStatistics> layerStatistics(const Network<double>&, const Vector<double>&, int);
template std::vector<LayerStatistics> layerStatistics(Network<float>&, const ConstMatrixRef<float>&, Labels,
                                                      int);
template std::vector<LayerStatistics> layerStatistics(Network<double>&, const ConstMatrixRef<double>&, Labels,
                                                      int);

}  // namespace downhill

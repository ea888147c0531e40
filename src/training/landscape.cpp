#include "training/landscape.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "digits/drawing.hpp"
#include "training/evaluation.hpp"

namespace downhill {
namespace {

// Far from all streams that training draws from, so that a direction is never the initialisation again.
constexpr std::uint64_t directionStream = std::uint64_t{1} << 62;

// More than the sums of 10,000 samples in a layer of 512 units.
constexpr std::size_t mostBytesOfSums = 64 << 20;

}  // namespace

Vector<float> filterNormalisedDirection(const Network<float>& network, Random& random) {
  if (!network.parameters().allFinite())
    throw std::invalid_argument("a parameter of the network is not finite; a direction needs all to be");
  Vector<float> direction = Vector<float>::Zero(network.parameterCount());
  for (int layer = 0; layer < network.layerCount(); ++layer) {
    const ParameterRange range = network.weightRange(layer);
    if (range.size == 0) continue;
    for (float& entry : direction.segment(range.begin, range.size))
      entry = static_cast<float>(random.normal());

    const auto weights = network.weights(layer);  // (in, out): a unit or filter is a column
    Eigen::Map<Matrix<float>> d(direction.data() + range.begin, weights.rows(), weights.cols());
    const RowVector<float> lengths = d.colwise().norm().cwiseMax(1e-30f);
    d.array().rowwise() *= weights.colwise().norm().array() / lengths.array();
  }
  return direction;
}

ParameterPlane randomPlane(const Network<float>& network, std::uint32_t seed) {
  Random random(seed, directionStream);
  ParameterPlane plane{.origin = network.parameters(), .first = {}, .second = {}};
  plane.first = filterNormalisedDirection(network, random);
  plane.second = filterNormalisedDirection(network, random);
  return plane;
}

Landscape::Landscape(const Network<float>& network, ParameterPlane plane, const PlaneGrid& grid,
                     SampleRange samples)
    : network_(network), plane_(std::move(plane)), grid_(grid), samples_(std::move(samples)) {
  validate(plane_, network_.parameterCount());
  validate(grid_);
  validate(samples_);
  const Layer<float>& first = network_.layer(0);
  const auto bytes = 3 * sizeof(float) * samples_.size() * static_cast<std::size_t>(first.outputWidth());
  if (first.skipsZeros() && bytes <= mostBytesOfSums) sumUp();
}

void Landscape::sumUp() {
  constexpr std::size_t portion = 250;
  SparseRows<float> images;
  for (std::size_t from = samples_.begin; from < samples_.end; from += portion) {
    const std::size_t count = std::min(portion, samples_.end - from);
    images.clear(imagePixels);
    for (std::size_t i = from; i < from + count; ++i) images.appendBytes(samples_.data->ink(i));
    Portion& sums = portions_.emplace_back();
    sums.labels = samples_.data->labels().subspan(from, count);
    network_.firstSums(plane_.origin, images, sums.origin);
    network_.firstSums(plane_.first, images, sums.first);
    network_.firstSums(plane_.second, images, sums.second);
  }
}

double Landscape::loss(double alpha, double beta) {
  network_.parameters() = plane_.at(alpha, beta);
  if (portions_.empty()) return evaluate(network_, *samples_.data, samples_.begin, samples_.end).loss();
  const auto a = static_cast<float>(alpha), b = static_cast<float>(beta);
  double total = 0;
  for (const Portion& portion : portions_) {
    sums_ = portion.origin + a * portion.first + b * portion.second;
    total += static_cast<double>(network_.lossFromSums(sums_, portion.labels)) *
             static_cast<double>(portion.labels.size());
  }
  return total / static_cast<double>(samples_.size());
}

std::vector<double> Landscape::losses(std::size_t begin, std::size_t end) {
  if (begin > end || end > grid_.points())
    throw std::invalid_argument("points " + std::to_string(begin) + " to " + std::to_string(end) +
                                " are not on the grid; it has " + std::to_string(grid_.points()));
  std::vector<double> losses;
  for (std::size_t point = begin; point < end; ++point)
    losses.push_back(loss(grid_.alpha(point), grid_.beta(point)));
  return losses;
}

}  // namespace downhill

#include "network/deep_stack.hpp"

#include <cmath>
#include <stdexcept>
#include <string>

#include "registry/setting.hpp"

namespace downhill {
namespace {

constexpr int classes = 4;

const DeepStackSettings& validated(const DeepStackSettings& settings) {
  validate(settings);
  return settings;
}

std::vector<int> widthsOf(const DeepStackSettings& settings) {
  std::vector<int> widths(static_cast<std::size_t>(settings.depth) + 1, settings.width);
  widths.push_back(classes);
  return widths;
}

Matrix<double> normalMatrix(Eigen::Index rows, Eigen::Index cols, Random& random) {
  Matrix<double> matrix(rows, cols);
  for (Eigen::Index i = 0; i < matrix.size(); ++i) matrix.data()[i] = random.normal();
  return matrix;
}

}  // namespace

void validate(const DeepStackSettings& settings) {
  const auto& [depth, width, rate, samples] = deepStackRanges;
  requireInRange(settings.depth, depth);
  requireInRange(settings.width, width);
  requireInRange(settings.rate, rate);
  requireInRange(settings.samples, samples);
  nameOf(settings.activation);
  nameOf(settings.initialisation);
}

DeepStack::DeepStack(const DeepStackSettings& settings)
    : settings_(validated(settings)),
      network_(NetworkSettings{.widths = widthsOf(settings), .hidden = settings.activation}) {
  Random start(settings.seed, 0), data(settings.seed, 1);
  network_.initialise(settings.initialisation, start);
  inputs_ = normalMatrix(settings.samples, settings.width, data);
  const Matrix<double> sums = inputs_ * normalMatrix(settings.width, classes, data);
  for (Eigen::Index i = 0; i < sums.rows(); ++i) {
    Eigen::Index label = 0;
    sums.row(i).maxCoeff(&label);
    labels_.push_back(static_cast<std::uint8_t>(label));
  }
  loss_ = network_.lossAndGradient(inputs_, labels_, gradient_);
}

int DeepStack::train(int steps) {
  if (steps < 0)
    throw std::invalid_argument(std::to_string(steps) + " steps cannot be run; it must be 0 or more");
  for (int done = 0; done < steps; ++done) {
    const Vector<double> before = network_.parameters();
    network_.parameters() -= settings_.rate * gradient_;
    const double loss = network_.lossAndGradient(inputs_, labels_, gradient_);
    if (!std::isfinite(loss) || !gradient_.allFinite()) {
      network_.parameters() = before;
      network_.lossAndGradient(inputs_, labels_, gradient_);
      return done;
    }
    loss_ = loss;
    ++step_;
  }
  return steps;
}

std::vector<LayerStatistics> DeepStack::statistics(int bins) const {
  return layerStatistics<double>(network_, gradient_, bins);
}

double DeepStack::accuracy() const {
  int right = 0;
  for (Eigen::Index i = 0; i < inputs_.rows(); ++i) {
    Eigen::Index guess = 0;
    network_.logits().row(i).maxCoeff(&guess);
    right += guess == labels_[static_cast<std::size_t>(i)];
  }
  return static_cast<double>(right) / static_cast<double>(inputs_.rows());
}

}  // namespace downhill

#include "playground/playground.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

#include "optimizers/registry.hpp"

namespace downhill {
namespace {

constexpr std::uint64_t startStream = 0, firstEpochStream = 1;
constexpr std::uint64_t firstDropoutStream = std::uint64_t{1} << 63;  // and one more for each step
constexpr Eigen::Index mostForHessian = 500;

const PlaygroundSettings& validated(const PlaygroundSettings& settings) {
  if (settings.features.empty()) throw std::invalid_argument("there is no feature; there must be 1 or more");
  if (settings.hidden.size() > mostPlaygroundLayers)
    throw std::invalid_argument("there are " + std::to_string(settings.hidden.size()) +
                                " hidden layers; at most " + std::to_string(mostPlaygroundLayers) +
                                " are allowed");
  for (const int width : settings.hidden)
    requireInRange(width, {"a layer's width", 1, widestPlaygroundLayer, 4, Scale::whole});
  const auto& [classes, strength, dropout, batchSize] = playgroundRanges;
  requireInRange(settings.classes, classes);
  requireInRange(settings.strength, strength);
  requireInRange(settings.dropout, dropout);
  requireInRange(settings.batchSize, batchSize);
  nameOf(settings.regularisation);
  return settings;
}

std::vector<int> widthsOf(const PlaygroundSettings& settings) {
  std::vector<int> widths{static_cast<int>(settings.features.size())};
  widths.insert(widths.end(), settings.hidden.begin(), settings.hidden.end());
  widths.push_back(settings.classes);
  return widths;
}

PlanarPoints required(PlanarPoints points, int classes) {
  requirePlanarPoints(points, classes);
  return points;
}

// The surface of one mini-batch, for methods that ask for more than the gradient where they stand. Its
// Hessian is (∇(θ + h e) − ∇(θ − h e)) / 2h, column by column.
class BatchOracle final : public Oracle<double> {
 public:
  BatchOracle(Playground& playground, const Matrix<double>& inputs, Labels labels)
      : playground_(playground), inputs_(inputs), labels_(labels) {}

  double value(ConstVectorRef<double> theta) override { return valueAndGradient(theta, gradient_); }

  double valueAndGradient(ConstVectorRef<double> theta, Vector<double>& gradient) override {
    Vector<double>& parameters = playground_.network().parameters();
    const Vector<double> before = parameters, wanted = theta;
    parameters = wanted;
    const double value = playground_.objective(inputs_, labels_, gradient);
    parameters = before;
    return value;
  }

  void hessian(ConstVectorRef<double> theta, Matrix<double>& hessian) override {
    const Eigen::Index n = theta.size();
    if (n > mostForHessian)
      throw std::invalid_argument("a Hessian of " + std::to_string(n) +
                                  " parameters takes too long here; at most " +
                                  std::to_string(mostForHessian) + " are allowed");
    const double h = std::cbrt(std::numeric_limits<double>::epsilon());
    Matrix<double> slopes(n, n);
    Vector<double> moved = theta, above, below;
    for (Eigen::Index i = 0; i < n; ++i) {
      moved[i] = theta[i] + h;
      valueAndGradient(moved, above);
      moved[i] = theta[i] - h;
      valueAndGradient(moved, below);
      moved[i] = theta[i];
      slopes.col(i) = (above - below) / (2 * h);
    }
    hessian = (slopes + slopes.transpose()) / 2;
  }

 private:
  Playground& playground_;
  const Matrix<double>& inputs_;
  Labels labels_;
  Vector<double> gradient_;
};

}  // namespace

std::string_view nameOf(Regularisation regularisation) { return nameIn(regularisationNames, regularisation); }
Regularisation regularisationFromName(std::string_view name) {
  return valueIn(regularisationNames, name, "regularisation");
}

Playground::Playground(const PlaygroundSettings& settings, PlanarPoints points)
    : settings_(validated(settings)),
      points_(required(std::move(points), settings.classes)),
      inputs_(featuresOf(points_.places, settings_.features)),
      network_(NetworkSettings{.widths = widthsOf(settings_),
                               .hidden = settings_.activation,
                               .loss = settings_.loss,
                               .dropout = settings_.dropout}),
      optimizer_(makeOptimizer<double>(settings_.optimizer, settings_.optimizerSettings)) {
  Random random(settings_.seed, startStream);
  network_.initialise(settings_.initialisation, random);
  shuffle();
}

void Playground::shuffle() {
  order_.resize(static_cast<std::size_t>(points_.size()));
  std::iota(order_.begin(), order_.end(), 0);
  Random random(settings_.seed, firstEpochStream + static_cast<std::uint64_t>(epoch_));
  random.shuffle(order_);
}

void Playground::setPoints(PlanarPoints points) {
  points_ = required(std::move(points), settings_.classes);
  inputs_ = featuresOf(points_.places, settings_.features);
  position_ = 0;
  shuffle();
}

int Playground::step(int batches) {
  if (batches < 0)
    throw std::invalid_argument(std::to_string(batches) + " steps cannot be taken; it must be 0 or more");
  for (int done = 0; done < batches; ++done)
    if (!takeStep()) return done;
  return batches;
}

int Playground::finishEpoch() {
  int done = 0;
  for (const int epoch = epoch_; epoch == epoch_ && takeStep();) ++done;
  return done;
}

// One mini-batch: the next points of the walk, fewer at its end.
bool Playground::takeStep() {
  if (diverged_) return false;
  const std::size_t end = std::min(position_ + static_cast<std::size_t>(settings_.batchSize), order_.size());
  const std::vector<int> batch(order_.begin() + static_cast<std::ptrdiff_t>(position_),
                               order_.begin() + static_cast<std::ptrdiff_t>(end));
  const Matrix<double> inputs = inputs_(batch, Eigen::all);
  std::vector<std::uint8_t> labels;
  for (const int i : batch) labels.push_back(points_.labels[static_cast<std::size_t>(i)]);

  const Vector<double> before = network_.parameters();
  const double loss = objective(inputs, labels, gradient_);
  BatchOracle oracle(*this, inputs, labels);
  Vector<double> theta = before;
  if (std::isfinite(loss) && gradient_.allFinite()) optimizer_->step(theta, gradient_, oracle);
  if (!std::isfinite(loss) || !gradient_.allFinite() || !theta.allFinite()) {
    diverged_ = true;
    return false;
  }
  network_.parameters() = theta;
  ++step_;
  position_ = end;
  if (position_ == order_.size()) {
    position_ = 0;
    ++epoch_;
    shuffle();
  }
  return true;
}

double Playground::objective(const Matrix<double>& inputs, Labels labels, Vector<double>& gradient) {
  network_.reseed(Random(settings_.seed, firstDropoutStream + static_cast<std::uint64_t>(step_)));
  const double loss = network_.lossAndGradient(inputs, labels, gradient);
  return loss + regularise(network_.parameters(), &gradient);
}

// λ Σ |w| with slope λ sign w, at 0 taken as 0; or ½ λ Σ w² with slope λ w.
double Playground::regularise(const Vector<double>& theta, Vector<double>* gradient) const {
  if (settings_.regularisation == Regularisation::none || settings_.strength == 0) return 0;
  const bool absolute = settings_.regularisation == Regularisation::l1;
  double sum = 0;
  for (int layer = 0; layer < network_.layerCount(); ++layer) {
    const auto [begin, size] = network_.weightRange(layer);
    const auto weights = theta.segment(begin, size).array();
    sum += absolute ? weights.abs().sum() : weights.square().sum() / 2;
    if (!gradient) continue;
    if (absolute)
      gradient->segment(begin, size).array() += settings_.strength * weights.sign();
    else
      gradient->segment(begin, size).array() += settings_.strength * weights;
  }
  return settings_.strength * sum;
}

PlaygroundScore Playground::score() { return score(points_); }

PlaygroundScore Playground::score(const PlanarPoints& others) {
  requirePlanarPoints(others, settings_.classes);
  const Matrix<double> inputs = featuresOf(others.places, settings_.features);
  PlaygroundScore score{network_.loss(inputs, others.labels), 0};
  for (Eigen::Index i = 0; i < inputs.rows(); ++i) {
    Eigen::Index guess = 0;
    network_.logits().row(i).maxCoeff(&guess);
    score.accuracy += guess == others.labels[static_cast<std::size_t>(i)];
  }
  score.accuracy /= static_cast<double>(inputs.rows());
  return score;
}

UnitGrids Playground::grids(int resolution, double reach) {
  requireInRange(resolution, {"resolution", 2, 200, 50, Scale::whole});
  requireInRange(reach, {"reach", 1e-3, 1e3, planarReach, Scale::logarithmic});
  Matrix<double> places(resolution * resolution, 2);
  for (int i = 0; i < resolution; ++i)
    for (int j = 0; j < resolution; ++j)
      places.row(i * resolution + j) << reach * (2.0 * j / (resolution - 1) - 1),
          reach * (1 - 2.0 * i / (resolution - 1));
  UnitGrids grids{resolution, reach, {}};
  const Matrix<double> inputs = featuresOf(places, settings_.features);
  const Matrix<double>& probabilities = network_.forward(inputs);
  grids.layers.push_back(inputs.transpose());
  for (int layer = 0; layer + 1 < network_.layerCount(); ++layer)
    if (network_.layer(layer).kind() == "dense") grids.layers.push_back(network_.outputs(layer).transpose());
  grids.layers.push_back(probabilities.transpose());
  return grids;
}

}  // namespace downhill

#pragma once

#include <memory>
#include <string>
#include <vector>

#include "network/dropout.hpp"
#include "network/network.hpp"
#include "optimizers/optimizer.hpp"
#include "playground/features.hpp"
#include "playground/planar_points.hpp"
#include "registry/setting.hpp"

namespace downhill {

// What is added to the mean loss to keep weights small; biases are left alone.
//   l1  λ Σ |w|      many weights end at nearly 0           (Tibshirani 1996)
//   l2  ½ λ Σ w²     all weights get smaller                (Hoerl & Kennard 1970; Krogh & Hertz 1992)
enum class Regularisation { none, l1, l2 };
inline constexpr std::pair<Regularisation, std::string_view> regularisationNames[] = {
    {Regularisation::none, "none"}, {Regularisation::l1, "l1"}, {Regularisation::l2, "l2"}};
std::string_view nameOf(Regularisation regularisation);
Regularisation regularisationFromName(std::string_view name);

struct PlaygroundSettings {
  std::vector<Feature> features = {Feature::x, Feature::y};
  std::vector<int> hidden = {4, 2};  // up to 6 layers of up to 16 units
  int classes = 2;                   // 2 to 8
  Activation activation = Activation::tanh;
  Initialisation initialisation = Initialisation::xavier;
  LossSettings loss{};
  std::string optimizer = "gradientDescent";  // any of optimizerRegistry<double>
  SettingValues optimizerSettings{};          // what is not given keeps the optimizer's own default
  Regularisation regularisation = Regularisation::none;
  double strength = 0;  // λ, 0 to 10
  double dropout = 0;   // 0 to 0.95
  int batchSize = 10;   // 1 to 5000; more than there are points: all of them
  std::uint32_t seed = 1;
};

inline constexpr Setting playgroundRanges[] = {{"classes", 2, 8, 2, Scale::whole},
                                               {"strength", 0, 10, 0, Scale::linear},
                                               {"dropout", 0, mostDropout, 0, Scale::linear},
                                               {"batchSize", 1, 5000, 10, Scale::whole}};
inline constexpr int mostPlaygroundLayers = 6, widestPlaygroundLayer = 16;

// How it does on some points. loss is the mean loss alone, without what regularisation adds.
struct PlaygroundScore {
  double loss = 0;
  double accuracy = 0;
};

// What every unit computes, over a grid of the plane: row i from the top (y falls), column j from the left.
struct UnitGrids {
  int resolution = 0;
  double reach = 0;                    // the grid's outermost points lie at ±reach
  std::vector<Matrix<double>> layers;  // features, hidden layers, probabilities: each (units, resolution²)
};

// A small network that learns to tell points of the plane apart, one mini-batch or one epoch at a time.
class Playground {
 public:
  Playground(const PlaygroundSettings& settings, PlanarPoints points);

  // So many mini-batches. Stops before the first step after which the numbers would not be finite; returns
  // how many steps were done.
  int step(int batches);
  // To the end of the present walk over the points, or a whole one if none has begun.
  int finishEpoch();

  // Other points from now on, for example one more: what has been learned stays.
  void setPoints(PlanarPoints points);
  // θ, as Network keeps it; to be edited by hand.
  void setParameters(const Vector<double>& parameters) { network_.setParameters(parameters); }

  PlaygroundScore score();  // on the points it learns from
  PlaygroundScore score(const PlanarPoints& others);
  UnitGrids grids(int resolution, double reach = planarReach);  // resolution: 2 to 200

  // Mean loss of some points and what regularisation adds, with its gradient: what a step descends on.
  double objective(const Matrix<double>& inputs, Labels labels, Vector<double>& gradient);

  std::int64_t steps() const { return step_; }
  double epoch() const {
    return epoch_ + static_cast<double>(position_) / static_cast<double>(points_.size());
  }
  bool diverged() const { return diverged_; }
  const PlaygroundSettings& settings() const { return settings_; }
  const PlanarPoints& points() const { return points_; }
  Network<double>& network() { return network_; }

 private:
  bool takeStep();
  void shuffle();
  double regularise(const Vector<double>& theta, Vector<double>* gradient) const;

  PlaygroundSettings settings_;
  PlanarPoints points_;
  Matrix<double> inputs_;  // (n, features)
  Network<double> network_;
  std::unique_ptr<Optimizer<double>> optimizer_;
  std::vector<int> order_;    // of the present epoch
  std::size_t position_ = 0;  // in it
  int epoch_ = 0;
  std::int64_t step_ = 0;
  bool diverged_ = false;
  Vector<double> gradient_;
};

}  // namespace downhill

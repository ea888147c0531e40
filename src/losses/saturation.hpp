#pragma once

#include <vector>

#include "losses/binary_cross_entropy.hpp"
#include "losses/squared.hpp"

namespace downhill {

// One sigmoid neuron, ŷ = σ(z), target y: the same mistake under two losses, each as a curve over the logit
// z.
struct SaturationReading {
  double prediction = 0;
  ScalarLoss squaredError;  // ½(ŷ − y)²: its slope (ŷ−y)ŷ(1−ŷ) dies where ŷ is confidently wrong
  ScalarLoss crossEntropy;  // its slope is ŷ − y itself
};

inline SaturationReading saturation(double logit, double target) {
  return {sigmoid(logit), 0.5 * squaredErrorOfLogit(logit, target), binaryCrossEntropyOfLogit(logit, target)};
}

// Where the race starts: a neuron z = wx + b with one input.
struct RaceSettings {
  double input = 1;
  double weight = 2;
  double bias = 2;
  double target = 0;
  double rate = 0.15;
  int steps = 300;
};

struct RaceStep {
  double weight = 0;
  double bias = 0;
  double logit = 0;
  double prediction = 0;
  ScalarLoss loss;  // over the logit
};

struct Race {
  std::vector<RaceStep> squaredError;
  std::vector<RaceStep> crossEntropy;
};

// Gradient descent on weight and bias, from one start, under each loss       (after Nielsen 2015, chapter 3)
//
//   δ = ∂L/∂z,   w ← w − ηδx,   b ← b − ηδ
//
// Each path holds steps + 1 states: the start, and what each step led to.
inline Race saturationRace(const RaceSettings& settings) {
  requireProbability(settings.target, "the target");
  requireFinite(settings.rate, "the rate");
  if (settings.steps < 0 || settings.steps > 100000) {
    refuse("steps", settings.steps, "from 0 to 100000");
  }
  const auto descend = [&](auto lossOfLogit) {
    std::vector<RaceStep> path;
    double weight = settings.weight, bias = settings.bias;
    for (int step = 0; step <= settings.steps; ++step) {
      const double logit = weight * settings.input + bias;
      const ScalarLoss loss = lossOfLogit(logit);
      path.push_back({weight, bias, logit, sigmoid(logit), loss});
      weight -= settings.rate * loss.gradient * settings.input;
      bias -= settings.rate * loss.gradient;
    }
    return path;
  };
  return {descend([&](double z) { return 0.5 * squaredErrorOfLogit(z, settings.target); }),
          descend([&](double z) { return binaryCrossEntropyOfLogit(z, settings.target); })};
}

}  // namespace downhill

#pragma once

#include <cmath>
#include <string_view>
#include <vector>

#include "losses/cross_entropy.hpp"
#include "losses/focal.hpp"
#include "losses/hinge.hpp"
#include "losses/registry.hpp"
#include "losses/squared.hpp"

namespace downhill {

// One prediction ŷ over the classes, looked at from all sides: a point of the probability simplex (for three
// classes, a triangle).
struct SimplexReading {
  Vector<double> prediction;  // ŷ, (classes)
  Vector<double> logits;      // log ŷ shifted to mean 0 over what is possible; −∞ where ŷ is 0
  VectorLoss squaredError;    // by logits: ∂L/∂z = (diag(ŷ) − ŷŷᵀ) · 2(ŷ − y)
  VectorLoss crossEntropy;    // by logits: ∂L/∂z = ŷ − y
  VectorLoss focal;           // by logits
  Eigen::Index winner = 0;    // argmax ŷ, the first of equals
  Vector<double> margins;     // o_y − o_i for each class i; 0 for y itself
  bool leads = false;         // o_y − o_i ≥ Δ for every other class
};

// Logits that softmax turns into ŷ. They are determined up to a constant; this choice has mean 0.
inline Vector<double> logitsOf(const Vector<double>& prediction) {
  requireDistribution(prediction, "the prediction");
  Vector<double> logits = prediction.array().log();
  double sum = 0;
  int possible = 0;
  for (const double logit : logits) {
    if (std::isfinite(logit)) sum += logit, ++possible;
  }
  return logits.array() - sum / possible;
}

inline SimplexReading readSimplexLogits(const Vector<double>& logits, Eigen::Index label, double margin = 1,
                                        const FocalSettings& focal = {}) {
  requireLogits(logits);
  requireMargin(margin);
  const Vector<double> target = oneHot(label, logits.size());
  SimplexReading reading;
  reading.logits = logits;
  reading.prediction.resize(logits.size());
  softmaxRow(logits, reading.prediction);
  reading.squaredError = squaredErrorOfLogits(logits, target);
  reading.crossEntropy = crossEntropyOfLogits(logits, target);
  reading.focal = focalOfLogits(logits, label, focal);
  reading.prediction.maxCoeff(&reading.winner);
  reading.margins = Vector<double>::Zero(logits.size());
  reading.leads = true;
  for (Eigen::Index k = 0; k < logits.size(); ++k) {
    if (k == label) continue;
    if (logits(k) != logits(label)) reading.margins(k) = logits(label) - logits(k);  // −∞ and −∞ are level
    if (reading.margins(k) < margin) reading.leads = false;
  }
  return reading;
}

inline SimplexReading readSimplex(const Vector<double>& prediction, Eigen::Index label, double margin = 1,
                                  const FocalSettings& focal = {}) {
  SimplexReading reading = readSimplexLogits(logitsOf(prediction), label, margin, focal);
  reading.prediction = prediction;
  return reading;
}

// A loss over the whole triangle of three classes, on a grid of barycentric coordinates.
struct SimplexMap {
  int resolution = 0;  // steps along a side; (resolution + 1)(resolution + 2)/2 points
  Matrix<double>
      predictions;  // (points, 3): ŷ = (i, j, resolution − i − j)/resolution, i outer, j inner, both rising
  std::vector<double>
      values;  // the loss there; +∞ on the side where cross-entropy's true class is impossible
  std::vector<double> steepness;  // ‖∂L/∂z‖, how strongly it would teach a classifier there
};

// name: any loss of the registry that has a form for classes and takes predictions.
inline SimplexMap simplexMap(std::string_view name, Eigen::Index label, int resolution,
                             const SettingValues& values = {}) {
  if (resolution < 1 || resolution > 400) {
    refuse("resolution", resolution, "from 1 to 400");
  }
  const Vector<double> target = oneHot(label, 3);
  const int points = (resolution + 1) * (resolution + 2) / 2;
  SimplexMap map{resolution, Matrix<double>(points, 3), {}, {}};
  for (int i = 0; i <= resolution; ++i) {
    for (int j = 0; j <= resolution - i; ++j) {
      const Vector<double> prediction = Eigen::Vector3d(i, j, resolution - i - j) / resolution;
      map.predictions.row(static_cast<Eigen::Index>(map.values.size())) = prediction;
      map.values.push_back(classesLoss(name, At::prediction, prediction, target, values).value);
      const Vector<double> logits = prediction.array().log();
      map.steepness.push_back(classesLoss(name, At::logit, logits, target, values).gradient.norm());
    }
  }
  return map;
}

}  // namespace downhill

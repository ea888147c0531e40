#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "gemm/matrix.hpp"
#include "losses/derivatives.hpp"
#include "tables/number_table.hpp"

namespace downhill {

// Labelled points of the plane. inputs: (n, 2)   labels: (n), each 0 or 1
struct LabelledPoints {
  Matrix<double> inputs;
  std::vector<int> labels;

  Eigen::Index size() const { return inputs.rows(); }
};

constexpr Eigen::Index mostLabelledPoints = 100'000;

struct PastedLabels {
  LabelledPoints points;
  NumberTable table;
};

// Labelled points that a learner has pasted, x₁, x₂ and the label 0 or 1 in a row; see readNumbers.
PastedLabels parseLabelledPoints(std::string_view text);

// All products x₁ⁱ x₂ʲ with i + j ≤ degree: 1, x₁, x₂, x₁², x₁x₂, x₂², … A boundary that is straight in them
// is curved in the plane.   inputs: (n, 2)   returns: (n, (degree+1)(degree+2)/2)
Matrix<double> polynomialFeatures(const Matrix<double>& inputs, int degree);

// Logistic regression (Berkson 1944; Cox 1958): ŷ = σ(z), z = φ(x)ᵀw — one sigmoid neuron on the features.
struct LogisticModel {
  int degree = 2;
  Vector<double> weights;  // (features)

  Vector<double> logits(const Matrix<double>& inputs) const;         // (n)
  Vector<double> probabilities(const Matrix<double>& inputs) const;  // P(label 1): (n)
};

// A loss of one logit and its label.
using LogitLoss = std::function<ScalarLoss(double logit, int label)>;

struct LogisticSettings {
  int degree = 2;
  double rate = 0.3;
  double momentum = 0.9;
  double decay = 1e-3;  // λ of ½λ‖w‖² without the constant's weight: keeps separable data from running off
  int steps = 400;
};

struct LogisticRun {
  LogisticModel model;
  std::vector<double> losses;  // mean loss before each step, and after the last: steps + 1
};

// The mean loss L(w) = (1/n) Σ ℓ(z_i, y_i) + ½λ‖w‖² and its gradient (1/n) Φᵀ ℓ′ + λw.
//   features Φ: (n, features)   weights w: (features)   gradient: as w
struct LogisticLoss {
  double value = 0;
  Vector<double> gradient;
};

LogisticLoss logisticLoss(const Matrix<double>& features, const std::vector<int>& labels,
                          const Vector<double>& weights, const LogitLoss& loss, double decay);

// From w = 0, full-batch descent with momentum: v ← βv + ∇L,  w ← w − ηv      (Polyak 1964)
// Deterministic: no sample is drawn, no weight is random.
LogisticRun trainLogistic(const LabelledPoints& points, const LogitLoss& loss,
                          const LogisticSettings& settings);

}  // namespace downhill

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "losses/focal.hpp"
#include "registry/setting.hpp"
#include "regression/logistic.hpp"

namespace downhill {

struct ImbalanceSettings {
  int samples = 600;
  double rareShare = 0.05;  // of label 1
  double hardShare = 0.15;  // of either class: these lie where the classes overlap
  std::uint32_t seed = 1;
};

inline constexpr Setting imbalanceRanges[] = {{"samples", 4, 20'000, 600, Scale::whole},
                                              {"rareShare", 1e-4, 0.5, 0.05, Scale::logarithmic},
                                              {"hardShare", 0, 1, 0.15, Scale::linear},
                                              {"seed", 0, 4294967295.0, 1, Scale::whole}};

struct ImbalancedPoints {
  LabelledPoints points;
  std::vector<bool> hard;  // drawn from the overlap
};

// Two classes of the plane: many of label 0 in a wide cloud, few of label 1 in a small one beside it, and of
// both some in the strip between them, where nobody can be sure. At least 2 samples of each class.
ImbalancedPoints imbalancedPoints(const ImbalanceSettings& settings);

// What a loss spends its effort on: parts of its sum over the samples, by how sure the model is of the truth.
struct LossShares {
  double easy = 0;  // p(true class) ≥ 0.8
  double middle = 0;
  double hard = 0;  // p(true class) < 0.5: misclassified
  double rare = 0;  // of label 1, however sure
};

LossShares lossShares(const Vector<double>& logits, const std::vector<int>& labels, const LogitLoss& loss);

// One model of the comparison.
struct ImbalanceResult {
  std::string_view name;  // "crossEntropy", "balancedCrossEntropy", "focal"
  LogisticRun run;
  double recallOfCommon = 0;   // of label 0: part of them that the model finds, ŷ < ½
  double recallOfRare = 0;     // of label 1, ŷ ≥ ½
  double precisionOfRare = 0;  // of those called 1, part that is; 0 where none is
  double accuracy = 0;         // which a model that always says 0 has high, too
  LossShares shares{};         // at the trained model, of its own loss
};

// Cross-entropy, balanced cross-entropy and focal loss, each training the same model from the same start on
// the same points; in this order.
std::vector<ImbalanceResult> compareLosses(const LabelledPoints& points, const FocalSettings& focal = {},
                                           const LogisticSettings& training = {});

}  // namespace downhill

#include "regression/imbalance.hpp"

#include <algorithm>
#include <cmath>

#include "losses/balanced.hpp"
#include "random/random.hpp"

namespace downhill {
namespace {

struct Cloud {
  double x, y, deviationX, deviationY;

  RowVector<double> draw(Random& random) const {
    RowVector<double> point(2);
    point(0) = x + deviationX * random.normal();
    point(1) = y + deviationY * random.normal();
    return point;
  }
};

constexpr Cloud common{-0.7, -0.3, 0.7, 0.7};
constexpr Cloud rare{1.3, 0.9, 0.35, 0.35};
constexpr Cloud overlap{0.6, 0.4, 0.35, 0.45};

ImbalanceResult resultOf(std::string_view name, const LabelledPoints& points, const LogitLoss& loss,
                         const LogisticSettings& training) {
  ImbalanceResult result{.name = name, .run = trainLogistic(points, loss, training)};
  const Vector<double> logits = result.run.model.logits(points.inputs);
  double found[2] = {0, 0}, count[2] = {0, 0}, calledRare = 0;
  for (Eigen::Index i = 0; i < logits.size(); ++i) {
    const int label = points.labels[static_cast<std::size_t>(i)];
    const int answer = logits(i) >= 0 ? 1 : 0;
    count[label] += 1;
    found[label] += answer == label ? 1 : 0;
    calledRare += answer;
  }
  result.recallOfCommon = found[0] / count[0];
  result.recallOfRare = found[1] / count[1];
  result.precisionOfRare = calledRare > 0 ? found[1] / calledRare : 0;
  result.accuracy = (found[0] + found[1]) / (count[0] + count[1]);
  result.shares = lossShares(logits, points.labels, loss);
  return result;
}

}  // namespace

ImbalancedPoints imbalancedPoints(const ImbalanceSettings& settings) {
  const auto& [samples, rareShare, hardShare, seed] = imbalanceRanges;
  requireInRange(settings.samples, samples);
  requireInRange(settings.rareShare, rareShare);
  requireInRange(settings.hardShare, hardShare);
  const int rareCount = std::max(2, static_cast<int>(std::lround(settings.rareShare * settings.samples)));
  Random random(settings.seed);
  ImbalancedPoints result{{Matrix<double>(settings.samples, 2), {}}, {}};
  for (int i = 0; i < settings.samples; ++i) {
    const int label =
        i < settings.samples - rareCount ? 0 : 1;  // the rare ones last, so that they are drawn on top
    const bool hard = random.uniform() < settings.hardShare;
    result.points.inputs.row(i) = (hard ? overlap : label == 1 ? rare : common).draw(random);
    result.points.labels.push_back(label);
    result.hard.push_back(hard);
  }
  return result;
}

LossShares lossShares(const Vector<double>& logits, const std::vector<int>& labels, const LogitLoss& loss) {
  if (static_cast<std::size_t>(logits.size()) != labels.size()) {
    throw std::invalid_argument(std::to_string(labels.size()) + " labels for " +
                                std::to_string(logits.size()) + " logits; there must be one each");
  }
  LossShares sums;
  double total = 0;
  for (Eigen::Index i = 0; i < logits.size(); ++i) {
    const int label = labels[static_cast<std::size_t>(i)];
    const double value = loss(logits(i), label).value;
    const double sure = sigmoid(label == 1 ? logits(i) : -logits(i));
    (sure >= 0.8 ? sums.easy : sure >= 0.5 ? sums.middle : sums.hard) += value;
    if (label == 1) sums.rare += value;
    total += value;
  }
  if (total == 0) return {};
  return {sums.easy / total, sums.middle / total, sums.hard / total, sums.rare / total};
}

std::vector<ImbalanceResult> compareLosses(const LabelledPoints& points, const FocalSettings& focal,
                                           const LogisticSettings& training) {
  validate(focal);
  const auto positives = std::ranges::count(points.labels, 1);
  const auto negatives = static_cast<std::ptrdiff_t>(points.labels.size()) - positives;
  if (positives == 0 || negatives == 0) {
    throw std::invalid_argument("one of the two classes has no samples; there must be 1 of each or more");
  }
  const BinaryWeights weights =
      balancedWeights(static_cast<double>(positives) / static_cast<double>(points.labels.size()));
  return {
      resultOf(
          "crossEntropy", points, [](double z, int y) { return binaryCrossEntropyOfLogit(z, y); }, training),
      resultOf(
          "balancedCrossEntropy", points,
          [weights](double z, int y) { return binaryCrossEntropyOfLogit(z, y, weights); }, training),
      resultOf(
          "focal", points, [focal](double z, int y) { return binaryFocalOfLogit(z, y, focal); }, training)};
}

}  // namespace downhill

#include "regression/logistic.hpp"

#include <cmath>
#include <stdexcept>
#include <string>

#include "losses/distribution.hpp"
#include "losses/sigmoid.hpp"

namespace downhill {
namespace {

void requireLabelledPoints(const LabelledPoints& points) {
  if (points.inputs.cols() != 2) throw std::invalid_argument("each sample needs 2 inputs");
  if (static_cast<std::size_t>(points.inputs.rows()) != points.labels.size() || points.labels.empty()) {
    throw std::invalid_argument(std::to_string(points.labels.size()) + " labels for " +
                                std::to_string(points.inputs.rows()) +
                                " samples; there must be one per sample, and 1 sample or more");
  }
  if (!points.inputs.allFinite()) throw std::invalid_argument("an input is not finite");
  for (const int label : points.labels) requireClass(label, 2);
}

void requireSettings(const LogisticSettings& settings) {
  if (!(settings.rate > 0 && std::isfinite(settings.rate))) refuse("rate", settings.rate, "above 0");
  if (!(settings.momentum >= 0 && settings.momentum < 1)) {
    refuse("momentum", settings.momentum, "at least 0 and below 1");
  }
  if (!(settings.decay >= 0 && std::isfinite(settings.decay))) refuse("decay", settings.decay, "0 or more");
  if (settings.steps < 0 || settings.steps > 100000) refuse("steps", settings.steps, "from 0 to 100000");
}

}  // namespace

PastedLabels parseLabelledPoints(std::string_view text) {
  NumberTable table = readNumbers(text, 3, mostLabelledPoints);
  return {{table.numbers.leftCols(2), labelsIn(table, 2, 2)}, std::move(table)};
}

Matrix<double> polynomialFeatures(const Matrix<double>& inputs, int degree) {
  if (degree < 1 || degree > 6) refuse("degree", degree, "from 1 to 6");
  if (inputs.cols() != 2) throw std::invalid_argument("each sample needs 2 inputs");
  Matrix<double> features(inputs.rows(), (degree + 1) * (degree + 2) / 2);
  Eigen::Index column = 0;
  for (int total = 0; total <= degree; ++total) {
    for (int second = 0; second <= total; ++second) {
      features.col(column++) = inputs.col(0).array().pow(total - second) * inputs.col(1).array().pow(second);
    }
  }
  return features;
}

Vector<double> LogisticModel::logits(const Matrix<double>& inputs) const {
  return polynomialFeatures(inputs, degree) * weights;
}

Vector<double> LogisticModel::probabilities(const Matrix<double>& inputs) const {
  return logits(inputs).unaryExpr([](double z) { return sigmoid(z); });
}

LogisticLoss logisticLoss(const Matrix<double>& features, const std::vector<int>& labels,
                          const Vector<double>& weights, const LogitLoss& loss, double decay) {
  const auto n = static_cast<double>(features.rows());
  const Vector<double> logits = features * weights;
  Vector<double> slopes(logits.size());
  LogisticLoss result;
  for (Eigen::Index i = 0; i < logits.size(); ++i) {
    const ScalarLoss sample = loss(logits(i), labels[static_cast<std::size_t>(i)]);
    result.value += sample.value / n;
    slopes(i) = sample.gradient / n;
  }
  Vector<double> decaying = weights;
  decaying(0) = 0;
  result.value += decay / 2 * decaying.squaredNorm();
  result.gradient = features.transpose() * slopes + decay * decaying;
  return result;
}

LogisticRun trainLogistic(const LabelledPoints& points, const LogitLoss& loss,
                          const LogisticSettings& settings) {
  requireLabelledPoints(points);
  requireSettings(settings);
  const Matrix<double> features = polynomialFeatures(points.inputs, settings.degree);
  LogisticRun run{{settings.degree, Vector<double>::Zero(features.cols())}, {}};
  Vector<double> velocity = Vector<double>::Zero(features.cols());
  for (int step = 0; step < settings.steps; ++step) {
    const LogisticLoss at = logisticLoss(features, points.labels, run.model.weights, loss, settings.decay);
    run.losses.push_back(at.value);
    velocity = settings.momentum * velocity + at.gradient;
    run.model.weights -= settings.rate * velocity;
    if (!run.model.weights.allFinite()) {
      throw std::invalid_argument("training diverged at step " + std::to_string(step) +
                                  "; the learning rate is too large");
    }
  }
  run.losses.push_back(logisticLoss(features, points.labels, run.model.weights, loss, settings.decay).value);
  return run;
}

}  // namespace downhill

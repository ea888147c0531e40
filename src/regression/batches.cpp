#include "regression/batches.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <stdexcept>
#include <string>

#include "random/random.hpp"

namespace downhill {
namespace {

// Atan2 of cross and dot product keeps its digits for small angles, where the arc cosine has none.
double degreesBetween(const Eigen::Vector2d& a, const Eigen::Vector2d& b) {
  const double cross = a(0) * b(1) - a(1) * b(0);
  return std::abs(std::atan2(cross, a.dot(b))) * 180 / std::numbers::pi;
}

std::vector<int> firstNumbers(Eigen::Index count) {
  std::vector<int> numbers(static_cast<std::size_t>(count));
  std::iota(numbers.begin(), numbers.end(), 0);
  return numbers;
}

void requireBatchSize(int batchSize) {
  if (batchSize < 1) {
    throw std::invalid_argument("batch size is " + std::to_string(batchSize) + "; it must be 1 or more");
  }
}

// Σ_i ‖g_i − g‖² / (n − 1); nothing to stray where there is one sample.
double spreadOf(const Matrix<double>& gradients, const Eigen::Vector2d& mean) {
  if (gradients.rows() < 2) return 0;
  return (gradients.rowwise() - mean.transpose()).squaredNorm() / static_cast<double>(gradients.rows() - 1);
}

BatchError errorOfBatches(const Matrix<double>& gradients, int batchSize, int repetitions, Random& random) {
  const auto n = static_cast<int>(gradients.rows());
  const Eigen::Vector2d full = gradients.colwise().mean();
  std::vector<int> order = firstNumbers(n);
  std::vector<double> angles;
  BatchError error{.batchSize = batchSize};
  for (int repetition = 0; repetition < repetitions; ++repetition) {
    Eigen::Vector2d sum = Eigen::Vector2d::Zero();
    for (int taken = 0; taken < batchSize; ++taken) {
      // a partial shuffle: each new sample is any of those not yet taken
      const auto left = static_cast<std::uint32_t>(n - taken);
      std::swap(order[taken], order[taken + static_cast<int>(random.below(left))]);
      sum += gradients.row(order[taken]).transpose();
    }
    const Eigen::Vector2d batch = sum / batchSize;
    angles.push_back(degreesBetween(batch, full));
    error.meanSquare += (batch - full).squaredNorm() / repetitions;
  }
  std::ranges::sort(angles);
  error.meanAngle = std::accumulate(angles.begin(), angles.end(), 0.0) / repetitions;
  error.ninthDecileAngle = angles[static_cast<std::size_t>(0.9 * (repetitions - 1))];
  error.expectedSquare = spreadOf(gradients, full) / batchSize * (1 - static_cast<double>(batchSize) / n);
  return error;
}

}  // namespace

Matrix<double> sampleGradients(const Points& points, const Line& line) {
  const Vector<double> residuals = residualsOf(line, points);
  Matrix<double> gradients(points.size(), 2);
  gradients.col(0) = 2 * residuals.cwiseProduct(points.x);
  gradients.col(1) = 2 * residuals;
  return gradients;
}

std::vector<BatchError> batchErrors(const Points& points, const Line& line,
                                    const std::vector<int>& batchSizes, int repetitions, std::uint32_t seed) {
  if (repetitions < 1 || repetitions > 100000) {
    throw std::invalid_argument("repetitions is " + std::to_string(repetitions) +
                                "; it must be from 1 to 100000");
  }
  const Matrix<double> gradients = sampleGradients(points, line);
  std::vector<BatchError> errors;
  for (const int batchSize : batchSizes) {
    requireBatchSize(batchSize);
    if (batchSize > gradients.rows()) {
      throw std::invalid_argument("batch size is " + std::to_string(batchSize) + "; there are only " +
                                  std::to_string(gradients.rows()) + " samples");
    }
    Random random(seed, static_cast<std::uint64_t>(batchSize));
    errors.push_back(errorOfBatches(gradients, batchSize, repetitions, random));
  }
  return errors;
}

BatchDescentPath descendInBatches(const Points& points, const Line& start,
                                  const BatchDescentSettings& settings) {
  requirePoints(points);
  requireBatchSize(settings.batchSize);
  if (!std::isfinite(settings.rate)) throw std::invalid_argument("the learning rate is not a finite number");
  if (settings.samples < 0 || settings.samples > 1000000) {
    throw std::invalid_argument("samples is " + std::to_string(settings.samples) +
                                "; it must be from 0 to 1000000");
  }
  Random random(settings.seed);
  std::vector<int> order = firstNumbers(points.size());
  BatchDescentPath path{{start}, {0}, {lineLoss(points, start).value}, false};
  Eigen::Vector2d theta(start.slope, start.intercept);
  for (int processed = 0; processed < settings.samples && !path.diverged;) {
    random.shuffle(order);
    for (std::size_t next = 0; next < order.size() && processed < settings.samples && !path.diverged;) {
      const std::size_t end = std::min(order.size(), next + static_cast<std::size_t>(settings.batchSize));
      Eigen::Vector2d gradient = Eigen::Vector2d::Zero();
      for (std::size_t i = next; i < end; ++i) {
        const double x = points.x(order[i]), residual = theta(0) * x + theta(1) - points.y(order[i]);
        gradient += 2 * residual * Eigen::Vector2d(x, 1);
      }
      theta -= settings.rate * gradient / static_cast<double>(end - next);
      processed += static_cast<int>(end - next);
      next = end;
      path.lines.push_back({theta(0), theta(1)});
      path.samplesProcessed.push_back(processed);
      path.losses.push_back(lineLoss(points, path.lines.back()).value);
      path.diverged = !std::isfinite(path.losses.back());
    }
  }
  return path;
}

}  // namespace downhill

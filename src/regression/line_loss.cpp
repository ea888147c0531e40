#include "regression/line_loss.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

#include "spectra/symmetric_eigen.hpp"

namespace downhill {
namespace {

double factorOf(Reduction reduction, const Points& points) {
  return reduction == Reduction::mean ? 1.0 / static_cast<double>(points.size()) : 1.0;
}

void requireDescent(const Line& start, double rate, int steps) {
  if (!std::isfinite(start.slope) || !std::isfinite(start.intercept)) {
    throw std::invalid_argument("the line to start from is not finite");
  }
  if (!std::isfinite(rate)) throw std::invalid_argument("the learning rate is not a finite number");
  if (steps < 0 || steps > 100000) {
    throw std::invalid_argument("steps is " + std::to_string(steps) + "; it must be from 0 to 100000");
  }
}

Eigen::Vector2d distance(const Line& line, const Line& best) {
  return {line.slope - best.slope, line.intercept - best.intercept};
}

}  // namespace

LineLoss lineLoss(const Points& points, const Line& line, Reduction reduction) {
  const Vector<double> residuals = residualsOf(line, points);
  const double c = factorOf(reduction, points);
  return {c * residuals.squaredNorm(), {2 * c * residuals.dot(points.x), 2 * c * residuals.sum()}};
}

Bowl bowlOf(const Points& points, Reduction reduction) {
  requirePoints(points);
  const double c = factorOf(reduction, points), sumOfX = points.x.sum();
  Bowl bowl;
  bowl.hessian << points.x.squaredNorm(), sumOfX, sumOfX, static_cast<double>(points.size());
  bowl.hessian *= 2 * c;

  const auto [values, vectors] = symmetricEigen(bowl.hessian);  // ascending
  bowl.directions = vectors.rowwise().reverse();
  for (int k = 0; k < 2; ++k) {
    Eigen::Index largest = 0;
    bowl.directions.col(k).cwiseAbs().maxCoeff(&largest);
    if (bowl.directions(largest, k) < 0) bowl.directions.col(k) *= -1;
  }
  const double steep = values(1);
  // The smaller eigenvalue from det H = λ₁λ₂ = (2c)² n Σ(x−x̄)²: exactly 0 for points above one another, where
  // the solver would leave rounding.
  const double n = static_cast<double>(points.size());
  const double spread = (points.x.array() - points.x.mean()).square().sum();
  const double flat = points.x.minCoeff() == points.x.maxCoeff() ? 0 : 4 * c * c * n * spread / steep;
  bowl.curvatures = {steep, flat};
  bowl.conditionNumber = flat > 0 ? steep / flat : std::numeric_limits<double>::infinity();
  bowl.largestStableRate = 2 / steep;
  bowl.bestRate = 2 / (steep + flat);
  return bowl;
}

Eigen::Vector2d decayFactors(const Bowl& bowl, double rate) { return 1 - rate * bowl.curvatures.array(); }

std::vector<LineStep> descendLine(const Points& points, const Line& start, double rate, int steps,
                                  Reduction reduction) {
  requireDescent(start, rate, steps);
  const Bowl bowl = bowlOf(points, reduction);
  const Line best = fitLine(points).line;
  std::vector<LineStep> path;
  Line line = start;
  for (int step = 0; step <= steps; ++step) {
    const LineLoss loss = lineLoss(points, line, reduction);
    path.push_back({line, loss.value, loss.gradient, bowl.directions.transpose() * distance(line, best)});
    if (!std::isfinite(loss.value) || !loss.gradient.allFinite()) break;
    line = {line.slope - rate * loss.gradient(0), line.intercept - rate * loss.gradient(1)};
  }
  return path;
}

Line lineAfter(const Points& points, const Line& start, double rate, int steps, Reduction reduction) {
  requireDescent(start, rate, steps);
  const Bowl bowl = bowlOf(points, reduction);
  const Line best = fitLine(points).line;
  const Eigen::Vector2d first = bowl.directions.transpose() * distance(start, best);
  const Eigen::Vector2d left = decayFactors(bowl, rate).array().pow(steps) * first.array();
  const Eigen::Vector2d theta = bowl.directions * left;
  return {best.slope + theta(0), best.intercept + theta(1)};
}

Points Standardisation::apply(const Points& points) const {
  return {(points.x.array() - mean) / deviation, points.y};
}

Line Standardisation::undo(const Line& line) const {
  const double slope = line.slope / deviation;
  return {slope, line.intercept - slope * mean};
}

Standardisation standardisationOf(const Points& points) {
  requirePoints(points);
  if (points.x.minCoeff() == points.x.maxCoeff()) {
    throw std::invalid_argument("all points have the same x; inputs without spread cannot be standardised");
  }
  const double mean = meanOf(points.x);
  return {mean, std::sqrt((points.x.array() - mean).square().mean())};
}

}  // namespace downhill

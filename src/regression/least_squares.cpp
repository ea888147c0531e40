#include "regression/least_squares.hpp"

#include <Eigen/QR>
#include <cmath>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string>

namespace downhill {
namespace {

using Decomposition = Eigen::ColPivHouseholderQR<Eigen::MatrixXd>;

Decomposition decomposed(const Matrix<double>& design) {
  Decomposition qr(design);
  if (qr.rank() < design.cols()) {
    throw std::invalid_argument("the " + std::to_string(design.cols()) +
                                " parameters are not determined: the " + std::to_string(design.rows()) +
                                " samples tell only " + std::to_string(qr.rank()) + " of them apart");
  }
  return qr;
}

// y − Φθ as if in twice the digits: each product and sum leaves its rounding error behind, and those are
// added up by themselves (Ogita, Rump & Oishi, "Accurate sum and dot product", 2005, algorithm 5.3).
Vector<double> residualsInTwiceTheDigits(const Matrix<double>& design, const Vector<double>& theta,
                                         const Vector<double>& targets) {
  Vector<double> residuals(targets.size());
  for (Eigen::Index i = 0; i < targets.size(); ++i) {
    double sum = targets(i), errors = 0;
    for (Eigen::Index k = 0; k < theta.size(); ++k) {
      const double product = -design(i, k) * theta(k);
      errors += std::fma(-design(i, k), theta(k), -product);
      const double next = sum + product, part = next - sum;
      errors += (sum - (next - part)) + (product - part);
      sum = next;
    }
    residuals(i) = sum + errors;
  }
  return residuals;
}

// A parameter that is 0 comes nearer to it with every round and never arrives: what moves no target by as
// much as the rounding of its rounding is 0.
void dropRoundingErrors(const Matrix<double>& design, const Vector<double>& targets, Vector<double>& theta) {
  constexpr double epsilon = std::numeric_limits<double>::epsilon();
  const double tolerance = epsilon * epsilon * targets.cwiseAbs().maxCoeff();
  for (Eigen::Index k = 0; k < theta.size(); ++k)
    if (std::abs(theta(k)) * design.col(k).cwiseAbs().maxCoeff() <= tolerance) theta(k) = 0;
}

// A column that has the same number in every row, other than 0.
std::optional<Eigen::Index> constantColumn(const Matrix<double>& design) {
  for (Eigen::Index k = 0; k < design.cols(); ++k)
    if (design(0, k) != 0 && (design.col(k).array() == design(0, k)).all()) return k;
  return std::nullopt;
}

}  // namespace

double meanOf(const Vector<double>& values) { return values(0) + (values.array() - values(0)).mean(); }

// θ is found twice: for the targets, and for what the first θ leaves of them, which gives it the digits that
// the first lost to rounding (Björck 1967). Where a column is constant, that column takes the targets' mean
// beforehand: targets that do not vary are then met exactly, all other parameters being 0.
Vector<double> leastSquares(const Matrix<double>& design, const Vector<double>& targets) {
  if (design.rows() != targets.size()) {
    throw std::invalid_argument(std::to_string(design.rows()) + " rows of features and " +
                                std::to_string(targets.size()) + " targets; there must be equally many");
  }
  if (design.size() == 0)
    throw std::invalid_argument("there is nothing to fit; there must be 1 row and 1 column");
  if (!design.allFinite() || !targets.allFinite())
    throw std::invalid_argument("a feature or target is not finite");
  const Decomposition qr = decomposed(design);
  Vector<double> theta = Vector<double>::Zero(design.cols());
  if (const auto constant = constantColumn(design)) theta(*constant) = meanOf(targets) / design(0, *constant);
  for (int round = 0; round < 3; ++round)
    theta += qr.solve(residualsInTwiceTheDigits(design, theta, targets));
  dropRoundingErrors(design, targets, theta);
  return theta;
}

FitQuality fitQuality(const Vector<double>& residuals, const Vector<double>& targets) {
  const auto variance = [](const Vector<double>& values) {
    return (values.array() - meanOf(values)).square().mean();
  };
  if (residuals.size() != targets.size() || residuals.size() == 0) {
    throw std::invalid_argument(std::to_string(residuals.size()) + " residuals for " +
                                std::to_string(targets.size()) +
                                " targets; there must be one each, and 1 or more");
  }
  FitQuality quality;
  quality.sumOfSquares = residuals.squaredNorm();
  quality.meanSquare = residuals.array().square().mean();
  quality.residualVariance = variance(residuals);
  quality.varianceOfTargets = variance(targets);
  quality.rSquared = quality.varianceOfTargets > 0 ? 1 - quality.meanSquare / quality.varianceOfTargets
                                                   : std::numeric_limits<double>::quiet_NaN();
  return quality;
}

Vector<double> residualsOf(const Line& line, const Points& points) {
  requirePoints(points);
  return (line.slope * points.x).array() + line.intercept - points.y.array();
}

LineFit fitLine(const Points& points) {
  requirePoints(points);
  if (points.x.minCoeff() == points.x.maxCoeff()) {
    throw std::invalid_argument("all points have the same x; a line's slope needs 2 different ones");
  }
  // Around the mean of x, in units of its spread, the two columns are orthogonal and alike: a far-off origin
  // or an odd unit costs no digits. The unit is a power of two, which rounds nothing.
  const double center = meanOf(points.x);
  const double spread = std::exp2(std::ceil(std::log2((points.x.array() - center).abs().maxCoeff())));
  Matrix<double> design(points.size(), 2);
  design.col(0) = (points.x.array() - center) / spread;
  design.col(1).setOnes();
  const Decomposition qr = decomposed(design);

  // As leastSquares, by the residuals of the line itself.
  Matrix<double> line(points.size(), 2);
  line << points.x, Vector<double>::Ones(points.size());
  Vector<double> theta(2);
  theta << 0, meanOf(points.y);
  for (int round = 0; round < 3; ++round) {
    const Vector<double> step = qr.solve(residualsInTwiceTheDigits(line, theta, points.y));
    theta(0) += step(0) / spread;
    theta(1) += step(1) - step(0) / spread * center;
  }
  dropRoundingErrors(line, points.y, theta);

  LineFit fit;
  fit.line = {theta(0), theta(1)};
  fit.residuals = 0 - residualsInTwiceTheDigits(line, theta, points.y).array();
  fit.quality = fitQuality(fit.residuals, points.y);
  const double sumOfX = points.x.sum();
  fit.normalMatrix << points.x.squaredNorm(), sumOfX, sumOfX, static_cast<double>(points.size());
  fit.normalRight << points.x.dot(points.y), points.y.sum();
  return fit;
}

}  // namespace downhill

#include "regression/least_squares.hpp"

#include <Eigen/QR>
#include <limits>
#include <stdexcept>
#include <string>

namespace downhill {

Vector<double> leastSquares(const Matrix<double>& design, const Vector<double>& targets) {
  if (design.rows() != targets.size()) {
    throw std::invalid_argument(std::to_string(design.rows()) + " rows of features and " +
                                std::to_string(targets.size()) + " targets; there must be equally many");
  }
  if (design.size() == 0)
    throw std::invalid_argument("there is nothing to fit; there must be 1 row and 1 column");
  if (!design.allFinite() || !targets.allFinite())
    throw std::invalid_argument("a feature or target is not finite");
  const Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(design);
  if (qr.rank() < design.cols()) {
    throw std::invalid_argument("the " + std::to_string(design.cols()) +
                                " parameters are not determined: the " + std::to_string(design.rows()) +
                                " samples tell only " + std::to_string(qr.rank()) + " of them apart");
  }
  return qr.solve(targets);
}

FitQuality fitQuality(const Vector<double>& residuals, const Vector<double>& targets) {
  const auto variance = [](const Vector<double>& values) {
    return (values.array() - values.mean()).square().mean();
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
  // or an odd unit costs no digits.
  const double center = points.x.mean();
  const double spread = (points.x.array() - center).abs().maxCoeff();
  Matrix<double> design(points.size(), 2);
  design.col(0) = (points.x.array() - center) / spread;
  design.col(1).setOnes();
  const Vector<double> theta = leastSquares(design, points.y);

  LineFit fit;
  fit.line.slope = theta(0) / spread;
  fit.line.intercept = theta(1) - fit.line.slope * center;
  fit.residuals = design * theta - points.y;
  fit.quality = fitQuality(fit.residuals, points.y);
  const double sumOfX = points.x.sum();
  fit.normalMatrix << points.x.squaredNorm(), sumOfX, sumOfX, static_cast<double>(points.size());
  fit.normalRight << points.x.dot(points.y), points.y.sum();
  return fit;
}

}  // namespace downhill

#include "regression/least_squares.hpp"

#include <Eigen/LU>

#include "../losses/derivative_checks.hpp"
#include "regression/line_loss.hpp"

using namespace downhill;
using namespace downhill::testing;

namespace {
Points noisyPoints(std::uint32_t seed, Eigen::Index n) {
  Random random(seed);
  Points points{Vector<double>(n), Vector<double>(n)};
  for (Eigen::Index i = 0; i < n; ++i) {
    points.x(i) = random.uniform(-2, 5);
    points.y(i) = 1.5 * points.x(i) - 0.7 + random.normal();
  }
  return points;
}
}  // namespace

TEST_CASE("A line through points that lie on one is found exactly") {
  Random random(2);
  const auto whole = [&](int most) { return static_cast<double>(random.below(2 * most + 1)) - most; };
  for (int trial = 0; trial < 300; ++trial) {
    const double unit = std::exp2(whole(4));  // what is written in halves and eighths is exact too
    const Line line{whole(50) * unit, whole(50) * unit};
    const auto n = static_cast<Eigen::Index>(2 + random.below(30));
    Points points{Vector<double>(n), Vector<double>(n)};
    points.x(0) = 1000;  // one that differs from all others
    for (Eigen::Index i = 1; i < n; ++i) points.x(i) = whole(100);
    for (Eigen::Index i = 0; i < n; ++i) points.y(i) = line.at(points.x(i));
    CAPTURE(line.slope, line.intercept, points.x.transpose());
    const LineFit fit = fitLine(points);
    REQUIRE(fit.line.slope == line.slope);
    REQUIRE(fit.line.intercept == line.intercept);
    REQUIRE(fit.residuals.isZero(0));
    REQUIRE(lineLoss(points, fit.line).value == 0);
    REQUIRE(lineLoss(points, fit.line).gradient.isZero(0));
    Matrix<double> design(n, 2);
    design << points.x, Vector<double>::Ones(n);
    REQUIRE(leastSquares(design, points.y) == vector({line.slope, line.intercept}));
  }
}

TEST_CASE("Targets that do not vary have slope 0 and their own height, exactly, and no R²") {
  for (const double height : {2.0, 0.1, -1.0 / 3, 1e300, 0.0}) {
    for (const Eigen::Index n : {2, 3, 7, 10, 1000}) {
      Random random(static_cast<std::uint32_t>(n));
      Points points{Vector<double>(n), Vector<double>::Constant(n, height)};
      for (double& x : points.x) x = random.uniform(-3, 7);
      CAPTURE(height, n);
      const LineFit fit = fitLine(points);
      REQUIRE(fit.line.slope == 0);
      REQUIRE_FALSE(std::signbit(fit.line.slope));
      REQUIRE(fit.line.intercept == height);
      REQUIRE(fit.residuals.isZero(0));
      REQUIRE(fit.quality.varianceOfTargets == 0);
      REQUIRE(fit.quality.residualVariance == 0);
      REQUIRE(std::isnan(fit.quality.rSquared));
      Matrix<double> design(n, 2);
      design << Vector<double>::Ones(n), points.x;
      REQUIRE(leastSquares(design, points.y) == vector({height, 0}));
      const auto path = descendLine(points, fit.line, 0.01, 3);
      REQUIRE(path.back().distances.isZero(0));
      REQUIRE(path.back().line.intercept == height);
    }
  }
}

TEST_CASE("The best line agrees with the normal equations and with covariance over variance") {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    const Points points = noisyPoints(seed, 3 + seed);
    const LineFit fit = fitLine(points);
    const Eigen::Vector2d normal = fit.normalMatrix.inverse() * fit.normalRight;
    REQUIRE_THAT(fit.line.slope, WithinRel(normal(0), 1e-10));
    REQUIRE_THAT(fit.line.intercept, WithinAbs(normal(1), 1e-10));
    const auto x = points.x.array() - points.x.mean(), y = points.y.array() - points.y.mean();
    REQUIRE_THAT(fit.line.slope, WithinRel((x * y).sum() / x.square().sum(), 1e-12));
    REQUIRE_THAT(fit.line.at(points.x.mean()), WithinRel(points.y.mean(), 1e-12));
    REQUIRE(residualsOf(fit.line, points).isApprox(fit.residuals, 1e-10));
  }
}

TEST_CASE("No nearby line is better") {
  const Points points = noisyPoints(7, 30);
  const LineFit fit = fitLine(points);
  for (const double da : {-1e-3, 0.0, 1e-3}) {
    for (const double db : {-1e-3, 0.0, 1e-3}) {
      if (da == 0 && db == 0) continue;
      const Line other{fit.line.slope + da, fit.line.intercept + db};
      REQUIRE(residualsOf(other, points).squaredNorm() > fit.quality.sumOfSquares);
    }
  }
}

TEST_CASE("Residuals are orthogonal to every column of the features") {
  Random random(5);
  Matrix<double> design(20, 4);
  Vector<double> targets(20);
  for (double& value : design.reshaped()) value = random.normal();
  for (double& value : targets) value = random.normal();
  const Vector<double> residuals = design * leastSquares(design, targets) - targets;
  REQUIRE((design.transpose() * residuals).norm() < 1e-12);
}

TEST_CASE("QR keeps digits that the normal equations lose, far from the origin") {
  Points points = noisyPoints(3, 40);
  const double slope = fitLine(points).line.slope;
  points.x.array() += 1e8;
  const LineFit far = fitLine(points);
  REQUIRE_THAT(far.line.slope, WithinRel(slope, 1e-6));
  const Eigen::Vector2d normal = far.normalMatrix.inverse() * far.normalRight;
  REQUIRE(std::abs(normal(0) - slope) > 1e3 * std::abs(far.line.slope - slope));
}

TEST_CASE("The loss is the residuals' variance only where their mean is 0, as it is at the best line") {
  const Points points = noisyPoints(9, 25);
  const LineFit best = fitLine(points);
  REQUIRE_THAT(best.residuals.mean(), WithinAbs(0, 1e-13));
  REQUIRE_THAT(best.quality.meanSquare, WithinRel(best.quality.residualVariance, 1e-12));

  const Line raised{best.line.slope, best.line.intercept + 2};
  const FitQuality quality = fitQuality(residualsOf(raised, points), points.y);
  REQUIRE_THAT(quality.residualVariance, WithinRel(best.quality.residualVariance, 1e-12));
  REQUIRE_THAT(quality.meanSquare, WithinRel(quality.residualVariance + 4, 1e-12));
}

TEST_CASE("R² is the square of the correlation, 0 for the mean, below 0 for worse") {
  const Points points = noisyPoints(13, 25);
  const auto x = points.x.array() - points.x.mean(), y = points.y.array() - points.y.mean();
  const double correlation = (x * y).sum() / std::sqrt(x.square().sum() * y.square().sum());
  REQUIRE_THAT(fitLine(points).quality.rSquared, WithinRel(correlation * correlation, 1e-12));
  REQUIRE_THAT(fitQuality(residualsOf({0, points.y.mean()}, points), points.y).rSquared, WithinAbs(0, 1e-14));
  REQUIRE(fitQuality(residualsOf({-5, 0}, points), points.y).rSquared < 0);
  REQUIRE(std::isnan(fitLine({vector({1, 2}), vector({3, 3})}).quality.rSquared));
}

TEST_CASE("Singular systems are refused with words") {
  Matrix<double> twins(4, 2);
  twins << 1, 2, 2, 4, 3, 6, 4, 8;
  REQUIRE_REFUSED(leastSquares(twins, vector({1, 2, 3, 4})),
                  "the 2 parameters are not determined: the 4 samples tell only 1 of them apart");
  REQUIRE_REFUSED(leastSquares(Matrix<double>::Ones(1, 2), vector({1})), "not determined");
  REQUIRE_REFUSED(leastSquares(twins, vector({1})), "4 rows of features and 1 targets");
  REQUIRE_REFUSED(leastSquares(Matrix<double>(0, 2), Vector<double>()), "nothing to fit");
  REQUIRE_REFUSED(leastSquares(NAN * twins, vector({1, 2, 3, 4})), "not finite");
  REQUIRE_REFUSED(fitLine({vector({2, 2}), vector({1, 5})}), "all points have the same x");
  REQUIRE_REFUSED(fitLine({vector({2}), vector({1})}), "all points have the same x");
  REQUIRE_REFUSED(fitQuality(vector({1}), vector({1, 2})), "1 residuals for 2 targets");
}

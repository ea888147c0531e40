#include "regression/line_loss.hpp"

#include "../losses/derivative_checks.hpp"

using namespace downhill;
using namespace downhill::testing;

namespace {
const Points fivePoints{vector({-1, 0, 1.5, 2, 4}), vector({0.5, -1, 2, 1, 3.5})};
const Line line{0.3, -0.8};
}  // namespace

TEST_CASE("The loss of a line and its gradient agree with central differences and with the formula") {
  for (const Reduction reduction : {Reduction::mean, Reduction::sum}) {
    const LineLoss at = lineLoss(fivePoints, line, reduction);
    const double h = centralStep;
    const auto value = [&](double a, double b) { return lineLoss(fivePoints, {a, b}, reduction).value; };
    requireClose(at.gradient(0), (value(.3 + h, -.8) - value(.3 - h, -.8)) / (2 * h), at.value);
    requireClose(at.gradient(1), (value(.3, -.8 + h) - value(.3, -.8 - h)) / (2 * h), at.value);
  }
  double sum = 0, byHand = 0;
  for (Eigen::Index i = 0; i < 5; ++i) {
    const double residual = .3 * fivePoints.x(i) - .8 - fivePoints.y(i);
    sum += residual * residual;
    byHand += 2 * residual * fivePoints.x(i);
  }
  REQUIRE_THAT(lineLoss(fivePoints, line, Reduction::sum).value, WithinRel(sum, 1e-14));
  REQUIRE_THAT(lineLoss(fivePoints, line, Reduction::sum).gradient(0), WithinRel(byHand, 1e-13));
}

TEST_CASE("Sum and mean differ by the factor n, in the loss and so in the learning rate") {
  const LineLoss mean = lineLoss(fivePoints, line), sum = lineLoss(fivePoints, line, Reduction::sum);
  REQUIRE_THAT(sum.value, WithinRel(5 * mean.value, 1e-14));
  REQUIRE(sum.gradient.isApprox(5 * mean.gradient, 1e-14));
  REQUIRE_THAT(bowlOf(fivePoints, Reduction::sum).largestStableRate,
               WithinRel(bowlOf(fivePoints).largestStableRate / 5, 1e-13));
  const auto byMean = descendLine(fivePoints, line, 0.05, 20),
             bySum = descendLine(fivePoints, line, 0.01, 20, Reduction::sum);
  for (std::size_t k = 0; k < byMean.size(); ++k) {
    REQUIRE_THAT(byMean[k].line.slope, WithinRel(bySum[k].line.slope, 1e-12));
  }
}

TEST_CASE("The loss is a bowl: exactly quadratic around the best line") {
  const Bowl bowl = bowlOf(fivePoints);
  const LineFit best = fitLine(fivePoints);
  Random random(3);
  for (int trial = 0; trial < 50; ++trial) {
    const Line other{random.uniform(-9, 9), random.uniform(-9, 9)};
    const Eigen::Vector2d d(other.slope - best.line.slope, other.intercept - best.line.intercept);
    const LineLoss at = lineLoss(fivePoints, other);
    REQUIRE_THAT(at.value, WithinRel(best.quality.meanSquare + d.dot(bowl.hessian * d) / 2, 1e-12));
    REQUIRE(at.gradient.isApprox(bowl.hessian * d, 1e-11));
  }
}

TEST_CASE("The bowl's directions are perpendicular unit vectors and its curvatures their eigenvalues") {
  const Bowl bowl = bowlOf(fivePoints);
  REQUIRE((bowl.directions.transpose() * bowl.directions).isApprox(Eigen::Matrix2d::Identity(), 1e-14));
  REQUIRE((bowl.hessian * bowl.directions).isApprox(bowl.directions * bowl.curvatures.asDiagonal(), 1e-12));
  REQUIRE(bowl.curvatures(0) > bowl.curvatures(1));
  REQUIRE_THAT(bowl.curvatures.sum(), WithinRel(bowl.hessian.trace(), 1e-13));
  REQUIRE_THAT(bowl.conditionNumber, WithinRel(bowl.curvatures(0) / bowl.curvatures(1), 1e-14));
  REQUIRE_THAT(bowl.largestStableRate, WithinRel(2 / bowl.curvatures(0), 1e-14));
}

TEST_CASE("Along each eigen-direction the distance decays by 1 − ηλ a step") {
  const Bowl bowl = bowlOf(fivePoints);
  for (const double rate : {0.02, bowl.bestRate, 0.98 * bowl.largestStableRate}) {
    const auto path = descendLine(fivePoints, line, rate, 30);
    const Eigen::Vector2d factors = decayFactors(bowl, rate);
    REQUIRE(path.size() == 31);
    for (int k = 0; k <= 30; ++k) {
      const Eigen::Vector2d expected = factors.array().pow(k) * path[0].distances.array();
      REQUIRE((path[k].distances - expected).norm() < 1e-11);
      const Line closed = lineAfter(fivePoints, line, rate, k);
      REQUIRE_THAT(closed.slope, WithinAbs(path[k].line.slope, 1e-11));
      REQUIRE_THAT(closed.intercept, WithinAbs(path[k].line.intercept, 1e-11));
    }
  }
  // at the best rate both directions decay alike, by (κ−1)/(κ+1)
  const Eigen::Vector2d best = decayFactors(bowl, bowl.bestRate).cwiseAbs();
  REQUIRE_THAT(best(0), WithinRel((bowl.conditionNumber - 1) / (bowl.conditionNumber + 1), 1e-12));
  REQUIRE_THAT(best(1), WithinRel(best(0), 1e-12));
}

TEST_CASE("Below 2/λ₁ descent reaches the best line, above it diverges and says where") {
  const Bowl bowl = bowlOf(fivePoints);
  const Line best = fitLine(fivePoints).line;
  const auto good = descendLine(fivePoints, line, 0.99 * bowl.largestStableRate, 2000);
  REQUIRE_THAT(good.back().line.slope, WithinAbs(best.slope, 1e-6));
  const auto bad = descendLine(fivePoints, line, 1.5 * bowl.largestStableRate, 5000);
  REQUIRE(bad.size() < 5001);
  REQUIRE_FALSE(std::isfinite(bad.back().loss));
  REQUIRE(std::isfinite(bad[bad.size() - 2].loss));
  REQUIRE(bad[5].loss > bad[0].loss);
}

TEST_CASE("Standardised inputs make the bowl round, and one step of ½ reaches its bottom") {
  const Points far{fivePoints.x.array() * 100 + 2000, fivePoints.y};
  REQUIRE(bowlOf(far).conditionNumber > 1e4);
  const Standardisation standardisation = standardisationOf(far);
  const Points round = standardisation.apply(far);
  const Bowl bowl = bowlOf(round);
  REQUIRE(bowl.hessian.isApprox(2 * Eigen::Matrix2d::Identity(), 1e-11));
  REQUIRE_THAT(bowl.conditionNumber, WithinRel(1, 1e-11));
  const auto path = descendLine(round, {3, 4}, 0.5, 1);
  const Line found = standardisation.undo(path[1].line), best = fitLine(far).line;
  REQUIRE_THAT(found.slope, WithinRel(best.slope, 1e-9));
  REQUIRE_THAT(found.intercept, WithinRel(best.intercept, 1e-9));
}

TEST_CASE("Points above one another make a valley without end") {
  const Bowl bowl = bowlOf({vector({2, 2}), vector({1, 3})});
  REQUIRE(bowl.curvatures(1) == 0);
  REQUIRE(bowl.conditionNumber == INFINITY);
  REQUIRE_REFUSED(descendLine({vector({2, 2}), vector({1, 3})}, line, .1, 5), "same x");
  REQUIRE_REFUSED(standardisationOf({vector({2, 2}), vector({1, 3})}), "same x");
}

TEST_CASE("Descent refuses what cannot be walked") {
  REQUIRE_REFUSED(descendLine(fivePoints, {NAN, 0}, .1, 5), "the line to start from");
  REQUIRE_REFUSED(descendLine(fivePoints, line, INFINITY, 5), "the learning rate");
  REQUIRE_REFUSED(descendLine(fivePoints, line, .1, -1), "steps is -1");
  REQUIRE_REFUSED(lineAfter(fivePoints, line, .1, 1000000), "steps is 1000000");
  REQUIRE_REFUSED(lineLoss({}, line), "no points");
}

#pragma once

#include <vector>

#include "regression/least_squares.hpp"

namespace downhill {

// Whether the squares of the residuals are added up or averaged. The sum's gradient is n times the mean's, so
// a learning rate that suits the mean is n times too large for the sum; nothing else differs.
enum class Reduction { mean, sum };

// The loss of a line as a function of its two parameters θ = (a, b), with r_i = a x_i + b − y_i and c = 1/n
// for the mean, 1 for the sum:
//
//   L(a, b) = c Σ r_i²,   ∂L/∂a = 2c Σ r_i x_i,   ∂L/∂b = 2c Σ r_i
struct LineLoss {
  double value = 0;
  Eigen::Vector2d gradient;
};

LineLoss lineLoss(const Points& points, const Line& line, Reduction reduction = Reduction::mean);

// The shape of that loss: a bowl with the same Hessian everywhere,
//
//   H = 2c [Σx² Σx; Σx n],     L(θ) = L(θ*) + ½ (θ−θ*)ᵀ H (θ−θ*)
//
// Its eigenvectors are the axes of the elliptic contours, its eigenvalues the curvatures along them.
struct Bowl {
  Eigen::Matrix2d hessian;
  Eigen::Vector2d curvatures;  // λ₁ ≥ λ₂ ≥ 0: the steepest direction first
  Eigen::Matrix2d
      directions;  // columns: unit vectors along λ₁ and λ₂, each with its first large entry positive
  double conditionNumber = 0;  // λ₁/λ₂: how long the valley is; +∞ where the points do not determine the line
  double largestStableRate = 0;  // 2/λ₁: with any higher learning rate, descent runs up the walls
  double bestRate = 0;           // 2/(λ₁+λ₂): both directions then decay by (κ−1)/(κ+1) a step
};

Bowl bowlOf(const Points& points, Reduction reduction = Reduction::mean);

// What a step of gradient descent leaves of the distance along each direction: 1 − ηλ. Below 1 in size: it
// decays; negative: it swings from side to side; above 1 in size: it diverges.
Eigen::Vector2d decayFactors(const Bowl& bowl, double rate);

// One state of a descent on the line's loss.
struct LineStep {
  Line line;
  double loss = 0;
  Eigen::Vector2d gradient;
  Eigen::Vector2d distances;  // θ − θ* along the bowl's two directions
};

// θ ← θ − η ∇L: steps + 1 states, the start first. Stops early once a state is no longer finite (that one is
// kept).
std::vector<LineStep> descendLine(const Points& points, const Line& start, double rate, int steps,
                                  Reduction reduction = Reduction::mean);

// The same without walking: along each direction the distance after k steps is (1−ηλ)^k of the first.
Line lineAfter(const Points& points, const Line& start, double rate, int steps,
               Reduction reduction = Reduction::mean);

// x′ = (x − x̄)/s with s² = Σ(x_i − x̄)²/n. With such inputs H = 2I under the mean: the bowl is round, and
// descent goes straight to its bottom.
struct Standardisation {
  double mean = 0;
  double deviation = 1;

  Points apply(const Points& points) const;
  Line undo(const Line& line) const;  // the same line in the units from before
};

// Refuses points that all have the same x: there is no spread to divide by.
Standardisation standardisationOf(const Points& points);

}  // namespace downhill

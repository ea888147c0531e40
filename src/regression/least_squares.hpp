#pragma once

#include "gemm/matrix.hpp"
#include "regression/points.hpp"

namespace downhill {

// Σ v_i / n, exactly v where all of them are v: a sum of many 0.1 is not so many times 0.1.
double meanOf(const Vector<double>& values);

// Least squares: the θ with the least Σ_i (φ_iᵀθ − y_i)², exactly                  (Legendre 1805, Gauss
// 1809)
//
//   Φθ ≈ y,   Φ = QR with orthonormal Q:  Rθ = Qᵀy                              (Golub 1965)
//
// The normal equations ΦᵀΦ θ = Φᵀy say the same, but square the condition number; QR keeps the digits.
// design: (n, parameters), one row φ_i a sample   targets: (n)   returns θ: (parameters)
// Columns that cannot be told apart by the samples (rank below the number of columns) are refused with words.
Vector<double> leastSquares(const Matrix<double>& design, const Vector<double>& targets);

// How well ŷ explains y.
struct FitQuality {
  double sumOfSquares = 0;       // Σ r_i²
  double meanSquare = 0;         // Σ r_i² / n: the loss, in units of y²
  double residualVariance = 0;   // Σ (r_i − r̄)² / n = meanSquare − r̄²: not the loss, unless r̄ = 0
  double varianceOfTargets = 0;  // Σ (y_i − ȳ)² / n: the loss of the best constant
  double rSquared = 0;           // 1 − meanSquare / varianceOfTargets; NaN where y does not vary
};

// residuals r = ŷ − y: (n)   targets: (n)
FitQuality fitQuality(const Vector<double>& residuals, const Vector<double>& targets);

// ŷ = ax + b.
struct Line {
  double slope = 0;      // a
  double intercept = 0;  // b

  double at(double x) const { return slope * x + intercept; }
};

struct LineFit {
  Line line;
  Vector<double> residuals;  // r_i = ŷ_i − y_i, (n)
  FitQuality quality;
  // The normal equations in numbers, [Σx² Σx; Σx n] (a, b)ᵀ = (Σxy, Σy)ᵀ, for those who like to see them.
  Eigen::Matrix2d normalMatrix;
  Eigen::Vector2d normalRight;
};

// r = ax + b − y of each point.
Vector<double> residualsOf(const Line& line, const Points& points);

// The best line. Needs two points with different x: else no slope is better than another, and that is said.
LineFit fitLine(const Points& points);

}  // namespace downhill

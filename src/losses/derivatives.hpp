#pragma once

#include "gemm/matrix.hpp"

namespace downhill {

// A loss at one point of the line: L(x), L′(x), L″(x).
struct ScalarLoss {
  double value = 0;
  double gradient = 0;
  double curvature = 0;
};

// A loss at one point of space: L(x), ∇L(x) of shape (n), and the Hessian ∂²L/∂x_i∂x_j of shape (n, n).
struct VectorLoss {
  double value = 0;
  Vector<double> gradient;
  Matrix<double> hessian;
};

inline ScalarLoss operator*(double factor, const ScalarLoss& loss) {
  return {factor * loss.value, factor * loss.gradient, factor * loss.curvature};
}

}  // namespace downhill

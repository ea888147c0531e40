#pragma once

#include <cstddef>

#include "gemm/matrix.hpp"

namespace downhill {

// A plane in the space of all parameters: θ(α, β) = θ₀ + α d₁ + β d₂
struct ParameterPlane {
  Vector<float> origin, first, second;  // θ₀, d₁, d₂: (N)

  Vector<float> at(double alpha, double beta) const {
    return origin + static_cast<float>(alpha) * first + static_cast<float>(beta) * second;
  }
};

// Throws unless all three have so many numbers, all finite.
void validate(const ParameterPlane& plane, Eigen::Index parameters);

// Evenly spread points of such a plane, numbered row by row: α grows along a row, β from row to row.
struct PlaneGrid {
  double alphaLow = -1, alphaHigh = 1, betaLow = -1, betaHigh = 1;
  int columns = 41, rows = 41;  // 2 to 401

  std::size_t points() const { return static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows); }
  double alpha(std::size_t point) const;
  double beta(std::size_t point) const;
};
inline constexpr int mostGridLines = 401;

// Throws unless the ranges are finite and rise, and there are 2 to 401 rows and columns.
void validate(const PlaneGrid& grid);

// Number index of so many evenly spread from low to high, both of which are among them, exactly.
double evenlySpread(double low, double high, std::size_t index, int count);

}  // namespace downhill

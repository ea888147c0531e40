#pragma once

#include <array>
#include <span>
#include <vector>

#include "training/parameter_plane.hpp"

namespace downhill {

// Where a moment of training lies, seen from the last one.
struct PathPoint {
  double first = 0, second = 0;  // coordinates in the plane: (θᵢ − θₙ)·d₁, (θᵢ − θₙ)·d₂
  double beside = 0;             // and how far it is from the plane
};

// The plane through the end of training in which the way there can be seen best, and the way in it.
struct PrincipalPlane {
  ParameterPlane plane;               // θₙ, and two directions of length 1 at right angles
  std::array<double, 2> explained{};  // the part of the path's variance along each
  std::vector<PathPoint> path;        // one per snapshot; the last is the origin
};

inline constexpr std::size_t mostSnapshots = 500;

// Principal component analysis of the rows θᵢ − θₙ (Li et al. 2018, section 7; Pearson 1901). Of n snapshots
// of N parameters, centred to X (n, N), the directions are eigenvectors of XᵀX, N × N. Those of the small
// Gram matrix X Xᵀ, n × n, lead to them:
//
//   X Xᵀ u = λ u   ⇒   d = Xᵀ u / √λ,   explained: λ / Σ λ
//
// The signs are those that give the first snapshot coordinates of 0 or more.
//
// A word of warning: even of a random walk in many dimensions the first two directions explain
// 6/π² + 6/4π² = 76 % of the variance, and it draws a neat curve (Antognini & Sohl-Dickstein 2018).
//
// snapshots: 3 to 500 of equally many finite numbers, in order. Throws when they lie on a line: it has no
// plane.
PrincipalPlane principalPlane(std::span<const Vector<float>> snapshots);

// A grid around the whole path, with a margin on every side in parts of the longer side.
PlaneGrid gridAround(const PrincipalPlane& principal, int columns, int rows, double margin = 0.25);

}  // namespace downhill

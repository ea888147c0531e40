#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "gemm/matrix.hpp"
#include "registry/setting.hpp"
#include "tables/number_table.hpp"

namespace downhill {

// Labelled points of the plane.   places: (n, 2)   labels: (n)
struct PlanarPoints {
  Matrix<double> places;
  std::vector<std::uint8_t> labels;

  Eigen::Index size() const { return places.rows(); }
};

// The data sets that show what a network can and cannot do.
//   circles    a disc and the ring around it
//   xor        four quarters, two and two across the corner alike: no straight line divides them
//   gaussians  two clouds
//   spirals    two arms, once and three quarters round each other
//   moons      two half circles, hooked into each other
enum class PlanarShape { circles, exclusiveOr, gaussians, spirals, moons };

inline constexpr std::pair<PlanarShape, std::string_view> planarShapeNames[] = {
    {PlanarShape::circles, "circles"},
    {PlanarShape::exclusiveOr, "xor"},
    {PlanarShape::gaussians, "gaussians"},
    {PlanarShape::spirals, "spirals"},
    {PlanarShape::moons, "moons"}};
std::string_view nameOf(PlanarShape shape);
PlanarShape planarShapeFromName(std::string_view name);

struct PlanarSettings {
  PlanarShape shape = PlanarShape::circles;
  int samples = 200;   // 2 to 5000; as many of label 1 as of label 0, or one fewer
  double noise = 0.1;  // 0 to 2: the deviation by which each point is moved
  std::uint32_t seed = 1;
};

inline constexpr Setting planarRanges[] = {{"samples", 2, 5000, 200, Scale::whole},
                                           {"noise", 0, 2, 0.1, Scale::linear}};

// Without noise all points lie in the square from −planarReach to planarReach.
inline constexpr double planarReach = 3;

// A function of the settings alone.
PlanarPoints planarPoints(const PlanarSettings& settings);

inline constexpr Eigen::Index mostPlanarPoints = 100'000;

struct PastedPlanarPoints {
  PlanarPoints points;
  NumberTable table;  // what they were read from: lines, doubts
};

// Labelled points that a learner has pasted, x, y and a label below `classes` in a row; see readNumbers.
PastedPlanarPoints parsePlanarPoints(std::string_view text, int classes);

// Throws with words unless there is 1 point or more, as many labels, all below classes, every place finite.
void requirePlanarPoints(const PlanarPoints& points, int classes);

}  // namespace downhill

#include "training/parameter_plane.hpp"

#include <cmath>
#include <stdexcept>
#include <string>

#include "registry/number_text.hpp"

namespace downhill {
namespace {

void requireDirection(const Vector<float>& vector, Eigen::Index parameters, const char* name) {
  if (vector.size() != parameters)
    throw std::invalid_argument("the plane's " + std::string(name) + " has " + std::to_string(vector.size()) +
                                " numbers; the network has " + std::to_string(parameters) + " parameters");
  if (!vector.allFinite())
    throw std::invalid_argument("the plane's " + std::string(name) +
                                " has a number that is not finite; all must be");
}

void requireRange(double low, double high, const char* name) {
  if (!(std::isfinite(low) && std::isfinite(high) && low < high))
    throw std::invalid_argument(std::string(name) + " runs from " + numberText(low) + " to " +
                                numberText(high) + "; both must be finite, and the second larger");
}

void requireLines(int count, const char* name) {
  if (count < 2 || count > mostGridLines)
    throw std::invalid_argument("a grid of " + std::to_string(count) + " " + name + "; it must be 2 to " +
                                std::to_string(mostGridLines));
}

}  // namespace

void validate(const ParameterPlane& plane, Eigen::Index parameters) {
  requireDirection(plane.origin, parameters, "origin");
  requireDirection(plane.first, parameters, "first direction");
  requireDirection(plane.second, parameters, "second direction");
}

void validate(const PlaneGrid& grid) {
  requireRange(grid.alphaLow, grid.alphaHigh, "alpha");
  requireRange(grid.betaLow, grid.betaHigh, "beta");
  requireLines(grid.columns, "columns");
  requireLines(grid.rows, "rows");
}

double evenlySpread(double low, double high, std::size_t index, int count) {
  const double way = static_cast<double>(index) / (count - 1);
  return low * (1 - way) + high * way;
}

double PlaneGrid::alpha(std::size_t point) const {
  return evenlySpread(alphaLow, alphaHigh, point % static_cast<std::size_t>(columns), columns);
}

double PlaneGrid::beta(std::size_t point) const {
  return evenlySpread(betaLow, betaHigh, point / static_cast<std::size_t>(columns), rows);
}

}  // namespace downhill

#include "playground/planar_points.hpp"

#include <cmath>
#include <numbers>
#include <stdexcept>
#include <string>

#include "network/names.hpp"
#include "random/random.hpp"
#include "registry/setting.hpp"

namespace downhill {
namespace {

struct Place {
  double x, y;
};

Place around(double radius, double angle) { return {radius * std::cos(angle), radius * std::sin(angle)}; }

// Where a point of this label lies before noise moves it.
Place draw(PlanarShape shape, int label, Random& random) {
  using std::numbers::pi;
  switch (shape) {
    case PlanarShape::circles: {
      const double radius = label == 1 ? random.uniform(0, 1.2) : random.uniform(2, 2.8);
      return around(radius, random.uniform(0, 2 * pi));
    }
    case PlanarShape::exclusiveOr: {
      const double x = random.uniform(0.2, 2.8), y = random.uniform(0.2, 2.8);
      const double side = random.below(2) ? 1 : -1;
      return {side * x, label == 1 ? side * y : -side * y};
    }
    case PlanarShape::gaussians: {
      const double middle = label == 1 ? 1.25 : -1.25;
      return {middle, middle};
    }
    case PlanarShape::spirals: {
      const double along = random.uniform();
      return around(0.25 + 2.55 * along, 3.5 * pi * along + (label == 1 ? pi : 0));
    }
    case PlanarShape::moons: {
      const Place half = around(1.6, random.uniform(0, pi));
      return label == 1 ? Place{0.8 - half.x, 0.4 - half.y} : Place{half.x - 0.8, half.y - 0.4};
    }
  }
  throw std::invalid_argument("a planar shape has no points");
}

}  // namespace

std::string_view nameOf(PlanarShape shape) { return nameIn(planarShapeNames, shape); }
PlanarShape planarShapeFromName(std::string_view name) { return valueIn(planarShapeNames, name, "data set"); }

PlanarPoints planarPoints(const PlanarSettings& settings) {
  requireInRange(settings.samples, planarRanges[0]);
  requireInRange(settings.noise, planarRanges[1]);
  Random random(settings.seed);
  PlanarPoints points{Matrix<double>(settings.samples, 2), {}};
  // A cloud without noise would be one point.
  const double spread = settings.noise + (settings.shape == PlanarShape::gaussians ? 0.5 : 0);
  for (int i = 0; i < settings.samples; ++i) {
    const int label = i % 2;
    const Place place = draw(settings.shape, label, random);
    points.places(i, 0) = place.x + spread * random.normal();
    points.places(i, 1) = place.y + spread * random.normal();
    points.labels.push_back(static_cast<std::uint8_t>(label));
  }
  return points;
}

PastedPlanarPoints parsePlanarPoints(std::string_view text, int classes) {
  NumberTable table = readNumbers(text, 3, mostPlanarPoints);
  const std::vector<int> labels = labelsIn(table, 2, classes);
  return {{table.numbers.leftCols(2), {labels.begin(), labels.end()}}, std::move(table)};
}

void requirePlanarPoints(const PlanarPoints& points, int classes) {
  const std::string known =
      std::to_string(points.labels.size()) + " labels for " + std::to_string(points.size());
  if (points.size() < 1 || points.places.cols() != 2 ||
      points.labels.size() != static_cast<std::size_t>(points.size()))
    throw std::invalid_argument(known + " points of " + std::to_string(points.places.cols()) +
                                " coordinates; there must be 1 point or more, of 2, each with its label");
  if (!points.places.allFinite()) throw std::invalid_argument("a point is not at a finite place");
  for (const std::uint8_t label : points.labels)
    if (label >= classes)
      throw std::invalid_argument("a label is " + std::to_string(label) + "; it must be one of 0 … " +
                                  std::to_string(classes - 1));
}

}  // namespace downhill

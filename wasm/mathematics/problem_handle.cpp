#include "mathematics/problem_handle.hpp"

#include <algorithm>
#include <limits>
#include <numbers>
#include <stdexcept>

#include "problems/behaviour.hpp"
#include "problems/grid.hpp"
#include "problems/slopes.hpp"

namespace downhill::door {
namespace {

constexpr int mostParticles = 100'000;
constexpr int mostPlaces = 100'000;  // in one call, of a cut, a polar curve, a list of h

constexpr std::string_view nameOf(Kind kind) {
  return kind == Kind::minimum ? "minimum" : kind == Kind::saddle ? "saddle" : "maximum";
}

val described(const StationaryPoint& point) {
  val description = val::object();
  description.set("at", numbersOf(point.at));
  description.set("value", point.value);
  description.set("kind", std::string(nameOf(point.kind)));
  return description;
}

val described(const Side& side) {
  val description = val::object();
  description.set("value", side.value);
  description.set("slope", side.slope);
  description.set("valueDoubt", side.valueDoubt);
  description.set("slopeDoubt", side.slopeDoubt);
  return description;
}

CurveBehaviour described(const CurvePlace& place) {
  val description = val::object();
  description.set("name", std::string(nameOf(place.behaviour)));
  description.set("value", place.value);
  description.set("left", described(place.left));
  description.set("right", described(place.right));
  return CurveBehaviour(description);
}

int indexOfLeast(const std::vector<double>& numbers) {
  return static_cast<int>(std::ranges::min_element(numbers) - numbers.begin());
}

}  // namespace

val describedFacts(const Facts& facts) {
  val description = val::object();
  description.set("formula", facts.formula);
  description.set("domain", windowOf(facts.domain));
  val starts = val::array();
  for (const Point& start : facts.starts) starts.call<void>("push", numbersOf(start));
  description.set("starts", starts);
  val stationary = val::array();
  for (const auto& point : facts.stationary) stationary.call<void>("push", described(point));
  description.set("stationary", stationary);
  description.set("hasFloor", facts.hasFloor);
  description.set("source", facts.source);
  return description;
}

PlaceValues ProblemHandle::at(const NumberArray& place, const Number& orderValue) const {
  const Point x = pointFrom(place, "the place", problem_->dimension());
  const int order = wholeNumber(orderValue, "order", 0, 2);
  Vector<double> gradient;
  Matrix<double> hessian;
  if (order >= 1) problem_->gradient(x, gradient);
  if (order >= 2) problem_->hessian(x, hessian);
  return {problem_->value(x), numbersOf(gradient), numbersOf(hessian), problem_->trouble(x)};
}

GridValues ProblemHandle::grid(const GridOptions& value) const {
  const Settings options(value, "the grid's options", gridKeys);
  const auto window = options.has("window") ? windowFrom(options["window"], "window", problem_->dimension())
                                            : problem_->facts().domain;
  const int columns = wholeNumber(options["columns"], "columns", 2, 4096);
  const int rows = problem_->dimension() == 1 ? 1 : wholeNumber(options["rows"], "rows", 2, 4096);
  const bool withGradients = options.has("gradients") && boolean(options["gradients"], "gradients");
  const Grid grid = sampled(*problem_, window, columns, rows, withGradients);
  return {grid.columns, grid.rows, numbersOf(grid.values), numbersOf(grid.gradients)};
}

DifferenceTable ProblemHandle::differences(const DifferenceOptions& value) const {
  const Settings options(value, "the differences' options", differenceKeys);
  const double x = number(options["x"], "x");
  const auto list = doubles(options["h"], "h", anyLength, std::numeric_limits<double>::min());
  if (list.empty() || list.size() > mostPlaces)
    throw std::invalid_argument("h has " + std::to_string(list.size()) +
                                " numbers; it must have 1 to 100000");
  std::vector<double> forward, central, forwardError, centralError;
  double floor = 0;
  for (const double h : list) {
    const auto quotients = differenceQuotients(*problem_, x, h);
    forward.push_back(quotients.forward);
    central.push_back(quotients.central);
    forwardError.push_back(quotients.forwardError);
    centralError.push_back(quotients.centralError);
    floor = quotients.floor;
  }
  Vector<double> slope;
  problem_->gradient(pointAt({x}), slope);
  return {problem_->value(pointAt({x})),
          slope[0],
          floor,
          numbersOf(forward),
          numbersOf(central),
          numbersOf(forwardError),
          numbersOf(centralError),
          indexOfLeast(forwardError),
          indexOfLeast(centralError)};
}

CurveBehaviour ProblemHandle::behaviour(const Number& x) const {
  return described(behaviourAt(*problem_, number(x, "x")));
}

CurveBehaviour ProblemHandle::behaviourAlong(const DirectionOptions& value) const {
  const Settings options(value, "the cut's options", directionKeys);
  return described(downhill::behaviourAlong(*problem_, pointFrom(options["at"], "at", problem_->dimension()),
                                            number(options["angle"], "angle")));
}

SurfaceBehaviour ProblemHandle::behaviourAround(const NumberArray& place) const {
  const auto [behaviour, phi] = behaviourAt(*problem_, pointFrom(place, "the place", problem_->dimension()));
  val description = val::object();
  description.set("name", std::string(nameOf(behaviour)));
  description.set("angle", phi);
  return SurfaceBehaviour(description);
}

DirectionValues ProblemHandle::direction(const DirectionOptions& value) const {
  const Settings options(value, "the direction's options", directionKeys);
  const auto found = directionalDerivative(*problem_, pointFrom(options["at"], "at", problem_->dimension()),
                                           number(options["angle"], "angle"));
  return {numbersOf(found.gradient),
          found.gradientAngle,
          numbersOf(found.u),
          found.alongX,
          found.alongY,
          found.slope,
          found.norm,
          found.theta,
          found.cosine};
}

PolarSlopes ProblemHandle::polar(const PolarOptions& value) const {
  const Settings options(value, "the polar curve's options", polarKeys);
  const Point at = pointFrom(options["at"], "at", problem_->dimension());
  const int count = wholeNumber(options["count"], "count", 2, mostPlaces);
  std::vector<double> angles, slopes;
  for (int i = 0; i < count; ++i) {
    angles.push_back(2 * std::numbers::pi * i / count);
    slopes.push_back(directionalDerivative(*problem_, at, angles.back()).slope);
  }
  return {numbersOf(angles), numbersOf(slopes)};
}

Float64Array ProblemHandle::cut(const CutOptions& value) const {
  const Settings options(value, "the cut's options", cutKeys);
  return numbersOf(cutAlong(*problem_, pointFrom(options["at"], "at", problem_->dimension()),
                            number(options["angle"], "angle"), rangeFrom(options["range"], "range"),
                            wholeNumber(options["count"], "count", 2, mostPlaces)));
}

// A particle that has left the numbers stays what it is; the others flow on.
Float64Array ProblemHandle::flow(const FlowOptions& value) const {
  const Settings options(value, "the flow's options", flowKeys);
  const auto dimension = static_cast<std::size_t>(problem_->dimension());
  auto positions = anyDoubles(options["positions"], "positions");
  if (positions.size() % dimension != 0 || positions.size() / dimension > mostParticles)
    throw std::invalid_argument("positions has " + std::to_string(positions.size()) +
                                " numbers; it must have " + std::to_string(dimension) +
                                " for each of at most 100000 particles");
  const double time = number(options["time"], "time");
  const int steps = options.has("steps") ? wholeNumber(options["steps"], "steps", 1, 10000) : 1;
  const double limit = options.has("speedLimit")
                           ? number(options["speedLimit"], "speedLimit", std::numeric_limits<double>::min())
                           : std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < positions.size(); i += dimension) {
    Eigen::Map<Point> particle(positions.data() + i, problem_->dimension());
    if (particle.allFinite()) particle = flowed(*problem_, particle, time, steps, limit);
  }
  return numbersOf(positions);
}

}  // namespace downhill::door

#include "models/lines.hpp"

#include <stdexcept>

namespace downhill::door {

Points pointsFrom(const val& value) {
  const Settings settings(value, "the points", pointKeys);
  const auto x = doubles(settings["x"], "x", anyLength);
  const auto y = doubles(settings["y"], "y", x.size());
  if (x.size() > static_cast<std::size_t>(mostPoints))
    throw std::invalid_argument("there are " + std::to_string(x.size()) + " points; there may be 100000");
  const auto count = static_cast<Eigen::Index>(x.size());
  Points points{Eigen::Map<const Vector<double>>(x.data(), count),
                Eigen::Map<const Vector<double>>(y.data(), count)};
  requirePoints(points);
  return points;
}

Line lineFrom(const val& value, std::string_view name) {
  const Settings settings(value, name, lineKeys);
  return {number(settings["slope"], "slope"), number(settings["intercept"], "intercept")};
}

Reduction reductionFrom(const Settings& options) {
  if (!options.has("reduction")) return Reduction::mean;
  const auto name = text(options["reduction"], "reduction");
  if (name != "mean" && name != "sum")
    throw std::invalid_argument("there is no reduction \"" + name + "\"; there are mean, sum");
  return name == "mean" ? Reduction::mean : Reduction::sum;
}

}  // namespace downhill::door

#include "regression/points.hpp"

#include <cmath>
#include <stdexcept>
#include <string>

namespace downhill {

PastedPoints parsePoints(std::string_view text) {
  NumberTable table = readNumbers(text, 2, mostPoints);
  return {{table.numbers.col(0), table.numbers.col(1)}, std::move(table)};
}

void requirePoints(const Points& points) {
  if (points.x.size() != points.y.size()) {
    throw std::invalid_argument(std::to_string(points.x.size()) + " values of x and " +
                                std::to_string(points.y.size()) + " of y; there must be equally many");
  }
  if (points.size() == 0) throw std::invalid_argument("there are no points; there must be 1 or more");
  for (Eigen::Index i = 0; i < points.size(); ++i) {
    if (!std::isfinite(points.x(i)) || !std::isfinite(points.y(i))) {
      throw std::invalid_argument("point " + std::to_string(i) + " is not finite");
    }
  }
}

}  // namespace downhill

#include "geometry.hpp"

#include <stdexcept>

namespace downhill::door {

val pairOf(const Range& range) {
  val pair = val::array();
  pair.call<void>("push", range.low, range.high);
  return pair;
}

val windowOf(const std::vector<Range>& window) {
  val list = val::array();
  for (const Range& range : window) list.call<void>("push", pairOf(range));
  return list;
}

Point pointFrom(const val& value, std::string_view name, Eigen::Index dimension) {
  const auto numbers = doubles(value, name, static_cast<std::size_t>(dimension));
  return Eigen::Map<const Point>(numbers.data(), dimension);
}

Range rangeFrom(const val& value, std::string_view name) {
  const auto ends = doubles(value, name, 2);
  if (!(ends[0] < ends[1]))
    throw std::invalid_argument(std::string(name) + " goes from " + shown(ends[0]) + " to " + shown(ends[1]) +
                                "; it must go upwards");
  return {ends[0], ends[1]};
}

std::vector<Range> windowFrom(const val& value, std::string_view name, Eigen::Index dimension) {
  const auto count = value.isArray() ? value["length"].as<Eigen::Index>() : -1;
  if (count != dimension)
    throw std::invalid_argument(std::string(name) + " is " + shown(value) + "; it must be an array of " +
                                std::to_string(dimension) + (dimension == 1 ? " range" : " ranges") +
                                " [low, high]");
  std::vector<Range> window;
  for (int i = 0; i < count; ++i)
    window.push_back(rangeFrom(value[i], std::string(name) + "[" + std::to_string(i) + "]"));
  return window;
}

}  // namespace downhill::door

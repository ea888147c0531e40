#pragma once

#include "arrays.hpp"
#include "problems/problem.hpp"
#include "validation.hpp"

// Places and windows as they cross the door: a place is [x] or [x, y], a window [[low, high], …], one range
// for each coordinate.
namespace downhill::door {

// Vectors and matrices out: row after row.
template <class Numbers>
Float64Array numbersOf(const Numbers& numbers) {
  return copied<Float64Array>(numbers);
}

val pairOf(const Range& range);
val windowOf(const std::vector<Range>& window);

// As many finite coordinates as the dimension says.
Point pointFrom(const val& value, std::string_view name, Eigen::Index dimension);
Range rangeFrom(const val& value, std::string_view name);
std::vector<Range> windowFrom(const val& value, std::string_view name, Eigen::Index dimension);

}  // namespace downhill::door

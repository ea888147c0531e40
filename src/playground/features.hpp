#pragma once

#include <cmath>
#include <string_view>
#include <utility>
#include <vector>

#include "gemm/gemm.hpp"
#include "network/names.hpp"

namespace downhill {

// What a network may be told of a point (x, y).
enum class Feature { x, y, xSquared, ySquared, product, sineOfX, sineOfY };

inline constexpr std::pair<Feature, std::string_view> featureNames[] = {
    {Feature::x, "x"},          {Feature::y, "y"},        {Feature::xSquared, "x²"},
    {Feature::ySquared, "y²"},  {Feature::product, "xy"}, {Feature::sineOfX, "sin x"},
    {Feature::sineOfY, "sin y"}};

inline std::string_view nameOf(Feature feature) { return nameIn(featureNames, feature); }
inline Feature featureFromName(std::string_view name) { return valueIn(featureNames, name, "feature"); }

inline double valueOf(Feature feature, double x, double y) {
  switch (feature) {
    case Feature::x:
      return x;
    case Feature::y:
      return y;
    case Feature::xSquared:
      return x * x;
    case Feature::ySquared:
      return y * y;
    case Feature::product:
      return x * y;
    case Feature::sineOfX:
      return std::sin(x);
    case Feature::sineOfY:
      return std::sin(y);
  }
  return 0;
}

// places: (n, 2)   returns: (n, features)
inline Matrix<double> featuresOf(const ConstMatrixRef<double>& places, const std::vector<Feature>& features) {
  Matrix<double> values(places.rows(), static_cast<Eigen::Index>(features.size()));
  for (Eigen::Index i = 0; i < values.rows(); ++i)
    for (Eigen::Index f = 0; f < values.cols(); ++f)
      values(i, f) = valueOf(features[static_cast<std::size_t>(f)], places(i, 0), places(i, 1));
  return values;
}

}  // namespace downhill

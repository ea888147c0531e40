#pragma once

#include <cmath>
#include <limits>
#include <vector>

#include "network/network.hpp"
#include "support/matrices.hpp"

namespace downhill::support {

inline std::vector<std::uint8_t> seededLabels(int count, int classes, Random& random) {
  std::vector<std::uint8_t> labels(count);
  for (auto& label : labels) label = static_cast<std::uint8_t>(random.below(classes));
  return labels;
}

// (f(θ + h eᵢ) − f(θ − h eᵢ)) / 2h for every i, with the h that balances rounding and truncation.
template <class Inputs>
Vector<double> centralDifferences(Network<double>& network, const Inputs& inputs, Labels labels) {
  const double h = std::cbrt(std::numeric_limits<double>::epsilon());
  Vector<double> slopes(network.parameterCount());
  for (double& parameter : network.parameters()) {
    const double here = parameter;
    parameter = here + h;
    const double above = network.loss(inputs, labels);
    parameter = here - h;
    const double below = network.loss(inputs, labels);
    parameter = here;
    slopes[&parameter - network.parameters().data()] = (above - below) / (2 * h);
  }
  return slopes;
}

}  // namespace downhill::support

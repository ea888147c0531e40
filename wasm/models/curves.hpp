#pragma once

#include <vector>

#include "geometry.hpp"
#include "losses/derivatives.hpp"

namespace downhill::door {

// A loss along a line: value, slope and curvature at each place.
struct LossCurve {
  Float64Array values, gradients, curvatures;
};

class CurveBuilder {
 public:
  void add(const ScalarLoss& loss) {
    values_.push_back(loss.value);
    gradients_.push_back(loss.gradient);
    curvatures_.push_back(loss.curvature);
  }
  LossCurve curve() const { return {numbersOf(values_), numbersOf(gradients_), numbersOf(curvatures_)}; }

 private:
  std::vector<double> values_, gradients_, curvatures_;
};

template <class Loss>
LossCurve curveOver(const std::vector<double>& places, Loss loss) {
  CurveBuilder builder;
  for (const double x : places) builder.add(loss(x));
  return builder.curve();
}

}  // namespace downhill::door

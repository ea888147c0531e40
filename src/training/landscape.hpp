#pragma once

#include <cstdint>
#include <vector>

#include "network/network.hpp"
#include "training/parameter_plane.hpp"
#include "training/sample_range.hpp"

namespace downhill {

// A random direction in which a step is equally long for every unit, measured by that unit's own weights:
//
//   d_u ← d_u ‖w_u‖ / ‖d_u‖                                                     (Li et al. 2018, section 4)
//
// d normally distributed, w_u and d_u the weights into unit u, a column of W; in a convolution, one filter.
// Without this, a network with larger weights would look flatter though it computes the same. Biases are
// not moved: their part of d is 0, as in the authors' own code.
Vector<float> filterNormalisedDirection(const Network<float>& network, Random& random);

// Through the network's parameters along two such directions. Nothing makes them perpendicular, but in
// thousands of dimensions random directions nearly are.
ParameterPlane randomPlane(const Network<float>& network, std::uint32_t seed);

// The loss over a plane: L(θ₀ + α d₁ + β d₂) at the points of a grid, some at a time, in any order.
// A slice of two dimensions cannot tell what lies beside it: each of the other N − 2 may curve as it likes.
class Landscape {
 public:
  // network: only its layers and its loss matter, not the parameters that it has.
  Landscape(const Network<float>& network, ParameterPlane plane, const PlaneGrid& grid, SampleRange samples);

  // Mean loss at points [begin, end) of the grid; infinite or NaN where the network's outputs overflow.
  std::vector<double> losses(std::size_t begin, std::size_t end);

  // At one place, on the grid or not.
  double loss(double alpha, double beta);

  const PlaneGrid& grid() const { return grid_; }
  const ParameterPlane& plane() const { return plane_; }

 private:
  // Some of the samples, with the first layer's sums x W for each of the plane's three vectors. Anywhere in
  // the plane the sums are x W₀ + α x D₁ + β x D₂: three multiplications for a unit, where the pixels would
  // take 150.
  struct Portion {
    Matrix<float> origin, first, second;  // (samples, width of the first layer)
    Labels labels;
  };

  void sumUp();

  Network<float> network_;
  ParameterPlane plane_;
  PlaneGrid grid_;
  SampleRange samples_;
  std::vector<Portion> portions_;  // empty where the first layer must see the samples themselves
  Matrix<float> sums_;
};

}  // namespace downhill

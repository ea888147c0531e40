#pragma once

#include <vector>

#include "network/network.hpp"

namespace downhill {

// Equal bins from low to high; what lies outside counts to the first or the last.
struct Histogram {
  double low = 0, high = 1;
  std::vector<int> counts;
};

struct Spread {
  double mean = 0, deviation = 0, smallest = 0, largest = 0;
};

// How signals and gradients fare in one layer, over a batch.
struct LayerStatistics {
  int layer = 0;
  Activation activation = Activation::identity;

  Spread outputs;
  Histogram
      outputCounts;  // over the range of the activation; relu's and identity's ends where the numbers do
  double saturated =
      0;              // part of all outputs where φ′ is less than 5 % of its largest value: learning stalls
  double dead = 0;    // part of the units of which that is so for every sample
  double copies = 0;  // part of the units that say what an earlier unit says, for every sample

  Spread deltas;            // δ = ∂C/∂z
  Histogram deltaSizes;     // of log₁₀ |δ|, from −16 to 4
  int zeroDeltas = 0;       // δ that are 0 and have no logarithm
  double deltaSize = 0;     // root of the mean of δ²
  double weightSize = 0;    // ‖W‖
  double gradientSize = 0;  // ‖∂C/∂W‖
};

// Of every layer that has weights, after a pass over the batch. bins: 1 to 1000.
// gradient: by θ, as lossAndGradient gave it.
template <class T>
std::vector<LayerStatistics> layerStatistics(const Network<T>& network, const Vector<T>& gradient, int bins);

// The same with the pass: C's gradient at these inputs and labels.
template <class T>
std::vector<LayerStatistics> layerStatistics(Network<T>& network, const ConstMatrixRef<T>& inputs,
                                             Labels labels, int bins);

}  // namespace downhill

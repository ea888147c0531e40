#pragma once

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>
#include <vector>

#include "network/network.hpp"

namespace downhill {

// One term aᵢ·wᵢⱼ of a unit's sum zⱼ = Σᵢ aᵢ wᵢⱼ + bⱼ: what unit `from` of the layer before says to unit
// `to`.
template <class T>
struct Contribution {
  int from = 0, to = 0;
  T value = 0;
};

// The largest terms, by size, of all the sums of one dense layer; at most `count`, the largest first.
// inputs, outputs: what the layer was given for one sample and what came out, after its activation. Units that
// are silent (a = 0) say nothing, and to those that stay silent nothing is said.
template <class T>
std::vector<Contribution<T>> strongestContributions(const Network<T>& network, int layer,
                                                    const Eigen::Ref<const Vector<T>>& inputs,
                                                    const Eigen::Ref<const Vector<T>>& outputs,
                                                    std::size_t count) {
  const auto weights = network.weights(layer);
  if (inputs.size() != weights.rows() || outputs.size() != weights.cols())
    throw std::invalid_argument("there are " + std::to_string(inputs.size()) + " inputs and " +
                                std::to_string(outputs.size()) + " outputs; layer " + std::to_string(layer) +
                                " has " + std::to_string(weights.rows()) + " and " +
                                std::to_string(weights.cols()));
  const auto stronger = [](const Contribution<T>& a, const Contribution<T>& b) {
    return std::abs(a.value) > std::abs(b.value);
  };
  // A heap whose top is the weakest of the strongest so far.
  std::vector<Contribution<T>> strongest;
  for (int i = 0; i < weights.rows(); ++i) {
    if (inputs[i] == T(0)) continue;
    for (int j = 0; j < weights.cols(); ++j) {
      if (outputs[j] == T(0)) continue;
      const Contribution<T> term{i, j, inputs[i] * weights(i, j)};
      if (strongest.size() == count && (count == 0 || !stronger(term, strongest.front()))) continue;
      if (strongest.size() == count) {
        std::pop_heap(strongest.begin(), strongest.end(), stronger);
        strongest.pop_back();
      }
      strongest.push_back(term);
      std::push_heap(strongest.begin(), strongest.end(), stronger);
    }
  }
  std::sort_heap(strongest.begin(), strongest.end(), stronger);
  return strongest;
}

}  // namespace downhill

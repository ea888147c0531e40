#pragma once

#include <cmath>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>

#include "network/network.hpp"

namespace downhill {

// What the loss does when parameters are moved one at a time: the slow way to a gradient, kept because nobody
// doubts it. Backpropagation is checked against it, and a learner sees what it would cost.
//
// The network's parameters are the same before and after each of these calls.

namespace detail {

// Puts a parameter back, whatever happens.
class Moved {
 public:
  Moved(Vector<double>& parameters, Eigen::Index index) : place_(parameters(index)), before_(place_) {}
  ~Moved() { place_ = before_; }
  Moved(const Moved&) = delete;
  Moved& operator=(const Moved&) = delete;

  void by(double distance) { place_ = before_ + distance; }
  double before() const { return before_; }

 private:
  double& place_;
  double before_;
};

inline void checkParameter(const Network<double>& network, Eigen::Index index) {
  if (index < 0 || index >= network.parameterCount())
    throw std::invalid_argument("parameter " + std::to_string(index) + " does not exist; there are 0 to " +
                                std::to_string(network.parameterCount() - 1));
}

}  // namespace detail

// C(θ + ε·eᵢ) for each ε. inputs: (batch, inputWidth)
inline Vector<double> lossesNear(Network<double>& network, const ConstMatrixRef<double>& inputs,
                                 Labels labels, Eigen::Index parameter, std::span<const double> epsilons) {
  detail::checkParameter(network, parameter);
  detail::Moved moved(network.parameters(), parameter);
  Vector<double> losses(static_cast<Eigen::Index>(epsilons.size()));
  for (Eigen::Index k = 0; k < losses.size(); ++k) {
    moved.by(epsilons[static_cast<std::size_t>(k)]);
    losses(k) = network.loss(inputs, labels);
  }
  return losses;
}

// ∂C/∂θᵢ ≈ (C(θ + h·eᵢ) − C(θ − h·eᵢ)) / 2h for the parameters begin … begin + count − 1, with h = ∛ε·max(1, |θᵢ|),
// which balances the error of the quotient, ∝ h², against rounding, ∝ ε/h (Nocedal and Wright 2006, section 8.1).
// Two forward passes each.
inline Vector<double> differenceGradient(Network<double>& network, const ConstMatrixRef<double>& inputs,
                                         Labels labels, Eigen::Index begin, Eigen::Index count) {
  if (count < 1) throw std::invalid_argument("count is " + std::to_string(count) + "; it must be 1 or more");
  detail::checkParameter(network, begin);
  detail::checkParameter(network, begin + count - 1);
  const double step = std::cbrt(std::numeric_limits<double>::epsilon());
  Vector<double> slopes(count);
  for (Eigen::Index k = 0; k < count; ++k) {
    detail::Moved moved(network.parameters(), begin + k);
    const double h = step * std::max(1.0, std::abs(moved.before()));
    moved.by(h);
    const double above = network.loss(inputs, labels);
    moved.by(-h);
    slopes(k) = (above - network.loss(inputs, labels)) / (2 * h);
  }
  return slopes;
}

}  // namespace downhill

#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include "gemm/matrix.hpp"
#include "optimizers/oracle.hpp"
#include "registry/setting.hpp"

namespace downhill {

// What a method has to know about the surface besides the gradient where it stands.
enum class Needs { gradient, values, hessian };

// Which vectors, as long as θ, a method remembers from step to step.
enum class Memory { none, momentum, accumulator, both };

// Where the learning rate η of a method that follows the gradient may lie.
inline constexpr double leastLearningRate = 1e-6, mostLearningRate = 1e6;

template <class Settings>
inline constexpr Field<Settings> learningRateField{"rate", &Settings::rate, leastLearningRate,
                                                   mostLearningRate, Scale::logarithmic};

// A number that is remembered, or 0 where it is smaller than the smallest normal one. The memory of a weight
// whose input stays dark decays below that within some hundred steps and never quite reaches 0, and
// processors compute many times slower with such numbers.
template <class T>
T flushDenormal(T value) {
  return std::abs(value) < std::numeric_limits<T>::min() ? T(0) : value;
}

// move(θᵢ, gᵢ, mᵢ) for every parameter, in one walk that compilers take several at a time: nothing else lies
// where θ or the memory lies.
template <class T, class Move>
void forEachParameter(VectorRef<T> theta, ConstVectorRef<T> gradient, VectorRef<T> memory, const Move& move) {
  T* __restrict p = theta.data();
  T* __restrict m = memory.data();
  const T* __restrict g = gradient.data();
  for (Eigen::Index i = 0; i < theta.size(); ++i) move(p[i], g[i], m[i]);
}

// The contract of every method. An optimizer sees one flat vector of parameters θ, of 2 or of 100,000
// numbers, and the gradient of the loss there; step() moves θ. Copying it (clone) copies its memory, and
// saveState / restoreState carry that memory through a flat vector, so that a run can be rewound and
// replayed bit by bit. After the first step, which sizes the memory, a step allocates nothing.
//
// A method is a class with: its settings, its equation in update(), a name. See gradient_descent.hpp.
template <class T>
class Optimizer {
 public:
  virtual ~Optimizer() = default;
  virtual std::string_view name() const = 0;
  virtual std::unique_ptr<Optimizer> clone() const = 0;
  virtual Needs needs() const { return Needs::gradient; }

  // θ ← θ + Δθ, given g = ∇f(θ).
  void step(VectorRef<T> theta, ConstVectorRef<T> gradient) {
    begin(theta.size(), gradient.size());
    update(theta, gradient, momentum_, accumulator_);
  }

  // The same for methods that may also ask the surface itself; every method accepts it.
  void step(VectorRef<T> theta, ConstVectorRef<T> gradient, Oracle<T>& oracle) {
    begin(theta.size(), gradient.size());
    updateAsking(theta, gradient, oracle);
  }

  // Whether each parameter is moved by its own gradient and memory alone. Then a step can be taken slice by
  // slice, for several threads: begin once for all n parameters, then every slice of θ and g, which
  // starts at parameter `first`, in any order or side by side.
  virtual bool inSlices() const { return needs() == Needs::gradient; }
  void begin(Eigen::Index n) { begin(n, n); }
  void stepSlice(VectorRef<T> theta, ConstVectorRef<T> gradient, Eigen::Index first) {
    const Eigen::Index size = theta.size();
    update(theta, gradient, momentum_.segment(keepsMomentum() ? first : 0, keepsMomentum() ? size : 0),
           accumulator_.segment(keepsAccumulator() ? first : 0, keepsAccumulator() ? size : 0));
  }
  // Gives `size` parameters from `to` on the memory of as many from `from` on.
  void copyMemory(Eigen::Index from, Eigen::Index to, Eigen::Index size) {
    if (keepsMomentum()) momentum_.segment(to, size) = momentum_.segment(from, size);
    if (keepsAccumulator()) accumulator_.segment(to, size) = accumulator_.segment(from, size);
  }

  // η, the learning rate. A schedule sets it before each step.
  T rate() const { return rate_; }
  void setRate(double rate) {
    if (!(rate >= 0 && rate <= 1e9))
      throw std::invalid_argument("the learning rate is " + std::to_string(rate) +
                                  "; it must be from 0 to 1e9");
    rate_ = static_cast<T>(rate);
  }

  // Starts the noise of a method that has its own anew; nothing to the others.
  virtual void setSeed(std::uint32_t) {}

  // Steps taken since the start or the last reset; 1 during the first update.
  std::int64_t steps() const { return steps_; }

  // What the method remembers, for the figures; empty when it remembers no such thing, or before the first
  // step.
  const Vector<T>& momentum() const { return momentum_; }
  const Vector<T>& accumulator() const { return accumulator_; }

  // Forgets everything; the next step is a first step.
  void reset() { resize(0); }

  // The memory as one flat vector: number of steps, momentum, accumulator, whatever else the method keeps.
  // In float a count of steps is exact up to 2²⁴ = 16,777,216.
  virtual Vector<T> saveState() const {
    Vector<T> state(1 + momentum_.size() + accumulator_.size());
    state << static_cast<T>(steps_), momentum_, accumulator_;
    return state;
  }

  virtual void restoreState(ConstVectorRef<T> state) {
    const Eigen::Index vectors = (keepsMomentum() ? 1 : 0) + (keepsAccumulator() ? 1 : 0);
    const Eigen::Index numbers = state.size() - 1;
    if (numbers < 0 || (vectors == 0 ? numbers != 0 : numbers % vectors != 0) || !(state[0] >= 0) ||
        (vectors > 0 && numbers == 0 && state[0] > 0))
      throw std::invalid_argument("a vector of " + std::to_string(state.size()) +
                                  " numbers is no saved state of " + std::string(name()));
    resize(vectors == 0 ? 0 : numbers / vectors);
    steps_ = static_cast<std::int64_t>(state[0]);
    momentum_ = state.segment(1, momentum_.size());
    accumulator_ = state.segment(1 + momentum_.size(), accumulator_.size());
  }

 protected:
  explicit Optimizer(double rate, Memory memory = Memory::none) : memory_(memory) { setRate(rate); }
  Optimizer(const Optimizer&) = default;
  Optimizer& operator=(const Optimizer&) = default;

  // The equation of a method that needs the gradient alone: θ and g, and what is remembered of them (empty
  // where the method keeps no such thing) …
  virtual void update(VectorRef<T>, ConstVectorRef<T>, VectorRef<T>, VectorRef<T>) {
    throw std::invalid_argument(std::string(name()) +
                                " asks the surface for more than one gradient; step it with an oracle");
  }
  // … or of one that needs more.
  virtual void updateAsking(VectorRef<T> theta, ConstVectorRef<T> gradient, Oracle<T>&) {
    update(theta, gradient, momentum_, accumulator_);
  }

  // Sizes the memory for n parameters, all zero.
  virtual void resize(Eigen::Index n) {
    steps_ = 0;
    size_ = n;
    momentum_.setZero(keepsMomentum() ? n : 0);
    accumulator_.setZero(keepsAccumulator() ? n : 0);
  }

  std::int64_t steps_ = 0;
  Vector<T> momentum_;     // a running mean or sum of gradients
  Vector<T> accumulator_;  // a running mean or sum of squared gradients

 private:
  bool keepsMomentum() const { return memory_ == Memory::momentum || memory_ == Memory::both; }
  bool keepsAccumulator() const { return memory_ == Memory::accumulator || memory_ == Memory::both; }

  void begin(Eigen::Index parameters, Eigen::Index gradients) {
    if (parameters != gradients)
      throw std::invalid_argument("there are " + std::to_string(parameters) +
                                  " parameters but the gradient has " + std::to_string(gradients) +
                                  " components; they must be as many");
    if (steps_ == 0) resize(parameters);
    if (size_ != 0 && size_ != parameters)
      throw std::invalid_argument("the steps before had " + std::to_string(size_) +
                                  " parameters, this one has " + std::to_string(parameters) +
                                  "; reset the optimizer in between");
    ++steps_;
  }

  T rate_{};
  Memory memory_;
  Eigen::Index size_ = 0;  // of θ; 0 where nothing remembers it
};

}  // namespace downhill

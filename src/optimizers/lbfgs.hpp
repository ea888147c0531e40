#pragma once

#include <algorithm>
#include <cmath>

#include "optimizers/line_search.hpp"
#include "optimizers/optimizer.hpp"
#include "registry/setting.hpp"

namespace downhill {

struct LbfgsSettings {
  double rate = 1;     // the first step that the line search tries
  double memory = 10;  // m, pairs remembered
};

// s = θₖ₊₁ − θₖ,   y = gₖ₊₁ − gₖ,   ρ = 1/(yᵀs)
// H ← (I − ρsyᵀ) H (I − ρysᵀ) + ρssᵀ,   starting from H = (sᵀy / yᵀy) I, over the last m pairs
// θ ← θ − αHg
//
// Nocedal, "Updating quasi-Newton matrices with limited storage", 1980; Liu & Nocedal 1989. Two gradients a
// step apart tell the curvature along that step; m of them make an inverse Hessian H that is never written
// down: the two loops below (Nocedal & Wright 2006, Algorithm 7.4) multiply it with g in 4mN operations. α
// meets the weak Wolfe conditions (line_search.hpp), which make yᵀs > 0 and so H positive: it always goes
// down.
template <class T>
class Lbfgs final : public Optimizer<T> {
 public:
  using Settings = LbfgsSettings;
  static constexpr std::string_view title = "lbfgs";
  static constexpr std::array fields{Field<Settings>{"rate", &Settings::rate, 1e-3, 10, Scale::logarithmic},
                                     Field<Settings>{"memory", &Settings::memory, 1, 100, Scale::whole}};

  explicit Lbfgs(Settings settings = {})
      : Optimizer<T>(settings.rate), memory_(static_cast<int>(settings.memory)) {
    requireSettings(fields, settings);
  }

  std::string_view name() const override { return title; }
  std::unique_ptr<Optimizer<T>> clone() const override { return std::make_unique<Lbfgs>(*this); }
  Needs needs() const override { return Needs::values; }

  // steps, pairs seen, then θ, g, the s and the y of every place in the ring.
  Vector<T> saveState() const override {
    Vector<T> state(2 + theta_.size() * (2 + 2 * memory_));
    state << static_cast<T>(this->steps()), static_cast<T>(pairs_), theta_, gradient_, s_.reshaped(),
        y_.reshaped();
    return state;
  }

  void restoreState(ConstVectorRef<T> state) override {
    const Eigen::Index vectors = 2 + 2 * memory_;
    if (state.size() < 2 || (state.size() - 2) % vectors != 0 || !(state[0] >= 0) || !(state[1] >= 0))
      throw std::invalid_argument("a vector of " + std::to_string(state.size()) +
                                  " numbers is no saved state of lbfgs");
    const Eigen::Index n = (state.size() - 2) / vectors;
    resize(n);
    this->steps_ = static_cast<std::int64_t>(state[0]);
    pairs_ = static_cast<int>(state[1]);
    theta_ = state.segment(2, n);
    gradient_ = state.segment(2 + n, n);
    s_.reshaped() = state.segment(2 + 2 * n, n * memory_);
    y_.reshaped() = state.segment(2 + 2 * n + n * memory_, n * memory_);
  }

 private:
  void updateAsking(VectorRef<T> theta, ConstVectorRef<T> gradient, Oracle<T>& oracle) override {
    if (this->steps() > 1) remember(theta, gradient);
    theta_ = theta;
    gradient_ = gradient;
    multiply(gradient);
    direction_ *= -1;
    // Before anything is known of the curvature, a first step of length at most 1.
    const T caution = pairs_ == 0 ? std::min(T(1), 1 / gradient.norm()) : T(1);
    theta +=
        wolfeSearch<T>(oracle, theta, gradient, direction_, caution * this->rate(), trial_, trialGradient_) *
        direction_;
  }

  // A pair tells a curvature if f bends upwards along s; rounding errors, or a step that went nowhere, can
  // say otherwise, and then the older pairs stay.
  void remember(ConstVectorRef<T> theta, ConstVectorRef<T> gradient) {
    auto& s = trial_ = theta - theta_;
    auto& y = trialGradient_ = gradient - gradient_;
    if (!(s.dot(y) > std::numeric_limits<T>::epsilon() * y.squaredNorm())) return;
    s_.col(pairs_ % memory_) = s;
    y_.col(pairs_ % memory_) = y;
    ++pairs_;
  }

  // direction ← Hg
  void multiply(ConstVectorRef<T> gradient) {
    auto& q = direction_;
    q = gradient;
    const int oldest = std::max(0, pairs_ - memory_);
    for (int i = pairs_ - 1; i >= oldest; --i) {
      const auto s = s_.col(i % memory_), y = y_.col(i % memory_);
      alpha_[i % memory_] = s.dot(q) / y.dot(s);
      q -= alpha_[i % memory_] * y;
    }
    if (pairs_ > 0) {
      const auto s = s_.col((pairs_ - 1) % memory_), y = y_.col((pairs_ - 1) % memory_);
      q *= s.dot(y) / y.squaredNorm();
    }
    for (int i = oldest; i < pairs_; ++i) {
      const auto s = s_.col(i % memory_), y = y_.col(i % memory_);
      q += (alpha_[i % memory_] - y.dot(q) / y.dot(s)) * s;
    }
  }

  void resize(Eigen::Index n) override {
    Optimizer<T>::resize(n);
    pairs_ = 0;
    theta_.setZero(n);
    gradient_.setZero(n);
    s_.setZero(n, memory_);
    y_.setZero(n, memory_);
    alpha_.setZero(memory_);
  }

  int memory_;
  int pairs_ = 0;               // remembered so far; pair i lies in column i mod m
  Vector<T> theta_, gradient_;  // of the step before
  Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic> s_, y_;  // (N, m)
  Vector<T> alpha_, direction_, trial_, trialGradient_;
};

}  // namespace downhill

#pragma once

#include <cmath>

#include "optimizers/optimizer.hpp"
#include "registry/setting.hpp"

namespace downhill {

struct AdamSettings {
  double rate = 1e-3;
  double beta1 = 0.9;
  double beta2 = 0.999;
  double epsilon = 1e-8;
};

// m ← β₁m + (1 − β₁)g          m̂ = m / (1 − β₁ᵗ)
// v ← β₂v + (1 − β₂)g²         v̂ = v / (1 − β₂ᵗ)
// θ ← θ − η m̂ / (√v̂ + ε)
//
// Kingma & Ba, "Adam: A Method for Stochastic Optimization", 2015, Algorithm 1. m and v start at zero and
// are therefore too small at first, by exactly the factors 1 − βᵗ: the correction *divides* by them. At
// t = 1 it gives m̂ = g and v̂ = g², so the first step of every coordinate is η long, whatever its gradient.
template <class T>
class Adam final : public Optimizer<T> {
 public:
  using Settings = AdamSettings;
  static constexpr std::string_view title = "adam";
  static constexpr std::array fields{
      Field<Settings>{"rate", &Settings::rate, 1e-6, 1e6, Scale::logarithmic},
      Field<Settings>{"beta1", &Settings::beta1, 0, 0.9999},
      Field<Settings>{"beta2", &Settings::beta2, 0, 0.99999},
      Field<Settings>{"epsilon", &Settings::epsilon, 1e-12, 1, Scale::logarithmic}};

  explicit Adam(Settings settings = {}) : Optimizer<T>(settings.rate, Memory::both), settings_(settings) {
    requireSettings(fields, settings);
  }

  std::string_view name() const override { return title; }
  std::unique_ptr<Optimizer<T>> clone() const override { return std::make_unique<Adam>(*this); }

 private:
  void update(VectorRef<T> theta, ConstVectorRef<T> gradient) override {
    const auto [rate, beta1, beta2, epsilon] = settings_;
    const double t = static_cast<double>(this->steps());
    const T momentumCorrection = static_cast<T>(1 - std::pow(beta1, t));
    const T accumulatorCorrection = static_cast<T>(1 - std::pow(beta2, t));

    auto g = gradient.array();
    auto m = this->momentum_.array();
    auto v = this->accumulator_.array();
    m = T(beta1) * m + T(1 - beta1) * g;
    v = T(beta2) * v + T(1 - beta2) * g.square();
    theta.array() -=
        this->rate() / momentumCorrection * m / ((v / accumulatorCorrection).sqrt() + T(epsilon));
  }

  Settings settings_;
};

}  // namespace downhill

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
void adamStep(VectorRef<T> theta, ConstVectorRef<T> gradient, VectorRef<T> momentum, VectorRef<T> accumulator,
              T rate, std::int64_t step, const AdamSettings& settings) {
  const double t = static_cast<double>(step);
  const T beta1 = static_cast<T>(settings.beta1), beta2 = static_cast<T>(settings.beta2);
  const T correctionM = static_cast<T>(1 - std::pow(settings.beta1, t));
  const T correctionV = static_cast<T>(1 - std::pow(settings.beta2, t));

  // √v̂ = √v / √(1 − β₂ᵗ), and the factors that all coordinates share are taken out of the loop.
  const T scale = rate / correctionM, root = T(1) / std::sqrt(correctionV),
          epsilon = static_cast<T>(settings.epsilon);
  T* __restrict p = theta.data();
  T* __restrict m = momentum.data();
  T* __restrict v = accumulator.data();
  const T* __restrict g = gradient.data();
  for (Eigen::Index i = 0; i < theta.size(); ++i) {
    m[i] = flushDenormal(beta1 * m[i] + (1 - beta1) * g[i]);
    v[i] = flushDenormal(beta2 * v[i] + (1 - beta2) * g[i] * g[i]);
    p[i] -= scale * m[i] / (std::sqrt(v[i]) * root + epsilon);
  }
}

template <class T>
class Adam final : public Optimizer<T> {
 public:
  using Settings = AdamSettings;
  static constexpr std::string_view title = "adam";
  static constexpr std::array fields{
      learningRateField<Settings>, Field<Settings>{"beta1", &Settings::beta1, 0, 0.9999},
      Field<Settings>{"beta2", &Settings::beta2, 0, 0.99999},
      Field<Settings>{"epsilon", &Settings::epsilon, 1e-12, 1, Scale::logarithmic}};

  explicit Adam(Settings settings = {}) : Optimizer<T>(settings.rate, Memory::both), settings_(settings) {
    requireSettings(fields, settings);
  }

  std::string_view name() const override { return title; }
  std::unique_ptr<Optimizer<T>> clone() const override { return std::make_unique<Adam>(*this); }

 private:
  void update(VectorRef<T> theta, ConstVectorRef<T> gradient, VectorRef<T> momentum,
              VectorRef<T> accumulator) override {
    adamStep<T>(theta, gradient, momentum, accumulator, this->rate(), this->steps(), settings_);
  }

  Settings settings_;
};

}  // namespace downhill

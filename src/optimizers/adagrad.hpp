#pragma once

#include <cmath>

#include "optimizers/optimizer.hpp"
#include "registry/setting.hpp"

namespace downhill {

struct AdaGradSettings {
  double rate = 0.5;
  double epsilon = 1e-8;
};

// s ← s + g²
// θ ← θ − η g / (√s + ε)
//
// Duchi, Hazan & Singer, "Adaptive Subgradient Methods for Online Learning and Stochastic Optimization",
// 2011, in its diagonal form: every coordinate has a rate of its own, which can only fall.
template <class T>
class AdaGrad final : public Optimizer<T> {
 public:
  using Settings = AdaGradSettings;
  static constexpr std::string_view title = "adaGrad";
  static constexpr std::array fields{
      learningRateField<Settings>,
      Field<Settings>{"epsilon", &Settings::epsilon, 1e-12, 1, Scale::logarithmic}};

  explicit AdaGrad(Settings settings = {})
      : Optimizer<T>(settings.rate, Memory::accumulator), epsilon_(static_cast<T>(settings.epsilon)) {
    requireSettings(fields, settings);
  }

  std::string_view name() const override { return title; }
  std::unique_ptr<Optimizer<T>> clone() const override { return std::make_unique<AdaGrad>(*this); }

 private:
  void update(VectorRef<T> theta, ConstVectorRef<T> gradient, VectorRef<T>,
              VectorRef<T> accumulator) override {
    forEachParameter<T>(theta, gradient, accumulator,
                        [epsilon = epsilon_, rate = this->rate()](T& p, T g, T& s) {
                          s += g * g;
                          p -= rate * g / (std::sqrt(s) + epsilon);
                        });
  }

  T epsilon_;
};

}  // namespace downhill

#pragma once

#include <cmath>

#include "optimizers/optimizer.hpp"
#include "registry/setting.hpp"

namespace downhill {

struct RmsPropSettings {
  double rate = 0.01;
  double decay = 0.9;
  double epsilon = 1e-8;
};

// s ← ρs + (1 − ρ)g²
// θ ← θ − η g / (√s + ε)
//
// Tieleman & Hinton, "Lecture 6.5: RMSProp", Neural Networks for Machine Learning, 2012: AdaGrad that
// forgets. Its sum starts at zero and is not corrected, so the first step is η/√(1 − ρ) long: three times η
// for ρ = 0.9.
template <class T>
class RmsProp final : public Optimizer<T> {
 public:
  using Settings = RmsPropSettings;
  static constexpr std::string_view title = "rmsProp";
  static constexpr std::array fields{
      learningRateField<Settings>, Field<Settings>{"decay", &Settings::decay, 0, 0.9999},
      Field<Settings>{"epsilon", &Settings::epsilon, 1e-12, 1, Scale::logarithmic}};

  explicit RmsProp(Settings settings = {})
      : Optimizer<T>(settings.rate, Memory::accumulator), settings_(settings) {
    requireSettings(fields, settings);
  }

  std::string_view name() const override { return title; }
  std::unique_ptr<Optimizer<T>> clone() const override { return std::make_unique<RmsProp>(*this); }

 private:
  void update(VectorRef<T> theta, ConstVectorRef<T> gradient, VectorRef<T>,
              VectorRef<T> accumulator) override {
    const T decay = static_cast<T>(settings_.decay), epsilon = static_cast<T>(settings_.epsilon);
    forEachParameter<T>(theta, gradient, accumulator, [decay, epsilon, rate = this->rate()](T& p, T g, T& s) {
      s = flushDenormal(decay * s + (1 - decay) * (g * g));
      p -= rate * g / (std::sqrt(s) + epsilon);
    });
  }

  Settings settings_;
};

}  // namespace downhill

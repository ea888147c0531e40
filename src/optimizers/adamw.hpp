#pragma once

#include "optimizers/adam.hpp"

namespace downhill {

struct AdamWSettings {
  double rate = 1e-3;
  double beta1 = 0.9;
  double beta2 = 0.999;
  double epsilon = 1e-8;
  double decay = 0.01;  // λ
};

// θ ← θ − ηλθ, then one step of Adam with the gradient of the loss alone
//
// Loshchilov & Hutter, "Decoupled Weight Decay Regularization", 2019, Algorithm 2: put into the gradient, the
// decay λθ would be divided by √v̂ and shrink least where gradients are large; decoupled, it shrinks all
// alike.
template <class T>
class AdamW final : public Optimizer<T> {
 public:
  using Settings = AdamWSettings;
  static constexpr std::string_view title = "adamW";
  static constexpr std::array fields{
      learningRateField<Settings>, Field<Settings>{"beta1", &Settings::beta1, 0, 0.9999},
      Field<Settings>{"beta2", &Settings::beta2, 0, 0.99999},
      Field<Settings>{"epsilon", &Settings::epsilon, 1e-12, 1, Scale::logarithmic},
      Field<Settings>{"weightDecay", &Settings::decay, 0, 10}};

  explicit AdamW(Settings settings = {}) : Optimizer<T>(settings.rate, Memory::both), settings_(settings) {
    requireSettings(fields, settings);
  }

  std::string_view name() const override { return title; }
  std::unique_ptr<Optimizer<T>> clone() const override { return std::make_unique<AdamW>(*this); }

 private:
  void update(VectorRef<T> theta, ConstVectorRef<T> gradient, VectorRef<T> momentum,
              VectorRef<T> accumulator) override {
    theta *= 1 - this->rate() * static_cast<T>(settings_.decay);
    adamStep<T>(theta, gradient, momentum, accumulator, this->rate(), this->steps(),
                {.beta1 = settings_.beta1, .beta2 = settings_.beta2, .epsilon = settings_.epsilon});
  }

  Settings settings_;
};

}  // namespace downhill

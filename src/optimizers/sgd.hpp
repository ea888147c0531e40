#pragma once

#include "optimizers/noise.hpp"
#include "optimizers/optimizer.hpp"
#include "registry/setting.hpp"

namespace downhill {

struct SgdSettings {
  double rate = 0.1;
  double noise = 1;  // σ, the standard deviation of one sample's gradient, by coordinate
  double batch = 1;  // B, samples a step
  double seed = 1;
};

// θ ← θ − η (g + (σ/√B) ξ),   ξ ~ N(0, I)
//
// Robbins & Monro, "A Stochastic Approximation Method", 1951. Near a minimum of curvature λ it does not come
// to rest but keeps the variance η(σ²/B) / (λ(2 − ηλ)): η/B is its temperature. (Mandt, Hoffman & Blei,
// "Stochastic Gradient Descent as Approximate Bayesian Inference", 2017)
template <class T>
class Sgd final : public Optimizer<T> {
 public:
  using Settings = SgdSettings;
  static constexpr std::string_view title = "sgd";
  static constexpr std::array fields{learningRateField<Settings>,
                                     Field<Settings>{"noise", &Settings::noise, 0, 1000},
                                     Field<Settings>{"batch", &Settings::batch, 1, 65536, Scale::whole},
                                     Field<Settings>{"seed", &Settings::seed, 0, 4294967295, Scale::whole}};

  explicit Sgd(Settings settings = {}) : Optimizer<T>(settings.rate) {
    requireSettings(fields, settings);
    noise_ = {settings.noise, settings.batch, static_cast<std::uint32_t>(settings.seed)};
  }

  std::string_view name() const override { return title; }
  std::unique_ptr<Optimizer<T>> clone() const override { return std::make_unique<Sgd>(*this); }
  void setSeed(std::uint32_t seed) override { noise_.seed = seed; }
  bool inSlices() const override { return false; }  // its noise is one stream

 private:
  void update(VectorRef<T> theta, ConstVectorRef<T> gradient, VectorRef<T>, VectorRef<T>) override {
    noisy_ = gradient;
    noise_.addTo(noisy_, this->steps());
    theta -= this->rate() * noisy_;
  }

  GradientNoise noise_;
  Vector<T> noisy_;
};

}  // namespace downhill

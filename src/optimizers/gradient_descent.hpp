#pragma once

#include "optimizers/optimizer.hpp"
#include "registry/setting.hpp"

namespace downhill {

struct GradientDescentSettings {
  double rate = 0.1;
};

// θ ← θ − ηg
//
// Cauchy, "Méthode générale pour la résolution des systèmes d'équations simultanées", 1847.
// On a quadratic with largest curvature λ_max it converges exactly when 0 < η < 2/λ_max: the part of the
// error along an eigenvector with eigenvalue λ is multiplied by (1 − ηλ) in each step.
template <class T>
class GradientDescent final : public Optimizer<T> {
 public:
  using Settings = GradientDescentSettings;
  static constexpr std::string_view title = "gradientDescent";
  static constexpr std::array fields{learningRateField<Settings>};

  explicit GradientDescent(Settings settings = {}) : Optimizer<T>(settings.rate) {
    requireSettings(fields, settings);
  }

  std::string_view name() const override { return title; }
  std::unique_ptr<Optimizer<T>> clone() const override { return std::make_unique<GradientDescent>(*this); }

 private:
  void update(VectorRef<T> theta, ConstVectorRef<T> gradient, VectorRef<T>, VectorRef<T>) override {
    theta -= this->rate() * gradient;
  }
};

}  // namespace downhill

#pragma once

#include "optimizers/optimizer.hpp"
#include "registry/setting.hpp"

namespace downhill {

struct MomentumSettings {
  double rate = 0.01;
  double beta = 0.9;
};

// v ← βv + g
// θ ← θ − ηv
//
// Polyak, "Some methods of speeding up the convergence of iteration methods", 1964: the heavy ball.
// A gradient that stays the same is followed at 1/(1 − β) times its own speed: ten times for β = 0.9.
template <class T>
class Momentum final : public Optimizer<T> {
 public:
  using Settings = MomentumSettings;
  static constexpr std::string_view title = "momentum";
  static constexpr std::array fields{learningRateField<Settings>,
                                     Field<Settings>{"beta", &Settings::beta, 0, 0.9999}};

  explicit Momentum(Settings settings = {})
      : Optimizer<T>(settings.rate, Memory::momentum), beta_(static_cast<T>(settings.beta)) {
    requireSettings(fields, settings);
  }

  std::string_view name() const override { return title; }
  std::unique_ptr<Optimizer<T>> clone() const override { return std::make_unique<Momentum>(*this); }

 private:
  void update(VectorRef<T> theta, ConstVectorRef<T> gradient, VectorRef<T> v, VectorRef<T>) override {
    forEachParameter<T>(theta, gradient, v, [beta = beta_, rate = this->rate()](T& p, T g, T& v) {
      v = flushDenormal(beta * v + g);
      p -= rate * v;
    });
  }

  T beta_;
};

}  // namespace downhill

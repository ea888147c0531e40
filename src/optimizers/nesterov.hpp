#pragma once

#include "optimizers/optimizer.hpp"
#include "registry/setting.hpp"

namespace downhill {

struct NesterovSettings {
  double rate = 0.01;
  double beta = 0.9;
};

// v ← βv + g
// θ ← θ − η(g + βv)
//
// Nesterov, "A method for solving the convex programming problem with convergence rate O(1/k²)", 1983: the
// gradient is taken where the momentum is about to carry the point, φ − ηβv. Written here, as everywhere now,
// for the look-ahead point θ = φ − ηβv itself (Bengio, Boulanger-Lewandowski & Pascanu, "Advances in
// optimizing recurrent networks", 2013, eq. 7), so that it too needs only the gradient at θ.
template <class T>
class Nesterov final : public Optimizer<T> {
 public:
  using Settings = NesterovSettings;
  static constexpr std::string_view title = "nesterov";
  static constexpr std::array fields{learningRateField<Settings>,
                                     Field<Settings>{"beta", &Settings::beta, 0, 0.9999}};

  explicit Nesterov(Settings settings = {})
      : Optimizer<T>(settings.rate, Memory::momentum), beta_(static_cast<T>(settings.beta)) {
    requireSettings(fields, settings);
  }

  std::string_view name() const override { return title; }
  std::unique_ptr<Optimizer<T>> clone() const override { return std::make_unique<Nesterov>(*this); }

 private:
  void update(VectorRef<T> theta, ConstVectorRef<T> gradient, VectorRef<T> v, VectorRef<T>) override {
    forEachParameter<T>(theta, gradient, v, [beta = beta_, rate = this->rate()](T& p, T g, T& v) {
      v = flushDenormal(beta * v + g);
      p -= rate * (g + beta * v);
    });
  }

  T beta_;
};

}  // namespace downhill

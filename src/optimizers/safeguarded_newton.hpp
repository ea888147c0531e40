#pragma once

#include "optimizers/line_search.hpp"
#include "optimizers/optimizer.hpp"
#include "registry/setting.hpp"
#include "spectra/symmetric_eigen.hpp"

namespace downhill {

struct SafeguardedNewtonSettings {
  double rate = 1;
  double floor = 1e-3;  // δ, the least curvature that is believed
};

// H = Q Λ Qᵀ,   d = −Q max(|Λ|, δ)⁻¹ Qᵀg
// θ ← θ + αd,   α = η, η/2, η/4 …: the first for which f falls by at least 10⁻⁴ α |gᵀd|
//
// Newton's method that only goes down. Eigenvalues are taken by their size, so that a direction in which f
// bends down is left and not sought, and none smaller than δ is divided by (Nocedal & Wright, Numerical
// Optimization, 2006, section 3.4; Dauphin et al., "Identifying and attacking the saddle point problem",
// 2014). Halving the step until it pays is Armijo's rule (1966). Where f is convex and the full step pays, it
// is Newton's step.
template <class T>
class SafeguardedNewton final : public Optimizer<T> {
 public:
  using Settings = SafeguardedNewtonSettings;
  static constexpr std::string_view title = "safeguardedNewton";
  static constexpr std::array fields{Field<Settings>{"rate", &Settings::rate, 1e-6, 10, Scale::logarithmic},
                                     Field<Settings>{"floor", &Settings::floor, 1e-8, 1, Scale::logarithmic}};

  explicit SafeguardedNewton(Settings settings = {})
      : Optimizer<T>(settings.rate), floor_(static_cast<T>(settings.floor)) {
    requireSettings(fields, settings);
  }

  std::string_view name() const override { return title; }
  std::unique_ptr<Optimizer<T>> clone() const override { return std::make_unique<SafeguardedNewton>(*this); }
  Needs needs() const override { return Needs::hessian; }

 private:
  void updateAsking(VectorRef<T> theta, ConstVectorRef<T> gradient, Oracle<T>& oracle) override {
    oracle.hessian(theta, hessian_);
    if (!hessian_.allFinite()) throw std::domain_error("the Hessian is not finite here");
    const auto [lambda, Q] = symmetricEigen(hessian_);
    const auto curvature = lambda.array().abs().max(floor_);
    direction_ = -(Q * (Q.transpose() * gradient).cwiseQuotient(curvature.matrix()));
    theta += backtrack<T>(oracle, theta, gradient, direction_, this->rate(), trial_) * direction_;
  }

  T floor_;
  Matrix<T> hessian_;
  Vector<T> direction_;
  Vector<T> trial_;
};

}  // namespace downhill

#pragma once

#include <Eigen/LU>

#include "optimizers/optimizer.hpp"
#include "registry/setting.hpp"

namespace downhill {

struct NewtonSettings {
  double rate = 1;
};

// θ ← θ − η H⁻¹g,   H = ∇²f(θ)
//
// Newton's method for ∇f = 0 (Raphson 1690; in many variables Simpson 1740): with η = 1 it jumps to the
// stationary point of the quadratic that touches f at θ. On a quadratic that is the end. Elsewhere it is
// drawn to any place where the gradient vanishes, saddles and summits as well as minima; see
// safeguarded_newton.hpp.
//
// H has N² numbers, and solving takes about N³/3 multiplications (LU with row exchanges; H need not be
// positive).
template <class T>
class Newton final : public Optimizer<T> {
 public:
  using Settings = NewtonSettings;
  static constexpr std::string_view title = "newton";
  static constexpr std::array fields{Field<Settings>{"rate", &Settings::rate, 1e-6, 10, Scale::logarithmic}};

  explicit Newton(Settings settings = {}) : Optimizer<T>(settings.rate) { requireSettings(fields, settings); }

  std::string_view name() const override { return title; }
  std::unique_ptr<Optimizer<T>> clone() const override { return std::make_unique<Newton>(*this); }
  Needs needs() const override { return Needs::hessian; }

 private:
  void updateAsking(VectorRef<T> theta, ConstVectorRef<T> gradient, Oracle<T>& oracle) override {
    oracle.hessian(theta, hessian_);
    lu_.compute(hessian_);
    direction_ = lu_.solve(gradient);
    if (!direction_.allFinite())
      throw std::domain_error(
          "the Hessian is singular here: no quadratic with one stationary point touches the surface");
    theta -= this->rate() * direction_;
  }

  Matrix<T> hessian_;
  Eigen::PartialPivLU<Matrix<T>> lu_;
  Vector<T> direction_;
};

}  // namespace downhill

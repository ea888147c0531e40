#pragma once

#include "optimizers/oracle.hpp"
#include "problems/problem.hpp"

namespace downhill {

// How often a surface was asked. A gradient comes with the value of the same place.
struct Evaluations {
  int values = 0;
  int gradients = 0;
  int hessians = 0;
};

// A problem that answers and counts. The last place is remembered: asking there again costs nothing, so that
// a line search's last gradient is the next step's first.
class ProblemOracle final : public Oracle<double> {
 public:
  explicit ProblemOracle(const Problem& problem) : problem_(problem) {}

  const Evaluations& evaluations() const { return evaluations_; }

  double value(ConstVectorRef<double> theta) override {
    if (isHere(theta)) return value_;
    ++evaluations_.values;
    moveTo(theta);
    return value_;
  }

  double valueAndGradient(ConstVectorRef<double> theta, Vector<double>& gradient) override {
    if (!isHere(theta)) moveTo(theta);
    if (!hasGradient_) {
      ++evaluations_.gradients;
      problem_.gradient(theta, gradient_);
      hasGradient_ = true;
    }
    gradient = gradient_;
    return value_;
  }

  void hessian(ConstVectorRef<double> theta, Matrix<double>& hessian) override {
    ++evaluations_.hessians;
    problem_.hessian(theta, hessian);
  }

 private:
  bool isHere(ConstVectorRef<double> theta) const { return here_.size() == theta.size() && here_ == theta; }

  void moveTo(ConstVectorRef<double> theta) {
    here_ = theta;
    value_ = problem_.value(theta);
    hasGradient_ = false;
  }

  const Problem& problem_;
  Evaluations evaluations_;
  Point here_;
  double value_ = 0;
  Vector<double> gradient_;
  bool hasGradient_ = false;
};

}  // namespace downhill

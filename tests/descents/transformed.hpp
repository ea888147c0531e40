#pragma once

#include <vector>

#include "problems/problem.hpp"

namespace downhill {

// g(x) = c · f(Ax + b): the same surface seen in other coordinates and another unit of height.
//
//   ∇g = c Aᵀ ∇f        ∇²g = c Aᵀ ∇²f A
class Transformed final : public Problem {
 public:
  Transformed(const Problem& problem, Eigen::MatrixXd a, Point b, double scale = 1)
      : problem_(problem), a_(std::move(a)), b_(std::move(b)), scale_(scale) {}

  std::string_view name() const override { return "transformed"; }
  const Facts& facts() const override { return problem_.facts(); }
  Eigen::Index dimension() const override { return problem_.dimension(); }
  double value(At x) const override { return scale_ * problem_.value(there(x)); }
  void gradient(At x, Vector<double>& gradient) const override {
    Vector<double> inner;
    problem_.gradient(there(x), inner);
    gradient = scale_ * a_.transpose() * inner;
  }
  void hessian(At x, Matrix<double>& hessian) const override {
    Matrix<double> inner;
    problem_.hessian(there(x), inner);
    hessian = scale_ * a_.transpose() * inner * a_;
  }
  Point there(At x) const { return a_ * x + b_; }

 private:
  const Problem& problem_;
  Eigen::MatrixXd a_;
  Point b_;
  double scale_;
};

// f = ½ xᵀHx in any number of dimensions.
class QuadraticForm final : public Problem {
 public:
  explicit QuadraticForm(Eigen::MatrixXd h) : h_(std::move(h)) {
    facts_.domain.assign(static_cast<std::size_t>(h_.rows()), {-5, 5});
  }
  std::string_view name() const override { return "quadraticForm"; }
  const Facts& facts() const override { return facts_; }
  Eigen::Index dimension() const override { return h_.rows(); }
  double value(At x) const override { return x.dot(h_ * x) / 2; }
  void gradient(At x, Vector<double>& gradient) const override { gradient = h_ * x; }
  void hessian(At, Matrix<double>& hessian) const override { hessian = h_; }

 private:
  Eigen::MatrixXd h_;
  Facts facts_;
};

}  // namespace downhill

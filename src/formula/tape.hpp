#pragma once

#include <optional>
#include <span>
#include <string>

#include "formula/expression.hpp"
#include "gemm/matrix.hpp"

namespace downhill::formula {

// An operation whose operands are finite but whose result is not: log(−1), 1/0, exp(1000).
struct Trouble {
  std::string operation;
  double a, b;        // operands; b of a function of one is 0
  int column;         // where it stands in the formula
  std::string words;  // "log of -1 is not a number (column 1)"
};

// An expression together with the numbers of its latest evaluation: values forward, derivatives backward.
//
// For a node r = op(a, b), write r̄ = ∂result/∂r (its adjoint). The reverse mode of differentiation starts
// with result̄ = 1 and hands every node's adjoint on to its operands, last node first:
//
//   ā += r̄ · ∂r/∂a        b̄ += r̄ · ∂r/∂b
//
// One pass gives the derivative by every input at once. (Linnainmaa 1970; Speelpenning 1980; Griewank &
// Walther, Evaluating Derivatives, 2008, ch. 3.) Differentiating those two lines once more along the
// direction of one input gives one column of the Hessian: forward over reverse (ibid., ch. 5).
//
// Nothing is allocated after construction.
class Tape {
 public:
  explicit Tape(Expression expression);

  const Expression& expression() const { return expression_; }
  int inputs() const { return static_cast<int>(expression_.inputs().size()); }

  double evaluate(std::span<const double> inputs);

  // Of the latest evaluation; not a number where the value is not. gradient: (inputs), hessian: (inputs,
  // inputs).
  void gradient(Eigen::Ref<Vector<double>> gradient);
  void hessian(Matrix<double>& hessian);

  double value(int node) const { return values_[node]; }
  double adjoint(int node) const { return adjoints_[node]; }  // after gradient() or hessian()
  Partials partials(int node) const;

  // Where the latest evaluation first left the finite numbers, if it did.
  std::optional<Trouble> trouble() const;

 private:
  void sweepForward(int input);
  void sweepBackward();

  Expression expression_;
  std::vector<double> values_;           // r
  std::vector<Partials> partials_;       // ∂r/∂a …
  std::vector<double> adjoints_;         // r̄
  std::vector<double> tangents_;         // ṙ, along one input
  std::vector<double> adjointTangents_;  // the derivative of r̄ along that input
};

}  // namespace downhill::formula

#pragma once

#include <cmath>

#include "formula/parser.hpp"
#include "formula/tape.hpp"
#include "problems/problem.hpp"

namespace downhill {

// A learner's own formula in x, or in x and y, with exact derivatives. Nothing is known about its minima.
// The tape is a scratch pad: one FormulaProblem belongs to one thread.
class FormulaProblem final : public Problem {
 public:
  explicit FormulaProblem(std::string_view text, std::vector<std::string> variables = {"x", "y"},
                          std::vector<Range> domain = {})
      : tape_(formula::parse(text, variables)) {
    if (variables.empty() || variables.size() > 2)
      throw std::invalid_argument("a formula to walk on has 1 or 2 variables, not " +
                                  std::to_string(variables.size()));
    if (domain.empty()) domain.assign(variables.size(), {-4, 4});
    if (domain.size() != variables.size())
      throw std::invalid_argument("the domain has " + std::to_string(domain.size()) + " ranges for " +
                                  std::to_string(variables.size()) + " variables; it needs one for each");
    Point start(dimension());
    for (std::size_t i = 0; i < domain.size(); ++i) {
      const auto [low, high] = domain[i];
      if (!std::isfinite(low) || !std::isfinite(high) || low >= high)
        throw std::invalid_argument("a range of the domain goes from " + std::to_string(low) + " to " +
                                    std::to_string(high) + "; it must be finite and go upwards");
      start[static_cast<Eigen::Index>(i)] = low + 0.8 * (high - low);
    }
    facts_ = {.formula = std::string(text),
              .domain = std::move(domain),
              .starts = {start},
              .stationary = {},
              .source = ""};
  }

  std::string_view name() const override { return "formula"; }
  const Facts& facts() const override { return facts_; }
  Eigen::Index dimension() const override { return tape_.inputs(); }

  double value(At x) const override { return tape_.evaluate({x.data(), static_cast<std::size_t>(x.size())}); }

  void gradient(At x, Vector<double>& gradient) const override {
    value(x);
    gradient.resize(dimension());
    tape_.gradient(gradient);
  }

  void valuesAndGradients(const double* points, Eigen::Index count, double* values,
                          double* gradients) const override {
    const Eigen::Index n = dimension();
    Vector<double> own(n);
    for (Eigen::Index i = 0; i < count; ++i) {
      values[i] = tape_.evaluate({points + i * n, static_cast<std::size_t>(n)});
      tape_.gradient(own);
      Eigen::Map<Vector<double>>(gradients + i * n, n) = own;
    }
  }

  void hessian(At x, Matrix<double>& hessian) const override {
    value(x);
    tape_.hessian(hessian);
  }

  const formula::Expression* expression() const override { return &tape_.expression(); }

  std::string trouble(At x) const override {
    value(x);
    const auto trouble = tape_.trouble();
    return trouble ? trouble->words : "";
  }

 private:
  mutable formula::Tape tape_;
  Facts facts_;
};

}  // namespace downhill

#pragma once

#include <memory>

#include "descents/problem_oracle.hpp"
#include "descents/stop_rule.hpp"
#include "optimizers/noise.hpp"
#include "optimizers/optimizer.hpp"
#include "optimizers/schedule.hpp"

namespace downhill {

struct WalkSettings {
  StopRule rule = {};
  Schedule schedule = {};
  GradientNoise noise = {};  // in every gradient that the method is given, whatever the method
};

// Throws std::invalid_argument for a rule or a noise that makes no sense.
void validate(const WalkSettings& settings);

// One optimizer on one problem, step by step, until a rule stops it.
class Walker {
 public:
  Walker(const Problem& problem, const Optimizer<double>& optimizer, const Point& start,
         WalkSettings settings = {});

  // One step. False when the walk has ended: reason() says why.
  bool step();
  StopReason run();  // to the end

  int steps() const { return steps_; }
  const Point& point() const { return point_; }
  double value() const { return value_; }
  const Vector<double>& gradient() const { return gradient_; }  // ∇f, without noise
  const Optimizer<double>& optimizer() const { return *optimizer_; }
  const Evaluations& evaluations() const { return oracle_.evaluations(); }
  StopReason reason() const { return reason_; }
  const std::string& words() const { return words_; }  // of an undefined place

 private:
  StopReason judge(double valueBefore);

  const Problem& problem_;
  std::unique_ptr<Optimizer<double>> optimizer_;
  WalkSettings settings_;
  double rate_;
  ProblemOracle oracle_;
  Point point_;
  double value_ = 0;
  double startValue_ = 0;
  Vector<double> gradient_;
  Vector<double> noisy_;
  int steps_ = 0;
  StopReason reason_ = StopReason::none;
  std::string words_;
};

}  // namespace downhill

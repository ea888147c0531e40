#include "descents/walker.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

namespace downhill {

namespace {

void requireStart(const Problem& problem, const Point& start) {
  if (start.size() != problem.dimension())
    throw std::invalid_argument("the start has " + std::to_string(start.size()) + " coordinates; on " +
                                std::string(problem.name()) + " it needs " +
                                std::to_string(problem.dimension()));
  if (!start.allFinite())
    throw std::invalid_argument("the start has a coordinate that is not a finite number");
}

}  // namespace

void validate(const WalkSettings& settings) {
  requireSettings(stopRuleFields, settings.rule);
  if (!(settings.noise.sigma >= 0 && settings.noise.batch >= 1 && std::isfinite(settings.noise.sigma)))
    throw std::invalid_argument("the noise must be 0 or more, of a batch of 1 or more");
}

Walker::Walker(const Problem& problem, const Optimizer<double>& optimizer, const Point& start,
               WalkSettings settings)
    : problem_(problem),
      optimizer_(optimizer.clone()),
      settings_(settings),
      rate_(optimizer.rate()),
      oracle_(problem),
      point_(start) {
  requireStart(problem, start);
  validate(settings);
  optimizer_->reset();
  value_ = oracle_.valueAndGradient(point_, gradient_);
  startValue_ = value_;
  reason_ = judge(std::numeric_limits<double>::infinity());
}

bool Walker::step() {
  if (reason_ != StopReason::none) return false;
  optimizer_->setRate(rate_ * settings_.schedule.factor(steps_));
  noisy_ = gradient_;
  settings_.noise.addTo(noisy_, steps_ + 1);
  try {
    optimizer_->step(point_, noisy_, oracle_);
  } catch (const std::domain_error& error) {
    reason_ = StopReason::undefined;
    words_ = error.what();
    return false;
  }
  ++steps_;
  const double valueBefore = value_;
  value_ = oracle_.valueAndGradient(point_, gradient_);
  reason_ = judge(valueBefore);
  return true;
}

StopReason Walker::run() {
  while (step()) continue;
  return reason_;
}

StopReason Walker::judge(double valueBefore) {
  const StopReason reason = downhill::judge(settings_.rule, {point_.data(), gradient_.data(), point_.size(),
                                                             value_, valueBefore, startValue_, steps_});
  if (reason == StopReason::undefined) {
    words_ = problem_.trouble(point_);
    if (words_.empty()) words_ = "the gradient is not a finite number here";
  }
  return reason;
}

}  // namespace downhill

#include "descents/flock.hpp"

#include <limits>
#include <numeric>
#include <stdexcept>
#include <string>

namespace downhill {

Flock::Flock(const Problem& problem, const Optimizer<double>& optimizer, const WalkSettings& settings)
    : problem_(problem), optimizer_(optimizer.clone()), settings_(settings), rate_(optimizer.rate()) {
  if (!suits(optimizer))
    throw std::invalid_argument(
        std::string(optimizer.name()) +
        " looks at more than each coordinate's own gradient; its walks go one by one");
  validate(settings);
}

const std::vector<Flock::End>& Flock::walk(const Matrix<double>& starts) {
  if (starts.cols() != problem_.dimension() || !starts.allFinite())
    throw std::invalid_argument("the starts have " + std::to_string(starts.cols()) + " coordinates; on " +
                                std::string(problem_.name()) + " they need " +
                                std::to_string(problem_.dimension()) + ", all finite");
  optimizer_->reset();
  steps_ = 0;
  walking_ = starts.rows();
  points_ = starts;
  gradients_.resizeLike(points_);
  values_.resize(walking_);
  valuesBefore_.setConstant(walking_, std::numeric_limits<double>::infinity());
  numbers_.resize(static_cast<std::size_t>(walking_));
  std::iota(numbers_.begin(), numbers_.end(), std::size_t{0});
  ends_.assign(numbers_.size(), {});

  problem_.valuesAndGradients(points_.data(), walking_, values_.data(), gradients_.data());
  startValues_ = values_;
  for (judgeAll(); walking_ > 0; judgeAll()) stepAll();
  return ends_;
}

void Flock::stepAll() {
  const Eigen::Index dimension = problem_.dimension(), all = walking_ * dimension;
  optimizer_->setRate(rate_ * settings_.schedule.factor(steps_));
  optimizer_->begin(points_.size());
  Eigen::Map<Vector<double>> theta(points_.data(), all), gradient(gradients_.data(), all);
  if (settings_.noise.sigma > 0) {  // a function of seed and step alone, so the same for every walk
    Vector<double> noise = Vector<double>::Zero(dimension);
    settings_.noise.addTo(noise, steps_ + 1);
    gradients_.topRows(walking_).rowwise() += noise.transpose();
  }
  optimizer_->stepSlice(theta, gradient, 0);
  ++steps_;
  valuesBefore_.head(walking_) = values_.head(walking_);
  problem_.valuesAndGradients(points_.data(), walking_, values_.data(), gradients_.data());
}

void Flock::judgeAll() {
  const Eigen::Index dimension = problem_.dimension();
  for (Eigen::Index place = walking_; place-- > 0;) {
    const StopReason reason =
        judge(settings_.rule, {points_.data() + place * dimension, gradients_.data() + place * dimension,
                               dimension, values_[place], valuesBefore_[place], startValues_[place], steps_});
    if (reason != StopReason::none) letGo(reason, place);
  }
}

// The last of those who walk takes the place of one who has ended.
void Flock::letGo(StopReason reason, Eigen::Index place) {
  ends_[numbers_[place]] = {points_.row(place).transpose(), steps_, reason};
  const Eigen::Index last = --walking_, dimension = problem_.dimension();
  if (place == last) return;
  points_.row(place) = points_.row(last);
  gradients_.row(place) = gradients_.row(last);
  for (Vector<double>* list : {&values_, &valuesBefore_, &startValues_}) (*list)[place] = (*list)[last];
  numbers_[place] = numbers_[last];
  if (optimizer_->steps() > 0) optimizer_->copyMemory(last * dimension, place * dimension, dimension);
}

}  // namespace downhill

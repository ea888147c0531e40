#include "training/line.hpp"

#include <cmath>
#include <stdexcept>
#include <string>

#include "registry/number_text.hpp"
#include "training/parameter_plane.hpp"

namespace downhill {
namespace {

void requireEnd(const Vector<float>& parameters, Eigen::Index count, const char* name) {
  if (parameters.size() != count)
    throw std::invalid_argument("the " + std::string(name) + " of the line has " +
                                std::to_string(parameters.size()) + " numbers; the network has " +
                                std::to_string(count) + " parameters");
  if (!parameters.allFinite())
    throw std::invalid_argument("the " + std::string(name) +
                                " of the line has a number that is not finite; all must be");
}

void validate(const Line::Range& range) {
  if (!(std::isfinite(range.low) && std::isfinite(range.high) && range.low < range.high))
    throw std::invalid_argument("t runs from " + numberText(range.low) + " to " + numberText(range.high) +
                                "; both must be finite, and the second larger");
  if (range.points < 2 || range.points > mostGridLines)
    throw std::invalid_argument("a line of " + std::to_string(range.points) + " points; it must be 2 to " +
                                std::to_string(mostGridLines));
}

}  // namespace

Line::Line(const Network<float>& network, Vector<float> from, Vector<float> to, const Range& range,
           SampleRange train, SampleRange test)
    : network_(network),
      from_(std::move(from)),
      to_(std::move(to)),
      range_(range),
      train_(std::move(train)),
      test_(std::move(test)) {
  requireEnd(from_, network_.parameterCount(), "beginning");
  requireEnd(to_, network_.parameterCount(), "end");
  validate(range_);
  downhill::validate(train_);
  downhill::validate(test_);
}

Line::Place Line::at(int index) {
  if (index < 0 || index >= range_.points)
    throw std::invalid_argument("there is no point " + std::to_string(index) + " on the line; it has " +
                                std::to_string(range_.points) + ", counted from 0");
  const double t = evenlySpread(range_.low, range_.high, static_cast<std::size_t>(index), range_.points);
  network_.parameters() = static_cast<float>(1 - t) * from_ + static_cast<float>(t) * to_;
  const auto measure = [&](const SampleRange& samples) {
    return evaluate(network_, *samples.data, samples.begin, samples.end);
  };
  return {.t = t, .train = measure(train_), .test = measure(test_)};
}

}  // namespace downhill

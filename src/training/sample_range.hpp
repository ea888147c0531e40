#pragma once

#include <memory>
#include <stdexcept>
#include <string>

#include "digits/dataset.hpp"

namespace downhill {

// Samples [begin, end) of a data set: what a loss is measured on.
struct SampleRange {
  std::shared_ptr<const Dataset> data;
  std::size_t begin = 0, end = 0;

  std::size_t size() const { return end - begin; }
};

// Throws unless there is at least one sample and all of them have arrived.
inline void validate(const SampleRange& samples) {
  if (!samples.data) throw std::invalid_argument("a loss is measured on a data set; there is none");
  if (samples.begin >= samples.end || samples.end > samples.data->available())
    throw std::invalid_argument("samples " + std::to_string(samples.begin) + " to " +
                                std::to_string(samples.end) +
                                " cannot be measured on; it must be 1 or more of the " +
                                std::to_string(samples.data->available()) + " that have arrived");
}

}  // namespace downhill

#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "digits/dataset.hpp"
#include "network/network.hpp"

namespace downhill {

// How a network does on some samples. Reports of slices add up to the report of the whole.
struct EvaluationReport {
  std::size_t samples = 0;
  std::size_t correct = 0;
  double totalLoss = 0;
  std::array<std::array<std::uint32_t, 10>, 10> confusion{};  // [truth][guess]

  double accuracy() const {
    return samples ? static_cast<double>(correct) / static_cast<double>(samples) : 0;
  }
  double loss() const { return samples ? totalLoss / static_cast<double>(samples) : 0; }
  // Of all samples of a digit, the part that was recognised: what a rare digit's failure shows in, since the
  // accuracy hardly notices it. Of all guesses of a digit, the part that was right. Nothing where there is
  // none.
  std::optional<double> recall(int digit) const;
  std::optional<double> precision(int digit) const;
  EvaluationReport& operator+=(const EvaluationReport& other);
};

// On samples [begin, end) of a data set; throws unless all of them have arrived.
EvaluationReport evaluate(Network<float>& network, const Dataset& data, std::size_t begin, std::size_t end);

}  // namespace downhill

#pragma once

#include <cmath>
#include <cstdint>

#include "gemm/matrix.hpp"
#include "random/random.hpp"

namespace downhill {

// What a mini-batch does to a gradient, without the data: g ← g + (σ/√B) ξ, ξ ~ N(0, I). The mean of B
// samples' gradients, each with standard deviation σ, errs by σ/√B.
//
// The noise of a step is a function of the seed and of the step's number alone, so a run that is rewound
// meets the same noise again.
struct GradientNoise {
  double sigma = 0;
  double batch = 1;
  std::uint32_t seed = 1;

  template <class T>
  void addTo(Vector<T>& gradient, std::int64_t step) const {
    if (sigma == 0) return;
    Random random(seed, static_cast<std::uint64_t>(step));
    const double deviation = sigma / std::sqrt(batch);
    for (T& g : gradient) g += static_cast<T>(deviation * random.normal());
  }
};

}  // namespace downhill

#pragma once

#include <cstdint>
#include <string>

#include "gemm/matrix.hpp"
#include "random/random.hpp"

namespace downhill {

// A moment of a training run, complete: a trainer that is put back to it goes on bit by bit as it did the
// first time. Plain data, so that it can leave the program and come back.
struct Snapshot {
  std::int64_t step = 0;          // steps done
  std::uint64_t samples = 0;      // samples drawn: the position in the order
  Vector<float> parameters;       // θ
  std::string optimizer;          // whose memory follows
  Vector<float> optimizerMemory;  // as Optimizer::saveState gives it
  Random::State augmentation{};   // the stream that changes images

  std::size_t bytes() const {
    return sizeof(Snapshot) +
           sizeof(float) * static_cast<std::size_t>(parameters.size() + optimizerMemory.size());
  }
};

}  // namespace downhill

#pragma once

#include <cstdint>

namespace downhill {

// The independent streams of chance that one seed gives a training run (see Random's second constructor).
inline constexpr std::uint64_t initialisationStream = 0;
inline constexpr std::uint64_t augmentationStream = 1;
inline constexpr std::uint64_t firstEpochStream = 2;  // and one more for each epoch after it
inline constexpr std::uint64_t firstDropoutStream = std::uint64_t{1} << 63;  // and one more for each step

}  // namespace downhill

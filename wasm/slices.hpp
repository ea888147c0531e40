#pragma once

#include <chrono>

#include "validation.hpp"

namespace downhill::door {

// How far a piece of long work has come.
struct Progress {
  int done, total;
};

// Does one part after another until the time is over or nothing is left; one at least. `part` returns false
// when there is no more to do.
template <class Part>
void doFor(double milliseconds, Part part) {
  using Clock = std::chrono::steady_clock;
  const auto end = Clock::now() + std::chrono::duration<double, std::milli>(milliseconds);
  while (part() && Clock::now() < end) continue;
}

inline double sliceFrom(const val& milliseconds) { return number(milliseconds, "milliseconds", 0, 60000); }

}  // namespace downhill::door

#pragma once

#include <memory>

#include "descents/walker.hpp"
#include "validation.hpp"

namespace downhill::door {

// The keys that say how to walk, in the options of everything that walks:
//   optimizer: { name, parameters? }    rule?: { gradient?, change?, iterations? }
//   schedule?: { name, parameters? }    noise?: { sigma, batch?, seed? }
#define DOWNHILL_WALK_KEYS "optimizer", "rule", "schedule", "noise"
#define DOWNHILL_WALK_TYPE                                               \
  "{ optimizer: { name: string, parameters?: Record<string, number> }, " \
  "rule?: { gradient?: number, change?: number, iterations?: number }, " \
  "schedule?: { name: string, parameters?: Record<string, number> }, "   \
  "noise?: { sigma?: number, batch?: number, seed?: number } }"

struct Walk {
  std::unique_ptr<Optimizer<double>> optimizer;
  WalkSettings settings;
};

// Throws std::invalid_argument for what is unknown or not allowed.
Walk walkFrom(const Settings& options);
Schedule scheduleFrom(const val& value);

}  // namespace downhill::door

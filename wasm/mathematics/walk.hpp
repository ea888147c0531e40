#pragma once

#include <memory>

#include "descents/stop_rule.hpp"
#include "descents/walker.hpp"
#include "options.hpp"

namespace downhill::door {

// The keys that say how to walk, in the options of everything that walks.
inline constexpr std::array noiseKeys{Key("sigma?", "number"), Key("batch?", "number"),
                                      Key("seed?", "number")};
inline constexpr auto ruleKeys = keysOf(stopRuleFields);
inline constexpr std::array walkKeys{Key("optimizer", choiceKeys), Key("rule?", ruleKeys),
                                     Key("schedule?", choiceKeys), Key("noise?", noiseKeys)};

struct Walk {
  std::unique_ptr<Optimizer<double>> optimizer;
  WalkSettings settings;
};

// Throws std::invalid_argument for what is unknown or not allowed.
Walk walkFrom(const Settings& options);
Schedule scheduleFrom(const val& value);

}  // namespace downhill::door

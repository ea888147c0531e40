#pragma once

#include <emscripten/val.h>

#include "training/settings.hpp"

namespace downhill::door {

EMSCRIPTEN_DECLARE_VAL_TYPE(TrainerOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(CompleteTrainerOptions)

// What is not given keeps its default. Throws std::invalid_argument for what is unknown or not allowed.
TrainerSettings trainerSettingsFrom(const emscripten::val& options);

// All of them, by their names.
CompleteTrainerOptions complete(const TrainerSettings& settings);

}  // namespace downhill::door

#pragma once

#include "options.hpp"
#include "training/settings.hpp"

namespace downhill::door {

// activation, filters, filterSize and pooling: what a network is made of beside its widths, alike for one that is asked
// and one that learns. What is not given stays as it is.
void readArchitecture(const Settings& options, TrainerSettings& settings);

}  // namespace downhill::door

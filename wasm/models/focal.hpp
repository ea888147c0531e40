#pragma once

#include "losses/focal.hpp"
#include "options.hpp"

// The focal loss's settings as they cross the door, under the key "focal".
namespace downhill::door {

inline constexpr auto focalKeys = keysOf(focalFields);

inline FocalSettings focalFrom(const Settings& options) {
  return settingsFrom(focalFields, settingValues(options["focal"], "focal"));
}

}  // namespace downhill::door

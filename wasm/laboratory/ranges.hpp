#pragma once

#include <span>

#include "validation.hpp"

// What may be asked of the laboratory: each number with its range and where it starts. The page's menus and
// the checks at the door read the same lists.
namespace downhill::door {

inline constexpr Setting alterationSettings[] = {
    {"samples", 1, 1'000'000, 2000, Scale::whole}, {"rareDigit", 0, 9, 0, Scale::whole},
    {"rareShare", 0, 1, 0.01, Scale::linear},      {"shuffledLabels", 0, 1, 0, Scale::linear},
    {"seed", 0, 4294967295.0, 1, Scale::whole},
};

inline constexpr Setting nearestSettings[] = {{"count", 1, 1000, 8, Scale::whole}};

// The value of an option, or the default of its setting; one out of range is refused with words.
double setting(const Settings& options, std::span<const Setting> settings, const char* name);

}  // namespace downhill::door

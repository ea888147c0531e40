#pragma once

#include <span>

#include "options.hpp"

// What may be asked of the laboratory: each number with its range and where it starts. The page's menus and
// the checks at the door read the same lists.
namespace downhill::door {

inline constexpr Setting alterationSettings[] = {
    {"samples", 1, 1'000'000, 2000, Scale::whole}, {"rareDigit", 0, 9, 0, Scale::whole},
    {"rareShare", 0, 1, 0.01, Scale::linear},      {"shuffledLabels", 0, 1, 0, Scale::linear},
    {"seed", 0, 4294967295.0, 1, Scale::whole},
};

inline constexpr Setting nearestSettings[] = {{"count", 1, 1000, 8, Scale::whole}};

// Of what is looked at around a trained network: on how many samples, at how many points, how far.
inline constexpr Setting landscapeSettings[] = {
    {"columns", 2, 401, 41, Scale::whole},       {"rows", 2, 401, 41, Scale::whole},
    {"reach", 1e-3, 100, 1, Scale::logarithmic}, {"samples", 1, 60'000, 1000, Scale::whole},
    {"seed", 0, 4294967295.0, 1, Scale::whole},
};
inline constexpr Setting lineSettings[] = {
    {"points", 2, 401, 41, Scale::whole},
    {"low", -10, 10, -0.5, Scale::linear},
    {"high", -10, 10, 1.5, Scale::linear},
    {"samples", 1, 60'000, 1000, Scale::whole},
};
inline constexpr Setting curvatureSettings[] = {
    {"steps", 1, 100, 20, Scale::whole},   // products for the extreme eigenvalues
    {"probes", 0, 1000, 0, Scale::whole},  // and for the trace
    {"samples", 1, 60'000, 1000, Scale::whole},
    {"seed", 0, 4294967295.0, 1, Scale::whole},
};

// The value of an option, or the default of its setting; one out of range is refused with words.
double setting(const Settings& options, std::span<const Setting> settings, const char* name);

}  // namespace downhill::door

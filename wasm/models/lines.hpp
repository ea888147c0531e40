#pragma once

#include "geometry.hpp"
#include "options.hpp"
#include "regression/line_loss.hpp"

// Points and lines as they cross the door: { x: […], y: […] } and { slope, intercept }.
namespace downhill::door {

EMSCRIPTEN_DECLARE_VAL_TYPE(PointArrays)

inline constexpr std::array pointKeys{Key("x", "ArrayLike<number>"), Key("y", "ArrayLike<number>")};
inline constexpr std::array lineKeys{Key("slope", "number"), Key("intercept", "number")};
inline constexpr std::array reductionKeys{Key("reduction?", "'mean' | 'sum'")};

Points pointsFrom(const val& value);
Line lineFrom(const val& value, std::string_view name);

// options.reduction: "mean" unless it says "sum"
Reduction reductionFrom(const Settings& options);

}  // namespace downhill::door

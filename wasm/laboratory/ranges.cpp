#include "laboratory/ranges.hpp"

#include <emscripten/bind.h>

#include <algorithm>

#include "described.hpp"
#include "door.hpp"

namespace downhill::door {

double setting(const Settings& options, std::span<const Setting> settings, const char* name) {
  const Setting& known = *std::ranges::find(settings, std::string_view(name), &Setting::name);
  return settingFrom(options, known);
}

namespace {

EMSCRIPTEN_DECLARE_VAL_TYPE(LaboratoryRegistry)

val byName(std::span<const Setting> settings) {
  val result = val::object();
  for (const Setting& setting : settings) result.set(std::string(setting.name), described(setting));
  return result;
}

LaboratoryRegistry laboratoryRegistry() {
  val result = val::object();
  result.set("alterations", byName(alterationSettings));
  result.set("nearest", byName(nearestSettings));
  result.set("landscape", byName(landscapeSettings));
  result.set("line", byName(lineSettings));
  result.set("curvature", byName(curvatureSettings));
  return LaboratoryRegistry(result);
}

}  // namespace

EMSCRIPTEN_BINDINGS(laboratoryRegistry) {
  using namespace emscripten;
  register_type<LaboratoryRegistry>(
      "Record<'alterations' | 'nearest' | 'landscape' | 'line' | 'curvature', "
      "Record<string, " DOWNHILL_SETTING_TYPE ">>");
  function("laboratoryRegistry", open<&laboratoryRegistry>);
}

}  // namespace downhill::door

#include "described.hpp"

namespace downhill::door {

using emscripten::val;

val described(const Setting& setting) {
  val description = val::object();
  description.set("name", std::string(setting.name));
  description.set("min", setting.minimum);
  description.set("max", setting.maximum);
  description.set("default", setting.initial);
  description.set("scale", std::string(nameOf(setting.scale)));
  return description;
}

val described(std::span<const Setting> settings) {
  val list = val::array();
  for (const Setting& setting : settings) list.call<void>("push", described(setting));
  return list;
}

}  // namespace downhill::door

#pragma once

#include <emscripten/val.h>

#include <span>
#include <string>

#include "registry/setting.hpp"

// Menus as plain data, the same from every module: { name, min, max, default, scale }.
namespace downhill::door {

#define DOWNHILL_SETTING_TYPE \
  "{ name: string, min: number, max: number, default: number, scale: 'linear' | 'logarithmic' | 'whole' }"

emscripten::val described(const Setting& setting);
emscripten::val described(std::span<const Setting> settings);

// An array of strings from anything that holds string_views.
template <class Names>
emscripten::val listed(const Names& names) {
  emscripten::val list = emscripten::val::array();
  for (const auto& name : names) list.call<void>("push", std::string(name));
  return list;
}

// The names of a table of { value, name }.
template <class Table>
emscripten::val namesOf(const Table& table) {
  emscripten::val names = emscripten::val::array();
  for (const auto& [value, name] : table) names.call<void>("push", std::string(name));
  return names;
}

}  // namespace downhill::door

#include "options.hpp"

#include <algorithm>
#include <stdexcept>

namespace downhill::door {
namespace {

std::string listOf(Keys keys) {
  std::string list;
  for (const Key& key : keys) list += (list.empty() ? "" : ", ") + std::string(key.name);
  return list;
}

bool contains(Keys keys, std::string_view name) {
  return std::ranges::find(keys, name, &Key::name) != keys.end();
}

}  // namespace

std::string typeOf(Keys keys, bool complete) {
  std::string type;
  for (const Key& key : keys) {
    type += (type.empty() ? "{ " : ", ") + std::string(key.name);
    type += key.isOptional && !complete ? "?: " : ": ";
    type += key.within ? typeOf({key.within, key.count}, complete) : std::string(key.type);
  }
  return type + " }";
}

Settings::Settings(const val& object, std::string_view name, Keys keys)
    : object_(object), name_(name), keys_(keys) {
  requireObject(object, name);
  for (const val& key : val::global("Object").call<val>("keys", object)) {
    const auto found = key.as<std::string>();
    if (!contains(keys, found))
      throw std::invalid_argument(name_ + " has no \"" + found.substr(0, 40) + "\"; known are " +
                                  listOf(keys));
  }
}

val Settings::operator[](const char* key) const {
  if (!contains(keys_, key))
    throw std::logic_error(name_ + " is read for \"" + key +
                           "\", which its keys do not name: " + listOf(keys_));
  return object_[key];
}

double settingFrom(const Settings& options, const Setting& setting) {
  const std::string name(setting.name);
  if (!options.has(name.c_str())) return setting.initial;
  const double found = number(options[name.c_str()], name);
  requireInRange(found, setting);
  return found;
}

Choice choiceFrom(const val& value, const std::string& kind) {
  const Settings settings(value, kind, choiceKeys);
  return {text(settings["name"], "the " + kind + "'s name"),
          settingValues(settings["parameters"], "the " + kind + "'s parameters")};
}

}  // namespace downhill::door

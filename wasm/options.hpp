#pragma once

#include <emscripten/bind.h>

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "registry/setting.hpp"
#include "validation.hpp"

// Objects with options as they cross the door. What keys such an object has is written once, in a table of
// Keys: from it come the checks (Settings, which refuses a key that is not in it, from JavaScript and from
// our own code alike) and the type that TypeScript sees (registerOptions).
namespace downhill::door {

// One key: Key("seed?", "number"), the mark meaning that it may be left out; or, of an object within, its
// keys.
struct Key {
  std::string_view name;
  bool isOptional = false;
  std::string_view type;        // as TypeScript writes it; empty where there are
  const Key* within = nullptr;  // keys of the object within,
  std::size_t count = 0;        // so many

  constexpr Key() = default;
  constexpr Key(std::string_view written, std::string_view typeOfValue)
      : name(written.substr(0, written.find('?'))), isOptional(written.ends_with('?')), type(typeOfValue) {}
  template <std::size_t size>
  constexpr Key(std::string_view written, const std::array<Key, size>& keys)
      : Key(written, std::string_view()) {
    within = keys.data();
    count = size;
  }
};
using Keys = std::span<const Key>;

// One table out of several.
template <std::size_t... sizes>
constexpr auto joined(const std::array<Key, sizes>&... tables) {
  std::array<Key, (sizes + ...)> all;
  std::size_t place = 0;
  (([&] {
     for (const Key& key : tables) all[place++] = key;
   }()),
   ...);
  return all;
}

// The numbers of a menu, each of which may be left out.
template <std::size_t size>
constexpr std::array<Key, size> keysOf(const Setting (&settings)[size]) {
  std::array<Key, size> keys;
  for (std::size_t i = 0; i < size; ++i) {
    keys[i] = Key(settings[i].name, "number");
    keys[i].isOptional = true;
  }
  return keys;
}
template <class Aggregate, std::size_t size>
constexpr std::array<Key, size> keysOf(const std::array<Field<Aggregate>, size>& fields) {
  std::array<Key, size> keys;
  for (std::size_t i = 0; i < size; ++i) {
    keys[i] = Key(fields[i].name, "number");
    keys[i].isOptional = true;
  }
  return keys;
}

// "{ points: ArrayLike<number>, seed?: number }"; complete: as of an object from which nothing is left out.
std::string typeOf(Keys keys, bool complete = false);

template <class Options>
void registerOptions(Keys keys) {
  emscripten::register_type<Options>(typeOf(keys).c_str());
}
template <class Options>
void registerComplete(Keys keys) {
  emscripten::register_type<Options>(typeOf(keys, true).c_str());
}

// A plain object with options: refuses one that is no object, and keys that are not in its table, with those
// that are. What is undefined counts as not given. Asked for a key that is not in the table it throws
// std::logic_error: the table is wrong then.
class Settings {
 public:
  Settings(const val& object, std::string_view name, Keys keys);

  bool has(const char* key) const { return !(*this)[key].isUndefined(); }
  val operator[](const char* key) const;

 private:
  val object_;
  std::string name_;
  Keys keys_;
};

// The number that is given under the setting's name, within its range; its default where none is.
double settingFrom(const Settings& options, const Setting& setting);

// Something of a registry: { name, parameters? }.
inline constexpr std::array choiceKeys{Key("name", "string"), Key("parameters?", "Record<string, number>")};
struct Choice {
  std::string name;
  SettingValues parameters;
};
// kind: "loss", "optimizer", … as refusals call it.
Choice choiceFrom(const val& value, const std::string& kind);

}  // namespace downhill::door

#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "registry/number_text.hpp"

namespace downhill {

// How a slider should run between the two ends of a setting.
enum class Scale { linear, logarithmic, whole };

constexpr std::string_view nameOf(Scale scale) {
  return scale == Scale::linear ? "linear" : scale == Scale::logarithmic ? "logarithmic" : "whole";
}

// One number that a learner may set: what it is called, where it may lie, where it starts.
struct Setting {
  std::string_view name;
  double minimum;
  double maximum;
  double standard;
  Scale scale;
};

// The same, tied to the field of an aggregate such as AdamSettings; its default is the field's own.
template <class Settings>
struct Field {
  std::string_view name;
  double Settings::*member;
  double minimum;
  double maximum;
  Scale scale = Scale::linear;
};

// Values by name, as they come from a page: {{"rate", 0.1}, {"beta", 0.9}}.
using SettingValues = std::map<std::string, double, std::less<>>;

template <class Settings, std::size_t count>
std::vector<Setting> settingsOf(const std::array<Field<Settings>, count>& fields) {
  const Settings standard{};
  std::vector<Setting> settings;
  for (const auto& field : fields)
    settings.push_back({field.name, field.minimum, field.maximum, standard.*field.member, field.scale});
  return settings;
}

inline void requireInRange(double value, const Setting& setting) {
  const bool isWhole = setting.scale != Scale::whole || value == std::floor(value);
  if (value >= setting.minimum && value <= setting.maximum && isWhole) return;
  throw std::invalid_argument(std::string(setting.name) + " is " + numberText(value) + "; it must be " +
                              (setting.scale == Scale::whole ? "a whole number " : "") + "from " +
                              numberText(setting.minimum) + " to " + numberText(setting.maximum));
}

template <class Settings, std::size_t count>
void requireSettings(const std::array<Field<Settings>, count>& fields, const Settings& settings) {
  for (const auto& field : fields)
    requireInRange(settings.*field.member, {field.name, field.minimum, field.maximum, 0, field.scale});
}

// An aggregate of settings from values by name: what is not named keeps its default; what is unknown,
// not finite or out of range is refused with words.
template <class Settings, std::size_t count>
Settings settingsFrom(const std::array<Field<Settings>, count>& fields, const SettingValues& values) {
  Settings settings{};
  for (const auto& [name, value] : values) {
    const auto field =
        std::find_if(fields.begin(), fields.end(), [&](const auto& f) { return f.name == name; });
    if (field == fields.end()) {
      std::string words = "there is no setting \"" + name + "\"; there ";
      words += count == 0 ? "are none" : count == 1 ? "is" : "are";
      for (std::size_t i = 0; i < count; ++i) words += (i ? ", " : " ") + std::string(fields[i].name);
      throw std::invalid_argument(words);
    }
    settings.*(field->member) = value;
  }
  requireSettings(fields, settings);
  return settings;
}

}  // namespace downhill

#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <span>
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
  double initial;
  Scale scale;
};

// The same, tied to the field of an aggregate such as AdamSettings; its default is the field's own.
template <class Settings>
struct Field {
  std::string_view name;
  double Settings::* member;
  double minimum;
  double maximum;
  Scale scale = Scale::linear;
};

// Values by name, as they come from a page: {{"rate", 0.1}, {"beta", 0.9}}.
using SettingValues = std::map<std::string, double, std::less<>>;

template <class Settings, std::size_t count>
std::vector<Setting> settingsOf(const std::array<Field<Settings>, count>& fields) {
  const Settings defaults{};
  std::vector<Setting> settings;
  for (const auto& field : fields)
    settings.push_back({field.name, field.minimum, field.maximum, defaults.*field.member, field.scale});
  return settings;
}

inline void requireInRange(double value, const Setting& setting) {
  const bool isWhole = setting.scale == Scale::whole;
  if (value >= setting.minimum && value <= setting.maximum && (!isWhole || value == std::floor(value)))
    return;
  const auto end = [&](double number) {  // a seed's is 4294967295 and not 4.29497e+09
    return isWhole ? std::to_string(static_cast<long long>(number)) : numberText(number);
  };
  throw std::invalid_argument(std::string(setting.name) + " is " + numberText(value) + "; it must be " +
                              (isWhole ? "a whole number " : "") + "from " + end(setting.minimum) + " to " +
                              end(setting.maximum));
}

template <class Settings, std::size_t count>
void requireSettings(const std::array<Field<Settings>, count>& fields, const Settings& settings) {
  for (const auto& field : fields)
    requireInRange(settings.*field.member, {field.name, field.minimum, field.maximum, 0, field.scale});
}

// The place of a name among those of some fields; one that is not there is refused with those that are.
inline std::size_t placeOf(std::string_view name, std::span<const std::string_view> known) {
  const auto found = std::find(known.begin(), known.end(), name);
  if (found != known.end()) return static_cast<std::size_t>(found - known.begin());
  std::string words = "there is no setting \"" + std::string(name) + "\"; there ";
  words += known.empty() ? "are none" : known.size() == 1 ? "is" : "are";
  for (std::size_t i = 0; i < known.size(); ++i) words += (i ? ", " : " ") + std::string(known[i]);
  throw std::invalid_argument(words);
}

// An aggregate of settings from values by name: what is not named keeps its default; what is unknown,
// not finite or out of range is refused with words.
template <class Settings, std::size_t count>
Settings settingsFrom(const std::array<Field<Settings>, count>& fields, const SettingValues& values) {
  std::array<std::string_view, count> names;
  for (std::size_t i = 0; i < count; ++i) names[i] = fields[i].name;
  Settings settings{};
  for (const auto& [name, value] : values) settings.*(fields[placeOf(name, names)].member) = value;
  requireSettings(fields, settings);
  return settings;
}

}  // namespace downhill

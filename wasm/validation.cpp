#include "validation.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <stdexcept>

namespace downhill::door {
namespace {

[[noreturn]] void refuse(std::string_view name, const std::string& found, const std::string& allowed) {
  throw std::invalid_argument(std::string(name) + " is " + found + "; it must be " + allowed);
}

std::string within(double minimum, double maximum) {
  if (minimum == -anything && maximum == anything) return "";
  if (maximum == anything) return " of " + shown(minimum) + " or more";
  return " from " + shown(minimum) + " to " + shown(maximum);
}

bool isTypedArray(const val& value) {
  return val::global("ArrayBuffer").call<bool>("isView", value) && value["length"].isNumber();
}

void requireArray(const val& value, std::string_view name) {
  if (!value.isArray() && !isTypedArray(value)) refuse(name, shown(value), "an array of numbers");
}

template <class T>
std::vector<T> numbers(const val& value, std::string_view name, std::size_t length, double minimum,
                       double maximum) {
  requireArray(value, name);
  const auto found = value["length"].as<std::size_t>();
  if (length != anyLength && found != length) {
    throw std::invalid_argument(std::string(name) + " has " + std::to_string(found) +
                                " numbers; it must have " + std::to_string(length));
  }
  std::vector<T> result = emscripten::convertJSArrayToNumberVector<T>(value);
  const auto wrong = std::ranges::find_if(result, [=](T x) {
    return !std::isfinite(x) || static_cast<double>(x) < minimum || static_cast<double>(x) > maximum;
  });
  if (wrong != result.end()) {
    const auto place = std::string(name) + "[" + std::to_string(wrong - result.begin()) + "]";
    refuse(place, shown(static_cast<double>(*wrong)), "a finite number" + within(minimum, maximum));
  }
  return result;
}

}  // namespace

std::string shown(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
  char digits[32];
  std::snprintf(digits, sizeof digits, "%.9g", value);
  return digits;
}

std::string shown(const val& value) {
  if (value.isNumber()) return shown(value.as<double>());
  if (value.isUndefined()) return "undefined";
  if (value.isNull()) return "null";
  if (value.isTrue()) return "true";
  if (value.isFalse()) return "false";
  if (value.isString()) return "\"" + value.as<std::string>().substr(0, 40) + "\"";
  if (value.isArray() || isTypedArray(value)) {
    return "an array of " + std::to_string(value["length"].as<std::size_t>());
  }
  const auto kind = value.typeOf().as<std::string>();
  return (kind == "object" ? "an " : "a ") + kind;
}

double number(const val& value, std::string_view name, double minimum, double maximum) {
  const double found = value.isNumber() ? value.as<double>() : std::nan("");
  if (!std::isfinite(found) || found < minimum || found > maximum) {
    refuse(name, shown(value), "a finite number" + within(minimum, maximum));
  }
  return found;
}

int wholeNumber(const val& value, std::string_view name, int minimum, int maximum) {
  const double found = value.isNumber() ? value.as<double>() : std::nan("");
  if (!(found >= minimum && found <= maximum && found == std::floor(found))) {
    refuse(name, shown(value), "a whole number" + within(minimum, maximum));
  }
  return static_cast<int>(found);
}

std::uint32_t seed(const val& value) {
  const double found = value.isNumber() ? value.as<double>() : std::nan("");
  constexpr double largest = std::numeric_limits<std::uint32_t>::max();
  if (!(found >= 0 && found <= largest && found == std::floor(found))) {
    refuse("seed", shown(value), "a whole number from 0 to 4294967295");
  }
  return static_cast<std::uint32_t>(found);
}

bool boolean(const val& value, std::string_view name) {
  if (!value.isTrue() && !value.isFalse()) refuse(name, shown(value), "true or false");
  return value.isTrue();
}

std::string text(const val& value, std::string_view name) {
  if (!value.isString()) refuse(name, shown(value), "a string");
  return value.as<std::string>();
}

std::vector<std::string> texts(const val& value, std::string_view name) {
  if (!value.isArray()) refuse(name, shown(value), "an array of strings");
  std::vector<std::string> result;
  for (const val& one : value) {
    const auto place = std::string(name) + "[" + std::to_string(result.size()) + "]";
    result.push_back(text(one, place));
  }
  return result;
}

std::vector<float> floats(const val& value, std::string_view name, std::size_t length, double minimum,
                          double maximum) {
  return numbers<float>(value, name, length, minimum, maximum);
}

std::vector<double> doubles(const val& value, std::string_view name, std::size_t length, double minimum,
                            double maximum) {
  return numbers<double>(value, name, length, minimum, maximum);
}

std::vector<double> anyDoubles(const val& value, std::string_view name) {
  requireArray(value, name);
  return emscripten::convertJSArrayToNumberVector<double>(value);
}

std::vector<int> wholeNumbers(const val& value, std::string_view name, int minimum, int maximum) {
  std::vector<int> result;
  for (const double found : numbers<double>(value, name, anyLength, -anything, anything)) {
    const auto place = std::string(name) + "[" + std::to_string(result.size()) + "]";
    result.push_back(wholeNumber(val(found), place, minimum, maximum));
  }
  return result;
}

SettingValues settingValues(const val& value, std::string_view name) {
  SettingValues values;
  if (value.isUndefined()) return values;
  requireObject(value, name);
  for (const val& key : val::global("Object").call<val>("keys", value)) {
    const auto setting = key.as<std::string>();
    if (!value[key].isUndefined()) values[setting] = number(value[key], setting);
  }
  return values;
}

std::vector<std::uint8_t> bytes(const val& value, std::string_view name) {
  if (!value.instanceof(val::global("Uint8Array"))) refuse(name, shown(value), "a Uint8Array");
  return emscripten::convertJSArrayToNumberVector<std::uint8_t>(value);
}

void requireObject(const val& value, std::string_view name) {
  const bool isObject =
      !value.isUndefined() && !value.isNull() && value.typeOf().as<std::string>() == "object";
  if (!isObject || value.isArray()) refuse(name, shown(value), "an object");
}

}  // namespace downhill::door

#pragma once

#include <emscripten/val.h>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "registry/setting.hpp"

// Everything that comes from JavaScript passes through here before the core sees it. JavaScript hands over
// anything at all: NaN, "12", undefined, an array that is too short. Each function either returns the value
// as the C++ type that it stands for, or throws std::invalid_argument with what was wrong and what is
// allowed.
namespace downhill::door {

using emscripten::val;

constexpr double anything = std::numeric_limits<double>::infinity();

// The value as a reader would write it, shortened: 12, NaN, "abc", undefined, an array of 3.
std::string shown(const val& value);
std::string shown(double value);

// A finite number from minimum to maximum.
double number(const val& value, std::string_view name, double minimum = -anything, double maximum = anything);
// The same without a fraction.
int wholeNumber(const val& value, std::string_view name, int minimum, int maximum);
// 0 … 2³² − 1
std::uint32_t seed(const val& value);
bool boolean(const val& value, std::string_view name);
std::string text(const val& value, std::string_view name);
std::vector<std::string> texts(const val& value, std::string_view name);

// An array or typed array of finite numbers, all from minimum to maximum; exactly `length` of them unless
// that is anyLength.
constexpr std::size_t anyLength = static_cast<std::size_t>(-1);
std::vector<float> floats(const val& value, std::string_view name, std::size_t length,
                          double minimum = -anything, double maximum = anything);
std::vector<double> doubles(const val& value, std::string_view name, std::size_t length,
                            double minimum = -anything, double maximum = anything);
// The same where NaN and infinities are allowed.
std::vector<double> anyDoubles(const val& value, std::string_view name);
std::vector<int> wholeNumbers(const val& value, std::string_view name, int minimum, int maximum);
// Finite numbers by name: { rate: 0.1, beta: 0.9 }. Nothing at all counts as none.
SettingValues settingValues(const val& value, std::string_view name);
// A Uint8Array.
std::vector<std::uint8_t> bytes(const val& value, std::string_view name);

// Throws unless it is an object, and no array.
void requireObject(const val& value, std::string_view name);

}  // namespace downhill::door

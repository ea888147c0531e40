#pragma once

#include <array>
#include <cstdio>
#include <string>

namespace downhill {

// A number as a sentence shows it: 0.1, 12, 1e+06, nan. Not through a stream: those bring all of the library's
// locales with them, which would be a third of what the page downloads.
inline std::string numberText(double number) {
  std::array<char, 32> digits;
  std::snprintf(digits.data(), digits.size(), "%g", number);
  return digits.data();
}

}  // namespace downhill

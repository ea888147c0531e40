#pragma once

#include <array>
#include <span>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace downhill {

// Between the values of an enumeration and the names by which a page knows them.

template <class Value, std::size_t count>
std::string_view nameIn(const std::pair<Value, std::string_view> (&names)[count], Value value) {
  for (const auto& [known, name] : names)
    if (known == value) return name;
  throw std::invalid_argument("a value of an enumeration has no name");
}

// Throws std::invalid_argument: there is no such name, but there are these.
[[noreturn]] void refuseName(const char* what, std::string_view name,
                             std::span<const std::string_view> known);

// what: "activation", as the words of the refusal call it.
template <class Value, std::size_t count>
Value valueIn(const std::pair<Value, std::string_view> (&names)[count], std::string_view name,
              const char* what) {
  std::array<std::string_view, count> known;
  for (std::size_t i = 0; i < count; ++i) {
    if (names[i].second == name) return names[i].first;
    known[i] = names[i].second;
  }
  refuseName(what, name, known);
}

}  // namespace downhill

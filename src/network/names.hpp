#pragma once

#include <iterator>
#include <stdexcept>
#include <string>
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

// what: "activation", as the words of the refusal call it.
template <class Value, std::size_t count>
Value valueIn(const std::pair<Value, std::string_view> (&names)[count], std::string_view name,
              const char* what) {
  std::string allowed;
  for (const auto& [value, known] : names) {
    if (known == name) return value;
    allowed += (allowed.empty() ? "" : ", ") + std::string(known);
  }
  throw std::invalid_argument("there is no " + std::string(what) + " \"" + std::string(name) +
                              "\"; there are " + allowed);
}

}  // namespace downhill

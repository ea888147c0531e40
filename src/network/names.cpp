#include "network/names.hpp"

#include <string>

namespace downhill {

void refuseName(const char* what, std::string_view name, std::span<const std::string_view> known) {
  std::string words = "there is no ";
  words.append(what).append(" \"").append(name).append("\"; there are");
  for (const std::string_view& other : known)
    words.append(&other == &known.front() ? " " : ", ").append(other);
  throw std::invalid_argument(words);
}

}  // namespace downhill

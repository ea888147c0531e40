#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace downhill::formula {

enum class Height { line, raised, lowered };

// A character as a reader sees it: what hangs on to it (an accent, a sign without width) is a part of it.
struct Character {
  std::string raw;    // as it was typed, in UTF-8
  std::string plain;  // what it means: one sign of the formula language, a whole word, or no ASCII where it
                      // means nothing
  Height height = Height::line;
};

// UTF-8 text as the characters that are seen. Keyboards, printed pages and other programs have many signs for
// one thing: · and × are *, − is -, full-width ２ is 2, ² is a raised 2, 𝑥 is x, √ is sqrt.
std::vector<Character> charactersOf(std::string_view text);

}  // namespace downhill::formula

#pragma once

#include <string>
#include <string_view>

namespace downhill {

// Inside a number: a space that only typesetters use, to part thousands.
inline constexpr char thinSpace = '\x1f';

// The same text in ASCII as far as numbers go: full-width characters as their plain ones, every kind of minus
// and hyphen as -, every double quote as ", every space as a space (the thin ones as thinSpace), every line
// ending as a newline. Marks that show nothing are left out; all else stays. text: UTF-8
std::string plainText(std::string_view text);

}  // namespace downhill

#include "formula/characters.hpp"

namespace downhill::formula {

namespace {

constexpr char32_t invalid = 0xFFFD;

struct CodePoint {
  char32_t code;
  std::size_t length;  // in bytes
};

// The code point at the start of a text that is not empty; one byte of what is no UTF-8.
CodePoint firstOf(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xC0 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (length == 1) return {lead, 1};
  if (length == 0 || length > text.size()) return {invalid, 1};
  char32_t code = lead & (0xFF >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {invalid, 1};
    code = code << 6 | (byte(i) & 0x3F);
  }
  return {code, length};
}

bool isBetween(char32_t code, char32_t low, char32_t high) { return low <= code && code <= high; }

// Joiners, directions, soft hyphens, "apply function" between sin and x, choices of a glyph.
bool isWithoutWidth(char32_t code) {
  return isBetween(code, 0x200B, 0x200F) || code == 0x2060 || code == 0x2061 || code == 0xFEFF ||
         code == 0xAD || isBetween(code, 0xFE00, 0xFE0F);
}

bool isAccent(char32_t code) { return isBetween(code, 0x300, 0x36F) || isBetween(code, 0x20D0, 0x20FF); }

struct Sign {
  char32_t code;
  std::string_view plain;
  Height height = Height::line;
};

constexpr Sign signs[] = {{U'·', "*"},
                          {U'×', "*"},
                          {U'∗', "*"},
                          {U'⋅', "*"},
                          {U'∙', "*"},
                          {U'•', "*"},
                          {U'\u2062', "*"},
                          {U'−', "-"},
                          {U'–', "-"},
                          {U'—', "-"},
                          {U'‐', "-"},
                          {U'‑', "-"},
                          {U'﹣', "-"},
                          {U'﹢', "+"},
                          {U'÷', "/"},
                          {U'∕', "/"},
                          {U'⁄', "/"},
                          {U'∣', "|"},
                          {U'½', "(1/2)"},
                          {U'⅓', "(1/3)"},
                          {U'⅔', "(2/3)"},
                          {U'¼', "(1/4)"},
                          {U'¾', "(3/4)"},
                          {U'⅕', "(1/5)"},
                          {U'⅛', "(1/8)"},
                          {U'。', "."},
                          {U'，', ","},
                          {U'、', ","},
                          {U'；', ";"},
                          {U'[', "("},
                          {U']', ")"},
                          {U'{', "("},
                          {U'}', ")"},
                          {U'【', "("},
                          {U'】', ")"},
                          {U'π', "pi"},
                          {U'σ', "sigmoid"},
                          {U'√', "sqrt"},
                          {U'∛', "cbrt"},
                          {U'ℎ', "h"},
                          {U'\u00A0', " "},
                          {U'\u202F', " "},
                          {U'\u205F', " "},
                          {U'\u3000', " "},
                          {U'⁺', "+", Height::raised},
                          {U'⁻', "-", Height::raised},
                          {U'⁽', "(", Height::raised},
                          {U'⁾', ")", Height::raised},
                          {U'¹', "1", Height::raised},
                          {U'²', "2", Height::raised},
                          {U'³', "3", Height::raised},
                          {U'ˣ', "x", Height::raised},
                          {U'ʸ', "y", Height::raised}};

std::string letter(char first, char32_t place) {
  return std::string(1, static_cast<char>(first + static_cast<char>(place)));
}

// What a code point means; an empty plain text where it means only itself.
Character meaningOf(char32_t code) {
  if (isBetween(code, 0xFF01, 0xFF5E)) code -= 0xFEE0;  // full-width forms of ASCII
  for (const auto& sign : signs)
    if (sign.code == code) return {"", std::string(sign.plain), sign.height};
  if (code < 0x80) return {"", letter(0, code)};
  if (isBetween(code, 0x2000, 0x200A)) return {"", " "};
  if (code == 0x2070 || isBetween(code, 0x2074, 0x2079))
    return {"", letter('0', code - 0x2070), Height::raised};
  if (isBetween(code, 0x2080, 0x2089)) return {"", letter('0', code - 0x2080), Height::lowered};
  if (isBetween(code, 0x1D434, 0x1D44D))
    return {"", letter('A', code - 0x1D434)};  // italic, from formula editors
  if (isBetween(code, 0x1D44E, 0x1D467)) return {"", letter('a', code - 0x1D44E)};
  return {};
}

}  // namespace

std::vector<Character> charactersOf(std::string_view text) {
  std::vector<Character> characters;
  while (!text.empty()) {
    const auto [code, length] = firstOf(text);
    const std::string raw(text.substr(0, length));
    text.remove_prefix(length);
    if (isWithoutWidth(code)) continue;
    if (isAccent(code) && !characters.empty()) {
      characters.back().raw += raw;
      characters.back().plain = raw;
      continue;
    }
    Character character = meaningOf(code);
    character.raw = raw;
    if (character.plain.empty()) character.plain = raw;
    characters.push_back(std::move(character));
  }
  return characters;
}

}  // namespace downhill::formula

#include "tables/plain_text.hpp"

#include <array>
#include <cstdint>
#include <utility>

namespace downhill {
namespace {

struct Character {
  char32_t code;
  std::size_t bytes;
};

// A byte that begins no character of UTF-8 stands for itself.
Character firstOf(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t lead = byte(0);
  const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  if (bytes == 1 || bytes > text.size()) return {lead, 1};
  char32_t code = lead & (0xFFu >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {lead, 1};
    code = code << 6 | (byte(i) & 0x3F);
  }
  return {code, bytes};
}

constexpr char nothing = '\0';
constexpr std::pair<char32_t, char> plainCharacters[] = {
    {U'\u2212', '-'},       {U'\u2010', '-'},     {U'\u2011', '-'},       {U'\u2012', '-'},
    {U'\u2013', '-'},       {U'\u2014', '-'},     {U'\uFE63', '-'},  // minus, hyphens, dashes
    {U'\u201C', '"'},       {U'\u201D', '"'},     {U'\u201E', '"'},       {U'\u00AB', '"'},
    {U'\u00BB', '"'},       {U'\u2018', '\''},    {U'\u2019', '\''},  // quotes; ’ is Swiss for thousands
    {U'\u00A0', ' '},       {U'\u3000', ' '},     {U'\u2009', thinSpace}, {U'\u202F', thinSpace},
    {U'\u2007', thinSpace}, {U'\u3001', ','},     {U'\u3002', '.'},  // 、 and 。
    {U'\u2028', '\n'},      {U'\u2029', '\n'},    {U'\u0085', '\n'},      {U'\u200B', nothing},
    {U'\u200E', nothing},   {U'\u200F', nothing}, {U'\uFEFF', nothing}};

}  // namespace

std::string plainText(std::string_view text) {
  std::string plain;
  const auto add = [&](char character) {
    if (character != nothing) plain += character;
  };
  while (!text.empty()) {
    const auto [code, bytes] = firstOf(text);
    bool found = false;
    for (const auto& [from, to] : plainCharacters) {
      if (code != from) continue;
      add(to);
      found = true;
    }
    if (code >= 0xFF01 && code <= 0xFF5E)
      add(static_cast<char>(code - 0xFEE0));  // ！ … ～ lie as ! … ~ do
    else if (code == '\r')
      add(text.substr(1).starts_with('\n') ? nothing : '\n');
    else if (!found)
      plain.append(text.substr(0, bytes));
    text.remove_prefix(bytes);
  }
  return plain;
}

}  // namespace downhill

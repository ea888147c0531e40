#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace downhill {

// What the marks in a written number say about the habits of its writer.
enum class MarkEvidence {
  none,           // 12, 1e3
  point,          // 1.5, 1,000.5, 1,000,000: a point begins the decimals
  comma,          // 1,5, 1.000,5, 1.000.000: a comma does
  doubtfulComma,  // 1,000: either
  doubtfulPoint   // 1.000: either
};

// A decimal number, read as far as it can be by itself. Of a doubtful one both readings are kept.
struct WrittenNumber {
  MarkEvidence evidence = MarkEvidence::none;
  double decimal = 0;    // the number, the doubtful mark beginning its decimals
  double thousands = 0;  // the number, the mark parting thousands; the same where nothing is doubtful
};

// A whole cell in plain text: digits, marks, an exponent; no hexadecimal, no "nan", nothing before or after.
std::optional<WrittenNumber> readNumber(std::string_view cell);

}  // namespace downhill

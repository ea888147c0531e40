#include "tables/written_number.hpp"

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "tables/plain_text.hpp"

namespace downhill {
namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

// 1.000,5 as the runs 1, 000, 5 between the marks '.' and ','.
struct Runs {
  std::vector<std::string> digits{""};
  std::string marks;
};

std::optional<Runs> runsOf(std::string_view body) {
  Runs runs;
  for (const char c : body) {
    if (isDigit(c)) {
      runs.digits.back() += c;
    } else if (c == ',' || c == '.' || c == ' ' || c == '\'' || c == thinSpace) {
      runs.marks += c;
      runs.digits.emplace_back();
    } else {
      return std::nullopt;
    }
  }
  return runs;
}

// The first `count` runs as groups of thousands, all parted alike: one to three digits, then three each.
bool areThousands(const Runs& runs, std::size_t count) {
  if (runs.digits[0].empty() || (count > 1 && (runs.digits[0].size() > 3 || runs.digits[0][0] == '0')))
    return false;
  for (std::size_t i = 1; i < count; ++i)
    if (runs.digits[i].size() != 3 || runs.marks[i - 1] != runs.marks[0]) return false;
  return true;
}

// The number with the last mark beginning its decimals, or with none that does.
double valueOf(const Runs& runs, bool hasDecimals, const std::string& sign, const std::string& exponent) {
  std::string text = sign;
  for (std::size_t i = 0; i < runs.digits.size(); ++i) {
    if (hasDecimals && i + 1 == runs.digits.size()) text += '.';
    text += runs.digits[i];
  }
  return std::strtod((text + exponent).c_str(), nullptr);
}

bool isExponent(std::string_view text) {
  if (text.empty()) return true;
  text.remove_prefix(1);  // the e
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) text.remove_prefix(1);
  return !text.empty() && std::ranges::all_of(text, isDigit);
}

}  // namespace

std::optional<WrittenNumber> readNumber(std::string_view cell) {
  std::string sign;
  if (!cell.empty() && (cell[0] == '+' || cell[0] == '-')) {
    sign = cell[0] == '-' ? "-" : "";
    cell.remove_prefix(1);
  }
  const auto body = cell.substr(0, cell.find_first_of("eE"));
  const std::string exponent(cell.substr(body.size()));
  const auto runs = runsOf(body);
  if (!runs || !isExponent(exponent)) return std::nullopt;

  const auto& [digits, marks] = *runs;
  const std::size_t count = digits.size();
  const double whole = valueOf(*runs, false, sign, exponent), decimal = valueOf(*runs, true, sign, exponent);
  if (count == 1) {
    if (body.empty()) return std::nullopt;
    return WrittenNumber{MarkEvidence::none, whole, whole};
  }
  const char last = marks.back();
  if (areThousands(*runs, count)) {  // 1,000 or 1,000,000 or 1 000
    if (last != ',' && last != '.') return WrittenNumber{MarkEvidence::none, whole, whole};
    if (count > 2)
      return WrittenNumber{last == ',' ? MarkEvidence::point : MarkEvidence::comma, whole, whole};
    return WrittenNumber{last == ',' ? MarkEvidence::doubtfulComma : MarkEvidence::doubtfulPoint, decimal,
                         whole};
  }
  const bool isDecimal = (last == ',' || last == '.') && marks.find(last) == marks.size() - 1;
  const bool isWhole = count == 2 ? std::ranges::all_of(digits[0], isDigit) : areThousands(*runs, count - 1);
  const bool hasDigits = !digits[count - 1].empty() || (last == '.' && !digits[0].empty());  // 5. but not 5,
  if (!isDecimal || !isWhole || !hasDigits) return std::nullopt;
  return WrittenNumber{last == ',' ? MarkEvidence::comma : MarkEvidence::point, decimal, decimal};
}

}  // namespace downhill

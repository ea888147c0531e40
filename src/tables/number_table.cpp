#include "tables/number_table.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "registry/number_text.hpp"
#include "tables/plain_text.hpp"
#include "tables/written_number.hpp"

namespace downhill {
namespace {

using Cells = std::vector<std::string>;

struct Row {
  int line;
  Cells cells;
  std::vector<WrittenNumber> numbers{};
  bool isPairs = false;  // 1,2 3,4: what was read as decimal commas could part a pair
};

[[noreturn]] void refuseLine(int line, const std::string& words) {
  throw std::invalid_argument("line " + std::to_string(line) + ": " + words);
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view spaces = " \t\v\f\x1f";
  const auto first = text.find_first_not_of(spaces);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(spaces) - first + 1);
}

std::string_view withoutBrackets(std::string_view line) {
  const bool isOpened = line.starts_with('(') || line.starts_with('[');
  const char closing = line.starts_with('(') ? ')' : ']';
  const auto end = line.find_last_not_of(",; ");
  if (!isOpened || line[end] != closing) return line;
  return trimmed(line.substr(1, end - 1));
}

// A line without its quotes.
struct Quoted {
  std::string text;      // with what could part cells hidden where it was quoted
  std::string original;  // as it is, place by place
};

constexpr char hidden = '\x01';

Quoted withoutQuotes(std::string_view line) {
  Quoted result;
  bool isQuoted = false;
  for (const char c : line) {
    if (c == '"') {
      isQuoted = !isQuoted;
      continue;
    }
    const bool parts = c == ',' || c == ';' || c == '\t' || c == ' ';
    result.text += isQuoted && parts ? hidden : c;
    result.original += c;
  }
  return result;
}

Cells cut(const Quoted& line, std::string_view separators, bool manyAreOne) {
  Cells cells;
  for (std::size_t begin = 0; begin <= line.text.size();) {
    const auto end = std::min(line.text.find_first_of(separators, begin), line.text.size());
    const auto cell = trimmed(std::string_view(line.original).substr(begin, end - begin));
    if (!manyAreOne || !cell.empty()) cells.emplace_back(cell);
    begin = end + 1;
  }
  return cells;
}

bool allNumbers(const Cells& cells) {
  for (const auto& cell : cells)
    if (!readNumber(cell) || cell.front() == ',' || cell.back() == ',') return false;
  return true;
}

bool isPair(const std::string& cell) {
  const auto number = readNumber(cell);
  return number && number->evidence == MarkEvidence::comma && cell.find('.') == std::string::npos;
}

Row rowOf(int line, std::string_view content, std::size_t columns) {
  const Quoted text = withoutQuotes(content);
  const auto has = [&](char separator) { return text.text.find(separator) != std::string::npos; };
  if (has('\t')) return {line, cut(text, "\t", false)};
  if (has(';')) return {line, cut(text, ";", false)};
  Cells spaced = cut(text, " ", true);
  if (!has(',')) return {line, std::move(spaced)};
  if (spaced.size() == columns && allNumbers(spaced)) {
    const bool isPairs = columns > 1 && std::ranges::all_of(spaced, isPair);
    return {line, std::move(spaced), {}, isPairs};
  }
  return {line, cut(text, ",", false)};
}

// Rows without what is to be passed over, each with as many cells as there are columns.
std::vector<Row> rowsOf(std::string_view text, std::size_t columns, Eigen::Index mostRows) {
  std::vector<Row> rows;
  bool mayBeHeading = true;
  for (int line = 1; !text.empty(); ++line) {
    const auto end = text.find('\n');
    const auto content = withoutBrackets(trimmed(text.substr(0, end)));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (content.empty() || content.front() == '#') continue;

    Row row = rowOf(line, content, columns);
    const bool isHeading = mayBeHeading && std::ranges::none_of(row.cells, [](const auto& cell) {
                             return readNumber(cell).has_value();
                           });
    mayBeHeading = false;
    if (isHeading) continue;
    while (row.cells.size() > columns && row.cells.back().empty()) row.cells.pop_back();
    if (row.cells.size() != columns)
      refuseLine(line, "it has " + std::to_string(row.cells.size()) +
                           (row.cells.size() == 1 ? " entry" : " entries") + "; there must be " +
                           std::to_string(columns));
    for (const auto& cell : row.cells) {
      const auto number = readNumber(cell);
      if (!number) refuseLine(line, "\"" + cell.substr(0, 40) + "\" is not a number");
      if (!std::isfinite(number->decimal) || !std::isfinite(number->thousands))
        refuseLine(line, "a number is too large");
      row.numbers.push_back(*number);
    }
    if (static_cast<Eigen::Index>(rows.size()) == mostRows)
      refuseLine(line, "there are more than " + std::to_string(mostRows) + " rows");
    rows.push_back(std::move(row));
  }
  return rows;
}

// What all numbers of a text together say of its decimals.
struct Habit {
  bool comma = false, point = false;

  explicit Habit(const std::vector<Row>& rows) {
    for (const Row& row : rows)
      for (const WrittenNumber& number : row.numbers) {
        comma = comma || number.evidence == MarkEvidence::comma;
        point = point || number.evidence == MarkEvidence::point;
      }
  }
  bool isKnown() const { return comma != point; }
  bool isDecimalComma() const { return comma && !point; }
};

}  // namespace

NumberTable readNumbers(std::string_view text, Eigen::Index columns, Eigen::Index mostRows) {
  const std::string plain = plainText(text);
  const auto rows = rowsOf(plain, static_cast<std::size_t>(columns), mostRows);
  if (rows.empty())
    throw std::invalid_argument("there is no row of numbers in the text; each line is to hold " +
                                std::to_string(columns));
  const Habit habit(rows);
  const bool arePairs = std::ranges::all_of(rows, &Row::isPairs);
  NumberTable table{Matrix<double>(static_cast<Eigen::Index>(rows.size()), columns), {}};
  for (const Row& row : rows) {
    const auto place = static_cast<Eigen::Index>(table.lines.size());
    table.lines.push_back(row.line);
    for (Eigen::Index k = 0; k < columns; ++k) {
      const WrittenNumber& number = row.numbers[static_cast<std::size_t>(k)];
      const bool isComma = number.evidence == MarkEvidence::doubtfulComma,
                 isPoint = number.evidence == MarkEvidence::doubtfulPoint;
      const bool thousands = isComma ? !habit.isDecimalComma() : isPoint && habit.isDecimalComma();
      const double taken = thousands ? number.thousands : number.decimal;
      table.numbers(place, k) = taken;
      const bool isDoubtful =
          (isComma && !habit.isKnown()) || (isPoint && habit.comma && habit.point) || (arePairs && k == 0);
      if (!isDoubtful) continue;
      ++table.doubts;
      if (!table.firstDoubt)
        table.firstDoubt = {row.line, row.cells[static_cast<std::size_t>(k)], thousands, taken};
    }
  }
  return table;
}

std::vector<int> labelsIn(const NumberTable& table, Eigen::Index column, int classes) {
  std::vector<int> labels;
  for (const double label : table.numbers.col(column)) {
    if (!(label >= 0 && label < classes && label == std::floor(label)))
      refuseLine(table.lines[labels.size()], "the label is " + numberText(label) +
                                                 "; it must be a whole number from 0 to " +
                                                 std::to_string(classes - 1));
    labels.push_back(static_cast<int>(label));
  }
  return labels;
}

}  // namespace downhill

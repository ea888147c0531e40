#include "regression/points.hpp"

#include <cmath>
#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <string>

namespace downhill {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\v\f");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\v\f") - first + 1);
}

// The cells of one line, cut at the first separator in this order that occurs in it; spaces cut last.
std::vector<std::string> cellsOf(std::string_view line) {
  char separator = ' ';
  for (const char candidate : {';', '\t', ','}) {
    if (line.find(candidate) != std::string_view::npos) {
      separator = candidate;
      break;
    }
  }
  std::vector<std::string> cells;
  while (true) {
    const auto end = line.find(separator);
    cells.emplace_back(trimmed(line.substr(0, end)));
    if (end == std::string_view::npos) break;
    line = separator == ' ' ? trimmed(line.substr(end)) : line.substr(end + 1);
  }
  if (separator == ';' || separator == '\t') {
    for (auto& cell : cells) {
      if (const auto comma = cell.find(','); comma != std::string::npos) cell[comma] = '.';
    }
  }
  return cells;
}

// The whole cell as a decimal number: no hexadecimal, no "nan", nothing before or after it.
std::optional<double> numberIn(const std::string& cell) {
  if (cell.empty() || cell.find_first_not_of("0123456789+-.eE") != std::string::npos) return std::nullopt;
  char* end = nullptr;
  const double number = std::strtod(cell.c_str(), &end);
  if (end != cell.c_str() + cell.size()) return std::nullopt;
  return number;
}

std::invalid_argument lineError(int line, const std::string& words) {
  return std::invalid_argument("line " + std::to_string(line) + ": " + words);
}

}  // namespace

Points parsePoints(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF"))
    text.remove_prefix(3);  // the mark that some programs put before UTF-8
  std::vector<double> x, y;
  bool mayBeHeading = true;
  for (int line = 1; !text.empty(); ++line) {
    const auto end = text.find('\n');
    const std::string_view content = trimmed(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (content.empty() || content.front() == '#') continue;

    const auto cells = cellsOf(content);
    std::vector<double> numbers;
    for (const auto& cell : cells) {
      if (const auto number = numberIn(cell)) numbers.push_back(*number);
    }
    if (mayBeHeading && numbers.empty()) {
      mayBeHeading = false;
      continue;
    }
    mayBeHeading = false;
    if (cells.size() != 2) {
      throw lineError(line, "it has " + std::to_string(cells.size()) + " entries; a point has 2, x and y");
    }
    for (const auto& cell : cells) {
      if (!numberIn(cell)) throw lineError(line, "\"" + cell.substr(0, 40) + "\" is not a number");
    }
    if (!std::isfinite(numbers[0]) || !std::isfinite(numbers[1])) {
      throw lineError(line, "a number is too large");
    }
    if (static_cast<Eigen::Index>(x.size()) == mostPoints) {
      throw lineError(line, "there are more than " + std::to_string(mostPoints) + " points");
    }
    x.push_back(numbers[0]);
    y.push_back(numbers[1]);
  }
  if (x.empty()) throw std::invalid_argument("there is no point in the text; each line is to hold x and y");
  const auto count = static_cast<Eigen::Index>(x.size());
  return {Vector<double>::Map(x.data(), count), Vector<double>::Map(y.data(), count)};
}

void requirePoints(const Points& points) {
  if (points.x.size() != points.y.size()) {
    throw std::invalid_argument(std::to_string(points.x.size()) + " values of x and " +
                                std::to_string(points.y.size()) + " of y; there must be equally many");
  }
  if (points.size() == 0) throw std::invalid_argument("there are no points; there must be 1 or more");
  for (Eigen::Index i = 0; i < points.size(); ++i) {
    if (!std::isfinite(points.x(i)) || !std::isfinite(points.y(i))) {
      throw std::invalid_argument("point " + std::to_string(i) + " is not finite");
    }
  }
}

}  // namespace downhill

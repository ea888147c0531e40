#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gemm/matrix.hpp"

namespace downhill {

// A number whose comma or point can mean two things, and how it was taken: 1,000 as a thousand or as one.
struct DoubtfulNumber {
  int line = 0;  // of the text, counted from 1
  std::string written;
  bool thousands = false;  // the mark was taken to part thousands; false: to begin the decimals
  double taken = 0;
};

// Numbers that a learner has pasted, as rows of equally many.
struct NumberTable {
  Matrix<double> numbers;  // (rows, columns)
  std::vector<int> lines;  // where each row stands in the text, counted from 1
  int doubts = 0;          // how many numbers were doubtful
  std::optional<DoubtfulNumber> firstDoubt{};
};

// Reads a table from text as spreadsheets, editors and keyboards of both languages leave it.
//
// Rows: one a line. Empty lines and lines that begin with # are passed over, and so is one heading, a first
//   row without any number. Brackets around a row and a mark behind them are dropped: (1, 2), [1, 2],
// Cells: parted by the first of tab, semicolon, comma, spaces that the line has; by spaces too where that
//   gives as many numbers as there are columns: 1,5 2,5. What stands in quotes is one cell.
//   Where all rows are like that, they could be pairs as well, which is told as a doubt.
// Numbers: 12, -1.5e3, .5; with a true minus sign, in full-width characters, with decimal comma, with
//   thousands parted by comma, point, space or apostrophe. Of a comma or point before just three digits the
//   other numbers of the text say what it means. Where they do not, a comma parts thousands, a point begins
//   decimals, and what the comma was taken for is told as a doubt.
//
// Throws std::invalid_argument with the number of the line for what is none of this, for a row that has not
// `columns` numbers, and for more than mostRows; with words where there is no row at all.
NumberTable readNumbers(std::string_view text, Eigen::Index columns, Eigen::Index mostRows);

// A column of labels 0, 1, …, classes − 1. Throws with the line of one that is none of them.
std::vector<int> labelsIn(const NumberTable& table, Eigen::Index column, int classes);

}  // namespace downhill

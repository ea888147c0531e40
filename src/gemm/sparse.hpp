#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "gemm/gemm.hpp"

namespace downhill {

// The bytes that are not zero, and their places, one after the other; returns how many there are. Both
// targets need room for 8 more than that.
std::size_t squeeze(std::span<const std::uint8_t> bytes, std::uint16_t* places, std::uint8_t* values);

// A row of bytes without its zeros: values[e] stands at places[e], in ascending order.
struct SqueezedBytes {
  std::span<const std::uint16_t> places;
  std::span<const std::uint8_t> values;
};

// A batch of which only the entries other than zero are kept, row by row: of MNIST's 784 pixels about 150
// are not paper, and a first layer that visits only those does a fifth of the work.
//
// The entries of row i are those with rowStart[i] ≤ position < rowStart[i + 1]. Filling it again with a
// batch of the same kind allocates nothing.
template <class T>
class SparseRows {
 public:
  explicit SparseRows(Eigen::Index cols = 0) { clear(cols); }

  // No rows, and so many columns (at most 65,536).
  void clear(Eigen::Index cols);

  // One more row, (cols) numbers.
  void appendRow(std::span<const T> values);
  // One more row of bytes, each b meaning b/255.
  void appendBytes(std::span<const std::uint8_t> bytes);
  // The same of bytes that have been squeezed before; their places must be below cols().
  void appendBytes(const SqueezedBytes& bytes);
  // All rows of a matrix, in place of what was there.
  void assign(const ConstMatrixRef<T>& dense);

  Eigen::Index rows() const { return static_cast<Eigen::Index>(rowStart_.size()) - 1; }
  Eigen::Index cols() const { return cols_; }
  // The part of all entries that is not zero; 0 for an empty batch.
  double density() const;

  // Every entry, zeros included. dense is resized to (rows, cols).
  void expand(Matrix<T>& dense) const;

  std::span<const std::uint32_t> rowStart() const { return rowStart_; }                  // (rows + 1)
  std::span<const std::uint16_t> columns() const { return {columns_.data(), filled_}; }  // (entries)
  std::span<const T> values() const { return {values_.data(), filled_}; }                // (entries)

  // The same entries column by column, in order of their rows: those of column j are those with
  // start[j] ≤ position < start[j + 1]. Valid until the batch changes.
  struct ByColumn {
    std::span<const std::uint32_t> start;  // (cols + 1)
    std::span<const std::uint32_t> rows;   // (entries)
    std::span<const T> values;             // (entries)
  };
  ByColumn byColumn() const;

 private:
  void reserveRow();

  Eigen::Index cols_ = 0;
  std::size_t filled_ = 0;  // entries in use; columns_ and values_ only ever grow
  std::vector<std::uint32_t> rowStart_;
  std::vector<std::uint16_t> columns_;
  std::vector<T> values_;
  std::vector<std::uint16_t> places_;  // a row of bytes on its way
  std::vector<std::uint8_t> bytes_;

  mutable std::vector<std::uint32_t> columnStart_, rowsByColumn_;
  mutable std::vector<T> valuesByColumn_;
};

// Above this density a batch is multiplied as a matrix. MNIST lies at 0.19; skipping does one number at a
// time what a tile does for four rows at once, so it stops paying well before every entry counts.
inline constexpr double sparseDensityLimit = 0.4;

// The part of all entries that is not zero; 0 for an empty matrix.
template <class T>
double measuredDensity(const ConstMatrixRef<T>& matrix);

// c (batch, out) = x (batch, in) · weights (in, out): row i of c is a sum of those rows of the weights where
// x_i has ink, Σ_j x_ij W_j.
template <class T>
void multiplySparse(const SparseRows<T>& x, const ConstMatrixRef<T>& weights, MatrixRef<T> c);

// c (in, out) = xᵀ · δ,  δ (batch, out): each entry x_ij adds x_ij δ_i to row j of c.
template <class T>
void multiplySparseLeftTransposed(const SparseRows<T>& x, const ConstMatrixRef<T>& delta, MatrixRef<T> c,
                                  Write write = Write::overwrite);

extern template class SparseRows<float>;
extern template class SparseRows<double>;

}  // namespace downhill

#include "gemm/sparse.hpp"

#include <algorithm>
#include <bit>
#include <stdexcept>
#include <string>

#include "gemm/lanes.hpp"

namespace downhill {
namespace {

// Which of eight bytes are not zero, as a number of eight bits → their places, the first ones first.
constexpr auto placesOfMask = [] {
  std::array<std::array<std::uint8_t, 8>, 256> places{};
  for (int mask = 0; mask < 256; ++mask) {
    int count = 0;
    for (std::uint8_t bit = 0; bit < 8; ++bit)
      if (mask >> bit & 1) places[mask][count++] = bit;
  }
  return places;
}();

void requireWidth(std::size_t given, Eigen::Index cols) {
  if (given != static_cast<std::size_t>(cols))
    throw std::invalid_argument("a row has " + std::to_string(given) + " numbers; it must have " +
                                std::to_string(cols));
}

void requireShapes(bool fit, const char* product) {
  if (!fit)
    throw std::invalid_argument(std::string("the shapes of the sparse product ") + product + " do not fit");
}

// Calls block.template operator()<registers>(j) for slices of 32, 16 and 4 neighbouring columns, as wide
// as they fit, and rest(j) for the last few one by one.
template <class Block, class Rest>
void inColumnBlocks(Eigen::Index cols, const Block& block, const Rest& rest) {
  Eigen::Index j = 0;
  for (; j + 32 <= cols; j += 32) block.template operator()<8>(j);
  for (; j + 16 <= cols; j += 16) block.template operator()<4>(j);
  for (; j + 4 <= cols; j += 4) block.template operator()<1>(j);
  for (; j < cols; ++j) rest(j);
}

// Packing reads every row of the weights, a sample about every fifth.
constexpr Eigen::Index batchThatPaysPacking = 16;

// Columns j … j + width of a matrix, side by side: rows that lie a power of two apart would share a few sets
// of the cache and drive one another out.
template <class T>
const T* packColumns(const ConstMatrixRef<T>& matrix, Eigen::Index j, Eigen::Index width,
                     std::vector<T>& store) {
  store.resize(static_cast<std::size_t>(matrix.rows() * width));
  for (Eigen::Index i = 0; i < matrix.rows(); ++i) {
    const T* from = matrix.data() + i * matrix.outerStride() + j;
    for (Eigen::Index k = 0; k < width; k += 4) Lanes<T>::load(from + k).store(store.data() + i * width + k);
  }
  return store.data();
}

// Σ_e values[e] · rows[e], one row of `registers` · 4 numbers for each entry; row(e) is where it begins.
// Narrow rows are summed in two strands, so that a multiplier need not wait for the sum before.
template <int registers, class T, class Row>
void sumRows(std::uint32_t begin, std::uint32_t end, const T* values, const Row& row, T* to,
             Write write = Write::overwrite) {
  constexpr int strands = registers >= 8 ? 1 : 2;
  Lanes<T> sums[strands][registers];
  const auto add = [&](std::uint32_t e, int strand) {
    const Lanes<T> value = Lanes<T>::splat(values + e);
    const T* from = row(e);
    for (int r = 0; r < registers; ++r)
      sums[strand][r] = sums[strand][r].plus(value, Lanes<T>::load(from + 4 * r));
  };
  std::uint32_t e = begin;
  for (; e + strands <= end; e += strands)
    for (int strand = 0; strand < strands; ++strand) add(e + strand, strand);
  if (e < end) add(e, 0);
  for (int r = 0; r < registers; ++r) {
    Lanes<T> sum = sums[0][r];
    if constexpr (strands == 2) sum = sum.plus(sums[1][r]);
    if (write == Write::add) sum = sum.plus(Lanes<T>::load(to + 4 * r));
    sum.store(to + 4 * r);
  }
}

}  // namespace

// No branch asks for a single byte: where an image has ink is not to be guessed.
std::size_t squeeze(std::span<const std::uint8_t> bytes, std::uint16_t* places, std::uint8_t* values) {
  std::size_t count = 0, j = 0;
#ifdef __wasm_simd128__
  const v128_t zero = wasm_u8x16_const_splat(0);
  for (; j + 8 <= bytes.size(); j += 8) {
    const v128_t eight = wasm_v128_load64_zero(bytes.data() + j);
    const std::uint32_t mask = wasm_i8x16_bitmask(wasm_i8x16_ne(eight, zero));
    const v128_t chosen = wasm_v128_load64_zero(placesOfMask[mask].data());
    wasm_v128_store(places + count, wasm_i16x8_add(wasm_u16x8_extend_low_u8x16(chosen),
                                                   wasm_i16x8_splat(static_cast<std::int16_t>(j))));
    wasm_v128_store64_lane(values + count, wasm_i8x16_swizzle(eight, chosen), 0);
    count += std::popcount(mask);
  }
#endif
  for (; j < bytes.size(); ++j) {
    places[count] = static_cast<std::uint16_t>(j);
    values[count] = bytes[j];
    count += bytes[j] != 0;
  }
  return count;
}

template <class T>
void SparseRows<T>::clear(Eigen::Index cols) {
  if (cols < 0 || cols > 65536)
    throw std::invalid_argument("a sparse batch has " + std::to_string(cols) +
                                " columns; 0 to 65536 are allowed");
  cols_ = cols;
  filled_ = 0;
  rowStart_.assign(1, 0);
}

template <class T>
void SparseRows<T>::reserveRow() {
  const std::size_t needed = filled_ + static_cast<std::size_t>(cols_);
  if (columns_.size() >= needed) return;
  columns_.resize(2 * needed);
  values_.resize(2 * needed);
}

template <class T>
void SparseRows<T>::appendRow(std::span<const T> values) {
  requireWidth(values.size(), cols_);
  reserveRow();
  for (std::size_t j = 0; j < values.size();
       ++j) {  // writes every entry, and moves on only past those that count
    columns_[filled_] = static_cast<std::uint16_t>(j);
    values_[filled_] = values[j];
    filled_ += values[j] != T(0);
  }
  rowStart_.push_back(static_cast<std::uint32_t>(filled_));
}

template <class T>
void SparseRows<T>::appendBytes(std::span<const std::uint8_t> bytes) {
  requireWidth(bytes.size(), cols_);
  places_.resize(bytes.size() + 8);
  bytes_.resize(bytes.size() + 8);
  const std::size_t count = squeeze(bytes, places_.data(), bytes_.data());
  appendBytes({std::span(places_).first(count), std::span(bytes_).first(count)});
}

template <class T>
void SparseRows<T>::appendBytes(const SqueezedBytes& bytes) {
  reserveRow();
  std::ranges::copy(bytes.places, columns_.begin() + static_cast<std::ptrdiff_t>(filled_));
  T* to = values_.data() + filled_;
  for (std::size_t e = 0; e < bytes.values.size(); ++e) to[e] = static_cast<T>(bytes.values[e]) / T(255);
  filled_ += bytes.values.size();
  rowStart_.push_back(static_cast<std::uint32_t>(filled_));
}

template <class T>
void SparseRows<T>::assign(const ConstMatrixRef<T>& dense) {
  clear(dense.cols());
  for (Eigen::Index i = 0; i < dense.rows(); ++i)
    appendRow({dense.data() + i * dense.outerStride(), static_cast<std::size_t>(dense.cols())});
}

template <class T>
double SparseRows<T>::density() const {
  const double all = static_cast<double>(rows()) * static_cast<double>(cols_);
  return all > 0 ? static_cast<double>(filled_) / all : 0;
}

// Counting sort: how many entries each column has, where its first one goes, then one after the other.
template <class T>
typename SparseRows<T>::ByColumn SparseRows<T>::byColumn() const {
  if (rowsByColumn_.size() < filled_) {
    rowsByColumn_.resize(columns_.size());
    valuesByColumn_.resize(columns_.size());
  }
  // start[j + 1] is where column j's next entry goes, and in the end where column j + 1 begins.
  columnStart_.assign(static_cast<std::size_t>(cols_) + 2, 0);
  std::uint32_t* next = columnStart_.data() + 1;
  for (std::size_t e = 0; e < filled_; ++e) ++next[columns_[e] + 1];
  for (Eigen::Index j = 0; j < cols_; ++j) next[j + 1] += next[j];
  for (Eigen::Index i = 0; i < rows(); ++i) {
    for (std::uint32_t e = rowStart_[i]; e < rowStart_[i + 1]; ++e) {
      const std::uint32_t place = next[columns_[e]]++;
      rowsByColumn_[place] = static_cast<std::uint32_t>(i);
      valuesByColumn_[place] = values_[e];
    }
  }
  return {{columnStart_.data(), static_cast<std::size_t>(cols_) + 1},
          {rowsByColumn_.data(), filled_},
          {valuesByColumn_.data(), filled_}};
}

template <class T>
void SparseRows<T>::expand(Matrix<T>& dense) const {
  dense.setZero(rows(), cols_);
  for (Eigen::Index i = 0; i < rows(); ++i)
    for (std::uint32_t e = rowStart_[i]; e < rowStart_[i + 1]; ++e) dense(i, columns_[e]) = values_[e];
}

template <class T>
void multiplySparse(const SparseRows<T>& x, const ConstMatrixRef<T>& weights, MatrixRef<T> c) {
  requireShapes(x.cols() == weights.rows() && c.rows() == x.rows() && c.cols() == weights.cols(),
                "x · weights");
  const auto starts = x.rowStart();
  const auto* columns = x.columns().data();
  const T* values = x.values().data();
  const T* w = weights.data();
  const Eigen::Index stride = weights.outerStride();

  // A block of columns at a time for all rows, so that its part of the weights stays in the cache.
  const auto block = [&]<int registers>(Eigen::Index j) {
    constexpr Eigen::Index width = 4 * registers;
    static thread_local std::vector<T> store;
    const bool packs = stride > width && x.rows() >= batchThatPaysPacking;
    const T* from = packs ? packColumns<T>(weights, j, width, store) : w + j;
    const Eigen::Index step = packs ? width : stride;
    const auto row = [&](std::uint32_t e) { return from + columns[e] * step; };
    for (Eigen::Index i = 0; i < x.rows(); ++i)
      sumRows<registers>(starts[i], starts[i + 1], values, row, c.data() + i * c.outerStride() + j);
  };
  const auto single = [&](Eigen::Index j) {
    for (Eigen::Index i = 0; i < x.rows(); ++i) {
      T sum = 0;
      for (std::uint32_t e = starts[i]; e < starts[i + 1]; ++e) sum += values[e] * w[columns[e] * stride + j];
      c(i, j) = sum;
    }
  };
  inColumnBlocks(c.cols(), block, single);
}

namespace {

// Column by column of x: row j of c is Σ_i x_ij δ_i over the samples that have ink there. Every row of c is
// written once; what is read again and again is a block of δ's columns, which stays in the cache.
template <class T>
void sumDeltasByColumn(const SparseRows<T>& x, const ConstMatrixRef<T>& delta, MatrixRef<T>& c, Write write) {
  const auto [start, rows, values] = x.byColumn();
  const auto block = [&, starts = start.data(), samples = rows.data(),
                      value = values.data()]<int registers>(Eigen::Index k) {
    constexpr Eigen::Index width = 4 * registers;
    static thread_local std::vector<T> store;
    const T* from = packColumns<T>(delta, k, width, store);
    const auto row = [&](std::uint32_t e) { return from + samples[e] * width; };
    for (Eigen::Index j = 0; j < c.rows(); ++j)
      sumRows<registers>(starts[j], starts[j + 1], value, row, c.data() + j * c.outerStride() + k, write);
  };
  const auto single = [&](Eigen::Index k) {
    for (Eigen::Index j = 0; j < c.rows(); ++j) {
      T sum = write == Write::add ? c(j, k) : T(0);
      for (std::uint32_t e = start[j]; e < start[j + 1]; ++e) sum += values[e] * delta(rows[e], k);
      c(j, k) = sum;
    }
  };
  inColumnBlocks(c.cols(), block, single);
}

// Four numbers at a time: setZero ends in memset, which in WebAssembly goes byte by byte or in eights.
template <class T>
void clear(MatrixRef<T>& c) {
  for (Eigen::Index i = 0; i < c.rows(); ++i) {
    T* row = c.data() + i * c.outerStride();
    Eigen::Index j = 0;
    for (; j + 4 <= c.cols(); j += 4) {
      Lanes<T>{}.store(row + j);
      keepOrder();
    }
    for (; j < c.cols(); ++j) row[j] = 0;
  }
}

// Row by row of x: each entry x_ij adds x_ij δ_i to row j of c.
template <class T>
void scatterDeltas(const SparseRows<T>& x, const ConstMatrixRef<T>& delta, MatrixRef<T>& c) {
  const auto starts = x.rowStart();
  const auto* columns = x.columns().data();
  const T* values = x.values().data();
  T* gradient = c.data();
  const Eigen::Index stride = c.outerStride();

  const auto block = [&]<int registers>(Eigen::Index j) {
    for (Eigen::Index i = 0; i < x.rows(); ++i) {
      Lanes<T> deltas[registers];
      const T* own = delta.data() + i * delta.outerStride() + j;
      for (int r = 0; r < registers; ++r) deltas[r] = Lanes<T>::load(own + 4 * r);
      for (std::uint32_t e = starts[i]; e < starts[i + 1]; ++e) {
        const Lanes<T> value = Lanes<T>::splat(values + e);
        T* row = gradient + columns[e] * stride + j;
        for (int r = 0; r < registers; ++r)
          Lanes<T>::load(row + 4 * r).plus(value, deltas[r]).store(row + 4 * r);
      }
    }
  };
  const auto single = [&](Eigen::Index j) {
    for (Eigen::Index i = 0; i < x.rows(); ++i)
      for (std::uint32_t e = starts[i]; e < starts[i + 1]; ++e)
        gradient[columns[e] * stride + j] += values[e] * delta(i, j);
  };
  inColumnBlocks(c.cols(), block, single);
}

// Sorting the entries by column costs about as much as scattering a row of so many numbers.
constexpr Eigen::Index widthThatPaysSorting = 48;

}  // namespace

template <class T>
void multiplySparseLeftTransposed(const SparseRows<T>& x, const ConstMatrixRef<T>& delta, MatrixRef<T> c,
                                  Write write) {
  requireShapes(x.rows() == delta.rows() && c.rows() == x.cols() && c.cols() == delta.cols(), "xᵀ · δ");
  if (c.cols() >= widthThatPaysSorting) return sumDeltasByColumn(x, delta, c, write);
  if (write == Write::overwrite) clear(c);
  scatterDeltas(x, delta, c);
}

template <class T>
double measuredDensity(const ConstMatrixRef<T>& matrix) {
  if (matrix.size() == 0) return 0;
  return static_cast<double>((matrix.array() != T(0)).count()) / static_cast<double>(matrix.size());
}

template class SparseRows<float>;
template class SparseRows<double>;
template void multiplySparse(const SparseRows<float>&, const ConstMatrixRef<float>&, MatrixRef<float>);
template void multiplySparse(const SparseRows<double>&, const ConstMatrixRef<double>&, MatrixRef<double>);
template void multiplySparseLeftTransposed(const SparseRows<float>&, const ConstMatrixRef<float>&,
                                           MatrixRef<float>, Write);
template void multiplySparseLeftTransposed(const SparseRows<double>&, const ConstMatrixRef<double>&,
                                           MatrixRef<double>, Write);
template double measuredDensity<float>(const ConstMatrixRef<float>&);
template double measuredDensity<double>(const ConstMatrixRef<double>&);

}  // namespace downhill

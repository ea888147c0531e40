#include "gemm/sparse.hpp"

#include <cstring>
#include <stdexcept>
#include <string>

#include "gemm/lanes.hpp"

namespace downhill {
namespace {

// b/255 for every byte b.
template <class T>
constexpr std::array<T, 256> byteValues = [] {
  std::array<T, 256> values{};
  for (int byte = 0; byte < 256; ++byte) values[byte] = static_cast<T>(byte) / T(255);
  return values;
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

// Calls block.template operator()<registers>(j) for stretches of 16, then 4 neighbouring columns, and
// rest(j) for the last few one by one.
template <class Block, class Rest>
void inColumnBlocks(Eigen::Index cols, const Block& block, const Rest& rest) {
  Eigen::Index j = 0;
  for (; j + 16 <= cols; j += 16) block.template operator()<4>(j);
  for (; j + 4 <= cols; j += 4) block.template operator()<1>(j);
  for (; j < cols; ++j) rest(j);
}

}  // namespace

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
  reserveRow();
  const auto visit = [&](std::size_t j) {
    columns_[filled_] = static_cast<std::uint16_t>(j);
    values_[filled_] = byteValues<T>[bytes[j]];
    filled_ += bytes[j] != 0;
  };
  std::size_t j = 0;
  for (; j + 8 <= bytes.size(); j += 8) {
    std::uint64_t eight;
    std::memcpy(&eight, bytes.data() + j, 8);
    if (eight == 0) continue;  // paper: more than half of MNIST goes by in this line
    for (std::size_t k = j; k < j + 8; ++k) visit(k);
  }
  for (; j < bytes.size(); ++j) visit(j);
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
    for (Eigen::Index i = 0; i < x.rows(); ++i) {
      Lanes<T> sums[registers];
      for (std::uint32_t e = starts[i]; e < starts[i + 1]; ++e) {
        const Lanes<T> value = Lanes<T>::splat(values + e);
        const T* row = w + columns[e] * stride + j;
        for (int r = 0; r < registers; ++r) sums[r] = sums[r].plus(value, Lanes<T>::load(row + 4 * r));
      }
      for (int r = 0; r < registers; ++r) sums[r].store(c.data() + i * c.outerStride() + j + 4 * r);
    }
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

template <class T>
void multiplySparseLeftTransposed(const SparseRows<T>& x, const ConstMatrixRef<T>& delta, MatrixRef<T> c,
                                  Write write) {
  requireShapes(x.rows() == delta.rows() && c.rows() == x.cols() && c.cols() == delta.cols(), "xᵀ · δ");
  if (write == Write::overwrite) c.setZero();
  const auto starts = x.rowStart();
  const auto* columns = x.columns().data();
  const T* values = x.values().data();
  T* gradient = c.data();
  const Eigen::Index stride = c.outerStride();

  const auto block = [&]<int registers>(Eigen::Index j) {
    for (Eigen::Index i = 0; i < x.rows(); ++i) {
      Lanes<T> blame[registers];
      const T* own = delta.data() + i * delta.outerStride() + j;
      for (int r = 0; r < registers; ++r) blame[r] = Lanes<T>::load(own + 4 * r);
      for (std::uint32_t e = starts[i]; e < starts[i + 1]; ++e) {
        const Lanes<T> value = Lanes<T>::splat(values + e);
        T* row = gradient + columns[e] * stride + j;
        for (int r = 0; r < registers; ++r)
          Lanes<T>::load(row + 4 * r).plus(value, blame[r]).store(row + 4 * r);
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

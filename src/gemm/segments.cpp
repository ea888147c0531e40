#include "gemm/segments.hpp"

#include <algorithm>

#include "gemm/lanes.hpp"

namespace downhill {
namespace {

inline constexpr Eigen::Index tileRows = 4;

template <int rows, int registers, class T>
void computeTile(const SegmentsLeft<T>& a, const SegmentsRight<T>& b, const SegmentsInner& inner,
                 const SegmentsStart<T>& start, T* c, Eigen::Index cRow) {
  using Four = Lanes<T>;
  Four sums[rows][registers];
  if (start.data)
    for (int i = 0; i < rows; ++i)
      for (int r = 0; r < registers; ++r) sums[i][r] = Four::load(start.data + i * start.row + 4 * r);
  for (Eigen::Index s = 0; s < inner.count; ++s) {
    const T* left[rows];
    for (int i = 0; i < rows; ++i) left[i] = a.data + s * a.segment + i * a.row;
    const T* right = b.data + s * b.segment;
    for (Eigen::Index p = 0; p < inner.length; ++p, right += b.row) {
      Four columns[registers];
      for (int r = 0; r < registers; ++r) columns[r] = Four::load(right + 4 * r);
      for (int i = 0; i < rows; ++i) {
        const Four value = Four::splat(left[i] + p * a.col);
        for (int r = 0; r < registers; ++r) sums[i][r] = sums[i][r].plus(value, columns[r]);
        keepOrder();
      }
    }
  }
  for (int i = 0; i < rows; ++i)
    for (int r = 0; r < registers; ++r) sums[i][r].store(c + i * cRow + 4 * r);
}

// The columns that are too few for four lanes, one at a time.
template <class T>
void computeColumn(Eigen::Index rows, const SegmentsLeft<T>& a, const SegmentsRight<T>& b,
                   const SegmentsInner& inner, const SegmentsStart<T>& start, T* c, Eigen::Index cRow) {
  for (Eigen::Index i = 0; i < rows; ++i) {
    T sum = start.data ? start.data[i * start.row] : T(0);
    for (Eigen::Index s = 0; s < inner.count; ++s) {
      const T* left = a.data + s * a.segment + i * a.row;
      const T* right = b.data + s * b.segment;
      for (Eigen::Index p = 0; p < inner.length; ++p) sum += left[p * a.col] * right[p * b.row];
    }
    c[i * cRow] = sum;
  }
}

// A whole tile, or what is left of the rows, one at a time: every kernel more is one more to be downloaded.
template <int registers, class T>
void computeRows(Eigen::Index rows, SegmentsLeft<T> a, const SegmentsRight<T>& b, const SegmentsInner& inner,
                 SegmentsStart<T> start, T* c, Eigen::Index cRow) {
  if (rows == tileRows) return computeTile<tileRows, registers>(a, b, inner, start, c, cRow);
  for (; rows > 0; --rows, a.data += a.row, c += cRow) {
    computeTile<1, registers>(a, b, inner, start, c, cRow);
    if (start.data) start.data += start.row;
  }
}

}  // namespace

template <class T>
void sumSegments(const SegmentsLeft<T>& a, const SegmentsRight<T>& b, const SegmentsInner& inner,
                 const SegmentsStart<T>& start, Eigen::Index m, Eigen::Index n, T* c, Eigen::Index cRow) {
  for (Eigen::Index i = 0; i < m; i += tileRows) {
    const Eigen::Index rows = std::min(tileRows, m - i);
    const SegmentsLeft<T> left{a.data + i * a.row, a.segment, a.row, a.col};
    const auto rightFrom = [&](Eigen::Index j) { return SegmentsRight<T>{b.data + j, b.segment, b.row}; };
    const auto startFrom = [&](Eigen::Index j) {
      return start.data ? SegmentsStart<T>{start.data + i * start.row + j, start.row} : start;
    };
    T* out = c + i * cRow;
    Eigen::Index j = 0;
    for (; j + 8 <= n; j += 8) computeRows<2>(rows, left, rightFrom(j), inner, startFrom(j), out + j, cRow);
    for (; j + 4 <= n; j += 4) computeRows<1>(rows, left, rightFrom(j), inner, startFrom(j), out + j, cRow);
    for (; j < n; ++j) computeColumn(rows, left, rightFrom(j), inner, startFrom(j), out + j, cRow);
  }
}

template void sumSegments(const SegmentsLeft<float>&, const SegmentsRight<float>&, const SegmentsInner&,
                          const SegmentsStart<float>&, Eigen::Index, Eigen::Index, float*, Eigen::Index);
template void sumSegments(const SegmentsLeft<double>&, const SegmentsRight<double>&, const SegmentsInner&,
                          const SegmentsStart<double>&, Eigen::Index, Eigen::Index, double*, Eigen::Index);

}  // namespace downhill

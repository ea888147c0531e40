#pragma once

#include <algorithm>

#include "gemm/gemm.hpp"
#include "gemm/lanes.hpp"

namespace downhill {

// c (m, n) = start + Σ_s A_s · B_s: a sum of products of matrices that are read where they lie.
//
// A convolution is such a sum. The patch of an image under a filter is k stretches of memory, one from each
// of k image rows; the patch of the next place is the same a little further on. So all patches of an image
// row are matrices A_s whose rows overlap, and none of them is ever copied out of the image, as it would be
// for an ordinary product. What is computed is tiled as in tiled.hpp: some rows × 8 columns of c stay in
// registers until all segments are summed.

// Element (i, p) of segment s stands at data[s · segment + i · row + p · col].
template <class T>
struct SegmentsLeft {
  const T* data;
  Eigen::Index segment, row, col;
};

// Element (p, j) of segment s stands at data[s · segment + p · row + j].
template <class T>
struct SegmentsRight {
  const T* data;
  Eigen::Index segment, row;
};

// Row i of what c starts from stands at data + i · row: a bias for every row (row = 0), or c itself, to add
// to it; nothing at all stands for zero.
template <class T>
struct SegmentsStart {
  const T* data = nullptr;
  Eigen::Index row = 0;
};

// How many segments there are, and over how many p each one sums.
struct SegmentsInner {
  Eigen::Index count, length;
};

namespace segments {

inline constexpr Eigen::Index tallest = 5;  // rows of a tile: with 8 columns, as many sums as registers hold

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

template <int registers, class T>
void computeRows(Eigen::Index rows, const SegmentsLeft<T>& a, const SegmentsRight<T>& b,
                 const SegmentsInner& inner, const SegmentsStart<T>& start, T* c, Eigen::Index cRow) {
  switch (rows) {
    case 1:
      return computeTile<1, registers>(a, b, inner, start, c, cRow);
    case 2:
      return computeTile<2, registers>(a, b, inner, start, c, cRow);
    case 3:
      return computeTile<3, registers>(a, b, inner, start, c, cRow);
    case 4:
      return computeTile<4, registers>(a, b, inner, start, c, cRow);
    default:
      return computeTile<5, registers>(a, b, inner, start, c, cRow);
  }
}

}  // namespace segments

// c: (m, n), row i at c + i · cRow; it must not overlap a or b.
template <class T>
void sumSegments(const SegmentsLeft<T>& a, const SegmentsRight<T>& b, const SegmentsInner& inner,
                 const SegmentsStart<T>& start, Eigen::Index m, Eigen::Index n, T* c, Eigen::Index cRow) {
  const Eigen::Index tiles = (m + segments::tallest - 1) / segments::tallest;
  const Eigen::Index height = (m + tiles - 1) / tiles;  // all about as tall: 24 rows are 5 + 5 + 5 + 5 + 4
  for (Eigen::Index i = 0; i < m; i += height) {
    const Eigen::Index rows = std::min(height, m - i);
    const SegmentsLeft<T> left{a.data + i * a.row, a.segment, a.row, a.col};
    const auto rightFrom = [&](Eigen::Index j) { return SegmentsRight<T>{b.data + j, b.segment, b.row}; };
    const auto startFrom = [&](Eigen::Index j) {
      return start.data ? SegmentsStart<T>{start.data + i * start.row + j, start.row} : start;
    };
    T* out = c + i * cRow;
    Eigen::Index j = 0;
    for (; j + 8 <= n; j += 8)
      segments::computeRows<2>(rows, left, rightFrom(j), inner, startFrom(j), out + j, cRow);
    for (; j + 4 <= n; j += 4)
      segments::computeRows<1>(rows, left, rightFrom(j), inner, startFrom(j), out + j, cRow);
    for (; j < n; ++j) segments::computeColumn(rows, left, rightFrom(j), inner, startFrom(j), out + j, cRow);
  }
}

}  // namespace downhill

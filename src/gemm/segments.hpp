#pragma once

#include "gemm/matrix.hpp"

namespace downhill {

// c (m, n) = start + Σ_s A_s · B_s: a sum of products of matrices that are read where they lie.
//
// A convolution is such a sum. The patch of an image under a filter is k slices of memory, one from each
// of k image rows; the patch of the next place is the same a little further on. So all patches of an image
// row are matrices A_s whose rows overlap, and none of them is ever copied out of the image, as it would be
// for an ordinary product. What is computed is tiled as in tiled.hpp: 4 rows × 8 columns of c stay in
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

// c: (m, n), row i at c + i · cRow; it must not overlap a or b.
template <class T>
void sumSegments(const SegmentsLeft<T>& a, const SegmentsRight<T>& b, const SegmentsInner& inner,
                 const SegmentsStart<T>& start, Eigen::Index m, Eigen::Index n, T* c, Eigen::Index cRow);

extern template void sumSegments(const SegmentsLeft<float>&, const SegmentsRight<float>&,
                                 const SegmentsInner&, const SegmentsStart<float>&, Eigen::Index,
                                 Eigen::Index, float*, Eigen::Index);
extern template void sumSegments(const SegmentsLeft<double>&, const SegmentsRight<double>&,
                                 const SegmentsInner&, const SegmentsStart<double>&, Eigen::Index,
                                 Eigen::Index, double*, Eigen::Index);

}  // namespace downhill

#pragma once

#include <algorithm>

#include "gemm/gemm.hpp"
#include "gemm/lanes.hpp"

namespace downhill {

// The product c = a · b for float in WebAssembly SIMD, computed tile by tile.
//
// A tile of c, 6 rows × 8 columns, is kept in 12 registers while p runs over the summed index: each p loads 8
// numbers of b once and uses them for 6 rows, and 6 numbers of a for 8 columns: 96 floating-point operations
// for 8 loads. Two multipliers whose result comes four cycles later are kept busy by 8 sums that do not wait
// for one another; 12 leave some slack, and with 2 registers for b and 1 for a they are all that x64 has.
// (Goto & van de Geijn 2008 describe the scheme.)

// A matrix that may be transposed: element (i, p) stands at data[i · rowStride + p · colStride], and one of
// the strides is 1.
struct Strided {
  const float* data;
  Eigen::Index rowStride, colStride;

  const float* at(Eigen::Index i, Eigen::Index p) const { return data + i * rowStride + p * colStride; }
};

namespace tiled {

using Four = Lanes<float>;

inline constexpr Eigen::Index tileCols = 8;
inline constexpr Eigen::Index depth = 256;  // a panel of b, depth × 8 floats, is 8 KB: it stays in L1

// Where a tile's numbers of a come from, p by p. In rows, each row runs through memory by itself …
template <int rows>
struct AlongRows {
  const float* row[rows];
  explicit AlongRows(const Strided& a) {
    for (int i = 0; i < rows; ++i) row[i] = a.at(i, 0);
  }
  Four splat(int i) const { return Four::splat(row[i]); }
  void next() {
    for (int i = 0; i < rows; ++i) ++row[i];
  }
};
// … in columns, the numbers of one p are neighbours.
template <int rows>
struct AlongCols {
  const float* col;
  Eigen::Index stride;
  explicit AlongCols(const Strided& a) : col(a.data), stride(a.colStride) {}
  Four splat(int i) const { return Four::splat(col + i); }
  void next() { col += stride; }
};

// Of a row's 4 · registers sums, the first so many go to c.
template <int registers>
void storeRow(const Four (&sums)[registers], float* c, Eigen::Index cols, Write write) {
  constexpr Eigen::Index all = registers * Four::count;
  if (cols == all) {
    for (int r = 0; r < registers; ++r) {
      float* to = c + r * Four::count;
      (write == Write::add ? Four::load(to).plus(sums[r]) : sums[r]).store(to);
    }
    return;
  }
  float row[all];
  for (int r = 0; r < registers; ++r) sums[r].store(row + r * Four::count);
  for (Eigen::Index j = 0; j < cols; ++j) c[j] = write == Write::add ? c[j] + row[j] : row[j];
}

// (rows, 4 · registers) numbers of c at once. b: a panel, (inner, 4 · registers) without gaps.
template <template <int> class Left, int rows, int registers>
void computeTile(const Strided& a, const float* b, Eigen::Index inner, float* c, Eigen::Index cStride,
                 Eigen::Index cols, Write write) {
  Four sums[rows][registers];
  Left<rows> left(a);
#ifdef __clang__
#pragma clang loop unroll_count(4)
#endif
  for (Eigen::Index p = 0; p < inner; ++p) {
    Four right[registers];
    for (int r = 0; r < registers; ++r) right[r] = Four::load(b + r * Four::count);
    for (int i = 0; i < rows; ++i) {
      const Four value = left.splat(i);
      for (int r = 0; r < registers; ++r) sums[i][r] = sums[i][r].plus(value, right[r]);
      keepOrder();
    }
    left.next();
    b += registers * Four::count;
  }
  for (int i = 0; i < rows; ++i) storeRow(sums[i], c + i * cStride, cols, write);
}

// All rows of c in the columns of one panel: tiles of `rows`, then of 4, then rows by themselves. Eight that
// are left make two tiles of 4: a tile of 6 would leave two single rows, whose sums wait for one another.
template <template <int> class Left, int rows, int registers>
void computePanel(const Strided& a, Eigen::Index m, const float* b, Eigen::Index inner, float* c,
                  Eigen::Index cStride, Eigen::Index cols, Write write) {
  Eigen::Index i = 0;
  const auto compute = [&]<int count>() {
    const Strided left{a.at(i, 0), a.rowStride, a.colStride};
    computeTile<Left, count, registers>(left, b, inner, c + i * cStride, cStride, cols, write);
    i += count;
  };
  while (m - i >= rows && (rows == 8 || m - i != 8)) compute.template operator()<rows>();
  while (m - i >= 4) compute.template operator()<4>();
  while (i < m) compute.template operator()<1>();
}

template <template <int> class Left>
void computePanel(const Strided& a, Eigen::Index m, const float* b, Eigen::Index inner, float* c,
                  Eigen::Index cStride, Eigen::Index cols, Write write) {
  if (cols > Four::count)
    computePanel<Left, 6, 2>(a, m, b, inner, c, cStride, cols, write);
  else
    computePanel<Left, 8, 1>(a, m, b, inner, c, cStride, cols, write);
}

// Copies b's rows [0, inner) and so many columns, at most 8, into (inner, 4 or 8), padded by zeros.
inline void pack(const Strided& b, Eigen::Index inner, Eigen::Index cols, float* to) {
  const Eigen::Index width = cols > Four::count ? tileCols : Four::count;
  if (b.colStride == 1 && cols == tileCols) {
    for (Eigen::Index p = 0; p < inner; ++p) {
      Four::load(b.at(p, 0)).store(to + p * tileCols);
      Four::load(b.at(p, 4)).store(to + p * tileCols + 4);
    }
    return;
  }
  for (Eigen::Index p = 0; p < inner; ++p) {
    float* row = to + p * width;
    for (Eigen::Index j = 0; j < cols; ++j) row[j] = *b.at(p, j);
    std::fill(row + cols, row + width, 0.0f);
  }
}

}  // namespace tiled

// c (m, n) = a (m, inner) · b (inner, n); a and b may each be a transposed view.
inline void tiledMultiply(const Strided& a, const Strided& b, Eigen::Index inner, MatrixRef<float> c,
                          Write write) {
  alignas(16) float panel[tiled::depth * tiled::tileCols];
  const Eigen::Index m = c.rows(), n = c.cols(), cStride = c.outerStride();
  if (inner == 0 && write == Write::overwrite) c.setZero();

  for (Eigen::Index p = 0; p < inner; p += tiled::depth) {
    const Eigen::Index slice = std::min(tiled::depth, inner - p);
    const Strided left{a.at(0, p), a.rowStride, a.colStride};
    const Write mode = p == 0 ? write : Write::add;
    for (Eigen::Index j = 0; j < n; j += tiled::tileCols) {
      const Eigen::Index cols = std::min(tiled::tileCols, n - j);
      tiled::pack({b.at(p, j), b.rowStride, b.colStride}, slice, cols, panel);
      const auto compute =
          a.colStride == 1 ? tiled::computePanel<tiled::AlongRows> : tiled::computePanel<tiled::AlongCols>;
      compute(left, m, panel, slice, c.data() + j, cStride, cols, mode);
    }
  }
}

}  // namespace downhill

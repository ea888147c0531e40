#pragma once

#include <algorithm>
#include <type_traits>

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
inline constexpr Eigen::Index depth = 256;          // a panel of b, depth × 8 floats, is 8 KB: it stays in L1
inline constexpr Eigen::Index packingColumns = 64;  // so many columns pay for packing a transposed a
inline constexpr Eigen::Index rowsInPlace = 8;
inline constexpr Eigen::Index breadth = 128;  // the panels of so many columns are 128 KB: they stay in L2

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

// (rows, 4 · registers) numbers of c at once. b: (inner, 4 · registers), its rows `step` numbers apart.
template <template <int> class Left, int rows, int registers>
void computeTile(const Strided& a, const float* b, Eigen::Index step, Eigen::Index inner, float* c,
                 Eigen::Index cStride, Eigen::Index cols, Write write) {
  Four sums[rows][registers];
  Left<rows> left(a);
#ifdef __clang__
#pragma clang loop unroll(disable)  // twice or four times the loads at once, and sums are spilled again
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
    b += step;
  }
  for (int i = 0; i < rows; ++i) storeRow(sums[i], c + i * cStride, cols, write);
}

// Up to 8 rows of a, (inner, rows) without gaps: numbers of one p that are neighbours, but far from those of
// the next, would be looked for in a few sets of the cache, and for every panel anew.
inline Strided packRows(const Strided& a, Eigen::Index rows, Eigen::Index inner, float* to) {
  for (Eigen::Index p = 0; p < inner; ++p)
    for (Eigen::Index i = 0; i < rows; ++i) to[p * rows + i] = *a.at(i, p);
  return {to, 1, rows};
}

// Columns of c, and for each 8 (or 4) of them a panel of b: (inner, 8), rows `step` numbers apart, panels
// `panel` numbers. Packed panels lie side by side without gaps, the last one padded.
struct Panels {
  const float* data;
  Eigen::Index cols, step, panel;
};

// `rows` rows of c, panel after panel.
template <template <int> class Left, int rows, int registers>
void computeRows(const Strided& a, const Panels& b, Eigen::Index inner, float* c, Eigen::Index cStride,
                 Write write) {
  constexpr Eigen::Index width = registers * Four::count;
  for (Eigen::Index j = 0; j < b.cols; j += width)
    computeTile<Left, rows, registers>(a, b.data + j / width * b.panel, b.step, inner, c + j, cStride,
                                       std::min(width, b.cols - j), write);
}

// All rows of c in the columns of some panels: tiles of `rows`, then of 4, then rows by themselves. Eight
// that are left make two tiles of 4: a tile of 6 would leave two single rows, whose sums wait for one
// another.
template <template <int> class Left, int rows, int registers>
void computePanels(const Strided& a, Eigen::Index m, const Panels& b, Eigen::Index inner, float* c,
                   Eigen::Index cStride, Write write) {
  constexpr bool isTransposed = std::is_same_v<Left<rows>, AlongCols<rows>>;
  alignas(16) float packed[isTransposed ? depth * rows : 1];
  Eigen::Index i = 0;
  const auto compute = [&]<int count>() {
    Strided left{a.at(i, 0), a.rowStride, a.colStride};
    if constexpr (isTransposed)
      if (b.cols >= packingColumns) left = packRows(left, count, inner, packed);
    computeRows<Left, count, registers>(left, b, inner, c + i * cStride, cStride, write);
    i += count;
  };
  while (m - i >= rows && (rows == 8 || m - i != 8)) compute.template operator()<rows>();
  while (m - i >= 4) compute.template operator()<4>();
  while (i < m) compute.template operator()<1>();
}

// Copies b's rows [0, inner) and so many columns into panels of `width` columns, the last one padded by
// zeros.
inline void packPanels(const Strided& b, Eigen::Index inner, Eigen::Index cols, Eigen::Index width,
                       float* to) {
  for (Eigen::Index first = 0; first < cols; first += width, to += inner * width) {
    const Eigen::Index own = std::min(width, cols - first);
    for (Eigen::Index p = 0; p < inner; ++p) {
      float* row = to + p * width;
      if (b.colStride == 1 && own == width) {
        for (Eigen::Index j = 0; j < width; j += Four::count) Four::load(b.at(p, first + j)).store(row + j);
        continue;
      }
      for (Eigen::Index j = 0; j < own; ++j) row[j] = *b.at(p, first + j);
      std::fill(row + own, row + width, 0.0f);
    }
  }
}

}  // namespace tiled

// c (m, n) = a (m, inner) · b (inner, n); a and b may each be a transposed view.
inline void tiledMultiply(const Strided& a, const Strided& b, Eigen::Index inner, MatrixRef<float> c,
                          Write write) {
  using namespace tiled;
  alignas(16) float panels[depth * breadth];
  const Eigen::Index m = c.rows(), n = c.cols(), cStride = c.outerStride();
  if (inner == 0 && write == Write::overwrite) c.setZero();
  // Four columns or fewer at the end are a panel of their own, half as wide.
  const Eigen::Index narrow = n % tileCols <= Four::count ? n % tileCols : 0;
  // A few rows read b once or twice: where its rows can be read as they lie, packing them would cost more.
  const Eigen::Index inPlace = m <= rowsInPlace && b.colStride == 1 ? n - n % tileCols : 0;

  for (Eigen::Index p = 0; p < inner; p += depth) {
    const Eigen::Index slice = std::min(depth, inner - p);
    const Strided left{a.at(0, p), a.rowStride, a.colStride};
    const Write mode = p == 0 ? write : Write::add;
    const auto compute = a.colStride == 1 ? computePanels<AlongRows, 6, 2> : computePanels<AlongCols, 6, 2>;
    if (inPlace > 0)
      compute(left, m, {b.at(p, 0), inPlace, b.rowStride, tileCols}, slice, c.data(), cStride, mode);
    for (Eigen::Index j = inPlace; j < n - narrow; j += breadth) {
      const Eigen::Index cols = std::min(breadth, n - narrow - j);
      packPanels({b.at(p, j), b.rowStride, b.colStride}, slice, cols, tileCols, panels);
      compute(left, m, {panels, cols, tileCols, slice * tileCols}, slice, c.data() + j, cStride, mode);
    }
    if (narrow == 0) continue;
    packPanels({b.at(p, n - narrow), b.rowStride, b.colStride}, slice, narrow, Four::count, panels);
    const auto computeNarrow =
        a.colStride == 1 ? computePanels<AlongRows, 8, 1> : computePanels<AlongCols, 8, 1>;
    computeNarrow(left, m, {panels, narrow, Four::count, slice * Four::count}, slice, c.data() + n - narrow,
                  cStride, mode);
  }
}

}  // namespace downhill

#pragma once

#include <algorithm>

#include "gemm/gemm.hpp"
#include "gemm/lanes.hpp"

namespace downhill {

// The product c = a · b for float in WebAssembly SIMD, computed tile by tile.
//
// A tile is 4 rows × 8 columns of c, kept in 8 registers while p runs over the summed index: each p loads 8
// numbers of b once and uses them for 4 rows, and 4 numbers of a for 8 columns: 64 floating-point operations
// for 6 loads. (Goto & van de Geijn 2008 describe the scheme.)

// A matrix that may be transposed: element (i, p) stands at data[i · rowStride + p · colStride].
struct Strided {
  const float* data;
  Eigen::Index rowStride, colStride;

  const float* at(Eigen::Index i, Eigen::Index p) const { return data + i * rowStride + p * colStride; }
};

namespace tiled {

using Four = Lanes<float>;

inline constexpr Eigen::Index tileRows = 4;
inline constexpr Eigen::Index tileCols = 8;
inline constexpr Eigen::Index depth =
    256;  // a panel of b, depth × 8 floats, is 8 KB: it stays in the L1 cache

// Eight neighbouring columns of b, or fewer, padded by zeros to 4 or 8: row p stands at data + p · stride.
struct Panel {
  const float* data;
  Eigen::Index stride;
  Eigen::Index cols;
};

// Of a row's 4 · registers sums, the first so many go to c.
template <int registers>
void storeRow(const Four (&sums)[registers], float* c, Eigen::Index cols, Write write) {
  float row[registers * Four::count];
  for (int r = 0; r < registers; ++r) sums[r].store(row + r * Four::count);
  const auto put = [&](Eigen::Index count) {
    for (Eigen::Index j = 0; j < count; ++j) c[j] = write == Write::add ? c[j] + row[j] : row[j];
  };
  if (cols == registers * Four::count)
    put(registers * Four::count);  // a length that the compiler knows becomes whole registers
  else
    put(cols);
}

// (rows, 4 · registers) numbers of c at once. a: its rows from the tile's first on.
template <int rows, int registers>
void computeTile(const Strided& a, const Panel& b, Eigen::Index inner, float* c, Eigen::Index cStride,
                 Write write) {
  Four sums[rows][registers];
  for (Eigen::Index p = 0; p < inner; ++p) {
    Four right[registers];
    for (int r = 0; r < registers; ++r) right[r] = Four::load(b.data + p * b.stride + r * Four::count);
    for (int i = 0; i < rows; ++i) {
      const Four left = Four::splat(a.at(i, p));
      for (int r = 0; r < registers; ++r) sums[i][r] = sums[i][r].plus(left, right[r]);
    }
  }
  for (int i = 0; i < rows; ++i) storeRow(sums[i], c + i * cStride, b.cols, write);
}

template <int registers>
void computeRows(Eigen::Index rows, const Strided& a, const Panel& b, Eigen::Index inner, float* c,
                 Eigen::Index cStride, Write write) {
  switch (rows) {
    case 1:
      return computeTile<1, registers>(a, b, inner, c, cStride, write);
    case 2:
      return computeTile<2, registers>(a, b, inner, c, cStride, write);
    case 3:
      return computeTile<3, registers>(a, b, inner, c, cStride, write);
    default:
      return computeTile<4, registers>(a, b, inner, c, cStride, write);
  }
}

// All rows of c in the columns of one panel.
inline void computePanel(const Strided& a, Eigen::Index m, const Panel& b, Eigen::Index inner, float* c,
                         Eigen::Index cStride, Write write) {
  for (Eigen::Index i = 0; i < m; i += tileRows) {
    const Strided left{a.at(i, 0), a.rowStride, a.colStride};
    const Eigen::Index rows = std::min(tileRows, m - i);
    if (b.cols > Four::count)
      computeRows<2>(rows, left, b, inner, c + i * cStride, cStride, write);
    else
      computeRows<1>(rows, left, b, inner, c + i * cStride, cStride, write);
  }
}

// Copies b's rows [0, inner) and up to 8 columns into a buffer of depth × 8 floats.
inline Panel pack(const Strided& b, Eigen::Index inner, Eigen::Index cols, float* buffer) {
  const Eigen::Index width = cols > Four::count ? tileCols : Four::count;
  for (Eigen::Index p = 0; p < inner; ++p) {
    float* row = buffer + p * width;
    for (Eigen::Index j = 0; j < cols; ++j) row[j] = *b.at(p, j);
    std::fill(row + cols, row + width, 0.0f);
  }
  return {buffer, width, cols};
}

}  // namespace tiled

// c (m, n) = a (m, inner) · b (inner, n); a and b may each be a transposed view.
inline void tiledMultiply(const Strided& a, const Strided& b, Eigen::Index inner, MatrixRef<float> c,
                          Write write) {
  alignas(16) float buffer[tiled::depth * tiled::tileCols];
  const Eigen::Index m = c.rows(), n = c.cols(), cStride = c.outerStride();
  if (inner == 0 && write == Write::overwrite) c.setZero();

  for (Eigen::Index p = 0; p < inner; p += tiled::depth) {
    const Eigen::Index slice = std::min(tiled::depth, inner - p);
    const Strided left{a.at(0, p), a.rowStride, a.colStride};
    const Write mode = p == 0 ? write : Write::add;
    for (Eigen::Index j = 0; j < n; j += tiled::tileCols) {
      const Eigen::Index cols = std::min(tiled::tileCols, n - j);
      const Strided right{b.at(p, j), b.rowStride, b.colStride};
      // Columns that lie side by side can be read where they are; packing them pays when many tiles read a
      // panel whose rows are far apart.
      const bool inPlace = b.colStride == 1 && cols == tiled::tileCols &&
                           (b.rowStride <= 4 * tiled::tileCols || m <= 2 * tiled::tileRows);
      const tiled::Panel panel =
          inPlace ? tiled::Panel{right.data, right.rowStride, cols} : tiled::pack(right, slice, cols, buffer);
      tiled::computePanel(left, m, panel, slice, c.data() + j, cStride, mode);
    }
  }
}

}  // namespace downhill

#include "gemm/gemm.hpp"

#include <stdexcept>
#include <string>

#ifdef __wasm_simd128__
#include "gemm/tiled.hpp"
#endif

namespace downhill {
namespace {

void requireShapes(Eigen::Index innerLeft, Eigen::Index innerRight, Eigen::Index rows, Eigen::Index cols,
                   Eigen::Index placeRows, Eigen::Index placeCols) {
  const auto shape = [](Eigen::Index r, Eigen::Index c) {
    return std::to_string(r) + "×" + std::to_string(c);
  };
  if (innerLeft != innerRight)
    throw std::invalid_argument("a product sums over " + std::to_string(innerLeft) +
                                " numbers on its left but " + std::to_string(innerRight) +
                                " on its right; they must be as many");
  if (rows != placeRows || cols != placeCols)
    throw std::invalid_argument("a product of shape " + shape(rows, cols) +
                                " has no place in a matrix of shape " + shape(placeRows, placeCols));
}

template <class Product, class T>
void store(const Product& product, MatrixRef<T>& c, Write write) {
  if (write == Write::add)
    c.noalias() += product;
  else
    c.noalias() = product;
}

}  // namespace

// In each: the overload for double is Eigen's product everywhere, the one for float our own in WebAssembly.

void multiply(const ConstMatrixRef<double>& a, const ConstMatrixRef<double>& b, MatrixRef<double> c,
              Write write) {
  requireShapes(a.cols(), b.rows(), a.rows(), b.cols(), c.rows(), c.cols());
  store(a * b, c, write);
}

void multiplyLeftTransposed(const ConstMatrixRef<double>& a, const ConstMatrixRef<double>& b,
                            MatrixRef<double> c, Write write) {
  requireShapes(a.rows(), b.rows(), a.cols(), b.cols(), c.rows(), c.cols());
  store(a.transpose() * b, c, write);
}

void multiplyRightTransposed(const ConstMatrixRef<double>& a, const ConstMatrixRef<double>& b,
                             MatrixRef<double> c, Write write) {
  requireShapes(a.cols(), b.cols(), a.rows(), b.rows(), c.rows(), c.cols());
  store(a * b.transpose(), c, write);
}

void multiply(const ConstMatrixRef<float>& a, const ConstMatrixRef<float>& b, MatrixRef<float> c,
              Write write) {
  requireShapes(a.cols(), b.rows(), a.rows(), b.cols(), c.rows(), c.cols());
#ifdef __wasm_simd128__
  tiledMultiply({a.data(), a.outerStride(), 1}, {b.data(), b.outerStride(), 1}, a.cols(), c, write);
#else
  store(a * b, c, write);
#endif
}

void multiplyLeftTransposed(const ConstMatrixRef<float>& a, const ConstMatrixRef<float>& b,
                            MatrixRef<float> c, Write write) {
  requireShapes(a.rows(), b.rows(), a.cols(), b.cols(), c.rows(), c.cols());
#ifdef __wasm_simd128__
  tiledMultiply({a.data(), 1, a.outerStride()}, {b.data(), b.outerStride(), 1}, a.rows(), c, write);
#else
  store(a.transpose() * b, c, write);
#endif
}

void multiplyRightTransposed(const ConstMatrixRef<float>& a, const ConstMatrixRef<float>& b,
                             MatrixRef<float> c, Write write) {
  requireShapes(a.cols(), b.cols(), a.rows(), b.rows(), c.rows(), c.cols());
#ifdef __wasm_simd128__
  tiledMultiply({a.data(), a.outerStride(), 1}, {b.data(), 1, b.outerStride()}, a.cols(), c, write);
#else
  store(a * b.transpose(), c, write);
#endif
}

}  // namespace downhill

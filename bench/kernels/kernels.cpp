// What bench/page/products.js measures: the machine's multiply-adds with nothing between them, the core's
// products of matrices, and one drawing through a network.

#include <emscripten.h>
#include <wasm_simd128.h>

#include <map>
#include <random>
#include <tuple>

#include "gemm/gemm.hpp"
#include "network/network.hpp"

namespace {

using downhill::Matrix;

v128_t multiplyAdd(v128_t a, v128_t b, v128_t c) {
#ifdef __wasm_relaxed_simd__
  return wasm_f32x4_relaxed_madd(a, b, c);
#else
  return wasm_f32x4_add(wasm_f32x4_mul(a, b), c);
#endif
}

// A multiply-add waits for the one before it in its chain. Where it is one instruction, two begin in each
// cycle and are ready after four: 8 chains fill the pipes. Where multiplication and addition are two, on
// three pipes, it takes 12. These are 14, which with one constant still fit into the registers that V8 gives,
// and 8 turns of them stand in a row, so that the loop around them costs nothing.
constexpr int chains = 14;
constexpr int unrolled = 8;
constexpr int turns = 100;

Matrix<float> filled(Eigen::Index rows, Eigen::Index cols) {
  std::minstd_rand random(1);
  std::uniform_real_distribution<float> values(-1, 1);
  return Matrix<float>::NullaryExpr(rows, cols, [&] { return values(random); });
}

struct Operands {
  Matrix<float> a, b, c;
};

// kind 0: A·B, 1: Aᵀ·B, 2: A·Bᵀ; c is (m, n), and sums go over `inner`.
Operands& operands(int kind, int m, int n, int inner) {
  static std::map<std::tuple<int, int, int, int>, Operands> known;
  const auto [place, isNew] = known.try_emplace({kind, m, n, inner});
  if (isNew)
    place->second = {kind == 1 ? filled(inner, m) : filled(m, inner),
                     kind == 2 ? filled(n, inner) : filled(inner, n), Matrix<float>::Zero(m, n)};
  return place->second;
}

// Where results go, so that there is something to compute them for.
volatile float kept;

}  // namespace

// Each returns how many floating-point operations it did, a multiply-add being two.

extern "C" EMSCRIPTEN_KEEPALIVE double peak(int rounds) {
  const v128_t half = wasm_f32x4_splat(0.5f);  // v ← v/2 + 1/2 goes to 1, and so stays a plain number
  v128_t values[chains];
  for (int i = 0; i < chains; ++i) values[i] = wasm_f32x4_splat(static_cast<float>(i));
  for (int turn = 0; turn < rounds * turns; ++turn) {
#pragma clang loop unroll(full)
    for (int u = 0; u < unrolled; ++u)
      for (int i = 0; i < chains; ++i) values[i] = multiplyAdd(values[i], half, half);
  }
  v128_t sum = values[0];
  for (int i = 1; i < chains; ++i) sum = wasm_f32x4_add(sum, values[i]);
  kept = wasm_f32x4_extract_lane(sum, 0);
  return 8.0 * chains * unrolled * turns * rounds;
}

extern "C" EMSCRIPTEN_KEEPALIVE double product(int kind, int m, int n, int inner, int repetitions) {
  auto& [a, b, c] = operands(kind, m, n, inner);
  for (int i = 0; i < repetitions; ++i) {
    if (kind == 0)
      downhill::multiply(a, b, c);
    else if (kind == 1)
      downhill::multiplyLeftTransposed(a, b, c);
    else
      downhill::multiplyRightTransposed(a, b, c);
  }
  return 2.0 * m * n * inner * repetitions;
}

// One drawing after another through network M; returns how many.
extern "C" EMSCRIPTEN_KEEPALIVE double forward(int repetitions) {
  static downhill::Network<float> network = [] {
    downhill::Network<float> made({.widths = {784, 128, 10}});
    downhill::Random random(1);
    made.initialise(downhill::Initialisation::he, random);
    return made;
  }();
  static const Matrix<float> drawing = [] {  // with ink on every fifth pixel, as digits have it
    Matrix<float> made = Matrix<float>::Zero(1, 784);
    for (Eigen::Index i = 0; i < made.size(); i += 5) made(0, i) = 0.7f;
    return made;
  }();
  static downhill::SparseRows<float> ink;
  for (int i = 0; i < repetitions; ++i) {
    ink.assign(drawing);  // as a classifier does with every drawing
    kept = network.forward(ink)(0, 0);
  }
  return repetitions;
}

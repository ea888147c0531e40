#pragma once

#include <algorithm>
#include <cmath>

#include "gemm/lanes.hpp"
#include "gemm/matrix.hpp"

namespace downhill {

// eˣ of many numbers at once.
//
// With n = round(x / ln 2) and r = x − n ln 2, |r| ≤ ln 2 / 2:  eˣ = 2ⁿ eʳ, and eʳ = 1 + r + r² p(r) with a
// polynomial p of degree 5 (S. Moshier, Cephes, expf: within 2 units of the last place). ln 2 is subtracted
// in two parts, of which the first times n is exact (Cody & Waite 1980). 2ⁿ is multiplied in two halves, so
// that results too small for a normal float are still right, and what is too large becomes ∞. NaN stays NaN.
#ifdef __wasm_simd128__
inline v128_t exponential(v128_t x) {
  const auto constant = [](float value) { return wasm_f32x4_splat(value); };
  const auto madd = [](v128_t a, v128_t b, v128_t c) { return Lanes<float>{c}.plus({a}, {b}).value; };
  // x stands second where it is to survive a comparison as NaN.
  x = wasm_f32x4_pmin(x, constant(89.0f));
  x = wasm_f32x4_pmax(x, constant(-105.0f));
  const v128_t n = wasm_f32x4_nearest(wasm_f32x4_mul(x, constant(1.44269504088896341f)));
  v128_t r = madd(n, constant(-0.693359375f), x);
  r = madd(n, constant(2.12194440e-4f), r);
  v128_t p = constant(1.9875691500e-4f);
  for (const float next :
       {1.3981999507e-3f, 8.3334519073e-3f, 4.1665795894e-2f, 1.6666665459e-1f, 5.0000001201e-1f})
    p = madd(p, r, constant(next));
  const v128_t value = wasm_f32x4_add(madd(p, wasm_f32x4_mul(r, r), r), constant(1.0f));

  const auto powerOfTwo = [](v128_t exponent) {
    return wasm_i32x4_shl(wasm_i32x4_add(exponent, wasm_i32x4_splat(127)), 23);
  };
  const v128_t whole = wasm_i32x4_trunc_sat_f32x4(n), half = wasm_i32x4_shr(whole, 1);
  return wasm_f32x4_mul(wasm_f32x4_mul(value, powerOfTwo(half)), powerOfTwo(wasm_i32x4_sub(whole, half)));
}
#endif

// values: n numbers, each of which becomes its exponential.
template <class T>
void exponentiate(T* values, Eigen::Index n) {
  for (Eigen::Index i = 0; i < n; ++i) values[i] = std::exp(values[i]);
}

#ifdef __wasm_simd128__
template <>
inline void exponentiate(float* values, Eigen::Index n) {
  Eigen::Index i = 0;
  for (; i + 4 <= n; i += 4) wasm_v128_store(values + i, exponential(wasm_v128_load(values + i)));
  if (i == n) return;
  float rest[4] = {};
  std::copy(values + i, values + n, rest);
  wasm_v128_store(rest, exponential(wasm_v128_load(rest)));
  std::copy(rest, rest + (n - i), values + i);
}
#endif

}  // namespace downhill

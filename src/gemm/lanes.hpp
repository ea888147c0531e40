#pragma once

#include <cstring>

#ifdef __wasm_simd128__
#include <wasm_simd128.h>
#endif

namespace downhill {

// No load moves past this point when the compiler puts instructions into order. LLVM gathers all loads of a
// loop's body at its top; WebAssembly's engines keep that order, run out of registers and spill the sums.
inline void keepOrder() { asm volatile("" ::: "memory"); }

// Four numbers side by side, the size of step in which the kernels work. For float in WebAssembly they are
// one 128-bit register; elsewhere a vector of the compiler's, so that the same kernels run natively, for
// tests under sanitizers and to be measured.
template <class T>
struct Lanes {
  static constexpr int count = 4;
  typedef T Vector __attribute__((vector_size(count * sizeof(T))));
  Vector value{};

  // Four neighbours, at any alignment.
  static Lanes load(const T* from) {
    Lanes lanes;
    std::memcpy(&lanes.value, from, sizeof(Vector));
    return lanes;
  }
  // One number, four times.
  static Lanes splat(const T* from) { return {Vector{*from, *from, *from, *from}}; }
  void store(T* to) const { std::memcpy(to, &value, sizeof(Vector)); }

  Lanes plus(const Lanes& a) const { return {value + a.value}; }
  // this + a · b, lane by lane.
  Lanes plus(const Lanes& a, const Lanes& b) const { return {value + a.value * b.value}; }
};

#ifdef __wasm_simd128__
template <>
struct Lanes<float> {
  static constexpr int count = 4;
  v128_t value = wasm_f32x4_const_splat(0);

  static Lanes load(const float* from) { return {wasm_v128_load(from)}; }
  static Lanes splat(const float* from) { return {wasm_v128_load32_splat(from)}; }
  void store(float* to) const { wasm_v128_store(to, value); }

  Lanes plus(const Lanes& a) const { return {wasm_f32x4_add(value, a.value)}; }
  Lanes plus(const Lanes& a, const Lanes& b) const {
#ifdef __wasm_relaxed_simd__
    // Rounds once where the machine has a fused multiply-add: faster, and different in the last bit.
    return {wasm_f32x4_relaxed_madd(a.value, b.value, value)};
#else
    return {wasm_f32x4_add(value, wasm_f32x4_mul(a.value, b.value))};
#endif
  }
};
#endif

}  // namespace downhill

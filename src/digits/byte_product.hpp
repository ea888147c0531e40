#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#ifdef __wasm_simd128__
#include <wasm_simd128.h>
#endif

#include "digits/drawing.hpp"

namespace downhill {

// Sixteen pixels of an image, widened to 16 bits: "multiply eight pairs of such numbers and add neighbours to
// four sums of 32 bits" is one instruction, in WebAssembly as on the machines below it.
#ifdef __wasm_simd128__
struct SixteenPixels {
  v128_t low, high;

  static SixteenPixels load(const std::uint8_t* pixels) {
    const v128_t bytes = wasm_v128_load(pixels);
    return {wasm_u16x8_extend_low_u8x16(bytes), wasm_u16x8_extend_high_u8x16(bytes)};
  }
};

struct ProductSum {
  v128_t low = wasm_i32x4_const_splat(0), high = wasm_i32x4_const_splat(0);

  void add(const SixteenPixels& a, const SixteenPixels& b) {
    low = wasm_i32x4_add(low, wasm_i32x4_dot_i16x8(a.low, b.low));
    high = wasm_i32x4_add(high, wasm_i32x4_dot_i16x8(a.high, b.high));
  }
  std::uint32_t total() const {
    std::array<std::uint32_t, 4> sums;
    wasm_v128_store(sums.data(), wasm_i32x4_add(low, high));
    return sums[0] + sums[1] + sums[2] + sums[3];
  }
};
#else
// Natively the compiler finds that instruction by itself.
struct SixteenPixels {
  std::array<std::int16_t, 16> pixels;

  static SixteenPixels load(const std::uint8_t* from) {
    SixteenPixels widened;
    for (std::size_t i = 0; i < widened.pixels.size(); ++i) widened.pixels[i] = from[i];
    return widened;
  }
};

struct ProductSum {
  std::int32_t sum = 0;

  void add(const SixteenPixels& a, const SixteenPixels& b) {
    for (std::size_t i = 0; i < a.pixels.size(); ++i) sum += a.pixels[i] * b.pixels[i];
  }
  std::uint32_t total() const { return static_cast<std::uint32_t>(sum); }
};
#endif

// a·b of one fixed image a with many images b, bytes times bytes, exact: the largest sum, 784 · 255², has 26
// bits. Where a is paper nothing is added, so only those sixteens are visited in which a has ink.
class ByteProduct {
 public:
  explicit ByteProduct(std::span<const std::uint8_t, imagePixels> image) {
    for (std::size_t begin = 0; begin < image.size(); begin += 16) {
      bool ink = false;
      for (const std::uint8_t pixel : image.subspan(begin, 16)) ink |= pixel != 0;
      if (ink) inked_.push_back({begin, SixteenPixels::load(image.data() + begin)});
    }
  }

  // other: (784)
  std::uint32_t with(const std::uint8_t* other) const {
    ProductSum sum;
    for (const auto& [begin, pixels] : inked_) sum.add(pixels, SixteenPixels::load(other + begin));
    return sum.total();
  }

 private:
  static_assert(imagePixels % 16 == 0);
  struct Inked {
    std::size_t begin;
    SixteenPixels pixels;
  };
  std::vector<Inked> inked_;
};

// ‖a‖², exact.
inline std::uint32_t squaredNorm(std::span<const std::uint8_t, imagePixels> image) {
  ProductSum sum;
  for (std::size_t begin = 0; begin < image.size(); begin += 16) {
    const SixteenPixels pixels = SixteenPixels::load(image.data() + begin);
    sum.add(pixels, pixels);
  }
  return sum.total();
}

}  // namespace downhill

#pragma once

#include <emscripten/val.h>

#include <cstdint>
#include <span>

// JavaScript's arrays as types of their own, so that the .d.ts names them instead of saying `any`.
// What goes out is always a copy: a view into WebAssembly's memory dies silently when the memory grows.
namespace downhill::door {

EMSCRIPTEN_DECLARE_VAL_TYPE(Float32Array)
EMSCRIPTEN_DECLARE_VAL_TYPE(Uint32Array)
EMSCRIPTEN_DECLARE_VAL_TYPE(Uint8Array)
EMSCRIPTEN_DECLARE_VAL_TYPE(Float32Arrays)

template <class Array, class Numbers>
Array copied(const Numbers& numbers) {
  const std::size_t count = static_cast<std::size_t>(numbers.size());
  return Array(emscripten::val(emscripten::typed_memory_view(count, numbers.data())).template call<emscripten::val>("slice"));
}

inline Float32Array toFloat32Array(std::span<const float> numbers) { return copied<Float32Array>(numbers); }
inline Uint32Array toUint32Array(std::span<const std::uint32_t> numbers) { return copied<Uint32Array>(numbers); }
inline Uint8Array toUint8Array(std::span<const std::uint8_t> numbers) { return copied<Uint8Array>(numbers); }

}  // namespace downhill::door

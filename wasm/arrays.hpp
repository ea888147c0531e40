#pragma once

#include <emscripten/val.h>

#include <cstdint>
#include <span>

// JavaScript's arrays as types of their own, so that the .d.ts names them instead of saying `any`.
// What goes out is always a copy: a view into WebAssembly's memory dies silently when the memory grows.
namespace downhill::door {

// EMSCRIPTEN_DECLARE_VAL_TYPE with a default constructor, which a field of a value_object needs.
#define DOWNHILL_ARRAY_TYPE(name)                               \
  struct name : emscripten::val {                               \
    name() = default;                                           \
    explicit name(const emscripten::val& other) : val(other) {} \
  };

DOWNHILL_ARRAY_TYPE(Float64Array)
DOWNHILL_ARRAY_TYPE(Float32Array)
DOWNHILL_ARRAY_TYPE(Int32Array)
DOWNHILL_ARRAY_TYPE(Uint32Array)
DOWNHILL_ARRAY_TYPE(Uint8Array)
DOWNHILL_ARRAY_TYPE(Float32Arrays)
DOWNHILL_ARRAY_TYPE(NumberArray)  // in: anything with numbers in it, still to be checked
DOWNHILL_ARRAY_TYPE(Number)       // in: what should be a number, still to be checked

#undef DOWNHILL_ARRAY_TYPE

template <class Array, class Numbers>
Array copied(const Numbers& numbers) {
  const std::size_t count = static_cast<std::size_t>(numbers.size());
  return Array(emscripten::val(emscripten::typed_memory_view(count, numbers.data()))
                   .template call<emscripten::val>("slice"));
}

inline Float64Array toFloat64Array(std::span<const double> numbers) { return copied<Float64Array>(numbers); }
inline Int32Array toInt32Array(std::span<const std::int32_t> numbers) { return copied<Int32Array>(numbers); }
inline Float32Array toFloat32Array(std::span<const float> numbers) { return copied<Float32Array>(numbers); }
inline Uint32Array toUint32Array(std::span<const std::uint32_t> numbers) {
  return copied<Uint32Array>(numbers);
}
inline Uint8Array toUint8Array(std::span<const std::uint8_t> numbers) { return copied<Uint8Array>(numbers); }

}  // namespace downhill::door

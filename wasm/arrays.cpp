#include <emscripten/bind.h>

#include "arrays.hpp"
#include "handles.hpp"

namespace downhill::door {

EMSCRIPTEN_BINDINGS(arrays) {
  using namespace emscripten;
  register_type<Float64Array>("Float64Array<ArrayBuffer>");
  register_type<Int32Array>("Int32Array<ArrayBuffer>");
  register_type<Float32Array>("Float32Array<ArrayBuffer>");
  register_type<Uint32Array>("Uint32Array<ArrayBuffer>");
  register_type<Uint8Array>("Uint8Array<ArrayBuffer>");
  register_type<Float32Arrays>("Float32Array<ArrayBuffer>[]");
  register_type<NumberArray>("ArrayLike<number>");
  register_type<Number>("number");
  function("handles", &Handle::live);
}

}  // namespace downhill::door

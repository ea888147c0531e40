# CMake toolchain file of the WebAssembly builds: Emscripten's own, with the compiler that
# wasm/toolchain.sh left in .toolchain/bin, whichever branch that came from.
get_filename_component(toolchain ${CMAKE_CURRENT_LIST_DIR}/../.toolchain ABSOLUTE)
if(NOT EXISTS ${toolchain}/bin/em++)
  message(FATAL_ERROR "There is no .toolchain/bin/em++ yet. Run wasm/toolchain.sh first.")
endif()

# Tests run under Node, and Node before 21 has relaxed SIMD behind a flag.
if(NOT CMAKE_CROSSCOMPILING_EMULATOR)
  find_program(NODE_JS_EXECUTABLE NAMES node nodejs REQUIRED)
  execute_process(COMMAND ${NODE_JS_EXECUTABLE} --version OUTPUT_VARIABLE node_version OUTPUT_STRIP_TRAILING_WHITESPACE)
  set(CMAKE_CROSSCOMPILING_EMULATOR ${NODE_JS_EXECUTABLE})
  if(node_version MATCHES "^v(1[0-9]|20)\\.")
    list(APPEND CMAKE_CROSSCOMPILING_EMULATOR --experimental-wasm-relaxed-simd)
  endif()
endif()

set(EMSCRIPTEN_ROOT_PATH ${toolchain}/bin)
list(APPEND CMAKE_MODULE_PATH ${toolchain}/emscripten/cmake/Modules)
include(${toolchain}/emscripten/cmake/Modules/Platform/Emscripten.cmake)

# Compiler and linker flags of everything that is built to WebAssembly, Catch2 included: exceptions and
# SIMD must be the same in every object file. -O3 comes from CMAKE_BUILD_TYPE. What only the site's module
# needs stands in wasm/CMakeLists.txt.
option(DOWNHILL_RELAXED_SIMD "Use relaxed SIMD as well: fused multiply-add where the machine has it" OFF)
option(DOWNHILL_THREADS "Threads on shared memory, which only pages that are cross-origin isolated may have" OFF)

# An archive is made by LLVM's ar and has its index at once: Emscripten's own ar and ranlib are the same behind a second of
# Python, for each archive.
execute_process(COMMAND ${EMSCRIPTEN_ROOT_PATH}/em-config LLVM_ROOT OUTPUT_VARIABLE llvm OUTPUT_STRIP_TRAILING_WHITESPACE)
find_program(LLVM_AR NAMES llvm-ar-19 llvm-ar HINTS ${llvm} NO_CMAKE_FIND_ROOT_PATH)
if(LLVM_AR)
  set(CMAKE_AR ${LLVM_AR})
endif()
set(CMAKE_CXX_ARCHIVE_CREATE "<CMAKE_AR> qcs <TARGET> <OBJECTS>")
set(CMAKE_CXX_ARCHIVE_FINISH "")

# 128-bit vectors: LLVM vectorises Eigen with them, and the kernels of src/gemm are written in them.
add_compile_options(-msimd128)
if(DOWNHILL_RELAXED_SIMD)
  add_compile_options(-mrelaxed-simd)
endif()

# In every object file or in none: what belongs to a thread, such as the exception on its way, lies elsewhere with
# threads than without, and the linker would join the two without a word. Shared memory has to say how far it may ever
# grow: as far as memory that is not shared may.
if(DOWNHILL_THREADS)
  add_compile_options(-pthread)
  add_link_options(-pthread -sMAXIMUM_MEMORY=2GB -Wno-pthreads-mem-growth)
endif()

# The engine's own exceptions: a throw keeps its type and words up to JavaScript, and code that does not
# throw pays nothing. The JavaScript emulation costs a call out of WebAssembly for every call that may throw.
add_compile_options(-fwasm-exceptions)
add_link_options(-fwasm-exceptions)

# Eigen puts up to 128 KB on the stack; Emscripten gives 64 KB by default and writes past its end silently.
add_link_options(-sSTACK_SIZE=1MB)

# The data set decides how much memory there is to be.
add_link_options(-sALLOW_MEMORY_GROWTH)

# downhill_wasm_test(<target>): what a test executable needs to run under Node.
function(downhill_wasm_test target)
  set_target_properties(${target} PROPERTIES SUFFIX .cjs)  # a script, in a project of modules
  target_link_options(${target} PRIVATE
    -sENVIRONMENT=node
    -sNODERAWFS      # fixtures are read from the real file system
    -sEXIT_RUNTIME   # main's return value becomes Node's exit code, and output is flushed
    -O1)             # links in a third of the time; the code itself was compiled with -O3
endfunction()

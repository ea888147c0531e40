#pragma once

#include <catch2/catch_test_macros.hpp>

// The WebAssembly tests are linked without threads, as the page's own module is: what needs several is tested
// natively, and as WebAssembly by tests/engine.
#ifdef __EMSCRIPTEN__
#define SKIP_WITHOUT_THREADS(size) \
  if ((size) > 1) SKIP("there are no threads here")
#else
#define SKIP_WITHOUT_THREADS(size) static_cast<void>(size)
#endif

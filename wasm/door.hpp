#pragma once

#include <emscripten/val.h>

#include <exception>
#include <new>
#include <utility>

// The one place where a C++ exception becomes a JavaScript Error with its words. Left alone it would reach
// JavaScript as a nameless WebAssembly.Exception, and the helpers that Emscripten offers for reading that
// one weigh 22 KB compressed.
namespace downhill::door {

[[noreturn]] inline void throwError(const char* words) {
  emscripten::val::global("Error").new_(emscripten::val::u8string(words)).throw_();
}

template <class Call>
decltype(auto) worded(Call&& call) {
  try {
    return call();
  } catch (const std::bad_alloc&) {
    throwError("there is not enough memory for this; smaller layers or fewer samples need less");
  } catch (const std::exception& error) {
    throwError(error.what());
  }
}

template <auto function>
struct Opened;

template <class Result, class... Arguments, Result (*function)(Arguments...)>
struct Opened<function> {
  static Result call(Arguments... arguments) {
    return worded([&]() -> Result { return function(std::forward<Arguments>(arguments)...); });
  }
};

template <class Self, class Result, class... Arguments, Result (Self::*method)(Arguments...)>
struct Opened<method> {
  static Result call(Self& self, Arguments... arguments) {
    return worded([&]() -> Result { return (self.*method)(std::forward<Arguments>(arguments)...); });
  }
};

template <class Self, class Result, class... Arguments, Result (Self::*method)(Arguments...) const>
struct Opened<method> {
  static Result call(const Self& self, Arguments... arguments) {
    return worded([&]() -> Result { return (self.*method)(std::forward<Arguments>(arguments)...); });
  }
};

// open<&f> is what a binding registers instead of &f.
template <auto function>
inline constexpr auto open = &Opened<function>::call;

}  // namespace downhill::door

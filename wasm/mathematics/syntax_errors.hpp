#pragma once

#include <emscripten/val.h>

#include "formula/token.hpp"

namespace downhill::door {

// Calls what reads a formula. One that cannot be read throws an Error that says where, for an editor to mark,
// what and which words there are, for a page to say it in another language.
template <class Call>
decltype(auto) withColumns(Call&& call) {
  try {
    return call();
  } catch (const formula::SyntaxError& error) {
    using emscripten::val;
    val thrown = val::global("Error").new_(val::u8string(error.what()));
    thrown.set("column", error.column());
    thrown.set("fault", std::string(nameOf(error.fault())));
    thrown.set("subject", val::u8string(error.subject().c_str()));
    thrown.set("allowed", val::u8string(error.allowed().c_str()));
    thrown.throw_();
  }
}

}  // namespace downhill::door

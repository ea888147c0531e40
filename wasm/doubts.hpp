#pragma once

#include <emscripten/val.h>

#include "tables/number_table.hpp"

// What a pasted text left open, as it crosses the door: null, or how many numbers, and the first of them.
namespace downhill::door {

struct DoubtOrNull : emscripten::val {
  DoubtOrNull() = default;
  explicit DoubtOrNull(const emscripten::val& other) : val(other) {}
};

#define DOWNHILL_DOUBT_TYPE \
  "{ count: number, line: number, written: string, mark: 'thousands' | 'decimals', taken: number } | null"

inline DoubtOrNull describedDoubt(const NumberTable& table) {
  using emscripten::val;
  if (!table.firstDoubt) return DoubtOrNull(val::null());
  val doubt = val::object();
  doubt.set("count", table.doubts);
  doubt.set("line", table.firstDoubt->line);
  doubt.set("written", table.firstDoubt->written);
  doubt.set("mark", std::string(table.firstDoubt->thousands ? "thousands" : "decimals"));
  doubt.set("taken", table.firstDoubt->taken);
  return DoubtOrNull(doubt);
}

}  // namespace downhill::door

#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "training/snapshot.hpp"

namespace downhill::door {

// A snapshot as bytes, for the page to keep and to hand to the next worker. Little-endian, as WebAssembly is:
//   "DHS1" | step i64 | samples u64 | stream 4 × u64 | n, m, k u32 | θ n × f32 | memory m × f32 | name k
//   bytes
std::vector<std::uint8_t> toBytes(const Snapshot& snapshot);

// Throws std::invalid_argument for bytes that are no snapshot.
Snapshot snapshotFrom(std::span<const std::uint8_t> bytes);

}  // namespace downhill::door

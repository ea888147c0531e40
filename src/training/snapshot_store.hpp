#pragma once

#include <vector>

#include "training/snapshot.hpp"

namespace downhill {

// A run's history within a budget of memory, for travelling back. The first and the latest snapshot are
// always kept, those between at multiples of a spacing, which doubles whenever the budget is exceeded.
class SnapshotStore {
 public:
  // budget: bytes for all snapshots together (the first and the latest are kept even if they exceed it).
  // spacing: steps between snapshots at the beginning, 1 or more.
  SnapshotStore(std::size_t budget, std::int64_t spacing);

  // Whether a snapshot at this step would be kept for long; a trainer asks before it makes one.
  bool wants(std::int64_t step) const;

  // A snapshot later than the latest; one of the latest's step replaces it. An earlier one is refused.
  void add(Snapshot snapshot);

  // The last snapshot at or before a step; null when there is none.
  const Snapshot* nearest(std::int64_t step) const;

  // Forgets everything after a step: history that a branch or a new attempt makes untrue.
  void forgetAfter(std::int64_t step);

  std::size_t size() const { return snapshots_.size(); }
  std::size_t bytes() const { return bytes_; }
  std::int64_t spacing() const { return spacing_; }
  std::vector<std::int64_t> steps() const;

 private:
  void thinOut();

  std::size_t budget_, bytes_ = 0;
  std::int64_t spacing_;
  std::vector<Snapshot> snapshots_;  // by step
};

}  // namespace downhill

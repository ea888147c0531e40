#include "training/snapshot_store.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace downhill {

SnapshotStore::SnapshotStore(std::size_t budget, std::int64_t spacing) : budget_(budget), spacing_(spacing) {
  if (spacing < 1)
    throw std::invalid_argument("snapshots every " + std::to_string(spacing) +
                                " steps; it must be 1 or more");
}

bool SnapshotStore::wants(std::int64_t step) const {
  return snapshots_.empty() || (step > snapshots_.back().step && step % spacing_ == 0);
}

void SnapshotStore::add(Snapshot snapshot) {
  if (!snapshots_.empty()) {
    const Snapshot& latest = snapshots_.back();
    if (snapshot.step < latest.step)
      throw std::invalid_argument("a snapshot of step " + std::to_string(snapshot.step) +
                                  " comes after one of step " + std::to_string(latest.step) +
                                  "; they must come in order");
    // The latest stays only if it is the first, or lies on the grid.
    const bool passing = snapshots_.size() > 1 && latest.step % spacing_ != 0;
    if (snapshot.step == latest.step || passing) {
      bytes_ -= latest.bytes();
      snapshots_.pop_back();
    }
  }
  bytes_ += snapshot.bytes();
  snapshots_.push_back(std::move(snapshot));
  while (bytes_ > budget_ && snapshots_.size() > 2) thinOut();
}

// Twice the spacing, and away with those that are not on it.
void SnapshotStore::thinOut() {
  spacing_ *= 2;
  const auto keep = [&](const Snapshot& snapshot) {
    return &snapshot == &snapshots_.front() || &snapshot == &snapshots_.back() ||
           snapshot.step % spacing_ == 0;
  };
  std::vector<Snapshot> kept;
  for (Snapshot& snapshot : snapshots_)
    if (keep(snapshot)) kept.push_back(std::move(snapshot));
  snapshots_ = std::move(kept);
  bytes_ = 0;
  for (const Snapshot& snapshot : snapshots_) bytes_ += snapshot.bytes();
}

const Snapshot* SnapshotStore::nearest(std::int64_t step) const {
  const auto later = std::ranges::upper_bound(snapshots_, step, {}, &Snapshot::step);
  return later == snapshots_.begin() ? nullptr : &*std::prev(later);
}

void SnapshotStore::forgetAfter(std::int64_t step) {
  while (!snapshots_.empty() && snapshots_.back().step > step) {
    bytes_ -= snapshots_.back().bytes();
    snapshots_.pop_back();
  }
}

std::vector<std::int64_t> SnapshotStore::steps() const {
  std::vector<std::int64_t> steps;
  for (const Snapshot& snapshot : snapshots_) steps.push_back(snapshot.step);
  return steps;
}

}  // namespace downhill

#pragma once

#include <memory>

#include "support/blobs.hpp"
#include "training/trainer.hpp"

namespace downhill::support {

// Small enough to be quick; 300 samples in blocks of 70 and batches of 16, so that no border meets another.
inline const Blobs blobs = seededBlobs(300, 1);

inline std::shared_ptr<Dataset> allBlobs() { return blobDataset(blobs, 70, 300); }

// Whether two trainers would go on alike.
inline bool sameState(const Trainer& a, const Trainer& b) {
  const Snapshot x = a.snapshot(), y = b.snapshot();
  return x.step == y.step && x.samples == y.samples && x.parameters == y.parameters &&
         x.optimizerMemory == y.optimizerMemory && x.augmentation == y.augmentation;
}

}  // namespace downhill::support

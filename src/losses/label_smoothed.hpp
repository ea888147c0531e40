#pragma once

#include "losses/cross_entropy.hpp"

namespace downhill {

// Label smoothing: cross-entropy against a target that keeps ε of its belief for all K classes alike
// (Szegedy et al. 2016, section 7):
//
//   t = (1−ε) y + ε/K
//
// The gradient ŷ − t vanishes at a finite logit, so the logits need not run off to infinity.
inline Vector<double> smoothedTarget(const Vector<double>& target, double smoothing) {
  requireDistribution(target, "the target");
  if (!(smoothing >= 0 && smoothing < 1)) {
    refuse("smoothing", smoothing, "at least 0 and below 1");
  }
  const double shared = smoothing / static_cast<double>(target.size());
  return ((1 - smoothing) * target).array() + shared;
}

inline VectorLoss labelSmoothed(const Vector<double>& prediction, const Vector<double>& target,
                                double smoothing) {
  return crossEntropyLoss(prediction, smoothedTarget(target, smoothing));
}

inline VectorLoss labelSmoothedOfLogits(const Vector<double>& logits, const Vector<double>& target,
                                        double smoothing) {
  return crossEntropyOfLogits(logits, smoothedTarget(target, smoothing));
}

}  // namespace downhill

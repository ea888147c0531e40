#pragma once

#include <cstdint>
#include <vector>

namespace downhill {

// Which sample is drawn when: an endless walk, epoch after epoch, each sample once in each.
//
// The first epoch takes block after block, shuffled inside each, so that training can start when the first
// block is there; every later epoch is one shuffle of everything. The walk is a function of the seed alone,
// never of the moments at which blocks arrive.
class SampleOrder {
 public:
  SampleOrder(std::size_t total, std::size_t blockSize, std::uint32_t seed);

  // The sample at a position of the walk, counted from 0. Walking on is free but for one shuffle per epoch.
  std::size_t at(std::uint64_t position);

 private:
  void shuffleEpoch(std::uint64_t epoch);

  std::size_t blockSize_;
  std::uint32_t seed_;
  std::uint64_t epoch_ = 0;
  std::vector<std::uint32_t> order_;  // of the current epoch
};

}  // namespace downhill

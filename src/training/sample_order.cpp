#include "training/sample_order.hpp"

#include <algorithm>
#include <numeric>
#include <span>
#include <stdexcept>

#include "random/random.hpp"
#include "training/streams.hpp"

namespace downhill {

SampleOrder::SampleOrder(std::size_t total, std::size_t blockSize, std::uint32_t seed)
    : blockSize_(blockSize), seed_(seed), order_(total) {
  if (total < 1 || blockSize < 1) throw std::invalid_argument("there is nothing to put in order: 0 samples");
  shuffleEpoch(0);
}

std::size_t SampleOrder::at(std::uint64_t position) {
  const std::uint64_t epoch = position / order_.size();
  if (epoch != epoch_) shuffleEpoch(epoch);
  return order_[position % order_.size()];
}

void SampleOrder::shuffleEpoch(std::uint64_t epoch) {
  epoch_ = epoch;
  std::iota(order_.begin(), order_.end(), 0u);
  Random random(seed_, firstEpochStream + epoch);
  const std::size_t block = epoch == 0 ? blockSize_ : order_.size();
  for (std::size_t begin = 0; begin < order_.size(); begin += block)
    random.shuffle(std::span(order_).subspan(begin, std::min(block, order_.size() - begin)));
}

}  // namespace downhill

#include "digits/altered_dataset.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <string>

#include "random/random.hpp"

namespace downhill {
namespace {

constexpr std::uint64_t relabellingStream = 1, firstReplacementStream = 1000;  // 784 is PixelPermutation's
constexpr std::uint8_t noNewLabel = 255;

void requireShare(double share, const char* name) {
  if (!(share >= 0 && share <= 1))
    throw std::invalid_argument(std::string(name) + " is " + std::to_string(share) +
                                "; it must be from 0 to 1");
}

// Which samples get which new labels: the first of a shuffled list of all, so that a larger part holds a
// smaller one.
std::vector<std::uint8_t> drawnLabels(std::size_t total, const DatasetAlterations& alterations) {
  std::vector<std::uint8_t> labels(total, noNewLabel);
  const auto count =
      static_cast<std::size_t>(std::llround(alterations.shuffledLabels * static_cast<double>(total)));
  if (count == 0) return labels;
  std::vector<std::uint32_t> order(total);
  std::iota(order.begin(), order.end(), 0u);
  Random random(alterations.seed, relabellingStream);
  random.shuffle(order);
  for (std::size_t i = 0; i < count; ++i) labels[order[i]] = static_cast<std::uint8_t>(random.below(10));
  return labels;
}

std::size_t keptOf(std::size_t total, const DatasetAlterations& alterations) {
  validate(alterations);
  return std::min(total, alterations.samples.value_or(total));
}

}  // namespace

void validate(const DatasetAlterations& alterations) {
  if (alterations.samples == 0u)
    throw std::invalid_argument("a data set of its first 0 samples; it must be 1 or more");
  if (alterations.rareDigit && (*alterations.rareDigit < 0 || *alterations.rareDigit > 9))
    throw std::invalid_argument("the rare digit is " + std::to_string(*alterations.rareDigit) +
                                "; it must be from 0 to 9");
  requireShare(alterations.rareShare, "the share of the rare digit's images that is left");
  requireShare(alterations.shuffledLabels, "the share of shuffled labels");
}

AlteredDataset::AlteredDataset(const DatasetAlterations& alterations, std::size_t total,
                               std::size_t blockSize)
    : alterations_(alterations),
      permutation_(alterations.seed),
      announced_(total),
      data_(std::make_shared<Dataset>(keptOf(total, alterations), blockSize)) {
  newLabels_ = drawnLabels(data_->total(), alterations);
}

void AlteredDataset::append(std::span<const std::uint8_t> images, std::span<const std::uint8_t> labels) {
  requireSamples(images, labels, received_, announced_);
  received_ += labels.size();
  const std::size_t missing = data_->total() - data_->available() - labels_.size();
  const std::size_t wanted = std::min(labels.size(), missing);
  images_.insert(images_.end(), images.begin(),
                 images.begin() + static_cast<std::ptrdiff_t>(wanted * imagePixels));
  labels_.insert(labels_.end(), labels.begin(), labels.begin() + static_cast<std::ptrdiff_t>(wanted));
  while (const std::size_t count = ready()) release(count);
  if (data_->complete()) images_.shrink_to_fit();
}

// How many of those that wait can come out next.
std::size_t AlteredDataset::ready() const {
  if (!alterations_.rareDigit) return labels_.size();
  const std::size_t block = std::min(data_->blockSize(), data_->total() - data_->available());
  return labels_.size() >= block ? block : 0;
}

void AlteredDataset::release(std::size_t count) {
  const auto images = std::span(images_).first(count * imagePixels);
  const auto labels = std::span(labels_).first(count);
  if (alterations_.rareDigit) makeRare(images, labels);
  relabel(labels);
  if (alterations_.permutedPixels) permute(images);
  data_->append(images, labels);
  images_.erase(images_.begin(), images_.begin() + static_cast<std::ptrdiff_t>(images.size()));
  labels_.erase(labels_.begin(), labels_.begin() + static_cast<std::ptrdiff_t>(count));
}

// Image number k of the rare digit stays if ⌊k·share + ½⌋ is one more than it was for the image before:
// then round(n·share) of the first n are left, for every n.
void AlteredDataset::makeRare(std::span<std::uint8_t> images, std::span<std::uint8_t> labels) {
  std::vector<std::uint32_t> others;
  for (std::uint32_t i = 0; i < labels.size(); ++i)
    if (labels[i] != *alterations_.rareDigit) others.push_back(i);
  const std::size_t block = data_->available() / data_->blockSize();
  if (others.empty())
    throw std::invalid_argument("block " + std::to_string(block) + " holds nothing but the digit " +
                                std::to_string(*alterations_.rareDigit) +
                                "; to make it rare, every block must hold another digit as well");

  const auto left = [&](std::size_t seen) {
    return std::floor(static_cast<double>(seen) * alterations_.rareShare + 0.5);
  };
  Random random(alterations_.seed, firstReplacementStream + block);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (labels[i] != *alterations_.rareDigit) continue;
    ++rareSeen_;
    if (left(rareSeen_) > left(rareSeen_ - 1)) continue;
    const std::size_t other = others[random.below(static_cast<std::uint32_t>(others.size()))];
    std::ranges::copy(images.subspan(other * imagePixels, imagePixels),
                      images.begin() + static_cast<std::ptrdiff_t>(i * imagePixels));
    labels[i] = labels[other];
  }
}

void AlteredDataset::relabel(std::span<std::uint8_t> labels) const {
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const std::uint8_t drawn = newLabels_[data_->available() + i];
    if (drawn != noNewLabel) labels[i] = drawn;
  }
}

void AlteredDataset::permute(std::span<std::uint8_t> images) const {
  std::array<std::uint8_t, imagePixels> original;
  for (std::size_t begin = 0; begin < images.size(); begin += imagePixels) {
    const auto image = images.subspan(begin).first<imagePixels>();
    std::ranges::copy(image, original.begin());
    permutation_.apply<std::uint8_t>(original, image);
  }
}

}  // namespace downhill

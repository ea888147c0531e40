#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "digits/dataset.hpp"
#include "digits/pixel_permutation.hpp"

namespace downhill {

// What is to be changed about a data set before a network is trained on it, in this order.
struct DatasetAlterations {
  // Only the first so many samples, 1 or more. A small network cannot learn 60,000 images by heart, but
  // 2,000.
  std::optional<std::size_t> samples{};

  // Of one digit only this part of the images is left, as exactly as whole images allow at any moment, spread
  // evenly. Each one that goes is replaced by a copy of an image of another digit, drawn by chance from the
  // same block: the number of samples stays, so that runs can be compared step by step.
  std::optional<int> rareDigit{};
  double rareShare = 0.01;  // 0 to 1

  // This part of the samples, rounded to whole ones, gets a new label that has nothing to do with the image:
  // each digit equally likely, so that one in ten of them is right all the same. (Zhang et al. 2017)
  // With the same seed, a larger part is the same samples with the same new labels, and more.
  double shuffledLabels = 0;  // 0 to 1

  bool permutedPixels = false;  // PixelPermutation of the seed; do the same to what is tested

  std::uint32_t seed = 1;
};

// Throws std::invalid_argument that says what is wrong and what is allowed.
void validate(const DatasetAlterations& alterations);

// A data set that is altered while it arrives: what is appended here comes out at data(), changed. The result
// is a function of alterations, samples and block size alone, not of the portions in which they come.
class AlteredDataset {
 public:
  // total, blockSize: of the samples that will be appended, as Dataset takes them.
  AlteredDataset(const DatasetAlterations& alterations, std::size_t total, std::size_t blockSize);

  // The next original samples. With a rare digit they come out block by block, else at once. A block of which
  // nothing would be left is refused, and stays out.
  void append(std::span<const std::uint8_t> images, std::span<const std::uint8_t> labels);

  std::shared_ptr<const Dataset> data() const { return data_; }
  const DatasetAlterations& alterations() const { return alterations_; }

 private:
  std::size_t ready() const;
  void release(std::size_t count);
  void makeRare(std::span<std::uint8_t> images, std::span<std::uint8_t> labels);
  void relabel(std::span<std::uint8_t> labels) const;
  void permute(std::span<std::uint8_t> images) const;

  DatasetAlterations alterations_;
  PixelPermutation permutation_;
  std::size_t announced_, received_ = 0;       // of the originals
  std::vector<std::uint8_t> newLabels_;        // one per sample that comes out; noNewLabel for most
  std::vector<std::uint8_t> images_, labels_;  // originals that wait for the rest of their block
  std::size_t rareSeen_ = 0;                   // images of the rare digit so far
  std::shared_ptr<Dataset> data_;
};

}  // namespace downhill

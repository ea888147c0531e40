#include "digits/dataset.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

#include "digits/drawing.hpp"

namespace downhill {
namespace {

// MNIST's images have 150 on the average. A set with more ink only grows once more.
constexpr std::size_t usualInk = 160;

}  // namespace

void requireSamples(std::span<const std::uint8_t> images, std::span<const std::uint8_t> labels,
                    std::size_t available, std::size_t total) {
  if (images.size() != labels.size() * imagePixels)
    throw std::invalid_argument(std::to_string(images.size()) + " pixels for " +
                                std::to_string(labels.size()) + " labels; there must be 784 for each");
  if (labels.size() > total - available)
    throw std::invalid_argument(std::to_string(labels.size()) + " more samples for a data set that has " +
                                std::to_string(available) + " of its " + std::to_string(total));
  const auto wrong = std::ranges::find_if(labels, [](std::uint8_t label) { return label > 9; });
  if (wrong != labels.end())
    throw std::invalid_argument("a label is " + std::to_string(*wrong) + "; labels are 0 to 9");
}

Dataset::Dataset(std::size_t total, std::size_t blockSize) : total_(total), blockSize_(blockSize) {
  if (total < 1) throw std::invalid_argument("a data set of 0 samples; there must be 1 or more");
  if (blockSize < 1) throw std::invalid_argument("blocks of 0 samples; a block must hold 1 or more");
  images_.reserve(total * imagePixels);
  labels_.reserve(total);
  inkStart_.reserve(total + 1);
  inkPlaces_.reserve(total * usualInk);
  inkValues_.reserve(total * usualInk);
}

Dataset::Dataset(std::span<const std::uint8_t> images, std::span<const std::uint8_t> labels)
    : Dataset(labels.size(), std::max<std::size_t>(labels.size(), 1)) {
  append(images, labels);
}

void Dataset::append(std::span<const std::uint8_t> images, std::span<const std::uint8_t> labels) {
  requireSamples(images, labels, available(), total());
  images_.insert(images_.end(), images.begin(), images.end());
  std::array<std::uint16_t, imagePixels + 8> places;
  std::array<std::uint8_t, imagePixels + 8> values;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const auto count = static_cast<std::ptrdiff_t>(
        squeeze(images.subspan(i * imagePixels, imagePixels), places.data(), values.data()));
    inkPlaces_.insert(inkPlaces_.end(), places.begin(), places.begin() + count);
    inkValues_.insert(inkValues_.end(), values.begin(), values.begin() + count);
    inkStart_.push_back(inkPlaces_.size());
  }
  labels_.insert(labels_.end(), labels.begin(), labels.end());
}

namespace {

void requireAvailable(std::size_t index, std::size_t available) {
  if (index >= available)
    throw std::invalid_argument("sample " + std::to_string(index) + " is not there; " +
                                std::to_string(available) + " have arrived, counted from 0");
}

}  // namespace

std::span<const std::uint8_t> Dataset::image(std::size_t index) const {
  requireAvailable(index, available());
  return std::span(images_).subspan(index * imagePixels, imagePixels);
}

SqueezedBytes Dataset::ink(std::size_t index) const {
  requireAvailable(index, available());
  const std::size_t begin = inkStart_[index], count = inkStart_[index + 1] - begin;
  return {std::span(inkPlaces_).subspan(begin, count), std::span(inkValues_).subspan(begin, count)};
}

std::uint8_t Dataset::label(std::size_t index) const {
  requireAvailable(index, available());
  return labels_[index];
}

}  // namespace downhill

#include "training/batch_part.hpp"

namespace downhill {
namespace {

// Reads a byte of every cache line of an image's ink and forgets it. A batch's images lie anywhere in 27 MB;
// asked for all at once they arrive together, where one after the other each would be waited for.
void bringNear(const SqueezedBytes& ink) {
  constexpr std::size_t cacheLine = 64;
  const volatile std::uint8_t* values = ink.values.data();
  const volatile std::uint16_t* places = ink.places.data();
  for (std::size_t e = 0; e < ink.values.size(); e += cacheLine) static_cast<void>(values[e]);
  for (std::size_t e = 0; e < ink.places.size(); e += cacheLine / 2) static_cast<void>(places[e]);
}

}  // namespace

// Pixels become numbers from 0 to 1; the zeros, four of five, are left out from here on.
void BatchPart::widen(const Dataset& data, std::span<const std::size_t> samples,
                      std::span<const Augmentation> changes) {
  labels_.clear();
  sparse_.clear(imagePixels);
  for (const std::size_t sample : samples) bringNear(data.ink(sample));
  for (std::size_t i = 0; i < samples.size(); ++i) {
    labels_.push_back(data.label(samples[i]));
    if (changes.empty()) {
      sparse_.appendBytes(data.ink(samples[i]));
      continue;
    }
    const auto pixels = data.image(samples[i]);
    Image image;
    for (std::size_t p = 0; p < image.size(); ++p) image[p] = static_cast<float>(pixels[p]) / 255.0f;
    changes[i].apply(image);
    sparse_.appendRow(image);
  }
}

void BatchPart::lossAndGradient(const Dataset& data, std::span<const std::size_t> samples,
                                std::span<const Augmentation> changes, const Random& dropout) {
  widen(data, samples, changes);
  network_.reseed(dropout);
  if (sparse_.density() <= sparseDensityLimit) {
    loss_ = network_.lossAndGradient(sparse_, labels_, gradient_);
    return;
  }
  sparse_.expand(dense_);
  loss_ = network_.lossAndGradient(dense_, labels_, gradient_);
}

}  // namespace downhill

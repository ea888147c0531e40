#include "digits/augmentation.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>
#include <string>

namespace downhill {
namespace {

void require(bool fine, const char* name, double value, const char* allowed) {
  if (!fine)
    throw std::invalid_argument("augmentation by a " + std::string(name) + " of " + std::to_string(value) +
                                "; it must be " + allowed);
}

void validate(const AugmentationSettings& s) {
  require(s.rotation >= 0 && s.rotation <= 180, "rotation", s.rotation, "0 to 180 degrees");
  require(s.scale >= 0 && s.scale <= 0.9, "scale", s.scale, "0 to 0.9");
  require(s.shear >= 0 && s.shear <= 2, "shear", s.shear, "0 to 2");
  require(s.shift >= 0 && s.shift <= imageSide, "shift", s.shift, "0 to 28 pixels");
  require(s.thickness >= 0 && s.thickness <= 1, "thickness", s.thickness, "0 to 1");
  require(s.intensity >= 0 && s.intensity <= 1, "intensity", s.intensity, "0 to 1");
  require(s.elastic >= 0 && s.elastic <= imageSide, "elastic", s.elastic, "0 to 28 pixels");
}

// The image with a margin of paper, so that reading near its edge needs no question asked.
class Padded {
 public:
  explicit Padded(std::span<const float, imagePixels> image) {
    for (int row = 0; row < imageSide; ++row)
      std::copy_n(&image[row * imageSide], imageSide, &pixels_[(row + margin) * side + margin]);
  }

  // Bilinear between the four nearest pixels; pixel i lies at coordinate i.
  float at(float x, float y) const {
    const float fromLeft = std::clamp(x, -1.f, static_cast<float>(imageSide)) + margin;
    const float fromTop = std::clamp(y, -1.f, static_cast<float>(imageSide)) + margin;
    const int column = static_cast<int>(fromLeft), row = static_cast<int>(fromTop);
    const float u = fromLeft - static_cast<float>(column), v = fromTop - static_cast<float>(row);
    const float* upper = &pixels_[row * side + column];
    const float* lower = upper + side;
    return (1 - v) * (upper[0] + u * (upper[1] - upper[0])) + v * (lower[0] + u * (lower[1] - lower[0]));
  }

  const float* row(int row) const { return &pixels_[(row + margin) * side + margin]; }

 private:
  static constexpr int margin = 2, side = imageSide + 2 * margin;
  std::array<float, side * side> pixels_{};
};

// A part of the way to the darkest or lightest of a pixel and its four neighbours: dilation and erosion.
void changePen(std::span<float, imagePixels> image, float amount) {
  const Padded source(image);
  for (int row = 0; row < imageSide; ++row) {
    const float *above = source.row(row - 1), *here = source.row(row), *below = source.row(row + 1);
    float* pixels = &image[row * imageSide];
    if (amount > 0)
      for (int i = 0; i < imageSide; ++i) {
        const float upright = std::max(above[i], below[i]), level = std::max(here[i - 1], here[i + 1]);
        pixels[i] += amount * (std::max(here[i], std::max(upright, level)) - here[i]);
      }
    else
      for (int i = 0; i < imageSide; ++i) {
        const float upright = std::min(above[i], below[i]), level = std::min(here[i - 1], here[i + 1]);
        pixels[i] -= amount * (std::min(here[i], std::min(upright, level)) - here[i]);
      }
  }
}

}  // namespace

Augmentation::Affine::Affine(Random& random, const AugmentationSettings& s) {
  const double turn = random.uniform(-s.rotation, s.rotation) * std::numbers::pi / 180;
  const double wider = 1 + random.uniform(-s.scale, s.scale), taller = 1 + random.uniform(-s.scale, s.scale);
  const double slant = random.uniform(-s.shear, s.shear);
  const double cosine = std::cos(turn), sine = std::sin(turn);
  xx = static_cast<float>(cosine / wider);
  xy = static_cast<float>((sine + slant * cosine) / wider);
  yx = static_cast<float>(-sine / taller);
  yy = static_cast<float>((cosine - slant * sine) / taller);
  shiftX = static_cast<float>(random.uniform(-s.shift, s.shift));
  shiftY = static_cast<float>(random.uniform(-s.shift, s.shift));
}

Augmentation::Warp::Warp(Random& random, double size) {
  for (float& displacement : grid_) displacement = static_cast<float>(size * random.normal());
}

float Augmentation::Warp::between(int field, int row, int column) const {
  const auto eased = [](int step) {
    const float t = static_cast<float>(step) / spacing;
    return t * t * (3 - 2 * t);
  };
  const float u = eased(column % spacing), v = eased(row % spacing);
  const float* upper = &grid_[field + row / spacing * knots + column / spacing];
  const float* lower = upper + knots;
  return (1 - v) * (upper[0] + u * (upper[1] - upper[0])) + v * (lower[0] + u * (lower[1] - lower[0]));
}

Augmentation::Augmentation(Random& random, const AugmentationSettings& settings) {
  validate(settings);
  if (settings.rotation > 0 || settings.scale > 0 || settings.shear > 0 || settings.shift > 0 ||
      settings.elastic > 0)
    affine_.emplace(random, settings);
  if (settings.elastic > 0) warp_.emplace(random, settings.elastic);
  if (settings.thickness > 0)
    thickness_ = static_cast<float>(random.uniform(-settings.thickness, settings.thickness));
  if (settings.intensity > 0)
    intensity_ = static_cast<float>(1 + random.uniform(-settings.intensity, settings.intensity));
}

void Augmentation::apply(std::span<float, imagePixels> image) const {
  if (affine_) move(image);
  if (thickness_ != 0) changePen(image, thickness_);
  if (intensity_ != 1)
    for (float& pixel : image) pixel = std::min(1.f, pixel * intensity_);
}

void Augmentation::move(std::span<float, imagePixels> image) const {
  constexpr float centre = 14;
  const Padded source(image);
  const auto readAt = [&](int row, int column, float warpX, float warpY) {
    const float x = static_cast<float>(column) - centre - affine_->shiftX + warpX;
    const float y = static_cast<float>(row) - centre - affine_->shiftY + warpY;
    return source.at(centre + affine_->xx * x + affine_->xy * y, centre + affine_->yx * x + affine_->yy * y);
  };
  for (int row = 0; row < imageSide; ++row)
    for (int column = 0; column < imageSide; ++column)
      image[row * imageSide + column] =
          warp_ ? readAt(row, column, warp_->x(row, column), warp_->y(row, column))
                : readAt(row, column, 0, 0);
}

void augment(std::span<float, imagePixels> image, Random& random, const AugmentationSettings& settings) {
  Augmentation(random, settings).apply(image);
}

}  // namespace downhill

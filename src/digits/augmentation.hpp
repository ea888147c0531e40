#pragma once

#include <array>
#include <optional>
#include <span>

#include "digits/drawing.hpp"
#include "random/random.hpp"

namespace downhill {

// How far one image may be changed without becoming another digit. Each amount is the largest change
// that is drawn, uniformly, in either direction; 0 switches it off.
struct AugmentationSettings {
  double rotation = 12;    // degrees
  double scale = 0.12;     // of the size, for each axis on its own
  double shear = 0.25;     // sideways pixels per pixel of height: the slant of the writing
  double shift = 1.5;      // pixels
  double thickness = 0.5;  // pen: −1 thins every stroke by about a pixel, +1 thickens it so
  double intensity = 0.2;  // of the ink
  double elastic = 0;      // pixels: a smooth random warp, dearer than all the others together
};

// One change, drawn by chance, and from then on the same for every image: what is drawn does not depend on
// the image, so that many changes can be drawn in order and carried out at once.
class Augmentation {
 public:
  // Throws std::invalid_argument for an amount that is not allowed.
  explicit Augmentation(Random& random, const AugmentationSettings& settings = {});

  // A new image of the same digit, in place. pixels: from 0 (paper) to 1 (ink)
  void apply(std::span<float, imagePixels> image) const;

 private:
  // Where a pixel of the new image is read in the old one: c + A (p − c) − shift, about the middle c.
  struct Affine {
    Affine(Random& random, const AugmentationSettings& settings);
    float xx, xy, yx, yy, shiftX, shiftY;
  };

  // Elastic distortion: a random displacement of every pixel, smooth from pixel to pixel.
  // (Simard, Steinkraus & Platt 2003, section 2: noise at each pixel, smoothed by a Gaussian of 4 pixels.
  // Noise on a grid of 7 pixels, interpolated smoothly, is as smooth and needs no filter.)
  class Warp {
   public:
    Warp(Random& random, double size);
    float x(int row, int column) const { return between(0, row, column); }
    float y(int row, int column) const { return between(knots * knots, row, column); }

   private:
    static constexpr int spacing = 7, knots = imageSide / spacing + 1;
    float between(int field, int row, int column) const;
    std::array<float, 2 * knots * knots> grid_;
  };

  void move(std::span<float, imagePixels> image) const;

  std::optional<Affine> affine_;
  std::optional<Warp> warp_;
  float thickness_ = 0, intensity_ = 1;
};

// The same, drawn and carried out at once. The same stream gives the same image.
void augment(std::span<float, imagePixels> image, Random& random, const AugmentationSettings& settings = {});

}  // namespace downhill

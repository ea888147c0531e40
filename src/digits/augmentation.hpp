#pragma once

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

// A new image of the same digit, in place. The same stream gives the same image.
void augment(std::span<float, imagePixels> image, Random& random, const AugmentationSettings& settings = {});

}  // namespace downhill

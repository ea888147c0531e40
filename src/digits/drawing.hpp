#pragma once

#include <array>
#include <optional>
#include <vector>

namespace downhill {

// A pen's path, in any unit and at any place; y grows downwards, as on a screen.
struct Point {
  double x = 0, y = 0;
};
struct Stroke {
  std::vector<Point> points;
};
using Strokes = std::vector<Stroke>;

struct Box {
  double left = 0, top = 0, right = 0, bottom = 0;
  double width() const { return right - left; }
  double height() const { return bottom - top; }
};

// 28×28, row by row, 0 = paper, 1 = ink: what every network of the digits chapter reads.
inline constexpr int imageSide = 28;
inline constexpr int imagePixels = imageSide * imageSide;
using Image = std::array<float, imagePixels>;

struct DrawingSettings {
  double penWidth = 2.2;  // in pixels of the 28×28 image, whatever the size of the drawing was
  bool raw = false;       // the pad squeezed straight to 28×28, neither fitted nor centred
  // Where the pad lies, in the strokes' unit: needed for raw, and otherwise to tell a tap from a digit.
  std::optional<Box> pad = std::nullopt;
};

// A drawing on its way to the network, each stage kept so that it can be shown.
struct Drawing {
  bool empty = true;            // no point at all: nothing to classify
  Box ink;                      // the points' bounding box, in the strokes' unit
  double scale = 0;             // pixels of the 28×28 image per unit; 0 for a dot, which has no size to scale
  Strokes fitted;               // 1. the strokes in pixels, ink box in the middle, longer side 20
  Image drawn{};                // 2. drawn with the soft pen
  double massX = 0, massY = 0;  //    its centre of mass, as pixel indices
  int shiftX = 0, shiftY = 0;   // 3. whole pixels that bring the centre of mass to index 14
  Image pixels{};               // 4. what the network sees
};

// Throws std::invalid_argument for coordinates that are not finite, a pen that is no pen, and raw without a
// pad.
Drawing prepare(const Strokes& strokes, const DrawingSettings& settings = {});

// The soft pen alone: strokes already in pixels, pixel i covering [i, i + 1).
Image drawStrokes(const Strokes& strokes, double penWidth);

// The picture moved by whole pixels; what leaves it is lost.
Image shifted(const Image& image, int byX, int byY);

// Mean pixel index, weighted by ink; (0, 0) for a blank image.
Point centreOfMass(const Image& image);

}  // namespace downhill

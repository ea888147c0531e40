#include "digits/drawing.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

namespace downhill {
namespace {

constexpr double fittedSide =
    20;  // MNIST's digits fill a box of 20×20 (LeCun, Bottou, Bengio & Haffner 1998, III.A)
constexpr double massIndex = 14;  // where MNIST's centre of mass lies, as a pixel index: measured, not 13.5
constexpr double smallestShare =
    0.06;                   // of the pad's side: ink smaller than that is a dot and is not blown up
constexpr int samples = 4;  // of the pen, per pixel and axis
constexpr int fineSide = imageSide * samples;
constexpr double softness = 0.75;  // pixels over which the pen's edge fades

void requireFinite(const Strokes& strokes) {
  for (std::size_t s = 0; s < strokes.size(); ++s)
    for (std::size_t p = 0; p < strokes[s].points.size(); ++p) {
      const Point point = strokes[s].points[p];
      if (!std::isfinite(point.x) || !std::isfinite(point.y))
        throw std::invalid_argument("point " + std::to_string(p) + " of stroke " + std::to_string(s) +
                                    " is not finite; every coordinate must be a finite number");
    }
}

void requireUsable(const DrawingSettings& settings) {
  if (!(settings.penWidth >= 0.1 && settings.penWidth <= imageSide))
    throw std::invalid_argument("the pen is " + std::to_string(settings.penWidth) +
                                " pixels wide; it must be between 0.1 and 28");
  if (settings.raw && !settings.pad)
    throw std::invalid_argument(
        "a raw drawing needs the pad's box, since it is the pad that is squeezed to 28×28");
  if (!settings.pad) return;
  const Box pad = *settings.pad;
  if (!(pad.width() > 0 && pad.height() > 0 && std::isfinite(pad.width()) && std::isfinite(pad.height())))
    throw std::invalid_argument(
        "the pad's box is empty or not finite; its right must exceed its left, its bottom its top");
}

std::optional<Box> boundingBox(const Strokes& strokes) {
  std::optional<Box> box;
  for (const Stroke& stroke : strokes)
    for (const Point p : stroke.points) {
      if (!box) box = Box{p.x, p.y, p.x, p.y};
      *box = {std::min(box->left, p.x), std::min(box->top, p.y), std::max(box->right, p.x),
              std::max(box->bottom, p.y)};
    }
  return box;
}

// The ink, pen included, fills 20 pixels on its longer side; its middle becomes the middle of the image.
// Halves are taken before differences, so that not even ±1e308 overflows.
double fitScale(const Box& ink, const DrawingSettings& settings) {
  const double halfSide = std::max(ink.right / 2 - ink.left / 2, ink.bottom / 2 - ink.top / 2);
  double halfShown = halfSide;
  if (settings.pad)
    halfShown =
        std::max(halfShown, smallestShare / 2 * std::max(settings.pad->width(), settings.pad->height()));
  const double magnitude =
      std::max({std::abs(ink.left), std::abs(ink.right), std::abs(ink.top), std::abs(ink.bottom)});
  const bool dot = halfSide <= 1e-13 * magnitude || halfSide < 1e-290;
  return dot ? 0 : (fittedSide - std::min(settings.penWidth, fittedSide / 2)) / 2 / halfShown;
}

Strokes fit(const Strokes& strokes, const Box& ink, double scale) {
  const Point middle{ink.left / 2 + ink.right / 2, ink.top / 2 + ink.bottom / 2};
  Strokes fitted = strokes;
  for (Stroke& stroke : fitted)
    for (Point& p : stroke.points)
      p = {imageSide / 2. + (p.x - middle.x) * scale, imageSide / 2. + (p.y - middle.y) * scale};
  return fitted;
}

Strokes squeeze(const Strokes& strokes, const Box& pad) {
  const auto toPixel = [](double value, double low, double side) {
    return std::clamp((value - low) / side * imageSide, -1e6, 1e6);  // far off the pad is just off the pad
  };
  Strokes squeezed = strokes;
  for (Stroke& stroke : squeezed)
    for (Point& p : stroke.points)
      p = {toPixel(p.x, pad.left, pad.width()), toPixel(p.y, pad.top, pad.height())};
  return squeezed;
}

// For each sample of the image, the squared distance (in pixels²) to the nearest point of any stroke.
class DistanceField {
 public:
  explicit DistanceField(double reach) : reach_(reach) { squared_.fill(std::numeric_limits<float>::max()); }

  void add(Point a, Point b) {
    const Point along{b.x - a.x, b.y - a.y};
    const double lengthSquared = along.x * along.x + along.y * along.y;
    const auto [left, right] = span(a.x, b.x);
    const auto [top, bottom] = span(a.y, b.y);
    for (int row = top; row < bottom; ++row)
      for (int column = left; column < right; ++column) {
        const Point toSample{centre(column) - a.x, centre(row) - a.y};
        const double share =
            lengthSquared > 0 ? (toSample.x * along.x + toSample.y * along.y) / lengthSquared : 0;
        const double nearest = std::clamp(share, 0., 1.);
        const double dx = toSample.x - nearest * along.x, dy = toSample.y - nearest * along.y;
        float& squared = squared_[row * fineSide + column];
        squared = std::min(squared, static_cast<float>(dx * dx + dy * dy));
      }
  }

  float squared(int row, int column) const { return squared_[row * fineSide + column]; }

 private:
  static double centre(int sample) { return (sample + 0.5) / samples; }

  // The samples [first, last) within the pen's reach of the interval between u and v, inside the image.
  std::array<int, 2> span(double u, double v) const {
    const auto sample = [](double pixel) {
      return static_cast<int>(std::clamp(pixel * samples, 0., double{fineSide}));
    };
    return {sample(std::min(u, v) - reach_), sample(std::max(u, v) + reach_ + 1)};
  }

  double reach_;
  std::array<float, fineSide * fineSide> squared_;
};

}  // namespace

Image drawStrokes(const Strokes& strokes, double penWidth) {
  const double reach = (penWidth + softness) / 2;
  DistanceField field(reach);
  for (const Stroke& stroke : strokes) {
    if (stroke.points.empty()) continue;
    Point last = stroke.points.front();
    field.add(last, last);
    for (const Point& p : stroke.points) {
      if (std::hypot(p.x - last.x, p.y - last.y) < 0.05 && &p != &stroke.points.back()) continue;
      field.add(last, p);
      last = p;
    }
  }

  Image image{};
  for (int row = 0; row < fineSide; ++row)
    for (int column = 0; column < fineSide; ++column) {
      const float squared = field.squared(row, column);
      if (squared >= reach * reach) continue;
      const double ink = std::min(1., (reach - std::sqrt(squared)) / softness);
      image[row / samples * imageSide + column / samples] += static_cast<float>(ink / (samples * samples));
    }
  for (float& pixel : image) pixel = std::min(pixel, 1.f);
  return image;
}

Point centreOfMass(const Image& image) {
  double mass = 0, x = 0, y = 0;
  for (int row = 0; row < imageSide; ++row)
    for (int column = 0; column < imageSide; ++column) {
      const double ink = image[row * imageSide + column];
      mass += ink;
      x += ink * column;
      y += ink * row;
    }
  return mass > 0 ? Point{x / mass, y / mass} : Point{};
}

Image shifted(const Image& image, int byX, int byY) {
  Image result{};
  for (int row = 0; row < imageSide; ++row)
    for (int column = 0; column < imageSide; ++column) {
      const int fromRow = row - byY, fromColumn = column - byX;
      if (fromRow < 0 || fromRow >= imageSide || fromColumn < 0 || fromColumn >= imageSide) continue;
      result[row * imageSide + column] = image[fromRow * imageSide + fromColumn];
    }
  return result;
}

Drawing prepare(const Strokes& strokes, const DrawingSettings& settings) {
  requireFinite(strokes);
  requireUsable(settings);
  Drawing drawing;
  const std::optional<Box> ink = boundingBox(strokes);
  if (!ink) return drawing;

  drawing.empty = false;
  drawing.ink = *ink;
  if (settings.raw) {
    drawing.scale = imageSide / std::max(settings.pad->width(), settings.pad->height());
    drawing.fitted = squeeze(strokes, *settings.pad);
  } else {
    drawing.scale = fitScale(*ink, settings);
    drawing.fitted = fit(strokes, *ink, drawing.scale);
  }
  drawing.drawn = drawStrokes(drawing.fitted, settings.penWidth);
  const Point mass = centreOfMass(drawing.drawn);
  drawing.massX = mass.x;
  drawing.massY = mass.y;
  if (!settings.raw) {
    drawing.shiftX = static_cast<int>(std::lround(massIndex - mass.x));
    drawing.shiftY = static_cast<int>(std::lround(massIndex - mass.y));
  }
  drawing.pixels = shifted(drawing.drawn, drawing.shiftX, drawing.shiftY);
  return drawing;
}

}  // namespace downhill

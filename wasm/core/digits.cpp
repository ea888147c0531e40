#include <emscripten/bind.h>

#include "arrays.hpp"
#include "digits/drawing.hpp"
#include "digits/synthetic.hpp"
#include "door.hpp"
#include "options.hpp"

namespace downhill::door {
namespace {

using emscripten::val;

EMSCRIPTEN_DECLARE_VAL_TYPE(StrokeArrays)
EMSCRIPTEN_DECLARE_VAL_TYPE(DrawingOptions)

constexpr double farthest = 1e9;  // a pad's unit may be anything, but not so large that its squares overflow
constexpr int mostStrokes = 10000;

struct DrawingResult {
  bool empty;
  Box ink;
  double scale;
  Float32Arrays fitted;
  Float32Array drawn;
  double massX, massY;
  int shiftX, shiftY;
  Float32Array pixels;
};

// [[x, y, x, y, …], …]
Strokes strokesFrom(const val& arrays) {
  if (!arrays.isArray())
    throw std::invalid_argument("strokes is " + shown(arrays) +
                                "; it must be an array of arrays [x, y, x, y, …]");
  const auto count = arrays["length"].as<int>();
  if (count > mostStrokes)
    throw std::invalid_argument("there are " + std::to_string(count) + " strokes; there may be 10000");
  Strokes strokes(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    const auto name = "strokes[" + std::to_string(i) + "]";
    const auto numbers = doubles(arrays[i], name, anyLength, -farthest, farthest);
    if (numbers.size() % 2 != 0) {
      throw std::invalid_argument(name + " has " + std::to_string(numbers.size()) +
                                  " numbers; it must have an x and a y for every point");
    }
    auto& points = strokes[static_cast<std::size_t>(i)].points;
    for (std::size_t k = 0; k < numbers.size(); k += 2) points.push_back({numbers[k], numbers[k + 1]});
  }
  return strokes;
}

Float32Arrays toArrays(const Strokes& strokes) {
  val arrays = val::array();
  for (const auto& stroke : strokes) {
    std::vector<float> numbers;
    for (const auto& point : stroke.points) {
      numbers.push_back(static_cast<float>(point.x));
      numbers.push_back(static_cast<float>(point.y));
    }
    arrays.call<void>("push", toFloat32Array(numbers));
  }
  return Float32Arrays(arrays);
}

constexpr std::array padKeys{Key("left", "number"), Key("top", "number"), Key("right", "number"),
                             Key("bottom", "number")};
constexpr std::array drawingKeys{Key("raw?", "boolean"), Key("penWidth?", "number"), Key("pad?", padKeys)};

Box padFrom(const val& value) {
  const Settings pad(value, "pad", padKeys);
  const auto edge = [&](const char* name) {
    return number(pad[name], std::string("pad.") + name, -farthest, farthest);
  };
  return {edge("left"), edge("top"), edge("right"), edge("bottom")};
}

DrawingSettings drawingSettingsFrom(const val& value) {
  DrawingSettings settings;
  const Settings options(value, "the drawing's options", drawingKeys);
  if (options.has("raw")) settings.raw = boolean(options["raw"], "raw");
  if (options.has("penWidth")) settings.penWidth = number(options["penWidth"], "penWidth", 0.1, imageSide);
  if (options.has("pad")) settings.pad = padFrom(options["pad"]);
  return settings;
}

DrawingResult prepareDrawing(const StrokeArrays& strokes, const DrawingOptions& options) {
  const Drawing drawing = prepare(strokesFrom(strokes), drawingSettingsFrom(options));
  return {
      drawing.empty, drawing.ink,   drawing.scale,  toArrays(drawing.fitted), toFloat32Array(drawing.drawn),
      drawing.massX, drawing.massY, drawing.shiftX, drawing.shiftY,           toFloat32Array(drawing.pixels)};
}

Float32Arrays synthesiseDigit(const Number& digit, const Number& seedValue) {
  Random random(seed(seedValue));
  return toArrays(synthesise(wholeNumber(digit, "digit", 0, 9), random));
}

}  // namespace

EMSCRIPTEN_BINDINGS(digits) {
  using namespace emscripten;
  register_type<StrokeArrays>("ArrayLike<number>[]");
  registerOptions<DrawingOptions>(drawingKeys);
  value_object<Box>("Box")
      .field("left", &Box::left)
      .field("top", &Box::top)
      .field("right", &Box::right)
      .field("bottom", &Box::bottom);
  value_object<DrawingResult>("Drawing")
      .field("empty", &DrawingResult::empty)
      .field("ink", &DrawingResult::ink)
      .field("scale", &DrawingResult::scale)
      .field("fitted", &DrawingResult::fitted)
      .field("drawn", &DrawingResult::drawn)
      .field("massX", &DrawingResult::massX)
      .field("massY", &DrawingResult::massY)
      .field("shiftX", &DrawingResult::shiftX)
      .field("shiftY", &DrawingResult::shiftY)
      .field("pixels", &DrawingResult::pixels);
  function("prepareDrawing", open<&prepareDrawing>);
  function("synthesiseDigit", open<&synthesiseDigit>);
}

}  // namespace downhill::door

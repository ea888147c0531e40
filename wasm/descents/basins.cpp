#include "descents/basins.hpp"

#include <emscripten/bind.h>

#include "door.hpp"
#include "mathematics/problem_handle.hpp"
#include "mathematics/walk.hpp"
#include "options.hpp"
#include "slices.hpp"

namespace downhill::door {
namespace {

EMSCRIPTEN_DECLARE_VAL_TYPE(BasinOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(MinimumList)

struct BasinPixels {
  int width, height, rowsDone;
  Int32Array basins, steps;  // (height, width), row 0 at the top
  MinimumList minima{val::array()};
};

// A basin map under way: some rows at a time, so that a worker can tell how far it is and be stopped.
class BasinWork : public Handle {
 public:
  BasinWork(std::shared_ptr<const Problem> problem, const Settings& options, const Walk& walk)
      : problem_(std::move(problem)),
        map_(*problem_, *walk.optimizer, walk.settings, windowOf(options),
             wholeNumber(options["width"], "width", 1, 4096), heightOf(options)) {}

  Progress run(const Number& milliseconds) {
    doFor(sliceFrom(milliseconds), [this] { return map_.computeRows(1); });
    return {map_.rowsDone(), map_.height()};
  }

  BasinPixels result() const {
    val minima = val::array();
    for (const auto& minimum : map_.minima().list()) {
      val description = val::object();
      description.set("at", numbersOf(minimum.at));
      description.set("value", minimum.value);
      minima.call<void>("push", description);
    }
    return {map_.width(),
            map_.height(),
            map_.rowsDone(),
            toInt32Array(map_.basins()),
            toInt32Array(map_.steps()),
            MinimumList(minima)};
  }

 private:
  std::vector<Range> windowOf(const Settings& options) const {
    if (!options.has("window")) return problem_->facts().domain;
    return windowFrom(options["window"], "window", problem_->dimension());
  }

  int heightOf(const Settings& options) const {
    return problem_->dimension() == 1 ? 1 : wholeNumber(options["height"], "height", 1, 4096);
  }

  std::shared_ptr<const Problem> problem_;
  BasinMap map_;
};

constexpr auto basinKeys = joined(walkKeys, std::array{Key("window?", "[number, number][]"),
                                                       Key("width", "number"), Key("height?", "number")});

std::unique_ptr<BasinWork> createBasins(const ProblemHandle& problem, const BasinOptions& value) {
  const Settings options(value, "the map's options", basinKeys);
  return std::make_unique<BasinWork>(problem.problem(), options, walkFrom(options));
}

}  // namespace

EMSCRIPTEN_BINDINGS(basins) {
  using namespace emscripten;
  registerOptions<BasinOptions>(basinKeys);
  register_type<MinimumList>("{ at: Float64Array<ArrayBuffer>, value: number }[]");
  value_object<Progress>("Progress").field("done", &Progress::done).field("total", &Progress::total);
  value_object<BasinPixels>("BasinPixels")
      .field("width", &BasinPixels::width)
      .field("height", &BasinPixels::height)
      .field("rowsDone", &BasinPixels::rowsDone)
      .field("basins", &BasinPixels::basins)
      .field("steps", &BasinPixels::steps)
      .field("minima", &BasinPixels::minima);
  class_<BasinWork>("BasinWork")
      .function("run", open<&BasinWork::run>)
      .function("result", open<&BasinWork::result>);
  function("createBasins", open<&createBasins>);
}

}  // namespace downhill::door

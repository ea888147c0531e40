#include "network/deep_stack.hpp"

#include <emscripten/bind.h>

#include <memory>

#include "described.hpp"
#include "door.hpp"
#include "geometry.hpp"
#include "handles.hpp"
#include "options.hpp"

namespace downhill::door {
namespace {

EMSCRIPTEN_DECLARE_VAL_TYPE(DeepStackOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(LayerStatisticsOut)
EMSCRIPTEN_DECLARE_VAL_TYPE(DeepStackMenus)

constexpr auto stackKeys = joined(
    keysOf(deepStackRanges),
    std::array{Key("activation?", "string"), Key("initialisation?", "string"), Key("seed?", "number")});

DeepStackSettings deepStackSettingsFrom(const val& value) {
  const Settings given(value, "the stack's settings", stackKeys);
  DeepStackSettings settings;
  const auto& [depth, width, rate, samples] = deepStackRanges;
  settings.depth = static_cast<int>(settingFrom(given, depth));
  settings.width = static_cast<int>(settingFrom(given, width));
  settings.rate = settingFrom(given, rate);
  settings.samples = static_cast<int>(settingFrom(given, samples));
  if (given.has("activation"))
    settings.activation = activationFromName(text(given["activation"], "activation"));
  if (given.has("initialisation"))
    settings.initialisation = initialisationFromName(text(given["initialisation"], "initialisation"));
  if (given.has("seed")) settings.seed = seed(given["seed"]);
  return settings;
}

val described(const Spread& spread) {
  val description = val::object();
  description.set("mean", spread.mean);
  description.set("deviation", spread.deviation);
  description.set("smallest", spread.smallest);
  description.set("largest", spread.largest);
  return description;
}

val described(const Histogram& histogram) {
  val description = val::object();
  description.set("low", histogram.low);
  description.set("high", histogram.high);
  description.set("counts", copied<Int32Array>(histogram.counts));
  return description;
}

val described(const LayerStatistics& layer) {
  val description = val::object();
  description.set("layer", layer.layer);
  description.set("activation", std::string(nameOf(layer.activation)));
  description.set("outputs", described(layer.outputs));
  description.set("outputCounts", described(layer.outputCounts));
  description.set("saturated", layer.saturated);
  description.set("dead", layer.dead);
  description.set("copies", layer.copies);
  description.set("deltas", described(layer.deltas));
  description.set("deltaSizes", described(layer.deltaSizes));
  description.set("zeroDeltas", layer.zeroDeltas);
  description.set("deltaSize", layer.deltaSize);
  description.set("weightSize", layer.weightSize);
  description.set("gradientSize", layer.gradientSize);
  return description;
}

class DeepStackHandle : public Handle {
 public:
  explicit DeepStackHandle(const DeepStackSettings& settings) : stack_(settings) {}

  int train(const Number& steps) { return stack_.train(wholeNumber(steps, "steps", 0, 100'000)); }
  LayerStatisticsOut statistics(const Number& bins) const {
    val layers = val::array();
    for (const auto& layer : stack_.statistics(wholeNumber(bins, "bins", 1, 1000)))
      layers.call<void>("push", described(layer));
    return LayerStatisticsOut(layers);
  }
  double loss() const { return stack_.loss(); }
  double accuracy() const { return stack_.accuracy(); }
  int step() const { return stack_.step(); }
  Float64Array parameters() const { return numbersOf(stack_.network().parameters()); }

 private:
  DeepStack stack_;
};

std::unique_ptr<DeepStackHandle> createDeepStack(const DeepStackOptions& value) {
  return std::make_unique<DeepStackHandle>(deepStackSettingsFrom(value));
}

DeepStackMenus deepStackMenus() {
  val menus = val::object();
  menus.set("activations", namesOf(activationNames));
  menus.set("initialisations", namesOf(initialisationNames));
  menus.set("parameters", door::described(deepStackRanges));
  return DeepStackMenus(menus);
}

}  // namespace

#define DOWNHILL_SPREAD_TYPE "{ mean: number, deviation: number, smallest: number, largest: number }"
#define DOWNHILL_HISTOGRAM_TYPE "{ low: number, high: number, counts: Int32Array<ArrayBuffer> }"

EMSCRIPTEN_BINDINGS(deepStack) {
  using namespace emscripten;
  registerOptions<DeepStackOptions>(stackKeys);
  register_type<LayerStatisticsOut>(
      "{ layer: number, activation: string, outputs: " DOWNHILL_SPREAD_TYPE
      ", outputCounts: " DOWNHILL_HISTOGRAM_TYPE
      ", saturated: number, dead: number, copies: number, deltas: " DOWNHILL_SPREAD_TYPE
      ", deltaSizes: " DOWNHILL_HISTOGRAM_TYPE
      ", zeroDeltas: number, deltaSize: number, weightSize: number, gradientSize: number }[]");
  register_type<DeepStackMenus>(
      "{ activations: string[], initialisations: string[], parameters: " DOWNHILL_SETTING_TYPE "[] }");
  class_<DeepStackHandle>("DeepStack")
      .function("train", open<&DeepStackHandle::train>)
      .function("statistics", open<&DeepStackHandle::statistics>)
      .function("loss", open<&DeepStackHandle::loss>)
      .function("accuracy", open<&DeepStackHandle::accuracy>)
      .function("step", open<&DeepStackHandle::step>)
      .function("parameters", open<&DeepStackHandle::parameters>);
  function("createDeepStack", open<&createDeepStack>);
  function("deepStackMenus", open<&deepStackMenus>);
}

}  // namespace downhill::door

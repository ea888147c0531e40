#include "playground/playground.hpp"

#include <emscripten/bind.h>

#include <memory>

#include "described.hpp"
#include "door.hpp"
#include "doubts.hpp"
#include "geometry.hpp"
#include "handles.hpp"
#include "losses/registry.hpp"
#include "optimizers/registry.hpp"
#include "options.hpp"

namespace downhill::door {
namespace {

EMSCRIPTEN_DECLARE_VAL_TYPE(PlanarOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(PlanarPointsIn)
EMSCRIPTEN_DECLARE_VAL_TYPE(PlanarText)
EMSCRIPTEN_DECLARE_VAL_TYPE(PlaygroundOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(PlaygroundMenus)
EMSCRIPTEN_DECLARE_VAL_TYPE(UnitGridsOut)

constexpr auto planarKeys =
    joined(keysOf(planarRanges), std::array{Key("shape?", "string"), Key("seed?", "number")});
constexpr std::array pointKeys{Key("places", "ArrayLike<number>"), Key("labels", "Uint8Array")};
constexpr auto playgroundKeys = joined(
    keysOf(playgroundRanges),
    std::array{Key("points", pointKeys), Key("features?", "string[]"), Key("hidden?", "number[]"),
               Key("activation?", "string"), Key("initialisation?", "string"), Key("loss?", choiceKeys),
               Key("optimizer?", choiceKeys), Key("regularisation?", "string"), Key("seed?", "number")});

struct PlanarArrays {
  Float64Array places;
  Uint8Array labels;
};

struct PastedPlanarArrays {
  Float64Array places;
  Uint8Array labels;
  DoubtOrNull doubt{val::null()};
};

struct Progress {
  int steps;  // done in this call
  double step, epoch;
  bool diverged;
};

PastedPlanarArrays parsedPoints(const PlanarText& value, const Number& classes) {
  const Setting& known = playgroundRanges[0];
  const auto [points, table] = parsePlanarPoints(
      text(value, "the text"),
      wholeNumber(classes, "classes", static_cast<int>(known.minimum), static_cast<int>(known.maximum)));
  return {numbersOf(points.places), copied<Uint8Array>(points.labels), describedDoubt(table)};
}

PlanarArrays planarPointsFor(const PlanarOptions& value) {
  const Settings given(value, "the points' settings", planarKeys);
  PlanarSettings settings;
  if (given.has("shape")) settings.shape = planarShapeFromName(text(given["shape"], "shape"));
  settings.samples = static_cast<int>(settingFrom(given, planarRanges[0]));
  settings.noise = settingFrom(given, planarRanges[1]);
  if (given.has("seed")) settings.seed = seed(given["seed"]);
  const PlanarPoints points = planarPoints(settings);
  return {numbersOf(points.places), copied<Uint8Array>(points.labels)};
}

PlanarPoints pointsFrom(const val& value) {
  const Settings given(value, "points", pointKeys);
  PlanarPoints points;
  points.labels = bytes(given["labels"], "labels");
  const auto places = doubles(given["places"], "places", 2 * points.labels.size());
  points.places =
      Eigen::Map<const Matrix<double>>(places.data(), static_cast<Eigen::Index>(points.labels.size()), 2);
  return points;
}

PlaygroundSettings playgroundSettingsFrom(const Settings& given) {
  PlaygroundSettings settings;
  if (given.has("features")) {
    settings.features.clear();
    for (const auto& name : texts(given["features"], "features"))
      settings.features.push_back(featureFromName(name));
  }
  if (given.has("hidden"))
    settings.hidden = wholeNumbers(given["hidden"], "hidden", 1, widestPlaygroundLayer);
  if (given.has("activation"))
    settings.activation = activationFromName(text(given["activation"], "activation"));
  if (given.has("initialisation"))
    settings.initialisation = initialisationFromName(text(given["initialisation"], "initialisation"));
  if (given.has("loss")) {
    const auto [name, parameters] = choiceFrom(given["loss"], "loss");
    settings.loss = trainingLoss(name, parameters);
  }
  if (given.has("optimizer")) {
    auto [name, parameters] = choiceFrom(given["optimizer"], "optimizer");
    settings.optimizer = std::move(name);
    settings.optimizerSettings = std::move(parameters);
  }
  if (given.has("regularisation"))
    settings.regularisation = regularisationFromName(text(given["regularisation"], "regularisation"));
  const auto& [classes, strength, dropout, batchSize] = playgroundRanges;
  settings.classes = static_cast<int>(settingFrom(given, classes));
  settings.strength = settingFrom(given, strength);
  settings.dropout = settingFrom(given, dropout);
  settings.batchSize = static_cast<int>(settingFrom(given, batchSize));
  if (given.has("seed")) settings.seed = seed(given["seed"]);
  return settings;
}

class PlaygroundHandle : public Handle {
 public:
  PlaygroundHandle(const PlaygroundSettings& settings, PlanarPoints points)
      : playground_(settings, std::move(points)) {}

  Progress step(const Number& batches) {
    return progress(playground_.step(wholeNumber(batches, "batches", 0, 1'000'000)));
  }
  Progress finishEpoch() { return progress(playground_.finishEpoch()); }
  void setPoints(const PlanarPointsIn& points) { playground_.setPoints(pointsFrom(points)); }

  Float64Array parameters() { return numbersOf(playground_.network().parameters()); }
  void setParameters(const NumberArray& value) {
    const auto count = playground_.network().parameterCount();
    const auto numbers = doubles(value, "parameters", static_cast<std::size_t>(count));
    playground_.setParameters(Eigen::Map<const Vector<double>>(numbers.data(), count));
  }

  PlaygroundScore score() { return playground_.score(); }
  PlaygroundScore scoreOn(const PlanarPointsIn& points) { return playground_.score(pointsFrom(points)); }

  UnitGridsOut grids(const Number& resolution, const Number& reach) {
    const UnitGrids grids =
        playground_.grids(wholeNumber(resolution, "resolution", 2, 200), number(reach, "reach", 1e-3, 1e3));
    val layers = val::array();
    for (const auto& layer : grids.layers) {
      val units = val::array();
      for (Eigen::Index unit = 0; unit < layer.rows(); ++unit)
        units.call<void>("push", numbersOf(Vector<double>(layer.row(unit).transpose())));
      layers.call<void>("push", units);
    }
    val description = val::object();
    description.set("resolution", grids.resolution);
    description.set("reach", grids.reach);
    description.set("layers", layers);
    return UnitGridsOut(description);
  }

 private:
  Progress progress(int steps) const {
    return {steps, static_cast<double>(playground_.steps()), playground_.epoch(), playground_.diverged()};
  }

  Playground playground_;
};

std::unique_ptr<PlaygroundHandle> createPlayground(const PlaygroundOptions& value) {
  const Settings given(value, "the playground's settings", playgroundKeys);
  return std::make_unique<PlaygroundHandle>(playgroundSettingsFrom(given), pointsFrom(given["points"]));
}

PlaygroundMenus playgroundMenus() {
  val optimizers = val::array();
  for (const auto& entry : optimizerRegistry<double>()) {
    val optimizer = val::object();
    optimizer.set("name", std::string(entry.name));
    optimizer.set("parameters", door::described(entry.settings));
    optimizers.call<void>("push", optimizer);
  }
  val menus = val::object();
  menus.set("shapes", namesOf(planarShapeNames));
  menus.set("points", door::described(planarRanges));
  menus.set("features", namesOf(featureNames));
  menus.set("activations", namesOf(activationNames));
  menus.set("initialisations", namesOf(initialisationNames));
  menus.set("losses", namesOf(lossNames));
  menus.set("optimizers", optimizers);
  menus.set("regularisations", namesOf(regularisationNames));
  menus.set("parameters", door::described(playgroundRanges));
  menus.set("maximumHiddenLayers", mostPlaygroundLayers);
  menus.set("maximumLayerWidth", widestPlaygroundLayer);
  return PlaygroundMenus(menus);
}

}  // namespace

EMSCRIPTEN_BINDINGS(playground) {
  using namespace emscripten;
  register_type<PlanarText>("string");
  register_type<DoubtOrNull>(DOWNHILL_DOUBT_TYPE);
  registerOptions<PlanarOptions>(planarKeys);
  registerOptions<PlanarPointsIn>(pointKeys);
  registerOptions<PlaygroundOptions>(playgroundKeys);
  register_type<UnitGridsOut>("{ resolution: number, reach: number, layers: Float64Array<ArrayBuffer>[][] }");
  register_type<PlaygroundMenus>(
      "{ shapes: string[], points: " DOWNHILL_SETTING_TYPE
      "[], features: string[], activations: string[], initialisations: string[], losses: string[], "
      "optimizers: { name: string, parameters: " DOWNHILL_SETTING_TYPE
      "[] }[], regularisations: string[], parameters: " DOWNHILL_SETTING_TYPE
      "[], maximumHiddenLayers: number, maximumLayerWidth: number }");
  value_object<PlanarArrays>("PlanarArrays")
      .field("places", &PlanarArrays::places)
      .field("labels", &PlanarArrays::labels);
  value_object<PastedPlanarArrays>("PastedPlanarArrays")
      .field("places", &PastedPlanarArrays::places)
      .field("labels", &PastedPlanarArrays::labels)
      .field("doubt", &PastedPlanarArrays::doubt);
  value_object<Progress>("PlaygroundProgress")
      .field("steps", &Progress::steps)
      .field("step", &Progress::step)
      .field("epoch", &Progress::epoch)
      .field("diverged", &Progress::diverged);
  value_object<PlaygroundScore>("PlaygroundScore")
      .field("loss", &PlaygroundScore::loss)
      .field("accuracy", &PlaygroundScore::accuracy);
  class_<PlaygroundHandle>("Playground")
      .function("step", open<&PlaygroundHandle::step>)
      .function("finishEpoch", open<&PlaygroundHandle::finishEpoch>)
      .function("setPoints", open<&PlaygroundHandle::setPoints>)
      .function("parameters", open<&PlaygroundHandle::parameters>)
      .function("setParameters", open<&PlaygroundHandle::setParameters>)
      .function("score", open<&PlaygroundHandle::score>)
      .function("scoreOn", open<&PlaygroundHandle::scoreOn>)
      .function("grids", open<&PlaygroundHandle::grids>);
  function("parsePlanarPoints", open<&parsedPoints>);
  function("planarPoints", open<&planarPointsFor>);
  function("createPlayground", open<&createPlayground>);
  function("playgroundMenus", open<&playgroundMenus>);
}

}  // namespace downhill::door

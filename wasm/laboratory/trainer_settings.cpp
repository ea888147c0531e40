#include "laboratory/trainer_settings.hpp"

#include <emscripten/bind.h>

#include "core/architecture.hpp"
#include "door.hpp"
#include "optimizers/registry.hpp"
#include "options.hpp"

namespace downhill::door {

using emscripten::val;

namespace {

constexpr std::array trainerKeys{
    Key("hidden?", "number[]"),  Key("activation?", "string"),    Key("initialisation?", "string"),
    Key("loss?", "string"),      Key("optimizer?", "string"),     Key("learningRate?", "number"),
    Key("momentum?", "number"),  Key("weightDecay?", "number"),   Key("batchSize?", "number"),
    Key("workers?", "number"),   Key("augmentation?", "boolean"), Key("seed?", "number"),
    Key("filters?", "number[]"), Key("filterSize?", "number"),    Key("pooling?", "string"),
    Key("dropout?", "number"),   Key("gamma?", "number"),         Key("alpha?", "number"),
    Key("smoothing?", "number"), Key("margin?", "number"),        Key("classWeights?", "number[]")};

}  // namespace

TrainerSettings trainerSettingsFrom(const val& value) {
  const Settings options(value, "the trainer's settings", trainerKeys);
  TrainerSettings settings;
  if (options.has("hidden"))
    settings.hidden = wholeNumbers(options["hidden"], "hidden", 1, maximumLayerWidth);
  readArchitecture(options, settings);
  if (options.has("classWeights"))
    settings.classWeights =
        doubles(options["classWeights"], "classWeights", anyLength, 0, maximumClassWeight);
  if (options.has("initialisation")) {
    settings.initialisation = initialisationFromName(text(options["initialisation"], "initialisation"));
  }
  if (options.has("loss")) settings.loss = lossFromName(text(options["loss"], "loss"));
  if (options.has("optimizer")) settings.optimizer = text(options["optimizer"], "optimizer");
  if (options.has("augmentation")) settings.augmentation = boolean(options["augmentation"], "augmentation");
  for (const auto& [setting, read, write] : trainerNumbers()) write(settings, settingFrom(options, setting));
  validateValues(settings);
  return settings;
}

CompleteTrainerOptions complete(const TrainerSettings& settings) {
  val complete = val::object();
  complete.set("hidden", val::array(settings.hidden));
  complete.set("activation", std::string(nameOf(settings.activation)));
  complete.set("initialisation", std::string(nameOf(settings.initialisation)));
  complete.set("loss", std::string(nameOf(settings.loss)));
  complete.set("optimizer", settings.optimizer);
  complete.set("augmentation", settings.augmentation);
  complete.set("filters", val::array(settings.filters));
  complete.set("pooling", std::string(nameOf(settings.pooling)));
  for (const auto& [setting, read, write] : trainerNumbers())
    complete.set(std::string(setting.name), read(settings));
  complete.set("classWeights", val::array(settings.classWeights));
  return CompleteTrainerOptions(complete);
}

EMSCRIPTEN_BINDINGS(trainerSettings) {
  using namespace emscripten;
  registerOptions<TrainerOptions>(trainerKeys);
  registerComplete<CompleteTrainerOptions>(trainerKeys);
}

}  // namespace downhill::door

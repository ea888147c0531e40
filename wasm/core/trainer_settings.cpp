#include "core/trainer_settings.hpp"

#include <emscripten/bind.h>

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
  if (options.has("filters"))
    settings.filters = wholeNumbers(options["filters"], "filters", 1, maximumFilters);
  if (options.has("pooling")) settings.pooling = poolingFromName(text(options["pooling"], "pooling"));
  if (options.has("classWeights"))
    settings.classWeights =
        doubles(options["classWeights"], "classWeights", anyLength, 0, maximumClassWeight);
  if (options.has("activation"))
    settings.activation = activationFromName(text(options["activation"], "activation"));
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

namespace {

CompleteTrainerOptions completeTrainerSettings(const TrainerOptions& options) {
  const TrainerSettings settings = trainerSettingsFrom(options);
  validate(settings);
  return complete(settings);
}

}  // namespace

EMSCRIPTEN_BINDINGS(trainerSettings) {
  using namespace emscripten;
  registerOptions<TrainerOptions>(trainerKeys);
  registerComplete<CompleteTrainerOptions>(trainerKeys);
  function("completeTrainerSettings", open<&completeTrainerSettings>);
}

}  // namespace downhill::door

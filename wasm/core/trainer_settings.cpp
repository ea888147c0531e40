#include "core/trainer_settings.hpp"

#include <emscripten/bind.h>

#include "door.hpp"
#include "optimizers/registry.hpp"
#include "validation.hpp"

namespace downhill::door {

using emscripten::val;

TrainerSettings trainerSettingsFrom(const val& value) {
  const Settings options(value, "the trainer's settings",
                         {"hidden", "activation", "initialisation", "loss", "optimizer", "learningRate",
                          "momentum", "weightDecay", "batchSize", "augmentation", "seed"});
  TrainerSettings settings;
  if (options.has("hidden"))
    settings.hidden = wholeNumbers(options["hidden"], "hidden", 1, maximumLayerWidth);
  if (options.has("activation"))
    settings.activation = activationFromName(text(options["activation"], "activation"));
  if (options.has("initialisation")) {
    settings.initialisation = initialisationFromName(text(options["initialisation"], "initialisation"));
  }
  if (options.has("loss")) settings.loss = lossFromName(text(options["loss"], "loss"));
  if (options.has("optimizer")) settings.optimizer = text(options["optimizer"], "optimizer");
  if (options.has("augmentation")) settings.augmentation = boolean(options["augmentation"], "augmentation");
  if (options.has("seed")) settings.seed = seed(options["seed"]);
  for (const Setting& setting : trainerSettings()) {
    const std::string name(setting.name);
    if (!options.has(name.c_str())) continue;
    const double found = number(options[name.c_str()], name, setting.minimum, setting.maximum);
    if (name == "learningRate") settings.learningRate = found;
    if (name == "momentum") settings.momentum = found;
    if (name == "weightDecay") settings.weightDecay = found;
    if (name == "batchSize") {
      settings.batchSize =
          wholeNumber(val(found), name, static_cast<int>(setting.minimum), static_cast<int>(setting.maximum));
    }
  }
  validate(settings);
  return settings;
}

namespace {

CompleteTrainerOptions completeTrainerSettings(const TrainerOptions& options) {
  const TrainerSettings settings = trainerSettingsFrom(options);
  val complete = val::object();
  complete.set("hidden", val::array(settings.hidden));
  complete.set("activation", std::string(nameOf(settings.activation)));
  complete.set("initialisation", std::string(nameOf(settings.initialisation)));
  complete.set("loss", std::string(nameOf(settings.loss)));
  complete.set("optimizer", settings.optimizer);
  complete.set("learningRate", settings.learningRate);
  complete.set("momentum", settings.momentum);
  complete.set("weightDecay", settings.weightDecay);
  complete.set("batchSize", settings.batchSize);
  complete.set("augmentation", settings.augmentation);
  complete.set("seed", settings.seed);
  return CompleteTrainerOptions(complete);
}

}  // namespace

EMSCRIPTEN_BINDINGS(trainerSettings) {
  using namespace emscripten;
  register_type<TrainerOptions>(
      "{ hidden?: number[], activation?: string, initialisation?: string, loss?: string, optimizer?: string, "
      "learningRate?: number, momentum?: number, weightDecay?: number, batchSize?: number, "
      "augmentation?: boolean, seed?: number }");
  register_type<CompleteTrainerOptions>(
      "{ hidden: number[], activation: string, initialisation: string, loss: string, optimizer: string, "
      "learningRate: number, momentum: number, weightDecay: number, batchSize: number, "
      "augmentation: boolean, seed: number }");
  function("completeTrainerSettings", open<&completeTrainerSettings>);
}

}  // namespace downhill::door

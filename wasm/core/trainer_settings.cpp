#include "core/trainer_settings.hpp"

#include <emscripten/bind.h>

#include <utility>

#include "door.hpp"
#include "optimizers/registry.hpp"
#include "validation.hpp"

namespace downhill::door {

using emscripten::val;

TrainerSettings trainerSettingsFrom(const val& value) {
  const Settings options(
      value, "the trainer's settings",
      {"hidden",    "activation",  "initialisation", "loss",    "optimizer",    "learningRate",
       "momentum",  "weightDecay", "batchSize",      "workers", "augmentation", "seed",
       "filters",   "filterSize",  "pooling",        "dropout", "gamma",        "alpha",
       "smoothing", "margin",      "classWeights"});
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
  if (options.has("seed")) settings.seed = seed(options["seed"]);
  for (const Setting& setting : trainerSettings()) {
    const std::string name(setting.name);
    if (!options.has(name.c_str())) continue;
    const double found = number(options[name.c_str()], name, setting.minimum, setting.maximum);
    if (name == "learningRate") settings.learningRate = found;
    if (name == "momentum") settings.momentum = found;
    if (name == "weightDecay") settings.weightDecay = found;
    if (name == "dropout") settings.dropout = found;
    if (name == "gamma") settings.gamma = found;
    if (name == "alpha") settings.alpha = found;
    if (name == "smoothing") settings.smoothing = found;
    if (name == "margin") settings.margin = found;
    const std::pair<const char*, int*> wholes[] = {{"batchSize", &settings.batchSize},
                                                   {"workers", &settings.workers},
                                                   {"filterSize", &settings.filterSize}};
    for (const auto& [whole, target] : wholes)
      if (name == whole)
        *target = wholeNumber(val(found), name, static_cast<int>(setting.minimum),
                              static_cast<int>(setting.maximum));
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
  complete.set("workers", settings.workers);
  complete.set("augmentation", settings.augmentation);
  complete.set("seed", settings.seed);
  complete.set("filters", val::array(settings.filters));
  complete.set("filterSize", settings.filterSize);
  complete.set("pooling", std::string(nameOf(settings.pooling)));
  complete.set("dropout", settings.dropout);
  complete.set("gamma", settings.gamma);
  complete.set("alpha", settings.alpha);
  complete.set("smoothing", settings.smoothing);
  complete.set("margin", settings.margin);
  complete.set("classWeights", val::array(settings.classWeights));
  return CompleteTrainerOptions(complete);
}

}  // namespace

EMSCRIPTEN_BINDINGS(trainerSettings) {
  using namespace emscripten;
  register_type<TrainerOptions>(
      "{ hidden?: number[], activation?: string, initialisation?: string, loss?: string, optimizer?: string, "
      "learningRate?: number, momentum?: number, weightDecay?: number, batchSize?: number, "
      "workers?: number, augmentation?: boolean, seed?: number, filters?: number[], filterSize?: number, "
      "pooling?: string, "
      "dropout?: number, gamma?: number, alpha?: number, smoothing?: number, margin?: number, "
      "classWeights?: number[] }");
  register_type<CompleteTrainerOptions>(
      "{ hidden: number[], activation: string, initialisation: string, loss: string, optimizer: string, "
      "learningRate: number, momentum: number, weightDecay: number, batchSize: number, "
      "workers: number, augmentation: boolean, seed: number, filters: number[], filterSize: number, pooling: "
      "string, "
      "dropout: number, gamma: number, alpha: number, smoothing: number, margin: number, "
      "classWeights: number[] }");
  function("completeTrainerSettings", open<&completeTrainerSettings>);
}

}  // namespace downhill::door

#include <emscripten/bind.h>

#include "described.hpp"
#include "door.hpp"
#include "laboratory/trainer_settings.hpp"
#include "optimizers/registry.hpp"
#include "training/settings.hpp"

namespace downhill::door {
namespace {

using emscripten::val;

EMSCRIPTEN_DECLARE_VAL_TYPE(Registry)

val describedOptimizers() {
  val optimizers = val::array();
  for (const auto& entry : optimizerRegistry<float>()) {
    if (entry.needs != Needs::gradient) continue;
    val optimizer = val::object();
    optimizer.set("name", std::string(entry.name));
    optimizer.set("parameters", described(entry.settings));
    optimizers.call<void>("push", optimizer);
  }
  return optimizers;
}

val describedTrainer() {
  val trainer = val::object();
  for (const auto& [setting, read, write] : trainerNumbers())
    trainer.set(std::string(setting.name), described(setting));
  return trainer;
}

// Everything that the page can offer by name, with ranges and defaults.
Registry registry() {
  val result = val::object();
  result.set("activations", namesOf(activationNames));
  result.set("initialisations", namesOf(initialisationNames));
  result.set("losses", namesOf(lossNames));
  result.set("poolings", namesOf(poolingNames));
  result.set("optimizers", describedOptimizers());
  result.set("trainer", describedTrainer());
  result.set("maximumHiddenLayers", maximumHiddenLayers);
  result.set("maximumLayerWidth", maximumLayerWidth);
  result.set("maximumConvolutions", maximumConvolutions);
  result.set("maximumFilters", maximumFilters);
  result.set("maximumClassWeight", maximumClassWeight);
  return Registry(result);
}

}  // namespace

EMSCRIPTEN_BINDINGS(registry) {
  using namespace emscripten;
  register_type<Registry>(
      "{ activations: string[], initialisations: string[], losses: string[], poolings: string[], "
      "optimizers: { name: string, parameters: " DOWNHILL_SETTING_TYPE
      "[] }[], trainer: Record<string, " DOWNHILL_SETTING_TYPE
      ">, "
      "maximumHiddenLayers: number, maximumLayerWidth: number, maximumConvolutions: number, "
      "maximumFilters: number, maximumClassWeight: number }");
  function("registry", open<&registry>);
}

}  // namespace downhill::door

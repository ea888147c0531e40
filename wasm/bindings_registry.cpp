#include <emscripten/bind.h>

#include "door.hpp"
#include "optimizers/registry.hpp"
#include "trainer_settings.hpp"
#include "training/settings.hpp"

namespace downhill::door {
namespace {

using emscripten::val;

EMSCRIPTEN_DECLARE_VAL_TYPE(Registry)

template <class Names>
val namesOf(const Names& table) {
  val names = val::array();
  for (const auto& [value, name] : table) names.call<void>("push", std::string(name));
  return names;
}

val described(const Setting& setting) {
  val description = val::object();
  description.set("name", std::string(setting.name));
  description.set("min", setting.minimum);
  description.set("max", setting.maximum);
  description.set("default", setting.standard);
  description.set("scale", std::string(nameOf(setting.scale)));
  return description;
}

val describedOptimizers() {
  val optimizers = val::array();
  for (const auto& entry : optimizerRegistry<float>()) {
    if (entry.needs != Needs::gradient) continue;
    val parameters = val::array();
    for (const Setting& setting : entry.settings) parameters.call<void>("push", described(setting));
    val optimizer = val::object();
    optimizer.set("name", std::string(entry.name));
    optimizer.set("parameters", parameters);
    optimizers.call<void>("push", optimizer);
  }
  return optimizers;
}

val describedTrainer() {
  val trainer = val::object();
  for (const Setting& setting : trainerSettings()) trainer.set(std::string(setting.name), described(setting));
  return trainer;
}

// Everything that the page can offer by name, with ranges and defaults.
Registry registry() {
  val result = val::object();
  result.set("activations", namesOf(activationNames));
  result.set("initialisations", namesOf(initialisationNames));
  result.set("losses", namesOf(lossNames));
  result.set("optimizers", describedOptimizers());
  result.set("trainer", describedTrainer());
  result.set("maximumHiddenLayers", maximumHiddenLayers);
  result.set("maximumLayerWidth", maximumLayerWidth);
  return Registry(result);
}

}  // namespace

EMSCRIPTEN_BINDINGS(registry) {
  using namespace emscripten;
  register_type<Registry>(
      "{ activations: string[], initialisations: string[], losses: string[], "
      "optimizers: { name: string, parameters: { name: string, min: number, max: number, default: number, "
      "scale: string }[] }[], "
      "trainer: Record<string, { name: string, min: number, max: number, default: number, scale: string }>, "
      "maximumHiddenLayers: number, maximumLayerWidth: number }");
  function("registry", open<&registry>);
}

}  // namespace downhill::door

#include "mathematics/walk.hpp"

#include "optimizers/registry.hpp"

namespace downhill::door {
namespace {

std::unique_ptr<Optimizer<double>> optimizerFrom(const val& value) {
  const auto [name, parameters] = choiceFrom(value, "optimizer");
  return makeOptimizer<double>(name, parameters);
}

GradientNoise noiseFrom(const val& value) {
  const Settings settings(value, "noise", noiseKeys);
  GradientNoise noise;
  if (settings.has("sigma")) noise.sigma = number(settings["sigma"], "sigma", 0, 1e6);
  if (settings.has("batch")) noise.batch = number(settings["batch"], "batch", 1, 1e9);
  if (settings.has("seed")) noise.seed = seed(settings["seed"]);
  return noise;
}

}  // namespace

Schedule scheduleFrom(const val& value) {
  const auto [name, parameters] = choiceFrom(value, "schedule");
  return Schedule::named(name, parameters);
}

Walk walkFrom(const Settings& options) {
  Walk walk{optimizerFrom(options["optimizer"]), {}};
  walk.settings.rule = settingsFrom(stopRuleFields, settingValues(options["rule"], "rule"));
  if (options.has("schedule")) walk.settings.schedule = scheduleFrom(options["schedule"]);
  if (options.has("noise")) walk.settings.noise = noiseFrom(options["noise"]);
  return walk;
}

}  // namespace downhill::door

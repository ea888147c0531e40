#include "mathematics/walk.hpp"

#include "optimizers/registry.hpp"

namespace downhill::door {
namespace {

std::unique_ptr<Optimizer<double>> optimizerFrom(const val& value) {
  const Settings settings(value, "optimizer", {"name", "parameters"});
  return makeOptimizer<double>(text(settings["name"], "the optimizer's name"),
                               settingValues(settings["parameters"], "the optimizer's parameters"));
}

GradientNoise noiseFrom(const val& value) {
  const Settings settings(value, "noise", {"sigma", "batch", "seed"});
  GradientNoise noise;
  if (settings.has("sigma")) noise.sigma = number(settings["sigma"], "sigma", 0, 1e6);
  if (settings.has("batch")) noise.batch = number(settings["batch"], "batch", 1, 1e9);
  if (settings.has("seed")) noise.seed = seed(settings["seed"]);
  return noise;
}

}  // namespace

Schedule scheduleFrom(const val& value) {
  const Settings settings(value, "schedule", {"name", "parameters"});
  return Schedule::named(text(settings["name"], "the schedule's name"),
                         settingValues(settings["parameters"], "the schedule's parameters"));
}

Walk walkFrom(const Settings& options) {
  Walk walk{optimizerFrom(options["optimizer"]), {}};
  walk.settings.rule = settingsFrom(stopRuleFields, settingValues(options["rule"], "rule"));
  if (options.has("schedule")) walk.settings.schedule = scheduleFrom(options["schedule"]);
  if (options.has("noise")) walk.settings.noise = noiseFrom(options["noise"]);
  return walk;
}

}  // namespace downhill::door

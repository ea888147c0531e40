#include <emscripten/bind.h>

#include "descents/descent.hpp"
#include "described.hpp"
#include "door.hpp"
#include "mathematics/problem_handle.hpp"
#include "mathematics/walk.hpp"
#include "optimizers/registry.hpp"
#include "options.hpp"

namespace downhill::door {
namespace {

EMSCRIPTEN_DECLARE_VAL_TYPE(WalkMenus)
EMSCRIPTEN_DECLARE_VAL_TYPE(DescentOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(ScheduleOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(DivergenceOrNull)

constexpr int longestDescent = 100'000;  // steps that are kept

struct DescentTrace {
  int dimension, steps;
  Float64Array points, values, gradients, moves, rates, momenta, accumulators;
  Int32Array valueEvaluations, gradientEvaluations, hessianEvaluations;
  std::string reason, words;
  DivergenceOrNull divergence{val::null()};
};

constexpr std::string_view nameOf(Needs needs) {
  return needs == Needs::gradient ? "gradient" : needs == Needs::values ? "values" : "hessian";
}

WalkMenus walkMenus() {
  val optimizers = val::array();
  for (const auto& entry : optimizerRegistry<double>()) {
    val optimizer = val::object();
    optimizer.set("name", std::string(entry.name));
    optimizer.set("needs", std::string(nameOf(entry.needs)));
    optimizer.set("parameters", door::described(entry.settings));
    optimizers.call<void>("push", optimizer);
  }
  val menus = val::object();
  menus.set("optimizers", optimizers);
  menus.set("schedules", listed(Schedule::names));
  menus.set("scheduleParameters", door::described(settingsOf(Schedule::fields)));
  menus.set("stopRule", door::described(settingsOf(stopRuleFields)));
  return WalkMenus(menus);
}

DivergenceOrNull described(const std::optional<Divergence>& divergence) {
  if (!divergence) return DivergenceOrNull(val::null());
  val description = val::object();
  description.set("step", divergence->step);
  description.set("curvature", divergence->curvature);
  description.set("limit", divergence->limit);
  return DivergenceOrNull(description);
}

Int32Array counted(const std::vector<Evaluations>& evaluations, int Evaluations::* count) {
  std::vector<std::int32_t> counts;
  for (const Evaluations& row : evaluations) counts.push_back(row.*count);
  return toInt32Array(counts);
}

constexpr auto descentKeys = joined(walkKeys, std::array{Key("start", "ArrayLike<number>")});
constexpr std::array scheduleKeys{Key("schedule", choiceKeys), Key("steps", "number")};

DescentTrace descendFrom(const ProblemHandle& handle, const DescentOptions& value) {
  const Settings options(value, "the descent's options", descentKeys);
  const Problem& problem = *handle.problem();
  const Walk walk = walkFrom(options);
  if (walk.settings.rule.iterations > longestDescent)
    throw std::invalid_argument("iterations is " + shown(walk.settings.rule.iterations) +
                                "; of a descent that is kept it must be from 0 to 100000");
  const Point start = pointFrom(options["start"], "start", problem.dimension());
  const Descent descent = descend(problem, *walk.optimizer, start, walk.settings);
  return {static_cast<int>(descent.dimension),
          descent.steps(),
          numbersOf(descent.points),
          numbersOf(descent.values),
          numbersOf(descent.gradients),
          numbersOf(descent.moves),
          numbersOf(descent.rates),
          numbersOf(descent.momenta),
          numbersOf(descent.accumulators),
          counted(descent.evaluations, &Evaluations::values),
          counted(descent.evaluations, &Evaluations::gradients),
          counted(descent.evaluations, &Evaluations::hessians),
          std::string(nameOf(descent.reason)),
          descent.words,
          described(descent.divergence)};
}

// The factors by which a schedule multiplies the learning rate, step by step.
Float64Array scheduleFactors(const ScheduleOptions& value) {
  const Settings options(value, "the schedule's options", scheduleKeys);
  const Schedule schedule = scheduleFrom(options["schedule"]);
  const int steps = wholeNumber(options["steps"], "steps", 1, 1'000'000);
  std::vector<double> factors;
  for (int step = 0; step < steps; ++step) factors.push_back(schedule.factor(step));
  return numbersOf(factors);
}

}  // namespace

EMSCRIPTEN_BINDINGS(descents) {
  using namespace emscripten;
  register_type<WalkMenus>(
      "{ optimizers: { name: string, needs: 'gradient' | 'values' | 'hessian', "
      "parameters: " DOWNHILL_SETTING_TYPE
      "[] }[], schedules: string[], scheduleParameters: " DOWNHILL_SETTING_TYPE
      "[], stopRule: " DOWNHILL_SETTING_TYPE "[] }");
  registerOptions<DescentOptions>(descentKeys);
  registerOptions<ScheduleOptions>(scheduleKeys);
  register_type<DivergenceOrNull>("{ step: number, curvature: number, limit: number } | null");
  value_object<DescentTrace>("DescentTrace")
      .field("dimension", &DescentTrace::dimension)
      .field("steps", &DescentTrace::steps)
      .field("points", &DescentTrace::points)
      .field("values", &DescentTrace::values)
      .field("gradients", &DescentTrace::gradients)
      .field("moves", &DescentTrace::moves)
      .field("rates", &DescentTrace::rates)
      .field("momenta", &DescentTrace::momenta)
      .field("accumulators", &DescentTrace::accumulators)
      .field("valueEvaluations", &DescentTrace::valueEvaluations)
      .field("gradientEvaluations", &DescentTrace::gradientEvaluations)
      .field("hessianEvaluations", &DescentTrace::hessianEvaluations)
      .field("reason", &DescentTrace::reason)
      .field("words", &DescentTrace::words)
      .field("divergence", &DescentTrace::divergence);
  function("walkMenus", open<&walkMenus>);
  function("descend", open<&descendFrom>);
  function("scheduleFactors", open<&scheduleFactors>);
}

}  // namespace downhill::door

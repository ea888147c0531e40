#include <emscripten/bind.h>

#include "described.hpp"
#include "door.hpp"
#include "geometry.hpp"
#include "network/trace.hpp"
#include "options.hpp"

namespace downhill::door {
namespace {

EMSCRIPTEN_DECLARE_VAL_TYPE(TraceSettingsIn)
EMSCRIPTEN_DECLARE_VAL_TYPE(NetworkTraceOut)
EMSCRIPTEN_DECLARE_VAL_TYPE(TraceMenus)

constexpr std::array traceKeys{Key("widths?", "number[]"),
                               Key("hidden?", "string[]"),
                               Key("output?", "string"),
                               Key("loss?", "string"),
                               Key("rate?", "number"),
                               Key("parameters", "ArrayLike<number>"),
                               Key("inputs", "ArrayLike<number>"),
                               Key("targets", "ArrayLike<number>")};

TraceSettings traceSettingsFrom(const Settings& given) {
  TraceSettings settings;
  if (given.has("widths")) settings.widths = wholeNumbers(given["widths"], "widths", 1, 32);
  if (given.has("hidden")) {
    settings.hidden.clear();
    for (const auto& name : texts(given["hidden"], "hidden"))
      settings.hidden.push_back(activationFromName(name));
  }
  if (given.has("output")) settings.output = outputUnitFromName(text(given["output"], "output"));
  if (given.has("loss")) settings.loss = traceLossFromName(text(given["loss"], "loss"));
  if (given.has("rate")) settings.rate = number(given["rate"], "rate");
  return settings;
}

// (n, columns) from numbers that lie row after row; n is whatever they fill.
Matrix<double> rowsFrom(const val& value, const char* name, int columns) {
  const auto numbers = doubles(value, name, anyLength);
  const auto width = static_cast<std::size_t>(columns);
  if (numbers.empty() || numbers.size() % width != 0)
    throw std::invalid_argument(std::string(name) + " has " + std::to_string(numbers.size()) +
                                " numbers; it must have " + std::to_string(columns) + " for each sample");
  return Eigen::Map<const Matrix<double>>(numbers.data(), static_cast<Eigen::Index>(numbers.size() / width),
                                          columns);
}

// A step as a row of numbers, which cross the door many times faster than objects do; trace.js names them.
constexpr int stepColumns = 14;
Float64Array tableOf(const std::vector<TraceStep>& steps) {
  std::vector<double> table;
  table.reserve(steps.size() * stepColumns);
  for (const TraceStep& s : steps)
    for (const double cell : {static_cast<double>(s.phase), static_cast<double>(s.kind), 1.0 * s.sample,
                              1.0 * s.layer, 1.0 * s.unit, 1.0 * s.from, 1.0 * s.parameter, s.a, s.b,
                              s.result, s.local, s.incoming, s.contribution, s.accumulated})
      table.push_back(cell);
  return numbersOf(table);
}

val layersOf(const std::vector<Vector<double>>& layers) {
  val list = val::array();
  for (const auto& layer : layers) list.call<void>("push", numbersOf(layer));
  return list;
}

val described(const SampleTrace& sample) {
  val description = val::object();
  description.set("sums", layersOf(sample.sums));
  description.set("outputs", layersOf(sample.outputs));
  description.set("slopes", layersOf(sample.slopes));
  description.set("deltas", layersOf(sample.deltas));
  description.set("loss", sample.loss);
  return description;
}

NetworkTraceOut traceNetwork(const TraceSettingsIn& value) {
  const Settings given(value, "the trace's settings", traceKeys);
  const TraceSettings settings = traceSettingsFrom(given);
  const auto count = traceParameterCount(settings);  // refuses a network that makes no sense
  const auto parameters = doubles(given["parameters"], "parameters", static_cast<std::size_t>(count));
  const NetworkTrace trace =
      traceTraining(settings, Eigen::Map<const Vector<double>>(parameters.data(), count),
                    rowsFrom(given["inputs"], "inputs", settings.widths.front()),
                    rowsFrom(given["targets"], "targets", settings.widths.back()));
  val samples = val::array();
  for (const SampleTrace& sample : trace.samples) samples.call<void>("push", described(sample));
  val description = val::object();
  description.set("steps", tableOf(trace.steps));
  description.set("samples", samples);
  description.set("loss", trace.loss);
  description.set("gradient", numbersOf(trace.gradient));
  description.set("numericGradient", numbersOf(trace.numericGradient));
  description.set("updated", numbersOf(trace.updated));
  description.set("lossAfter", trace.lossAfter);
  return NetworkTraceOut(description);
}

// Names in the order of the enumerations, from the first to the last one.
template <class Enumeration>
val namesUpTo(Enumeration last) {
  val names = val::array();
  for (int i = 0; i <= static_cast<int>(last); ++i)
    names.call<void>("push", std::string(nameOf(static_cast<Enumeration>(i))));
  return names;
}

TraceMenus traceMenus() {
  val menus = val::object();
  menus.set("phases", namesUpTo(TracePhase::update));
  menus.set("kinds", namesUpTo(TraceKind::move));
  menus.set("activations", namesOf(activationNames));
  menus.set("outputs", namesOf(outputUnitNames));
  menus.set("losses", namesOf(traceLossNames));
  return TraceMenus(menus);
}

}  // namespace

EMSCRIPTEN_BINDINGS(networkTrace) {
  using namespace emscripten;
  registerOptions<TraceSettingsIn>(traceKeys);
  register_type<NetworkTraceOut>(
      "{ steps: Float64Array<ArrayBuffer>, samples: { sums: Float64Array<ArrayBuffer>[], "
      "outputs: Float64Array<ArrayBuffer>[], slopes: Float64Array<ArrayBuffer>[], "
      "deltas: Float64Array<ArrayBuffer>[], loss: number }[], loss: number, "
      "gradient: Float64Array<ArrayBuffer>, numericGradient: Float64Array<ArrayBuffer>, "
      "updated: Float64Array<ArrayBuffer>, lossAfter: number }");
  register_type<TraceMenus>(
      "{ phases: string[], kinds: string[], activations: string[], outputs: string[], losses: string[] }");
  function("traceNetwork", open<&traceNetwork>);
  function("traceMenus", open<&traceMenus>);
}

}  // namespace downhill::door

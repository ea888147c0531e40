#include <emscripten/bind.h>

#include "described.hpp"
#include "door.hpp"
#include "formula/mathml.hpp"
#include "formula/parser.hpp"
#include "formula/trace.hpp"
#include "geometry.hpp"
#include "mathematics/syntax_errors.hpp"
#include "options.hpp"

namespace downhill::door {
namespace {

EMSCRIPTEN_DECLARE_VAL_TYPE(FormulaText)
EMSCRIPTEN_DECLARE_VAL_TYPE(Names)
EMSCRIPTEN_DECLARE_VAL_TYPE(ReadingOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(FormulaReading)
EMSCRIPTEN_DECLARE_VAL_TYPE(TraceOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(FormulaTrace)

formula::Expression expressionFrom(const val& value) {
  const auto written = text(value, "the formula");
  return withColumns([&] { return formula::parse(written); });
}

val described(const formula::TracedNode& node) {
  val description = val::object();
  description.set("operation", val::u8string(node.operation.c_str()));
  description.set("text", val::u8string(node.text.c_str()));
  description.set("value", node.value);
  description.set("adjoint", node.adjoint);
  description.set("column", node.column);
  return description;
}

val described(const formula::ForwardStep& step) {
  val description = val::object();
  description.set("node", step.node);
  description.set("operands", val::array(step.operands));
  description.set("operandValues", val::array(step.operandValues));
  description.set("result", step.result);
  return description;
}

val described(const formula::BackwardStep& step) {
  val description = val::object();
  description.set("node", step.node);
  description.set("operand", step.operand);
  description.set("place", step.place);
  description.set("local", step.local);
  description.set("incoming", step.incoming);
  description.set("contribution", step.contribution);
  description.set("accumulated", step.accumulated);
  description.set("derivative", val::u8string(step.derivative.c_str()));
  return description;
}

template <class Items>
val describedAll(const Items& items) {
  val list = val::array();
  for (const auto& item : items) list.call<void>("push", described(item));
  return list;
}

Names variablesOf(const FormulaText& value) { return Names(listed(expressionFrom(value).inputs())); }

constexpr std::array readingKeys{Key("text", "string"), Key("variables?", "string[]")};

// A formula as it was understood: printed, and what could have been read in another way.
FormulaReading readFormula(const ReadingOptions& value) {
  const Settings options(value, "the formula's options", readingKeys);
  std::vector<std::string> variables{"x", "y"};
  if (options.has("variables")) variables = texts(options["variables"], "variables");
  const auto written = text(options["text"], "the formula");
  const auto reading = withColumns([&] { return formula::read(written, variables); });
  std::vector<std::string> notes;
  for (const auto note : reading.notes) notes.emplace_back(nameOf(note));
  val description = val::object();
  description.set("mathml", val::u8string(formula::mathml(reading.expression).c_str()));
  description.set("notes", listed(notes));
  return FormulaReading(description);
}

constexpr std::array traceKeys{Key("text", "string"), Key("inputs", "Record<string, number>")};

// Everything that happens when a formula is evaluated and differentiated at a place, in the order in which it
// does.
FormulaTrace traceFrom(const TraceOptions& value) {
  const Settings options(value, "the trace's options", traceKeys);
  const auto expression = expressionFrom(options["text"]);
  std::vector<double> inputs;
  const auto given = settingValues(options["inputs"], "inputs");
  for (const auto& name : expression.inputs()) {
    const auto found = given.find(name);
    if (found == given.end())
      throw std::invalid_argument("the formula has a variable " + name + ", but inputs has none");
    inputs.push_back(found->second);
  }
  const auto trace = formula::trace(expression, inputs);
  val description = val::object();
  description.set("inputs", listed(trace.inputs));
  description.set("nodes", describedAll(trace.nodes));
  description.set("forward", describedAll(trace.forward));
  description.set("backward", describedAll(trace.backward));
  description.set("value", trace.value);
  description.set("gradient", numbersOf(trace.gradient));
  description.set("trouble", val::u8string(trace.trouble.c_str()));
  return FormulaTrace(description);
}

}  // namespace

EMSCRIPTEN_BINDINGS(graphs) {
  using namespace emscripten;
  register_type<FormulaText>("string");
  register_type<Names>("string[]");
  registerOptions<ReadingOptions>(readingKeys);
  register_type<FormulaReading>(
      "{ mathml: string, notes: ('naturalLogarithm' | 'decimalComma' | 'thousandsComma')[] }");
  registerOptions<TraceOptions>(traceKeys);
  register_type<FormulaTrace>(
      "{ inputs: string[], "
      "nodes: { operation: string, text: string, value: number, adjoint: number, column: number }[], "
      "forward: { node: number, operands: number[], operandValues: number[], result: number }[], "
      "backward: { node: number, operand: number, place: 0 | 1, local: number, incoming: number, "
      "contribution: number, accumulated: number, derivative: string }[], "
      "value: number, gradient: Float64Array<ArrayBuffer>, trouble: string }");
  function("formulaVariables", open<&variablesOf>);
  function("readFormula", open<&readFormula>);
  function("traceFormula", open<&traceFrom>);
}

}  // namespace downhill::door

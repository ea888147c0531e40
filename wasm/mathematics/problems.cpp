#include <emscripten/bind.h>

#include "described.hpp"
#include "door.hpp"
#include "mathematics/problem_handle.hpp"
#include "mathematics/syntax_errors.hpp"
#include "options.hpp"
#include "problems/formula_problem.hpp"
#include "problems/registry.hpp"

namespace downhill::door {
namespace {

EMSCRIPTEN_DECLARE_VAL_TYPE(ProblemList)
EMSCRIPTEN_DECLARE_VAL_TYPE(ProblemSettings)
EMSCRIPTEN_DECLARE_VAL_TYPE(FormulaOptions)

// What stands in the registry, with what is known of each problem at its defaults.
ProblemList problems() {
  val list = val::array();
  for (const auto& entry : problemRegistry()) {
    val problem = describedFacts(entry.make({})->facts());
    problem.set("name", std::string(entry.name));
    problem.set("dimension", static_cast<int>(entry.dimension));
    problem.set("parameters", door::described(entry.settings));
    list.call<void>("push", problem);
  }
  return ProblemList(list);
}

constexpr std::array formulaKeys{Key("text", "string"), Key("variables?", "string[]"),
                                 Key("domain?", "[number, number][]")};

std::unique_ptr<ProblemHandle> createProblem(const ProblemSettings& value) {
  const Settings settings(value, "the problem's settings", choiceKeys);
  return std::make_unique<ProblemHandle>(
      makeProblem(text(settings["name"], "name"), settingValues(settings["parameters"], "parameters")));
}

std::unique_ptr<ProblemHandle> createFormula(const FormulaOptions& value) {
  const Settings options(value, "the formula's options", formulaKeys);
  std::vector<std::string> variables{"x", "y"};
  if (options.has("variables")) variables = texts(options["variables"], "variables");
  std::vector<Range> domain;
  if (options.has("domain"))
    domain = windowFrom(options["domain"], "domain", static_cast<Eigen::Index>(variables.size()));
  const auto formula = text(options["text"], "the formula");
  return withColumns([&] {
    return std::make_unique<ProblemHandle>(
        std::make_shared<FormulaProblem>(formula, std::move(variables), std::move(domain)));
  });
}

}  // namespace

#define DOWNHILL_BEHAVIOUR_TYPE                                                                   \
  "'smooth' | 'corner' | 'cusp' | 'upright' | 'jump' | 'hole' | 'pole' | 'asymptote' | 'edge' | " \
  "'isolated' | 'nowhere' | 'unsettled' | 'unclear'"
#define DOWNHILL_SIDE_TYPE "{ value: number, slope: number, valueDoubt: number, slopeDoubt: number }"

#define DOWNHILL_FACTS_TYPE                                                                                  \
  "{ formula: string, domain: [number, number][], starts: Float64Array<ArrayBuffer>[], "                     \
  "stationary: { at: Float64Array<ArrayBuffer>, value: number, kind: 'minimum' | 'saddle' | 'maximum' }[], " \
  "hasFloor: boolean, source: string }"

EMSCRIPTEN_BINDINGS(problems) {
  using namespace emscripten;
  register_type<ProblemFacts>(DOWNHILL_FACTS_TYPE);
  register_type<ProblemList>("({ name: string, dimension: 1 | 2, parameters: " DOWNHILL_SETTING_TYPE
                             "[] } & " DOWNHILL_FACTS_TYPE ")[]");
  registerOptions<ProblemSettings>(choiceKeys);
  registerOptions<FormulaOptions>(formulaKeys);
  registerOptions<GridOptions>(gridKeys);
  registerOptions<DifferenceOptions>(differenceKeys);
  registerOptions<DirectionOptions>(directionKeys);
  registerOptions<PolarOptions>(polarKeys);
  registerOptions<CutOptions>(cutKeys);
  registerOptions<FlowOptions>(flowKeys);
  value_object<PlaceValues>("PlaceValues")
      .field("value", &PlaceValues::value)
      .field("gradient", &PlaceValues::gradient)
      .field("hessian", &PlaceValues::hessian)
      .field("trouble", &PlaceValues::trouble);
  value_object<GridValues>("GridValues")
      .field("columns", &GridValues::columns)
      .field("rows", &GridValues::rows)
      .field("values", &GridValues::values)
      .field("gradients", &GridValues::gradients);
  value_object<DifferenceTable>("DifferenceTable")
      .field("value", &DifferenceTable::value)
      .field("slope", &DifferenceTable::slope)
      .field("floor", &DifferenceTable::floor)
      .field("forward", &DifferenceTable::forward)
      .field("central", &DifferenceTable::central)
      .field("forwardError", &DifferenceTable::forwardError)
      .field("centralError", &DifferenceTable::centralError)
      .field("bestForward", &DifferenceTable::bestForward)
      .field("bestCentral", &DifferenceTable::bestCentral);
  register_type<CurveBehaviour>("{ name: " DOWNHILL_BEHAVIOUR_TYPE
                                ", value: number, left: " DOWNHILL_SIDE_TYPE ", right: " DOWNHILL_SIDE_TYPE
                                " }");
  register_type<SurfaceBehaviour>("{ name: " DOWNHILL_BEHAVIOUR_TYPE ", angle: number }");
  value_object<DirectionValues>("DirectionValues")
      .field("gradient", &DirectionValues::gradient)
      .field("gradientAngle", &DirectionValues::gradientAngle)
      .field("u", &DirectionValues::u)
      .field("alongX", &DirectionValues::alongX)
      .field("alongY", &DirectionValues::alongY)
      .field("slope", &DirectionValues::slope)
      .field("norm", &DirectionValues::norm)
      .field("theta", &DirectionValues::theta)
      .field("cosine", &DirectionValues::cosine);
  value_object<PolarSlopes>("PolarSlopes")
      .field("angles", &PolarSlopes::angles)
      .field("slopes", &PolarSlopes::slopes);
  class_<ProblemHandle>("Problem")
      .property("name", &ProblemHandle::name)
      .property("dimension", &ProblemHandle::dimension)
      .function("facts", open<&ProblemHandle::facts>)
      .function("at", open<&ProblemHandle::at>)
      .function("grid", open<&ProblemHandle::grid>)
      .function("differences", open<&ProblemHandle::differences>)
      .function("behaviour", open<&ProblemHandle::behaviour>)
      .function("behaviourAlong", open<&ProblemHandle::behaviourAlong>)
      .function("behaviourAround", open<&ProblemHandle::behaviourAround>)
      .function("direction", open<&ProblemHandle::direction>)
      .function("polar", open<&ProblemHandle::polar>)
      .function("cut", open<&ProblemHandle::cut>)
      .function("flow", open<&ProblemHandle::flow>);
  function("problems", open<&problems>);
  function("createProblem", open<&createProblem>);
  function("createFormula", open<&createFormula>);
}

}  // namespace downhill::door

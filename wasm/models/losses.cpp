#include <emscripten/bind.h>

#include "described.hpp"
#include "door.hpp"
#include "losses/registry.hpp"
#include "losses/saturation.hpp"
#include "losses/simplex.hpp"
#include "models/curves.hpp"
#include "models/focal.hpp"
#include "options.hpp"

namespace downhill::door {
namespace {

EMSCRIPTEN_DECLARE_VAL_TYPE(LossList)
EMSCRIPTEN_DECLARE_VAL_TYPE(CurveOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(ClassesOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(SaturationOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(RaceOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(SimplexOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(SimplexMapOptions)

constexpr int mostClasses = 1000;

constexpr std::array curveKeys{Key("loss", choiceKeys), Key("form", "'number' | 'binary'"),
                               Key("at?", "'prediction' | 'logit'"), Key("x", "ArrayLike<number>"),
                               Key("target", "number")};
constexpr std::array classesKeys{Key("loss", choiceKeys), Key("at", "'prediction' | 'logit'"),
                                 Key("x", "ArrayLike<number>"), Key("target", "ArrayLike<number>")};
constexpr std::array saturationKeys{Key("logits", "ArrayLike<number>"), Key("target", "number")};
constexpr std::array raceKeys{Key("input?", "number"),  Key("weight?", "number"), Key("bias?", "number"),
                              Key("target?", "number"), Key("rate?", "number"),   Key("steps?", "number")};
constexpr std::array simplexKeys{Key("prediction?", "ArrayLike<number>"), Key("logits?", "ArrayLike<number>"),
                                 Key("label", "number"), Key("margin?", "number"), Key("focal?", focalKeys)};
constexpr std::array mapKeys{Key("loss", choiceKeys), Key("label", "number"), Key("resolution", "number")};

// A loss with all of its derivatives at one place of many coordinates.
struct VectorLossValues {
  double value;
  Float64Array gradient;  // (n)
  Float64Array hessian;   // (n, n)
};

struct SaturationCurves {
  Float64Array predictions;
  LossCurve squaredError, crossEntropy;
};

struct RacePath {
  Float64Array weights, biases, logits, predictions;
  LossCurve loss;  // over the logit
};

struct RacePaths {
  RacePath squaredError, crossEntropy;
};

struct SimplexValues {
  Float64Array prediction, logits, margins;
  VectorLossValues squaredError, crossEntropy, focal;
  int winner;
  bool leads;
};

struct SimplexMapValues {
  int resolution;
  Float64Array predictions;  // (points, 3)
  Float64Array values, steepness;
};

LossList losses() {
  val list = val::array();
  for (const auto& entry : lossRegistry()) {
    val loss = val::object();
    loss.set("name", std::string(entry.name));
    loss.set("forms", listed(entry.forms()));
    loss.set("parameters", door::described(entry.settings));
    list.call<void>("push", loss);
  }
  return LossList(list);
}

VectorLossValues toValues(const VectorLoss& loss) {
  return {loss.value, numbersOf(loss.gradient), numbersOf(loss.hessian)};
}

Vector<double> vectorFrom(const val& value, std::string_view name) {
  const auto numbers = anyDoubles(value, name);
  if (numbers.size() > mostClasses)
    throw std::invalid_argument(std::string(name) + " has " + std::to_string(numbers.size()) +
                                " numbers; it may have 1000");
  return Eigen::Map<const Vector<double>>(numbers.data(), static_cast<Eigen::Index>(numbers.size()));
}

// A loss of one prediction over a list of them: against a number, or against a label by prediction or logit.
LossCurve lossCurve(const CurveOptions& value) {
  const Settings options(value, "the curve's options", curveKeys);
  const auto [name, parameters] = choiceFrom(options["loss"], "loss");
  const auto form = text(options["form"], "form");
  const auto xs = doubles(options["x"], "x", anyLength);
  if (form == "number") {
    const double target = number(options["target"], "target");
    return curveOver(xs, [&](double x) { return numberLoss(name, x, target, parameters); });
  }
  if (form != "binary")
    throw std::invalid_argument("form is \"" + form + "\"; a curve is drawn of number or binary");
  const At at = atFromName(text(options["at"], "at"));
  const int label = wholeNumber(options["target"], "target", 0, 1);
  return curveOver(xs, [&](double x) { return binaryLoss(name, at, x, label, parameters); });
}

VectorLossValues lossOfClasses(const ClassesOptions& value) {
  const Settings options(value, "the loss's options", classesKeys);
  const auto [name, parameters] = choiceFrom(options["loss"], "loss");
  return toValues(classesLoss(name, atFromName(text(options["at"], "at")), vectorFrom(options["x"], "x"),
                              vectorFrom(options["target"], "target"), parameters));
}

SaturationCurves saturationCurves(const SaturationOptions& value) {
  const Settings options(value, "the saturation's options", saturationKeys);
  const double target = number(options["target"], "target", 0, 1);
  std::vector<double> predictions;
  CurveBuilder squared, cross;
  for (const double logit : doubles(options["logits"], "logits", anyLength)) {
    const SaturationReading reading = saturation(logit, target);
    predictions.push_back(reading.prediction);
    squared.add(reading.squaredError);
    cross.add(reading.crossEntropy);
  }
  return {numbersOf(predictions), squared.curve(), cross.curve()};
}

RacePath toPath(const std::vector<RaceStep>& steps) {
  std::vector<double> weights, biases, logits, predictions;
  CurveBuilder loss;
  for (const RaceStep& step : steps) {
    weights.push_back(step.weight);
    biases.push_back(step.bias);
    logits.push_back(step.logit);
    predictions.push_back(step.prediction);
    loss.add(step.loss);
  }
  return {numbersOf(weights), numbersOf(biases), numbersOf(logits), numbersOf(predictions), loss.curve()};
}

RacePaths raceFrom(const RaceOptions& value) {
  const Settings options(value, "the race's options", raceKeys);
  RaceSettings settings;
  const auto take = [&](const char* name, double& field) {
    if (options.has(name)) field = number(options[name], name, -1e9, 1e9);
  };
  take("input", settings.input);
  take("weight", settings.weight);
  take("bias", settings.bias);
  take("target", settings.target);
  take("rate", settings.rate);
  if (options.has("steps")) settings.steps = wholeNumber(options["steps"], "steps", 0, 100000);
  const Race race = saturationRace(settings);
  return {toPath(race.squaredError), toPath(race.crossEntropy)};
}

// One prediction from all sides, given as probabilities or as logits.
SimplexValues readSimplexFrom(const SimplexOptions& value) {
  const Settings options(value, "the reading's options", simplexKeys);
  const bool byLogits = options.has("logits");
  const auto x =
      byLogits ? vectorFrom(options["logits"], "logits") : vectorFrom(options["prediction"], "prediction");
  const int label = wholeNumber(options["label"], "label", 0, mostClasses);
  const double margin = options.has("margin") ? number(options["margin"], "margin") : 1;
  const auto reading = byLogits ? readSimplexLogits(x, label, margin, focalFrom(options))
                                : readSimplex(x, label, margin, focalFrom(options));
  return {numbersOf(reading.prediction),    numbersOf(reading.logits),
          numbersOf(reading.margins),       toValues(reading.squaredError),
          toValues(reading.crossEntropy),   toValues(reading.focal),
          static_cast<int>(reading.winner), reading.leads};
}

SimplexMapValues simplexMapFrom(const SimplexMapOptions& value) {
  const Settings options(value, "the map's options", mapKeys);
  const auto [name, parameters] = choiceFrom(options["loss"], "loss");
  const SimplexMap map = simplexMap(name, wholeNumber(options["label"], "label", 0, 2),
                                    wholeNumber(options["resolution"], "resolution", 1, 400), parameters);
  return {map.resolution, numbersOf(map.predictions), numbersOf(map.values), numbersOf(map.steepness)};
}

}  // namespace

EMSCRIPTEN_BINDINGS(losses) {
  using namespace emscripten;
  register_type<LossList>(
      "{ name: string, forms: ('number' | 'binary' | 'classes')[], parameters: " DOWNHILL_SETTING_TYPE
      "[] }[]");
  registerOptions<CurveOptions>(curveKeys);
  registerOptions<ClassesOptions>(classesKeys);
  registerOptions<SaturationOptions>(saturationKeys);
  registerOptions<RaceOptions>(raceKeys);
  registerOptions<SimplexOptions>(simplexKeys);
  registerOptions<SimplexMapOptions>(mapKeys);
  value_object<VectorLossValues>("VectorLossValues")
      .field("value", &VectorLossValues::value)
      .field("gradient", &VectorLossValues::gradient)
      .field("hessian", &VectorLossValues::hessian);
  value_object<SaturationCurves>("SaturationCurves")
      .field("predictions", &SaturationCurves::predictions)
      .field("squaredError", &SaturationCurves::squaredError)
      .field("crossEntropy", &SaturationCurves::crossEntropy);
  value_object<RacePath>("RacePath")
      .field("weights", &RacePath::weights)
      .field("biases", &RacePath::biases)
      .field("logits", &RacePath::logits)
      .field("predictions", &RacePath::predictions)
      .field("loss", &RacePath::loss);
  value_object<RacePaths>("RacePaths")
      .field("squaredError", &RacePaths::squaredError)
      .field("crossEntropy", &RacePaths::crossEntropy);
  value_object<SimplexValues>("SimplexValues")
      .field("prediction", &SimplexValues::prediction)
      .field("logits", &SimplexValues::logits)
      .field("margins", &SimplexValues::margins)
      .field("squaredError", &SimplexValues::squaredError)
      .field("crossEntropy", &SimplexValues::crossEntropy)
      .field("focal", &SimplexValues::focal)
      .field("winner", &SimplexValues::winner)
      .field("leads", &SimplexValues::leads);
  value_object<SimplexMapValues>("SimplexMapValues")
      .field("resolution", &SimplexMapValues::resolution)
      .field("predictions", &SimplexMapValues::predictions)
      .field("values", &SimplexMapValues::values)
      .field("steepness", &SimplexMapValues::steepness);
  function("losses", open<&losses>);
  function("lossCurve", open<&lossCurve>);
  function("lossOfClasses", open<&lossOfClasses>);
  function("saturation", open<&saturationCurves>);
  function("saturationRace", open<&raceFrom>);
  function("readSimplex", open<&readSimplexFrom>);
  function("simplexMap", open<&simplexMapFrom>);
}

}  // namespace downhill::door

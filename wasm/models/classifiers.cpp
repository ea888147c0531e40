#include <emscripten/bind.h>

#include "door.hpp"
#include "doubts.hpp"
#include "geometry.hpp"
#include "losses/registry.hpp"
#include "models/focal.hpp"
#include "options.hpp"
#include "regression/imbalance.hpp"

namespace downhill::door {
namespace {

EMSCRIPTEN_DECLARE_VAL_TYPE(ImbalanceOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(LogisticOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(ComparisonOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(ProbabilityOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(ComparedLosses)

EMSCRIPTEN_DECLARE_VAL_TYPE(LabelledText)

constexpr std::array labelledKeys{Key("inputs", "ArrayLike<number>"), Key("labels", "ArrayLike<number>")};
constexpr std::array trainingKeys{Key("degree?", "number"), Key("rate?", "number"),
                                  Key("momentum?", "number"), Key("decay?", "number"),
                                  Key("steps?", "number")};
constexpr auto imbalanceKeys = keysOf(imbalanceRanges);
constexpr auto logisticKeys =
    joined(labelledKeys, std::array{Key("loss", choiceKeys), Key("training?", trainingKeys)});
constexpr auto comparisonKeys =
    joined(labelledKeys, std::array{Key("focal?", focalKeys), Key("training?", trainingKeys)});
constexpr std::array probabilityKeys{Key("degree", "number"), Key("weights", "ArrayLike<number>"),
                                     Key("inputs", "ArrayLike<number>")};

struct LabelledValues {
  Float64Array inputs;      // (n, 2)
  Uint8Array labels, hard;  // (n)
};

struct PastedLabelledValues {
  Float64Array inputs;
  Uint8Array labels;
  DoubtOrNull doubt{val::null()};
};

struct LogisticValues {
  int degree;
  Float64Array weights;  // (features)
  Float64Array losses;   // (steps + 1)
};

LabelledPoints labelledFrom(const Settings& options) {
  const auto labels = wholeNumbers(options["labels"], "labels", 0, 1);
  const auto inputs = doubles(options["inputs"], "inputs", 2 * labels.size());
  if (labels.empty() || labels.size() > 100'000)
    throw std::invalid_argument("there are " + std::to_string(labels.size()) +
                                " labelled points; there must be 1 to 100000");
  const auto count = static_cast<Eigen::Index>(labels.size());
  return {Eigen::Map<const Matrix<double>>(inputs.data(), count, 2), labels};
}

PastedLabelledValues parsedLabelled(const LabelledText& value) {
  const auto [points, table] = parseLabelledPoints(text(value, "the text"));
  const std::vector<std::uint8_t> labels(points.labels.begin(), points.labels.end());
  return {numbersOf(points.inputs), toUint8Array(labels), describedDoubt(table)};
}

LogisticSettings trainingFrom(const Settings& options) {
  LogisticSettings training;
  if (!options.has("training")) return training;
  const Settings settings(options["training"], "training", trainingKeys);
  if (settings.has("degree")) training.degree = wholeNumber(settings["degree"], "degree", 1, 6);
  if (settings.has("rate")) training.rate = number(settings["rate"], "rate", 1e-9, 1000);
  if (settings.has("momentum")) training.momentum = number(settings["momentum"], "momentum", 0, 0.9999);
  if (settings.has("decay")) training.decay = number(settings["decay"], "decay", 0, 1000);
  if (settings.has("steps")) training.steps = wholeNumber(settings["steps"], "steps", 0, 20'000);
  return training;
}

LabelledValues imbalancedFrom(const ImbalanceOptions& value) {
  const Settings options(value, "the data's options", imbalanceKeys);
  const auto& [samples, rareShare, hardShare, seed] = imbalanceRanges;
  const ImbalanceSettings settings{.samples = static_cast<int>(settingFrom(options, samples)),
                                   .rareShare = settingFrom(options, rareShare),
                                   .hardShare = settingFrom(options, hardShare),
                                   .seed = static_cast<std::uint32_t>(settingFrom(options, seed))};
  const ImbalancedPoints made = imbalancedPoints(settings);
  const std::vector<std::uint8_t> labels(made.points.labels.begin(), made.points.labels.end()),
      hard(made.hard.begin(), made.hard.end());
  return {numbersOf(made.points.inputs), toUint8Array(labels), toUint8Array(hard)};
}

LogisticValues trainedFrom(const LogisticOptions& value) {
  const Settings options(value, "the run's options", logisticKeys);
  const Choice loss = choiceFrom(options["loss"], "loss");
  const auto ofLogit = [&](double logit, int label) {
    return binaryLoss(loss.name, At::logit, logit, label, loss.parameters);
  };
  const LogisticRun run = trainLogistic(labelledFrom(options), ofLogit, trainingFrom(options));
  return {run.model.degree, numbersOf(run.model.weights), numbersOf(run.losses)};
}

val described(const LossShares& shares) {
  val description = val::object();
  description.set("easy", shares.easy);
  description.set("middle", shares.middle);
  description.set("hard", shares.hard);
  description.set("rare", shares.rare);
  return description;
}

ComparedLosses compared(const ComparisonOptions& value) {
  const Settings options(value, "the comparison's options", comparisonKeys);
  const FocalSettings focal = focalFrom(options);
  val list = val::array();
  for (const auto& result : compareLosses(labelledFrom(options), focal, trainingFrom(options))) {
    val description = val::object();
    description.set("name", std::string(result.name));
    description.set("degree", result.run.model.degree);
    description.set("weights", numbersOf(result.run.model.weights));
    description.set("losses", numbersOf(result.run.losses));
    description.set("recallOfCommon", result.recallOfCommon);
    description.set("recallOfRare", result.recallOfRare);
    description.set("precisionOfRare", result.precisionOfRare);
    description.set("accuracy", result.accuracy);
    description.set("shares", described(result.shares));
    list.call<void>("push", description);
  }
  return ComparedLosses(list);
}

// P(label 1) at places of the plane, such as a grid of them.
Float64Array probabilitiesFrom(const ProbabilityOptions& value) {
  const Settings options(value, "the model's options", probabilityKeys);
  const int degree = wholeNumber(options["degree"], "degree", 1, 6);
  const auto weights =
      doubles(options["weights"], "weights", static_cast<std::size_t>((degree + 1) * (degree + 2) / 2));
  const auto inputs = doubles(options["inputs"], "inputs", anyLength);
  if (inputs.size() % 2 != 0)
    throw std::invalid_argument("inputs has " + std::to_string(inputs.size()) +
                                " numbers; it must have 2 for each place");
  const LogisticModel model{
      degree, Eigen::Map<const Vector<double>>(weights.data(), static_cast<Eigen::Index>(weights.size()))};
  return numbersOf(model.probabilities(
      Eigen::Map<const Matrix<double>>(inputs.data(), static_cast<Eigen::Index>(inputs.size()) / 2, 2)));
}

}  // namespace

EMSCRIPTEN_BINDINGS(classifiers) {
  using namespace emscripten;
  register_type<LabelledText>("string");
  registerOptions<ImbalanceOptions>(imbalanceKeys);
  registerOptions<LogisticOptions>(logisticKeys);
  registerOptions<ComparisonOptions>(comparisonKeys);
  registerOptions<ProbabilityOptions>(probabilityKeys);
  register_type<ComparedLosses>(
      "{ name: string, degree: number, weights: Float64Array<ArrayBuffer>, losses: "
      "Float64Array<ArrayBuffer>, "
      "recallOfCommon: number, recallOfRare: number, precisionOfRare: number, accuracy: number, "
      "shares: { easy: number, middle: number, hard: number, rare: number } }[]");
  value_object<LabelledValues>("LabelledValues")
      .field("inputs", &LabelledValues::inputs)
      .field("labels", &LabelledValues::labels)
      .field("hard", &LabelledValues::hard);
  value_object<PastedLabelledValues>("PastedLabelledValues")
      .field("inputs", &PastedLabelledValues::inputs)
      .field("labels", &PastedLabelledValues::labels)
      .field("doubt", &PastedLabelledValues::doubt);
  value_object<LogisticValues>("LogisticValues")
      .field("degree", &LogisticValues::degree)
      .field("weights", &LogisticValues::weights)
      .field("losses", &LogisticValues::losses);
  function("parseLabelledPoints", open<&parsedLabelled>);
  function("imbalancedPoints", open<&imbalancedFrom>);
  function("trainLogistic", open<&trainedFrom>);
  function("compareLosses", open<&compared>);
  function("probabilities", open<&probabilitiesFrom>);
}

}  // namespace downhill::door

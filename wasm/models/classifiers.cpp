#include <emscripten/bind.h>

#include "door.hpp"
#include "losses/registry.hpp"
#include "geometry.hpp"
#include "regression/imbalance.hpp"

namespace downhill::door {
namespace {

EMSCRIPTEN_DECLARE_VAL_TYPE(ImbalanceOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(LogisticOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(ComparisonOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(ProbabilityOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(ComparedLosses)

struct LabelledValues {
  Float64Array inputs;      // (n, 2)
  Uint8Array labels, hard;  // (n)
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

LogisticSettings trainingFrom(const Settings& options) {
  LogisticSettings training;
  if (!options.has("training")) return training;
  const Settings settings(options["training"], "training", {"degree", "rate", "momentum", "decay", "steps"});
  if (settings.has("degree")) training.degree = wholeNumber(settings["degree"], "degree", 1, 6);
  if (settings.has("rate")) training.rate = number(settings["rate"], "rate", 0, 1000);
  if (settings.has("momentum")) training.momentum = number(settings["momentum"], "momentum", 0, 0.9999);
  if (settings.has("decay")) training.decay = number(settings["decay"], "decay", 0, 1000);
  if (settings.has("steps")) training.steps = wholeNumber(settings["steps"], "steps", 0, 20'000);
  return training;
}

LabelledValues imbalancedFrom(const ImbalanceOptions& value) {
  const Settings options(value, "the data's options", {"samples", "rareShare", "hardShare", "seed"});
  ImbalanceSettings settings;
  if (options.has("samples")) settings.samples = wholeNumber(options["samples"], "samples", 4, 100'000);
  if (options.has("rareShare")) settings.rareShare = number(options["rareShare"], "rareShare", 0, 1);
  if (options.has("hardShare")) settings.hardShare = number(options["hardShare"], "hardShare", 0, 1);
  if (options.has("seed")) settings.seed = seed(options["seed"]);
  const ImbalancedPoints made = imbalancedPoints(settings);
  const std::vector<std::uint8_t> labels(made.points.labels.begin(), made.points.labels.end()),
      hard(made.hard.begin(), made.hard.end());
  return {numbersOf(made.points.inputs), toUint8Array(labels), toUint8Array(hard)};
}

LogisticValues trainedFrom(const LogisticOptions& value) {
  const Settings options(value, "the run's options", {"inputs", "labels", "loss", "training"});
  const Settings loss(options["loss"], "loss", {"name", "parameters"});
  const auto name = text(loss["name"], "the loss's name");
  const auto parameters = settingValues(loss["parameters"], "the loss's parameters");
  const auto ofLogit = [&](double logit, int label) {
    return binaryLoss(name, At::logit, logit, label, parameters);
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
  const Settings options(value, "the comparison's options", {"inputs", "labels", "focal", "training"});
  FocalSettings focal;
  if (options.has("focal")) {
    const Settings settings(options["focal"], "focal", {"gamma", "alpha"});
    if (settings.has("gamma")) focal.gamma = number(settings["gamma"], "gamma", 0, 10);
    if (settings.has("alpha")) focal.alpha = number(settings["alpha"], "alpha", 0.01, 0.99);
  }
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
  const Settings options(value, "the model's options", {"degree", "weights", "inputs"});
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

#define DOWNHILL_LABELLED_TYPE "inputs: ArrayLike<number>, labels: ArrayLike<number>"
#define DOWNHILL_TRAINING_TYPE \
  "training?: { degree?: number, rate?: number, momentum?: number, decay?: number, steps?: number }"

EMSCRIPTEN_BINDINGS(classifiers) {
  using namespace emscripten;
  register_type<ImbalanceOptions>(
      "{ samples?: number, rareShare?: number, hardShare?: number, seed?: number }");
  register_type<LogisticOptions>(
      "{ " DOWNHILL_LABELLED_TYPE
      ", loss: { name: string, parameters?: Record<string, number> }, " DOWNHILL_TRAINING_TYPE " }");
  register_type<ComparisonOptions>("{ " DOWNHILL_LABELLED_TYPE
                                   ", focal?: { gamma?: number, alpha?: number }, " DOWNHILL_TRAINING_TYPE
                                   " }");
  register_type<ProbabilityOptions>(
      "{ degree: number, weights: ArrayLike<number>, inputs: ArrayLike<number> }");
  register_type<ComparedLosses>(
      "{ name: string, degree: number, weights: Float64Array<ArrayBuffer>, losses: "
      "Float64Array<ArrayBuffer>, "
      "recallOfCommon: number, recallOfRare: number, precisionOfRare: number, accuracy: number, "
      "shares: { easy: number, middle: number, hard: number, rare: number } }[]");
  value_object<LabelledValues>("LabelledValues")
      .field("inputs", &LabelledValues::inputs)
      .field("labels", &LabelledValues::labels)
      .field("hard", &LabelledValues::hard);
  value_object<LogisticValues>("LogisticValues")
      .field("degree", &LogisticValues::degree)
      .field("weights", &LogisticValues::weights)
      .field("losses", &LogisticValues::losses);
  function("imbalancedPoints", open<&imbalancedFrom>);
  function("trainLogistic", open<&trainedFrom>);
  function("compareLosses", open<&compared>);
  function("probabilities", open<&probabilitiesFrom>);
}

}  // namespace downhill::door

#include "losses/registry.hpp"

#include "losses/absolute.hpp"
#include "losses/balanced.hpp"
#include "losses/focal.hpp"
#include "losses/hinge.hpp"
#include "losses/huber.hpp"
#include "losses/kullback_leibler.hpp"
#include "losses/label_smoothed.hpp"
#include "losses/log_cosh.hpp"
#include "losses/squared.hpp"

namespace downhill {
namespace {

using Values = Vector<double>;

struct Nothing {};
struct HuberSettings {
  double delta = 1;
};
struct BalanceSettings {
  double rareShare = 0.1;  // the share of the rare class: label 1 of two, the last of several
};
struct SmoothingSettings {
  double smoothing = 0.1;
};
struct MarginSettings {
  double margin = 1;
};

constexpr std::array<Field<HuberSettings>, 1> huberFields{
    {{"delta", &HuberSettings::delta, 1e-3, 1e3, Scale::logarithmic}}};
constexpr std::array<Field<BalanceSettings>, 1> balanceFields{
    {{"rareShare", &BalanceSettings::rareShare, 1e-3, 0.999}}};
constexpr std::array<Field<SmoothingSettings>, 1> smoothingFields{
    {{"smoothing", &SmoothingSettings::smoothing, 0, 0.9}}};
constexpr std::array<Field<MarginSettings>, 1> marginFields{
    {{"margin", &MarginSettings::margin, 1e-2, 100, Scale::logarithmic}}};
constexpr std::array<Field<Nothing>, 0> noFields{};

// The class of a one-hot target, for losses that know labels only.
Eigen::Index labelOf(const Vector<double>& target) {
  requireDistribution(target, "the target");
  Eigen::Index label = 0;
  if (target.maxCoeff(&label) != 1) {
    throw std::invalid_argument(
        "the target is spread over several classes; this loss needs a label, all of it on one");
  }
  return label;
}

// The last class is the rare one, the others share the rest evenly: w_k = 1 / (K · share_k).
Vector<double> weightsForRareLast(Eigen::Index classes, double rareShare) {
  if (classes < 2) throw std::invalid_argument("there is 1 class or none; balancing needs 2 or more");
  const auto count = static_cast<double>(classes);
  Vector<double> weights = Vector<double>::Constant(classes, (count - 1) / (count * (1 - rareShare)));
  weights(classes - 1) = 1 / (count * rareShare);
  return weights;
}

void requireScores(At at) {
  if (at == At::logit) return;
  throw std::invalid_argument("the hinge loss takes scores (logits); it knows no probabilities");
}

// Entries in order of the menu; each form reads its settings by name and calls the loss in its own file.

LossEntry squaredErrorEntry() {
  return {.name = "squaredError",
          .settings = {},
          .number =
              [](double x, double target, const SettingValues& values) {
                settingsFrom(noFields, values);
                return squaredError(x, target);
              },
          .binary =
              [](At at, double x, int label, const SettingValues& values) {
                settingsFrom(noFields, values);
                if (at == At::logit) return squaredErrorOfLogit(x, label);
                requireProbability(x, "the prediction");
                return squaredError(x, label);
              },
          .classes =
              [](At at, const Values& x, const Values& target, const SettingValues& values) {
                settingsFrom(noFields, values);
                return at == At::logit ? squaredErrorOfLogits(x, target) : squaredError(x, target);
              }};
}

LossEntry absoluteErrorEntry() {
  return {.name = "absoluteError",
          .settings = {},
          .number =
              [](double x, double target, const SettingValues& values) {
                settingsFrom(noFields, values);
                return absoluteError(x, target);
              },
          .binary = {},
          .classes = {}};
}

LossEntry huberEntry() {
  return {.name = "huber",
          .settings = settingsOf(huberFields),
          .number =
              [](double x, double target, const SettingValues& values) {
                return huber(x, target, settingsFrom(huberFields, values).delta);
              },
          .binary = {},
          .classes = {}};
}

LossEntry logCoshEntry() {
  return {.name = "logCosh",
          .settings = {},
          .number =
              [](double x, double target, const SettingValues& values) {
                settingsFrom(noFields, values);
                return logCosh(x, target);
              },
          .binary = {},
          .classes = {}};
}

LossEntry binaryCrossEntropyEntry() {
  return {.name = "binaryCrossEntropy",
          .settings = {},
          .number = {},
          .binary =
              [](At at, double x, int label, const SettingValues& values) {
                settingsFrom(noFields, values);
                return at == At::logit ? binaryCrossEntropyOfLogit(x, label) : binaryCrossEntropy(x, label);
              },
          .classes = {}};
}

LossEntry crossEntropyEntry() {
  return {.name = "crossEntropy",
          .settings = {},
          .number = {},
          .binary = {},
          .classes = [](At at, const Values& x, const Values& target, const SettingValues& values) {
            settingsFrom(noFields, values);
            return at == At::logit ? crossEntropyOfLogits(x, target) : crossEntropyLoss(x, target);
          }};
}

LossEntry balancedCrossEntropyEntry() {
  return {.name = "balancedCrossEntropy",
          .settings = settingsOf(balanceFields),
          .number = {},
          .binary =
              [](At at, double x, int label, const SettingValues& values) {
                const auto weights = balancedWeights(settingsFrom(balanceFields, values).rareShare);
                return at == At::logit ? binaryCrossEntropyOfLogit(x, label, weights)
                                       : binaryCrossEntropy(x, label, weights);
              },
          .classes =
              [](At at, const Values& x, const Values& target, const SettingValues& values) {
                const double rareShare = settingsFrom(balanceFields, values).rareShare;
                const auto weights = weightsForRareLast(target.size(), rareShare);
                return at == At::logit ? crossEntropyOfLogits(x, target, weights)
                                       : crossEntropyLoss(x, target, weights);
              }};
}

LossEntry focalEntry() {
  return {.name = "focal",
          .settings = settingsOf(focalFields),
          .number = {},
          .binary =
              [](At at, double x, int label, const SettingValues& values) {
                const auto settings = settingsFrom(focalFields, values);
                return at == At::logit ? binaryFocalOfLogit(x, label, settings)
                                       : binaryFocal(x, label, settings);
              },
          .classes =
              [](At at, const Values& x, const Values& target, const SettingValues& values) {
                const auto settings = settingsFrom(focalFields, values);
                requireSameSize(x, "the prediction", target, "the target");
                return at == At::logit ? focalOfLogits(x, labelOf(target), settings)
                                       : focal(x, labelOf(target), settings);
              }};
}

LossEntry labelSmoothedEntry() {
  return {.name = "labelSmoothed",
          .settings = settingsOf(smoothingFields),
          .number = {},
          .binary = {},
          .classes = [](At at, const Values& x, const Values& target, const SettingValues& values) {
            const double smoothing = settingsFrom(smoothingFields, values).smoothing;
            return at == At::logit ? labelSmoothedOfLogits(x, target, smoothing)
                                   : labelSmoothed(x, target, smoothing);
          }};
}

LossEntry hingeEntry() {
  return {.name = "hinge",
          .settings = settingsOf(marginFields),
          .number = {},
          .binary =
              [](At at, double x, int label, const SettingValues& values) {
                requireScores(at);
                return hinge(x, label, settingsFrom(marginFields, values).margin);
              },
          .classes =
              [](At at, const Values& x, const Values& target, const SettingValues& values) {
                requireScores(at);
                requireSameSize(x, "the scores", target, "the target");
                return hinge(x, labelOf(target), settingsFrom(marginFields, values).margin);
              }};
}

LossEntry kullbackLeiblerEntry() {
  return {.name = "kullbackLeibler",
          .settings = {},
          .number = {},
          .binary = {},
          .classes = [](At at, const Values& x, const Values& target, const SettingValues& values) {
            settingsFrom(noFields, values);
            return at == At::logit ? kullbackLeiblerOfLogits(x, target) : kullbackLeiblerLoss(x, target);
          }};
}

[[noreturn]] void refuseForm(const LossEntry& entry, std::string_view wanted) {
  std::string words = std::string(entry.name) + " has no form for " + std::string(wanted) + "; it has";
  for (const auto form : entry.forms()) words += " " + std::string(form);
  throw std::invalid_argument(words);
}

}  // namespace

std::vector<std::string_view> LossEntry::forms() const {
  std::vector<std::string_view> names;
  if (number) names.push_back("number");
  if (binary) names.push_back("binary");
  if (classes) names.push_back("classes");
  return names;
}

const std::vector<LossEntry>& lossRegistry() {
  static const std::vector<LossEntry> entries{squaredErrorEntry(),
                                              absoluteErrorEntry(),
                                              huberEntry(),
                                              logCoshEntry(),
                                              binaryCrossEntropyEntry(),
                                              crossEntropyEntry(),
                                              balancedCrossEntropyEntry(),
                                              focalEntry(),
                                              labelSmoothedEntry(),
                                              hingeEntry(),
                                              kullbackLeiblerEntry()};
  return entries;
}

const LossEntry& findLoss(std::string_view name) {
  std::string known;
  for (const auto& entry : lossRegistry()) {
    if (entry.name == name) return entry;
    known += (known.empty() ? "" : ", ") + std::string(entry.name);
  }
  throw std::invalid_argument("there is no loss \"" + std::string(name) + "\"; there are " + known);
}

At atFromName(std::string_view name) {
  if (name == "prediction") return At::prediction;
  if (name == "logit") return At::logit;
  throw std::invalid_argument("a loss cannot be taken at \"" + std::string(name) +
                              "\"; it can at prediction or logit");
}

ScalarLoss numberLoss(std::string_view name, double prediction, double target, const SettingValues& values) {
  const auto& entry = findLoss(name);
  if (!entry.number) refuseForm(entry, "number");
  return entry.number(prediction, target, values);
}

ScalarLoss binaryLoss(std::string_view name, At at, double x, int label, const SettingValues& values) {
  const auto& entry = findLoss(name);
  if (!entry.binary) refuseForm(entry, "binary");
  requireClass(label, 2);
  return entry.binary(at, x, label, values);
}

VectorLoss classesLoss(std::string_view name, At at, const Vector<double>& x, const Vector<double>& target,
                       const SettingValues& values) {
  const auto& entry = findLoss(name);
  if (!entry.classes) refuseForm(entry, "classes");
  return entry.classes(at, x, target, values);
}

LossSettings trainingLoss(std::string_view name, const SettingValues& values) {
  LossSettings settings{.loss = lossFromName(name)};
  switch (settings.loss) {
    case Loss::crossEntropy:
    case Loss::squaredError:
      settingsFrom(noFields, values);
      break;
    case Loss::focal: {
      const auto [gamma, alpha] = settingsFrom(focalFields, values);
      settings.gamma = gamma;
      settings.alpha = alpha;
      break;
    }
    case Loss::labelSmoothed:
      settings.smoothing = settingsFrom(smoothingFields, values).smoothing;
      break;
    case Loss::hinge:
      settings.margin = settingsFrom(marginFields, values).margin;
      break;
  }
  return settings;
}

}  // namespace downhill

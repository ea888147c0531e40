#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "losses/classification.hpp"
#include "losses/derivatives.hpp"
#include "registry/setting.hpp"

namespace downhill {

// With respect to what a loss is looked at: the prediction ŷ itself, or the logit z that a sigmoid or softmax
// turns into it.
enum class At { prediction, logit };

At atFromName(std::string_view name);  // "prediction", "logit"

// One line of the zoo: a loss, what may be set, and the forms that it has. A form that it has not is empty.
struct LossEntry {
  std::string_view name;
  std::vector<Setting> settings;

  // A number against a number; the prediction is the model's output as it is.
  std::function<ScalarLoss(double prediction, double target, const SettingValues&)> number;
  // A label 0 or 1; x is ŷ = P(label 1), or the logit of it.
  std::function<ScalarLoss(At, double x, int label, const SettingValues&)> binary;
  // A target distribution over the classes (one-hot for a label); x is ŷ or the logits.
  std::function<VectorLoss(At, const Vector<double>& x, const Vector<double>& target, const SettingValues&)>
      classes;

  // "number", "binary", "classes": those of the three that this loss has.
  std::vector<std::string_view> forms() const;
};

// Every loss of the core, in the order of the menu.
const std::vector<LossEntry>& lossRegistry();

// The entry of that name; an unknown one is refused with the known ones.
const LossEntry& findLoss(std::string_view name);

// What findLoss(name) has, or a refusal that says which forms there are.
ScalarLoss numberLoss(std::string_view name, double prediction, double target,
                      const SettingValues& values = {});
ScalarLoss binaryLoss(std::string_view name, At at, double x, int label, const SettingValues& values = {});
VectorLoss classesLoss(std::string_view name, At at, const Vector<double>& x, const Vector<double>& target,
                       const SettingValues& values = {});

// The form that trains a network (classification.hpp), from a name of lossNames and settings by name.
LossSettings trainingLoss(std::string_view name, const SettingValues& values = {});

}  // namespace downhill

#include "losses/registry.hpp"

#include <set>

#include "derivative_checks.hpp"
#include "losses/focal.hpp"
#include "losses/huber.hpp"
#include "losses/label_smoothed.hpp"

using namespace downhill;
using namespace downhill::testing;

TEST_CASE("The registry names every loss of the zoo once, with settings whose defaults are in range") {
  std::set<std::string_view> names;
  for (const auto& entry : lossRegistry()) {
    names.insert(entry.name);
    REQUIRE_FALSE(entry.forms().empty());
    for (const auto& setting : entry.settings) REQUIRE_NOTHROW(requireInRange(setting.initial, setting));
  }
  REQUIRE(names.size() == lossRegistry().size());
  REQUIRE(names == std::set<std::string_view>{"squaredError", "absoluteError", "huber", "logCosh",
                                              "binaryCrossEntropy", "crossEntropy", "balancedCrossEntropy",
                                              "focal", "labelSmoothed", "hinge", "kullbackLeibler"});
}

TEST_CASE("Every form of every loss agrees with central differences, through the registry, at both ends") {
  Random random(111);
  for (const auto& entry : lossRegistry()) {
    INFO(entry.name);
    if (entry.number) {
      for (const double x : {-3.0, 0.1, 0.6, 4.0})
        checkScalar([&](double v) { return entry.number(v, .35, {}); }, x);
    }
    const bool takesPredictions = entry.name != "hinge";
    if (entry.binary) {
      for (const int label : {0, 1}) {
        for (const double z : {-3.0, 0.3, 2.5}) {
          checkScalar([&](double v) { return entry.binary(At::logit, v, label, {}); }, z);
        }
        if (!takesPredictions) continue;
        for (const double p : {.1, .5, .8}) {
          checkScalar([&](double v) { return entry.binary(At::prediction, v, label, {}); }, p);
        }
      }
    }
    if (entry.classes) {
      const Vector<double> target = oneHot(1, 3);
      checkVector([&](const auto& z) { return entry.classes(At::logit, z, target, {}); },
                  randomLogits(random, 3));
      // KL takes distributions only, so its predictions cannot be moved one by one
      if (takesPredictions && entry.name != "kullbackLeibler") {
        checkVector([&](const auto& y) { return entry.classes(At::prediction, y, target, {}); },
                    vector({.3, .5, .2}));
      }
    }
  }
}

TEST_CASE("At the logit and at the prediction it is the same loss") {
  Random random(112);
  for (const auto& entry : lossRegistry()) {
    if (!entry.classes || entry.name == "hinge") continue;
    const Vector<double> y = randomDistribution(random, 4), target = oneHot(2, 4);
    const Vector<double> logits = y.array().log();
    INFO(entry.name);
    REQUIRE_THAT(entry.classes(At::logit, logits, target, {}).value,
                 WithinRel(entry.classes(At::prediction, y, target, {}).value, 1e-11));
  }
}

TEST_CASE("No loss breaks at logits of ±1000") {
  for (const auto& entry : lossRegistry()) {
    INFO(entry.name);
    for (const double z : {-1000.0, 1000.0}) {
      if (entry.number) REQUIRE(std::isfinite(entry.number(z, 0, {}).value));
      for (const int label : {0, 1}) {
        if (!entry.binary) continue;
        const ScalarLoss loss = entry.binary(At::logit, z, label, {});
        REQUIRE(std::isfinite(loss.value));
        REQUIRE(std::isfinite(loss.gradient));
        REQUIRE(std::isfinite(loss.curvature));
      }
      if (entry.classes) REQUIRE(allFinite(entry.classes(At::logit, vector({z, 0, -z}), oneHot(0, 3), {})));
    }
  }
}

TEST_CASE("Settings by name reach the loss") {
  REQUIRE(numberLoss("huber", 3, 0, {{"delta", 2}}).value == huber(3, 0, 2).value);
  REQUIRE(binaryLoss("focal", At::prediction, .9, 1, {{"gamma", 0}, {"alpha", .5}}).value ==
          binaryFocal(.9, 1, {.gamma = 0, .alpha = .5}).value);
  REQUIRE(binaryLoss("hinge", At::logit, 0.5, 1, {{"margin", 2}}).value == 1.5);
  REQUIRE_THAT(binaryLoss("balancedCrossEntropy", At::logit, 0, 1, {{"rareShare", .1}}).value,
               WithinRel(5 * std::log(2), 1e-14));
  // the last of three classes is the rare one: w = 1/(3·0.1), the others 1/(3·0.45)
  REQUIRE_THAT(
      classesLoss("balancedCrossEntropy", At::prediction, vector({.25, .25, .5}), oneHot(2, 3)).value,
      WithinRel(std::log(2) / 0.3, 1e-14));
  REQUIRE_THAT(classesLoss("balancedCrossEntropy", At::logit, vector({0, 0, 0}), oneHot(0, 3)).value,
               WithinRel(std::log(3) / 1.35, 1e-14));
  REQUIRE(classesLoss("labelSmoothed", At::logit, vector({1, 2}), oneHot(0, 2), {{"smoothing", .4}}).value ==
          labelSmoothedOfLogits(vector({1, 2}), oneHot(0, 2), .4).value);
}

TEST_CASE("The registry refuses unknown names, forms, settings and targets with words") {
  REQUIRE_REFUSED(findLoss("cosine"), "there is no loss \"cosine\"; there are squaredError, absoluteError");
  REQUIRE_REFUSED(numberLoss("focal", 1, 0), "focal has no form for number; it has binary classes");
  REQUIRE_REFUSED(binaryLoss("huber", At::logit, 1, 0), "huber has no form for binary");
  REQUIRE_REFUSED(classesLoss("logCosh", At::logit, vector({1}), vector({1})), "no form for classes");
  REQUIRE_REFUSED(numberLoss("huber", 1, 0, {{"delta", 0}}), "delta is 0");
  REQUIRE_REFUSED(numberLoss("squaredError", 1, 0, {{"delta", 1}}), "there is no setting \"delta\"");
  REQUIRE_REFUSED(binaryLoss("focal", At::logit, 1, 7), "the label is 7");
  REQUIRE_REFUSED(binaryLoss("hinge", At::prediction, .5, 1), "takes scores");
  REQUIRE_REFUSED(binaryLoss("squaredError", At::prediction, 1.5, 1), "the prediction is 1.5");
  REQUIRE_REFUSED(classesLoss("focal", At::logit, vector({1, 2}), vector({.5, .5})), "needs a label");
  REQUIRE_REFUSED(classesLoss("hinge", At::logit, vector({1, 2, 3}), vector({1, 0})), "equally many");
  REQUIRE_REFUSED(classesLoss("balancedCrossEntropy", At::logit, vector({1}), vector({1})),
                  "balancing needs 2");
  REQUIRE_REFUSED(atFromName("score"), "prediction or logit");
  REQUIRE(atFromName("logit") == At::logit);
  REQUIRE(atFromName("prediction") == At::prediction);
}

TEST_CASE("A training loss is made from its name and settings, and each has an entry in the registry") {
  for (const auto& [loss, name] : lossNames) {
    REQUIRE(findLoss(name).classes != nullptr);
    REQUIRE(trainingLoss(name).loss == loss);
    for (const auto& setting : findLoss(name).settings) {
      REQUIRE_NOTHROW(trainingLoss(name, {{std::string(setting.name), setting.maximum}}));
    }
  }
  REQUIRE(trainingLoss("focal", {{"gamma", 3}}).gamma == 3);
  REQUIRE(trainingLoss("focal", {{"alpha", .5}}).alpha == .5);
  REQUIRE(trainingLoss("labelSmoothed", {{"smoothing", .2}}).smoothing == .2);
  REQUIRE(trainingLoss("hinge", {{"margin", 3}}).margin == 3);
  REQUIRE_REFUSED(trainingLoss("huber"), "unknown loss \"huber\"; known are crossEntropy, squaredError");
  REQUIRE_REFUSED(trainingLoss("crossEntropy", {{"gamma", 1}}), "there is no setting \"gamma\"");
}

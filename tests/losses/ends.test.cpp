// Every loss at the ends of its range: of the prediction, of the logit, of its settings. What is infinite
// there is so in the limit, and nothing is NaN.
#include <catch2/catch_template_test_macros.hpp>
#include <limits>

#include "derivative_checks.hpp"
#include "losses/classification.hpp"
#include "losses/registry.hpp"

using namespace downhill;
using namespace downhill::testing;

namespace {

// Every setting at each of its ends, one at a time, and for γ what lies between: below 1, 1.
std::vector<SettingValues> variantsOf(const LossEntry& entry) {
  std::vector<SettingValues> variants{{}};
  SettingValues least, most;
  for (const Setting& setting : entry.settings) {
    const std::string name(setting.name);
    for (const double value : {setting.minimum, setting.maximum}) variants.push_back({{name, value}});
    least[name] = setting.minimum;
    most[name] = setting.maximum;
    if (name == "gamma")
      for (const double value : {0.5, 1.0}) variants.push_back({{name, value}});
  }
  variants.push_back(least);
  variants.push_back(most);
  return variants;
}

std::string described(const LossEntry& entry, const SettingValues& values) {
  std::string text(entry.name);
  for (const auto& [name, value] : values) text += " " + name + "=" + numberText(value);
  return text;
}

bool hasNaN(const ScalarLoss& loss) {
  return std::isnan(loss.value) || std::isnan(loss.gradient) || std::isnan(loss.curvature);
}

bool hasNaN(const VectorLoss& loss) {
  return std::isnan(loss.value) || loss.gradient.hasNaN() || loss.hessian.hasNaN();
}

// What a function is at an end of its range against what it is nearer and nearer to it.
void requireLimit(double end, double near, double nearer) {
  CAPTURE(end, near, nearer);
  if (std::isfinite(end))
    REQUIRE_THAT(nearer, WithinAbs(end, 1e-4 * std::fmax(1, std::abs(end))));
  else
    REQUIRE((nearer * end > 0 && std::abs(nearer) > 1.3 * std::abs(near)));
}

void requireLimits(const ScalarLoss& end, const ScalarLoss& near, const ScalarLoss& nearer) {
  REQUIRE_FALSE(hasNaN(end));
  requireLimit(end.value, near.value, nearer.value);
  requireLimit(end.gradient, near.gradient, nearer.gradient);
  requireLimit(end.curvature, near.curvature, nearer.curvature);
}

constexpr double largest = std::numeric_limits<double>::max();

// distance: where the curve has long become straight or level.
template <class Loss>
void requireAsymptote(const Loss& loss, double side, double distance) {
  const ScalarLoss far = loss(side * distance);
  for (const double x : {1e7, 1e300, 1e308, largest}) {
    const ScalarLoss farther = loss(side * x);
    CAPTURE(x * side, farther.value, farther.gradient, farther.curvature);
    REQUIRE_FALSE(hasNaN(farther));
    REQUIRE_THAT(farther.gradient, WithinAbs(far.gradient, 1e-12 * std::abs(far.gradient)));
    REQUIRE_THAT(farther.curvature, WithinAbs(far.curvature, 1e-12));
    const double rise = std::abs(far.gradient);
    if (rise > 1 && x > largest / rise)
      REQUIRE(farther.value == INFINITY);
    else
      REQUIRE_THAT((farther.value - far.value) / (x - distance), WithinAbs(rise, 1e-9 * rise));
  }
}

}  // namespace

TEST_CASE("At ŷ = 0 and ŷ = 1 every binary loss is its limit, with every setting at its ends") {
  for (const auto& entry : lossRegistry()) {
    if (!entry.binary || entry.name == "hinge") continue;
    for (const auto& values : variantsOf(entry))
      for (const int label : {0, 1}) {
        INFO(described(entry, values) << ", label " << label);
        const auto at = [&](double x) { return entry.binary(At::prediction, x, label, values); };
        requireLimits(at(0), at(1e-8), at(1e-13));
        requireLimits(at(1), at(1 - 1e-8), at(1 - 1e-13));
      }
  }
}

TEST_CASE("Logits to the largest double leave every binary loss on its asymptote") {
  for (const auto& entry : lossRegistry()) {
    if (!entry.binary) continue;
    for (const auto& values : variantsOf(entry))
      for (const int label : {0, 1})
        for (const double side : {-1.0, 1.0}) {
          INFO(described(entry, values) << ", label " << label);
          requireAsymptote([&](double z) { return entry.binary(At::logit, z, label, values); }, side, 1e5);
        }
  }
}

TEST_CASE("Numbers as far apart as doubles go leave every loss of a number on its asymptote") {
  for (const auto& entry : lossRegistry()) {
    if (!entry.number) continue;
    for (const auto& values : variantsOf(entry)) {
      INFO(described(entry, values));
      for (const double side : {-1.0, 1.0}) {
        REQUIRE_FALSE(hasNaN(entry.number(side * largest, -side * largest, values)));
        REQUIRE(entry.number(side * largest, side * largest, values).value == 0);
        if (entry.name == "squaredError") {  // the one that no line follows
          const ScalarLoss loss = entry.number(side * 1e308, 0, values);
          REQUIRE((loss.value == INFINITY && loss.gradient * side > 1e308 && loss.curvature == 2));
        } else {
          requireAsymptote([&](double x) { return entry.number(x, 0, values); }, side, 1e6);
        }
      }
    }
  }
}

TEST_CASE("Over classes nothing is NaN: certain, impossible, or as far apart as logits go") {
  for (const auto& entry : lossRegistry()) {
    if (!entry.classes) continue;
    for (const auto& values : variantsOf(entry)) {
      INFO(described(entry, values));
      for (const int label : {0, 1, 2}) {
        const Vector<double> target = oneHot(label, 3);
        for (const double far : {800.0, 1e300, 1e308, largest})
          for (const auto& z :
               {vector({far, -far, 0}), vector({far, far, -far}), vector({-far, -far, -far})}) {
            const VectorLoss loss = entry.classes(At::logit, z, target, values);
            REQUIRE_FALSE(hasNaN(loss));
            REQUIRE(loss.value >= 0);
            REQUIRE(loss.gradient.allFinite());
            REQUIRE(loss.hessian.allFinite());
          }
        if (entry.name == "hinge") continue;
        REQUIRE_FALSE(hasNaN(entry.classes(At::logit, vector({0, -INFINITY, -INFINITY}), target, values)));
        for (int certain = 0; certain < 3; ++certain)
          REQUIRE_FALSE(hasNaN(entry.classes(At::prediction, oneHot(certain, 3), target, values)));
        REQUIRE_FALSE(hasNaN(entry.classes(At::prediction, vector({.5, .5, 0}), target, values)));
      }
    }
  }
}

TEST_CASE("Over classes the right answer costs nothing and the wrong one what its limit says") {
  for (const auto& entry : lossRegistry()) {
    if (!entry.classes || entry.name == "hinge" || entry.name == "labelSmoothed") continue;
    INFO(entry.name);
    const VectorLoss right = entry.classes(At::prediction, oneHot(1, 3), oneHot(1, 3), {});
    const VectorLoss wrong = entry.classes(At::prediction, oneHot(0, 3), oneHot(1, 3), {});
    REQUIRE(right.value == 0);
    REQUIRE(wrong.value == (entry.name == "squaredError" ? 2 : INFINITY));
  }
  const VectorLoss smoothed = classesLoss("labelSmoothed", At::prediction, oneHot(1, 3), oneHot(1, 3));
  REQUIRE(smoothed.value == INFINITY);  // a part of its belief is on what the prediction calls impossible
}

TEMPLATE_TEST_CASE("What trains a network meets no NaN where logits are as far apart as numbers go", "",
                   float, double) {
  constexpr TestType far = std::numeric_limits<TestType>::max();
  for (const auto& [loss, name] : lossNames)
    for (const auto& values : variantsOf(findLoss(name))) {
      INFO(described(findLoss(name), values));
      const LossSettings settings = trainingLoss(name, values);
      Matrix<TestType> logits(4, 3), gradient(4, 3);
      logits << far, -far, 0, far, far, -far, -far, 0, far, 1, 2, 3;
      for (int label = 0; label < 3; ++label) {
        const std::vector<int> labels(4, label);
        REQUIRE_FALSE(std::isnan(meanLossAndGradient<TestType>(settings, logits, labels, gradient)));
        REQUIRE(gradient.allFinite());
      }
    }
}

TEST_CASE("Smoothing nothing is cross-entropy, even where another class is impossible") {
  const LossSettings none = trainingLoss("labelSmoothed", {{"smoothing", 0}});
  Matrix<float> logits(1, 3), gradient(1, 3);
  logits << 3e38f, -3e38f, 0;
  REQUIRE(meanLossAndGradient<float>(none, logits, std::vector<int>{0}, gradient) == 0);
  REQUIRE(gradient.isZero());
}

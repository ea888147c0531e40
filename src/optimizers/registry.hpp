#pragma once

#include <functional>

#include "optimizers/adam.hpp"
#include "optimizers/gradient_descent.hpp"
#include "optimizers/momentum.hpp"

namespace downhill {

// One line of a menu: a method, what may be set, and how to make one.
template <class T>
struct OptimizerEntry {
  std::string_view name;
  Needs needs;
  std::vector<Setting> settings;
  std::function<std::unique_ptr<Optimizer<T>>(const SettingValues&)> make;
};

template <template <class> class Method, class T>
OptimizerEntry<T> optimizerEntry() {
  using M = Method<T>;
  return {M::title, M().needs(), settingsOf(M::fields),
          [](const SettingValues& values) { return std::make_unique<M>(settingsFrom(M::fields, values)); }};
}

// Every method that the page offers, in the order of its menu.
template <class T>
const std::vector<OptimizerEntry<T>>& optimizerRegistry() {
  static const std::vector<OptimizerEntry<T>> entries{
      optimizerEntry<GradientDescent, T>(),
      optimizerEntry<Momentum, T>(),
      optimizerEntry<Adam, T>(),
  };
  return entries;
}

// makeOptimizer<float>("momentum", {{"rate", 0.1}, {"beta", 0.9}}); what is not given keeps its default.
template <class T>
std::unique_ptr<Optimizer<T>> makeOptimizer(std::string_view name, const SettingValues& values = {}) {
  std::string known;
  for (const auto& entry : optimizerRegistry<T>()) {
    if (entry.name == name) return entry.make(values);
    known += (known.empty() ? "" : ", ") + std::string(entry.name);
  }
  throw std::invalid_argument("there is no optimizer \"" + std::string(name) + "\"; there are " + known);
}

}  // namespace downhill

#pragma once

#include <functional>
#include <vector>

#include "optimizers/optimizer.hpp"
#include "registry/setting.hpp"

namespace downhill {

// One line of a menu: a method, what may be set, and how to make one.
template <class T>
struct OptimizerEntry {
  std::string_view name;
  Needs needs;
  std::vector<Setting> settings;
  std::function<std::unique_ptr<Optimizer<T>>(const SettingValues&)> make;
};

// Every method that the page offers, in the order of its menu. In float, which is for training on data, stand
// those that need nothing but the data's own gradient; artificial noise and second-order methods are for
// surfaces.
template <class T>
const std::vector<OptimizerEntry<T>>& optimizerRegistry();

// makeOptimizer<float>("momentum", {{"rate", 0.1}, {"beta", 0.9}}); what is not given keeps its default.
template <class T>
std::unique_ptr<Optimizer<T>> makeOptimizer(std::string_view name, const SettingValues& values = {});

}  // namespace downhill

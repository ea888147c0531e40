#include "optimizers/registry.hpp"

#include "optimizers/adagrad.hpp"
#include "optimizers/adam.hpp"
#include "optimizers/adamw.hpp"
#include "optimizers/gradient_descent.hpp"
#include "optimizers/lbfgs.hpp"
#include "optimizers/momentum.hpp"
#include "optimizers/nesterov.hpp"
#include "optimizers/newton.hpp"
#include "optimizers/rmsprop.hpp"
#include "optimizers/safeguarded_newton.hpp"
#include "optimizers/sgd.hpp"

namespace downhill {
namespace {

template <template <class> class Method, class T>
OptimizerEntry<T> optimizerEntry() {
  using M = Method<T>;
  return {M::title, M().needs(), settingsOf(M::fields),
          [](const SettingValues& values) { return std::make_unique<M>(settingsFrom(M::fields, values)); }};
}

template <class T>
std::vector<OptimizerEntry<T>> listOptimizers() {
  constexpr bool isForSurfaces = std::is_same_v<T, double>;
  std::vector<OptimizerEntry<T>> entries;
  entries.push_back(optimizerEntry<GradientDescent, T>());
  if constexpr (isForSurfaces) entries.push_back(optimizerEntry<Sgd, T>());
  entries.push_back(optimizerEntry<Momentum, T>());
  entries.push_back(optimizerEntry<Nesterov, T>());
  entries.push_back(optimizerEntry<AdaGrad, T>());
  entries.push_back(optimizerEntry<RmsProp, T>());
  entries.push_back(optimizerEntry<Adam, T>());
  entries.push_back(optimizerEntry<AdamW, T>());
  if constexpr (isForSurfaces) entries.push_back(optimizerEntry<Newton, T>());
  if constexpr (isForSurfaces) entries.push_back(optimizerEntry<SafeguardedNewton, T>());
  if constexpr (isForSurfaces) entries.push_back(optimizerEntry<Lbfgs, T>());
  return entries;
}

}  // namespace

template <class T>
const std::vector<OptimizerEntry<T>>& optimizerRegistry() {
  static const auto entries = listOptimizers<T>();
  return entries;
}

template <class T>
std::unique_ptr<Optimizer<T>> makeOptimizer(std::string_view name, const SettingValues& values) {
  std::string known;
  for (const auto& entry : optimizerRegistry<T>()) {
    if (entry.name == name) return entry.make(values);
    known += (known.empty() ? "" : ", ") + std::string(entry.name);
  }
  throw std::invalid_argument("there is no optimizer \"" + std::string(name) + "\"; there are " + known);
}

template const std::vector<OptimizerEntry<float>>& optimizerRegistry<float>();
template const std::vector<OptimizerEntry<double>>& optimizerRegistry<double>();
template std::unique_ptr<Optimizer<float>> makeOptimizer<float>(std::string_view, const SettingValues&);
template std::unique_ptr<Optimizer<double>> makeOptimizer<double>(std::string_view, const SettingValues&);

}  // namespace downhill

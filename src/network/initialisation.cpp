#include "network/initialisation.hpp"

#include <cmath>

#include "network/names.hpp"

namespace downhill {

template <class T>
void initialiseWeights(Initialisation initialisation, Eigen::Index fanIn, Eigen::Index fanOut,
                       Eigen::Ref<Vector<T>> weights, Random& random) {
  const auto drawEach = [&](const auto& draw) {
    for (T& weight : weights) weight = static_cast<T>(draw());
  };
  const double in = static_cast<double>(fanIn), out = static_cast<double>(fanOut);
  switch (initialisation) {
    case Initialisation::he:
      return drawEach([&, deviation = std::sqrt(2 / in)] { return deviation * random.normal(); });
    case Initialisation::xavier:
      return drawEach([&, limit = std::sqrt(6 / (in + out))] { return random.uniform(-limit, limit); });
    case Initialisation::small:
      return drawEach([&] { return 0.01 * random.normal(); });
    case Initialisation::zero:
      weights.setZero();
  }
}

std::string_view nameOf(Initialisation initialisation) { return nameIn(initialisationNames, initialisation); }
Initialisation initialisationFromName(std::string_view name) {
  return valueIn(initialisationNames, name, "initialisation");
}

template void initialiseWeights<float>(Initialisation, Eigen::Index, Eigen::Index, Eigen::Ref<Vector<float>>,
                                       Random&);
template void initialiseWeights<double>(Initialisation, Eigen::Index, Eigen::Index,
                                        Eigen::Ref<Vector<double>>, Random&);

}  // namespace downhill

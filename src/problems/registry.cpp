#include "problems/registry.hpp"

#include "problems/beale.hpp"
#include "problems/booth.hpp"
#include "problems/curves.hpp"
#include "problems/himmelblau.hpp"
#include "problems/long_valley.hpp"
#include "problems/monkey_saddle.hpp"
#include "problems/plateau.hpp"
#include "problems/quadratic.hpp"
#include "problems/rastrigin.hpp"
#include "problems/rosenbrock.hpp"
#include "problems/saddle.hpp"
#include "problems/sharp_and_flat.hpp"
#include "problems/styblinski_tang.hpp"

namespace downhill {
namespace {

template <class Shape>
ProblemEntry problemEntry() {
  using Settings = typename Shape::Settings;
  return {Shape::title, Surface<Shape> ? 2 : 1, settingsOf(Shape::fields), [](const SettingValues& values) {
            const Settings settings = settingsFrom(Shape::fields, values);
            return std::make_unique<ProblemOf<Shape>>(Shape(settings));
          }};
}

// A shape in which nothing can be set.
template <class Shape>
  requires(!requires { Shape::fields; })
ProblemEntry problemEntry() {
  return {Shape::title, Surface<Shape> ? 2 : 1, {}, [](const SettingValues& values) {
            if (!values.empty())
              throw std::invalid_argument(std::string(Shape::title) + " has no setting \"" +
                                          values.begin()->first + "\"");
            return std::make_unique<ProblemOf<Shape>>();
          }};
}

}  // namespace

const std::vector<ProblemEntry>& problemRegistry() {
  static const std::vector<ProblemEntry> entries{
      problemEntry<Wave>(),
      problemEntry<Parabola>(),
      problemEntry<Quartic>(),
      problemEntry<DoubleWell>(),
      problemEntry<SmoothAbsolute>(),
      problemEntry<Exponential>(),
      problemEntry<SharpAndFlatCurve>(),
      problemEntry<TiltedBowl>(),
      problemEntry<Quadratic>(),
      problemEntry<Saddle>(),
      problemEntry<MonkeySaddle>(),
      problemEntry<Rosenbrock>(),
      problemEntry<Himmelblau>(),
      problemEntry<Beale>(),
      problemEntry<Booth>(),
      problemEntry<StyblinskiTang>(),
      problemEntry<Rastrigin>(),
      problemEntry<Plateau>(),
      problemEntry<LongValley>(),
      problemEntry<SharpAndFlat>(),
  };
  return entries;
}

std::unique_ptr<Problem> makeProblem(std::string_view name, const SettingValues& values) {
  std::string known;
  for (const auto& entry : problemRegistry()) {
    if (entry.name == name) return entry.make(values);
    known += (known.empty() ? "" : ", ") + std::string(entry.name);
  }
  throw std::invalid_argument("there is no problem \"" + std::string(name) + "\"; there are " + known);
}

}  // namespace downhill

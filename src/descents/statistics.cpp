#include "descents/statistics.hpp"

#include <stdexcept>

namespace downhill {

namespace {

constexpr std::uint64_t startStream = 0;  // of a seed; the noise of step t uses stream t = 1, 2 …

Point startOf(const Problem& problem, const StartRule& rule, std::uint32_t seed) {
  Random random(seed, startStream);
  const auto& domain = problem.facts().domain;
  Point start = rule.anywhere ? Point(problem.dimension()) : rule.at;
  for (Eigen::Index i = 0; i < start.size(); ++i)
    start[i] = rule.anywhere ? random.uniform(domain[i].low, domain[i].high)
                             : start[i] + rule.spread * random.normal();
  return start;
}

// A walker whose start and noise, its own or its method's, belong to the seed.
Walker walkerFor(const Problem& problem, const Optimizer<double>& optimizer, const StartRule& start,
                 WalkSettings settings, std::uint32_t seed) {
  const auto method = optimizer.clone();
  method->setSeed(seed);
  settings.noise.seed = seed;
  return Walker(problem, *method, startOf(problem, start, seed), settings);
}

void requireSeeds(Seeds seeds) {
  if (seeds.count < 1 || seeds.count > 1000000)
    throw std::invalid_argument(std::to_string(seeds.count) +
                                " seeds were asked for; it must be from 1 to 1,000,000");
}

}  // namespace

std::vector<EndPoint> endPoints(const Problem& problem, const Optimizer<double>& optimizer,
                                const StartRule& start, const WalkSettings& settings, Seeds seeds,
                                Minima& minima, const Point& shift) {
  requireSeeds(seeds);
  if (shift.size() != 0 && shift.size() != problem.dimension())
    throw std::invalid_argument("the shift has " + std::to_string(shift.size()) +
                                " coordinates; the problem has " + std::to_string(problem.dimension()));
  std::vector<EndPoint> ends;
  for (int i = 0; i < seeds.count; ++i) {
    const std::uint32_t seed = seeds.first + static_cast<std::uint32_t>(i);
    Walker walker = walkerFor(problem, optimizer, start, settings, seed);
    const Point from = walker.point();
    const bool isLost = isGone(walker.run());
    const Point& at = walker.point();
    const double shifted = shift.size() == 0 ? walker.value() : problem.value(at - shift);
    ends.push_back({seed, from, at, walker.value(), shifted, walker.steps(), walker.reason(),
                    isLost ? Minima::none : minima.below(at)});
  }
  return ends;
}

std::vector<Escape> escapes(const Problem& problem, const Optimizer<double>& optimizer,
                            const StartRule& start, const WalkSettings& settings, Seeds seeds,
                            const Point& from, double radius) {
  requireSeeds(seeds);
  if (from.size() != problem.dimension() || !(radius > 0))
    throw std::invalid_argument("an escape is from a place of the problem, to a radius above 0");
  std::vector<Escape> list;
  for (int i = 0; i < seeds.count; ++i) {
    const std::uint32_t seed = seeds.first + static_cast<std::uint32_t>(i);
    Walker walker = walkerFor(problem, optimizer, start, settings, seed);
    const auto isOut = [&] { return !((walker.point() - from).norm() <= radius); };
    while (!isOut() && walker.step()) continue;
    list.push_back({seed, isOut() ? walker.steps() : -1, walker.point()});
  }
  return list;
}

}  // namespace downhill

#include "descents/flock.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <string>

#include "optimizers/registry.hpp"
#include "problems/formula_problem.hpp"
#include "problems/registry.hpp"

using namespace downhill;
using Catch::Matchers::ContainsSubstring;

namespace {

// Some inside of the window, some far outside, from where many methods diverge.
Matrix<double> scattered(const Problem& problem, Eigen::Index walks) {
  Random random(3);
  Matrix<double> starts(walks, problem.dimension());
  for (Eigen::Index i = 0; i < starts.rows(); ++i)
    for (Eigen::Index j = 0; j < starts.cols(); ++j) {
      const auto [low, high] = problem.facts().domain[j];
      starts(i, j) = random.uniform(low, high) * (i % 10 == 9 ? 40 : 1);
    }
  return starts;
}

void requireSameAsWalkers(const Problem& problem, const Optimizer<double>& method,
                          const WalkSettings& settings) {
  const Matrix<double> starts = scattered(problem, 41);
  Flock flock(problem, method, settings);
  for (int again = 0; again < 2;
       ++again) {  // a second time from the same starts: nothing is left of the first
    const auto& ends = flock.walk(starts);
    REQUIRE(ends.size() == 41);
    for (Eigen::Index i = 0; i < starts.rows(); ++i) {
      Walker walker(problem, method, starts.row(i).transpose(), settings);
      const StopReason reason = walker.run();
      CAPTURE(i, starts.row(i), nameOf(reason), nameOf(ends[i].reason));
      CHECK(ends[i].reason == reason);
      CHECK(ends[i].steps == walker.steps());
      CHECK((ends[i].point == walker.point() || !walker.point().allFinite()));
    }
  }
}

}  // namespace

TEST_CASE("Walks of a flock are those of walkers, bit by bit, with every method that suits") {
  const std::string name = GENERATE("himmelblau", "rosenbrock", "rastrigin", "monkeySaddle", "doubleWell");
  const auto problem = makeProblem(name);
  int methods = 0;
  for (const auto& entry : optimizerRegistry<double>()) {
    const auto method = entry.make({{"rate", 0.01}});
    if (!Flock::suits(*method)) continue;
    CAPTURE(name, entry.name);
    requireSameAsWalkers(*problem, *method, {.rule = {.gradient = 1e-5, .change = 1e-12, .iterations = 300}});
    ++methods;
  }
  REQUIRE(methods == 7);
}

TEST_CASE("Noise and schedules are the same in a flock") {
  const auto problem = makeProblem("himmelblau");
  const auto method = makeOptimizer<double>("momentum", {{"rate", 0.01}});
  requireSameAsWalkers(*problem, *method,
                       {.rule = {.gradient = 0, .iterations = 60},
                        .schedule = Schedule(ScheduleKind::inverseTime, {.period = 20, .warmUp = 5}),
                        .noise = {.sigma = 2, .batch = 4, .seed = 8}});
}

TEST_CASE("A learner's formula is walked on as well, also where it has no value") {
  const FormulaProblem problem("log(x) + (y - 1)^2 + 1/x", {"x", "y"}, {{-1, 3}, {-1, 3}});
  const auto method = makeOptimizer<double>("gradientDescent", {{"rate", 0.05}});
  requireSameAsWalkers(problem, *method, {.rule = {.gradient = 1e-6, .iterations = 500}});
}

TEST_CASE("A flock of nobody ends at once; what does not suit or fit is refused with words") {
  const auto problem = makeProblem("himmelblau");
  const auto method = makeOptimizer<double>("gradientDescent");
  CHECK(Flock(*problem, *method, {}).walk(Matrix<double>(0, 2)).empty());
  CHECK_THROWS_WITH(Flock(*problem, *method, {}).walk(Matrix<double>::Zero(3, 1)),
                    ContainsSubstring("need 2"));
  for (const auto name : {"newton", "lbfgs", "sgd"})
    CHECK_THROWS_WITH(Flock(*problem, *makeOptimizer<double>(name), {}), ContainsSubstring("one by one"));
  CHECK_THROWS_WITH(Flock(*problem, *method, {.noise = {.sigma = -1}}), ContainsSubstring("noise"));
}

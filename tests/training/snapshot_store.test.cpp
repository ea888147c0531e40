#include "training/snapshot_store.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

using namespace downhill;
using Catch::Matchers::ContainsSubstring;
using Steps = std::vector<std::int64_t>;

namespace {

Snapshot at(std::int64_t step, Eigen::Index parameters = 100) {
  return {.step = step,
          .parameters = Vector<float>::Constant(parameters, static_cast<float>(step)),
          .optimizer = "momentum",
          .optimizerMemory = Vector<float>::Zero(parameters)};
}

const std::size_t each = at(0).bytes();

}  // namespace

TEST_CASE("a snapshot's bytes count its parameters and its optimizer's memory") {
  REQUIRE(at(0, 1100).bytes() - at(0, 100).bytes() == 8000);
}

TEST_CASE("while the budget lasts every snapshot on the grid is kept") {
  SnapshotStore store(10 * each, 5);
  for (std::int64_t step = 0; step <= 40; step += 5) {
    REQUIRE(store.wants(step));
    store.add(at(step));
  }
  REQUIRE(store.steps() == Steps{0, 5, 10, 15, 20, 25, 30, 35, 40});
  REQUIRE(store.bytes() == 9 * each);
  REQUIRE(!store.wants(43));
  REQUIRE(store.wants(45));
}

TEST_CASE("over the budget the spacing doubles, the first and the latest stay") {
  SnapshotStore store(5 * each, 5);
  for (std::int64_t step = 0; step <= 25; step += 5) store.add(at(step));
  REQUIRE(store.spacing() == 10);
  REQUIRE(store.steps() == Steps{0, 10, 20, 25});
  store.add(at(30));  // 25 was only kept as the latest
  REQUIRE(store.steps() == Steps{0, 10, 20, 30});
  store.add(at(40));
  store.add(at(50));
  REQUIRE(store.spacing() == 20);
  REQUIRE(store.steps() == Steps{0, 20, 40, 50});
}

TEST_CASE("however long a run, the store stays within its budget and evenly spread") {
  SnapshotStore store(20 * each, 1);
  for (std::int64_t step = 0; step <= 5000; ++step) {
    if (store.wants(step)) store.add(at(step));
    REQUIRE(store.bytes() <= 20 * each);
    REQUIRE(store.bytes() == store.size() * each);
    REQUIRE(store.steps().front() == 0);
    REQUIRE(step - store.steps().back() < store.spacing());
  }
  REQUIRE(store.size() >= 9);
  const Steps steps = store.steps();
  for (std::size_t i = 1; i + 1 < steps.size(); ++i) REQUIRE(steps[i] - steps[i - 1] == store.spacing());
}

TEST_CASE("snapshots off the grid last until the next one comes") {
  SnapshotStore store(10 * each, 100);
  for (const std::int64_t step : {0, 37, 61, 100, 130, 200}) store.add(at(step));
  REQUIRE(store.steps() == Steps{0, 100, 200});
}

TEST_CASE("a first snapshot off the grid is kept as the first") {
  SnapshotStore store(3 * each, 10);
  for (std::int64_t step = 7; step <= 200; ++step)
    if (store.wants(step)) store.add(at(step));
  REQUIRE(store.steps().front() == 7);
  REQUIRE(store.size() <= 3);
}

TEST_CASE("first and latest are kept even if they exceed the budget") {
  SnapshotStore store(1, 1);
  for (std::int64_t step = 0; step <= 10; ++step) store.add(at(step));
  REQUIRE(store.steps() == Steps{0, 10});
}

TEST_CASE("the nearest snapshot is the last at or before a step") {
  SnapshotStore store(100 * each, 10);
  REQUIRE(store.nearest(5) == nullptr);
  for (std::int64_t step = 10; step <= 50; step += 10) store.add(at(step));
  REQUIRE(store.nearest(9) == nullptr);
  REQUIRE(store.nearest(10)->step == 10);
  REQUIRE(store.nearest(29)->step == 20);
  REQUIRE(store.nearest(1000)->step == 50);
  REQUIRE(store.nearest(29)->parameters[0] == 20);
}

TEST_CASE("history after a step can be forgotten") {
  SnapshotStore store(100 * each, 10);
  for (std::int64_t step = 0; step <= 50; step += 10) store.add(at(step));
  store.forgetAfter(29);
  REQUIRE(store.steps() == Steps{0, 10, 20});
  REQUIRE(store.bytes() == 3 * each);
  REQUIRE(store.wants(30));
  store.forgetAfter(-1);
  REQUIRE(store.size() == 0);
  REQUIRE(store.bytes() == 0);
}

TEST_CASE("the same step again replaces, an earlier one is refused") {
  SnapshotStore store(10 * each, 10);
  store.add(at(0));
  store.add(at(20));
  Snapshot other = at(20);
  other.parameters.setConstant(-1);
  store.add(other);
  REQUIRE(store.steps() == Steps{0, 20});
  REQUIRE(store.nearest(20)->parameters[0] == -1);
  REQUIRE_THROWS_WITH(store.add(at(19)), ContainsSubstring("step 19 comes after one of step 20"));
  REQUIRE_THROWS_WITH(SnapshotStore(100, 0), ContainsSubstring("must be 1 or more"));
}

#include "training/team.hpp"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "support/threads.hpp"

using namespace downhill;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("every part is done once, whatever the numbers of parts and of threads") {
  const int size = GENERATE(1, 2, 3, 7);
  SKIP_WITHOUT_THREADS(size);
  Team team(size);
  REQUIRE(team.size() == size);
  for (const int parts : {0, 1, 2, 3, 5, 16}) {
    std::vector<std::atomic<int>> done(16);
    team.forEach(parts, [&](int part) { ++done[part]; });
    for (int part = 0; part < 16; ++part) CHECK(done[part] == (part < parts ? 1 : 0));
  }
}

TEST_CASE("forEach is back only when the last part is done, round after round") {
  const int size = GENERATE(1, 2, 4);
  SKIP_WITHOUT_THREADS(size);
  Team team(size);
  std::vector<long> sums(4, 0);  // plain numbers: the team alone keeps writers and readers apart
  long total = 0;
  for (int round = 0; round < 5000; ++round) {
    const int parts = 1 + round % 4;
    team.forEach(parts, [&](int part) { sums[part] = round + part; });
    for (int part = 0; part < parts; ++part) {
      if (sums[part] != round + part) FAIL("round " << round << ", part " << part);
      total += sums[part];
    }
  }
  REQUIRE(total > 0);
}

TEST_CASE("threads that have gone to sleep are woken for the next round") {
  SKIP_WITHOUT_THREADS(3);
  Team team(3);
  for (int pause = 0; pause < 5; ++pause) {
    std::this_thread::sleep_for(std::chrono::milliseconds(2));  // by now they sleep
    // Nobody leaves before three are there, so each part must have a thread of its own.
    std::atomic<int> present = 0;
    team.forEach(3, [&](int) {
      ++present;
      while (present < 3) std::this_thread::yield();
    });
    REQUIRE(present == 3);
  }
}

TEST_CASE("what a part throws is thrown to whoever asked, and the team goes on") {
  const int size = GENERATE(1, 3);
  SKIP_WITHOUT_THREADS(size);
  Team team(size);
  for (const int bad : {0, 1, 2}) {
    std::atomic<int> others = 0;
    REQUIRE_THROWS_WITH(team.forEach(3,
                                     [&](int part) {
                                       if (part == bad)
                                         throw std::invalid_argument("part " + std::to_string(part));
                                       ++others;
                                     }),
                        "part " + std::to_string(bad));
    REQUIRE(others == 2);
  }
  std::atomic<int> done = 0;
  team.forEach(3, [&](int) { ++done; });
  REQUIRE(done == 3);
}

TEST_CASE("a team of nobody or of a crowd is refused, and so are too many parts") {
  REQUIRE_THROWS_WITH(Team(0), ContainsSubstring("1 to 16"));
  REQUIRE_THROWS_WITH(Team(17), ContainsSubstring("a team of 17"));
  Team team;
  REQUIRE_THROWS_WITH(team.forEach(17, [](int) {}), ContainsSubstring("0 to 16"));
  REQUIRE_THROWS_WITH(team.forEach(-1, [](int) {}), ContainsSubstring("-1 parts"));
}

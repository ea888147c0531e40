#include "laboratory/teams.hpp"

#include <emscripten/bind.h>
#include <emscripten/threading.h>

#include <algorithm>

#include "core/trainer_settings.hpp"
#include "door.hpp"

namespace downhill::door {

int cores() {
  if (!emscripten_has_threading_support()) return 1;
  return std::clamp(emscripten_num_logical_cores(), 1, 8);
}

// It stays for as long as the module does: ending a thread would mean to wait until the browser has started
// it.
std::shared_ptr<Team> teamFor(int workers) {
  if (workers == 1) return std::make_shared<Team>();
  static const auto everybody = std::make_shared<Team>(cores());
  return everybody;
}

namespace {

int usefulWorkersHere(const TrainerOptions& settings) {
  return usefulWorkers(trainerSettingsFrom(settings), cores());
}

}  // namespace

EMSCRIPTEN_BINDINGS(teams) {
  using namespace emscripten;
  function("cores", open<&cores>);
  function("usefulWorkers", open<&usefulWorkersHere>);
}

}  // namespace downhill::door

#include "laboratory/teams.hpp"

#include <emscripten/bind.h>
#include <emscripten/threading.h>

#include <algorithm>

#include "door.hpp"
#include "laboratory/trainer_settings.hpp"

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

// Workers that are not given are as many as these settings have work for here.
CompleteTrainerOptions completeTrainerSettings(const TrainerOptions& options) {
  TrainerSettings settings = trainerSettingsFrom(options);
  const int useful = usefulWorkers(settings, cores());
  if (options["workers"].isUndefined()) settings.workers = useful;
  return complete(settings);
}

}  // namespace

EMSCRIPTEN_BINDINGS(teams) {
  using namespace emscripten;
  function("cores", open<&cores>);
  function("completeTrainerSettings", open<&completeTrainerSettings>);
}

}  // namespace downhill::door

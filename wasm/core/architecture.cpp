#include "core/architecture.hpp"

namespace downhill::door {

void readArchitecture(const Settings& options, TrainerSettings& settings) {
  if (options.has("activation"))
    settings.activation = activationFromName(text(options["activation"], "activation"));
  if (options.has("filters"))
    settings.filters = wholeNumbers(options["filters"], "filters", 1, maximumFilters);
  if (options.has("pooling")) settings.pooling = poolingFromName(text(options["pooling"], "pooling"));
  for (const auto& [setting, read, write] : trainerNumbers())
    if (setting.name == "filterSize") write(settings, settingFrom(options, setting));
}

}  // namespace downhill::door

#pragma once

#include <memory>

#include "training/team.hpp"

namespace downhill::door {

// Threads that this module can have: those of the machine in a module that was linked with threads, else 1.
int cores();

// A team for so many workers, as many of them as there are cores; the same one for every trainer that asks.
std::shared_ptr<Team> teamFor(int workers);

}  // namespace downhill::door

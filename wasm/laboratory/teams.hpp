#pragma once

#include <memory>

#include "training/team.hpp"

namespace downhill::door {

// Threads that this module can have, 1 to 8: those of the machine in a module that was linked with threads,
// else
// 1. With more than 8, reading everybody's gradient takes longer than another one saves.
int cores();

// The calling thread alone for one worker; for more a team of all cores, the same one for every trainer that
// asks.
std::shared_ptr<Team> teamFor(int workers);

}  // namespace downhill::door

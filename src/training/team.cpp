#include "training/team.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

namespace downhill {
namespace {

int validated(int size) {
  if (size < 1 || size > Team::mostMembers)
    throw std::invalid_argument("a team of " + std::to_string(size) + " is impossible; it must have 1 to " +
                                std::to_string(Team::mostMembers) + " members");
  return size;
}

}  // namespace

Team::Team(int size) {
  validated(size);
  try {
    for (int own = 1; own < size; ++own) {
      Helper& helper = *helpers_.emplace_back(std::make_unique<Helper>());
      helper.thread = std::thread([this, &helper, own] { serve(helper, own); });
    }
  } catch (...) {
    end();
    throw;
  }
}

Team::~Team() { end(); }

void Team::end() {
  ending_ = true;
  for (const auto& helper : helpers_) {
    helper->bell.ring();
    if (helper->thread.joinable()) helper->thread.join();
  }
}

void Team::forEach(int parts, const std::function<void(int)>& work) {
  if (parts < 0 || parts > mostMembers)
    throw std::invalid_argument(std::to_string(parts) + " parts cannot be shared out; there must be 0 to " +
                                std::to_string(mostMembers));
  ++round_;
  work_ = &work;
  parts_ = parts;
  unfinished_ = parts;
  for (int part = 0; part < parts; ++part) claims_[part] = 2 * round_;
  for (int own = 1; own < std::min(parts, size()); ++own) {
    Helper& helper = *helpers_[own - 1];
    helper.calledIn = round_;
    helper.bell.ring();
  }
  takeParts(round_, 0);
  finished_.waitUntil([this] { return unfinished_ == 0; });
  if (error_) std::rethrow_exception(std::exchange(error_, nullptr));
}

void Team::serve(Helper& helper, int own) {
  std::uint32_t seen = 0;
  for (;;) {
    helper.bell.waitUntil([&] { return ending_ || helper.calledIn != seen; });
    if (ending_) return;
    seen = helper.calledIn;
    takeParts(seen, own);
  }
}

// Its own part first, whose data are still in its core's cache from the last round, then what others left.
void Team::takeParts(std::uint32_t round, int first) {
  const int parts = parts_;
  for (int i = 0; i < parts; ++i) {
    const int part = (first + i) % parts;
    std::uint32_t open = 2 * round;
    if (!claims_[part].compare_exchange_strong(open, 2 * round + 1)) continue;
    try {
      (*work_)(part);
    } catch (...) {
      const std::lock_guard lock(errorMutex_);
      error_ = std::current_exception();
    }
    if (--unfinished_ == 0) finished_.ring();
  }
}

}  // namespace downhill

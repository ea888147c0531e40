#pragma once

#include <array>
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace downhill {

// Where one thread waits for something that others bring about. It first looks again and again for some
// microseconds, where being woken would take longer than the wait, and then sleeps.
class Doorbell {
 public:
  // Back as soon as condition() holds. What it reads must be atomics that are written before ring() is
  // called, both in sequentially consistent order: else a ring between the look and the sleep would be
  // missed.
  template <class Condition>
  void waitUntil(const Condition& condition) {
    constexpr int looks = 1 << 14;
    for (int look = 0; look < looks; ++look)
      if (condition()) return;
    std::unique_lock lock(mutex_);
    asleep_ = true;
    bell_.wait(lock, condition);
    asleep_ = false;
  }

  void ring() {
    if (!asleep_) return;
    {
      const std::lock_guard lock(mutex_);
    }
    bell_.notify_one();
  }

 private:
  std::mutex mutex_;
  std::condition_variable bell_;
  std::atomic<bool> asleep_{false};
};

// Threads that share work which comes in parts, thousands of times a second. Who does which part is up to the
// machine, and nothing that comes out may depend on it: each part writes to places of its own.
//
// The thread that calls forEach works too, and takes the parts of those who do not come: a thread that has
// not started yet holds nobody up.
class Team {
 public:
  static constexpr int mostMembers = 16;

  // size: threads in all, the caller's among them, 1 to mostMembers. All but that one are started here.
  // Throws std::invalid_argument for another size, std::system_error where no thread can be had.
  explicit Team(int size = 1);
  ~Team();
  Team(const Team&) = delete;
  Team& operator=(const Team&) = delete;

  int size() const { return static_cast<int>(helpers_.size()) + 1; }

  // work(0), …, work(parts − 1), each once; back when all are done. parts: 0 to mostMembers, also more than
  // there are threads. Where parts throw, the exception of one of them is thrown here after all have ended.
  // For one thread at a time, and not from within a part.
  void forEach(int parts, const std::function<void(int part)>& work);

 private:
  struct Helper {
    std::atomic<std::uint32_t> calledIn{0};  // the last round that it was called to
    Doorbell bell;
    std::thread thread;
  };

  void serve(Helper& helper, int own);
  void end();
  void takeParts(std::uint32_t round, int first);

  std::vector<std::unique_ptr<Helper>> helpers_;
  std::atomic<bool> ending_{false};

  // A round is one call of forEach, counted from 1. In it a part is free, with 2 · round, or taken, with
  // 2 · round + 1: who comes late and still thinks of an earlier round takes nothing.
  std::uint32_t round_ = 0;
  std::array<std::atomic<std::uint32_t>, mostMembers> claims_{};
  std::atomic<int> parts_{0};
  const std::function<void(int)>* work_ = nullptr;  // read by those alone who hold a part
  std::atomic<int> unfinished_{0};
  Doorbell finished_;
  std::mutex errorMutex_;
  std::exception_ptr error_;
};

}  // namespace downhill

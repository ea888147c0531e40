#pragma once

namespace downhill::door {

// What JavaScript holds and must delete. The count lets a test find what was forgotten.
class Handle {
 public:
  Handle() { ++live_; }
  ~Handle() { --live_; }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;

  static int live() { return live_; }

 private:
  static inline int live_ = 0;
};

}  // namespace downhill::door

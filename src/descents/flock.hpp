#pragma once

#include <memory>
#include <vector>

#include "descents/walker.hpp"

namespace downhill {

// Many walks of one method on one problem, side by side, each as a Walker would walk it.
//
// A method that moves every parameter by its own gradient and memory does not ask whose parameters they are:
// the coordinates of all walks, one behind the other, are one long θ to it, and a step of all is one step.
// What a step costs beside its arithmetic is then paid once for all.
class Flock {
 public:
  // Whether a method can be walked with so: see Optimizer::inSlices.
  static bool suits(const Optimizer<double>& optimizer) { return optimizer.inSlices(); }

  // Throws std::invalid_argument for a method that does not suit, and for settings that make no sense.
  Flock(const Problem& problem, const Optimizer<double>& optimizer, const WalkSettings& settings);

  struct End {
    Point point;
    int steps;
    StopReason reason;
  };

  // Where walks from these starts end, in the same order. starts: (walks, dimension)
  const std::vector<End>& walk(const Matrix<double>& starts);

 private:
  void letGo(StopReason reason, Eigen::Index place);
  void judgeAll();
  void stepAll();

  const Problem& problem_;
  std::unique_ptr<Optimizer<double>> optimizer_;
  WalkSettings settings_;
  double rate_;
  int steps_ = 0;

  // Those who still walk come first, in any order.
  Eigen::Index walking_ = 0;
  Matrix<double> points_, gradients_;                   // (walks, dimension)
  Vector<double> values_, valuesBefore_, startValues_;  // (walks)
  std::vector<std::size_t> numbers_;                    // which walk stands at a place
  std::vector<End> ends_;                               // by number
};

}  // namespace downhill

#pragma once

#include <vector>

#include "network/network.hpp"
#include "training/evaluation.hpp"
#include "training/sample_range.hpp"

namespace downhill {

// The straight way from one network to another of the same layers, and beyond both:
//
//   θ(t) = (1 − t) a + t b                (Goodfellow, Vinyals & Saxe 2015; Keskar et al. 2017, figure 3)
//
// t = 0 is a, t = 1 is b. Small batch against large batch: the wider valley is the one around the small
// batch's end, unless the weights' sizes fake it: a step of t is a smaller part of larger weights.
class Line {
 public:
  struct Range {
    double low = -0.5, high = 1.5;
    int points = 41;  // 2 to 401
  };

  struct Place {
    double t = 0;
    EvaluationReport train, test;  // with loss() and accuracy()
  };

  // network: only its layers and its loss matter. from, to: (N)
  Line(const Network<float>& network, Vector<float> from, Vector<float> to, const Range& range,
       SampleRange train, SampleRange test);

  // Number index of the points, counted from 0.
  Place at(int index);

  const Range& range() const { return range_; }
  double distance() const { return static_cast<double>((to_ - from_).norm()); }  // ‖b − a‖

 private:
  Network<float> network_;
  Vector<float> from_, to_;
  Range range_;
  SampleRange train_, test_;
};

}  // namespace downhill

#pragma once

#include <cstdint>
#include <vector>

#include "descents/minima.hpp"
#include "descents/walker.hpp"

namespace downhill {

// The same walk under many seeds. Seeds run from the first on, so that a caller can take them in slices; each
// seed's walk is the same whichever slice it is in.
struct Seeds {
  std::uint32_t first = 1;
  int count = 100;
};

// Where a walk starts: at a place, scattered around it (normal, with this deviation in each coordinate), or
// anywhere in the problem's window (uniform).
struct StartRule {
  Point at = {};
  double spread = 0;
  bool anywhere = false;
};

struct EndPoint {
  std::uint32_t seed;
  Point start;
  Point at;
  double value;
  double shiftedValue;  // f(at − shift): the loss there when the surface has moved by the shift
  int steps;
  StopReason reason;
  int minimum;  // the one that lies below, or Minima::none
};

// Where walks end. From one start under noise: does it stay in the sharp minimum? From anywhere, and taking
// the best: multi-start search.
std::vector<EndPoint> endPoints(const Problem& problem, const Optimizer<double>& optimizer,
                                const StartRule& start, const WalkSettings& settings, Seeds seeds,
                                Minima& minima, const Point& shift = {});

struct Escape {
  std::uint32_t seed;
  int steps;  // until the walk was first farther away than the radius; −1 if it never was
  Point at;   // there, or where it stopped
};

// How long it takes to get away from a place, such as a saddle.
std::vector<Escape> escapes(const Problem& problem, const Optimizer<double>& optimizer,
                            const StartRule& start, const WalkSettings& settings, Seeds seeds,
                            const Point& from, double radius);

}  // namespace downhill

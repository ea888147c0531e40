#pragma once

#include <memory>
#include <string>

#include "geometry.hpp"
#include "handles.hpp"
#include "options.hpp"

namespace downhill::door {

EMSCRIPTEN_DECLARE_VAL_TYPE(ProblemFacts)
EMSCRIPTEN_DECLARE_VAL_TYPE(CurveBehaviour)
EMSCRIPTEN_DECLARE_VAL_TYPE(SurfaceBehaviour)
EMSCRIPTEN_DECLARE_VAL_TYPE(GridOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(DifferenceOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(DirectionOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(PolarOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(CutOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(FlowOptions)

inline constexpr std::array gridKeys{Key("window?", "[number, number][]"), Key("columns", "number"),
                                     Key("rows?", "number"), Key("gradients?", "boolean")};
inline constexpr std::array differenceKeys{Key("x", "number"), Key("h", "ArrayLike<number>")};
inline constexpr std::array directionKeys{Key("at", "ArrayLike<number>"), Key("angle", "number")};
inline constexpr std::array polarKeys{Key("at", "ArrayLike<number>"), Key("count", "number")};
inline constexpr std::array cutKeys{Key("at", "ArrayLike<number>"), Key("angle", "number"),
                                    Key("range", "[number, number]"), Key("count", "number")};
inline constexpr std::array flowKeys{Key("positions", "ArrayLike<number>"), Key("time", "number"),
                                     Key("steps?", "number"), Key("speedLimit?", "number")};

// { formula, domain, starts, stationary, hasFloor, source }
val describedFacts(const Facts& facts);

// f, ∇f and ∇²f at one place; what was not asked for is empty.
struct PlaceValues {
  double value;
  Float64Array gradient;  // (dimension)
  Float64Array hessian;   // (dimension, dimension)
  std::string trouble;    // why the value is not a finite number, else empty
};

struct GridValues {
  int columns, rows;
  Float64Array values;     // (rows, columns), row 0 at the bottom
  Float64Array gradients;  // (rows, columns, dimension), empty unless asked for
};

// The slope at a place by differences over each h of a list.
struct DifferenceTable {
  double value, slope;  // f and f′ there
  double floor;         // the analytic slope's own rounding
  Float64Array forward, central, forwardError, centralError;
  int bestForward, bestCentral;  // which h of the list errs least
};

struct DirectionValues {
  Float64Array gradient;
  double gradientAngle;
  Float64Array u;
  double alongX, alongY, slope, norm, theta, cosine;
};

struct PolarSlopes {
  Float64Array angles, slopes;
};

// A problem that JavaScript holds: a surface or a curve, by name or from a learner's formula.
class ProblemHandle : public Handle {
 public:
  explicit ProblemHandle(std::shared_ptr<const Problem> problem) : problem_(std::move(problem)) {}

  const std::shared_ptr<const Problem>& problem() const { return problem_; }
  std::string name() const { return std::string(problem_->name()); }
  int dimension() const { return static_cast<int>(problem_->dimension()); }
  ProblemFacts facts() const { return ProblemFacts(describedFacts(problem_->facts())); }

  PlaceValues at(const NumberArray& place, const Number& order) const;
  GridValues grid(const GridOptions& options) const;
  DifferenceTable differences(const DifferenceOptions& options) const;
  CurveBehaviour behaviour(const Number& x) const;
  CurveBehaviour behaviourAlong(const DirectionOptions& options) const;
  SurfaceBehaviour behaviourAround(const NumberArray& place) const;
  DirectionValues direction(const DirectionOptions& options) const;
  PolarSlopes polar(const PolarOptions& options) const;
  Float64Array cut(const CutOptions& options) const;
  Float64Array flow(const FlowOptions& options) const;

 private:
  std::shared_ptr<const Problem> problem_;
};

}  // namespace downhill::door

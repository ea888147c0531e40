#include "descents/statistics.hpp"

#include <emscripten/bind.h>

#include <limits>

#include "door.hpp"
#include "mathematics/problem_handle.hpp"
#include "mathematics/walk.hpp"
#include "options.hpp"
#include "slices.hpp"

namespace downhill::door {
namespace {

EMSCRIPTEN_DECLARE_VAL_TYPE(EndOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(EscapeOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(ReasonList)

// One row for each seed so far.
struct EndPoints {
  Uint32Array seeds;
  Float64Array starts, ends;  // (rows, dimension)
  Float64Array values, shiftedValues;
  Int32Array steps, minima;
  ReasonList reasons{val::array()};
};

struct Escapes {
  Uint32Array seeds;
  Int32Array steps;   // −1: it never got away
  Float64Array ends;  // (rows, dimension)
};

constexpr std::array startKeys{Key("at?", "ArrayLike<number>"), Key("spread?", "number"),
                               Key("anywhere?", "boolean")};
constexpr std::array seedKeys{Key("first?", "number"), Key("count?", "number")};
constexpr auto seedWorkKeys = joined(walkKeys, std::array{Key("start", startKeys), Key("seeds?", seedKeys)});
constexpr auto endKeys = joined(seedWorkKeys, std::array{Key("shift?", "ArrayLike<number>")});
constexpr auto escapeKeys =
    joined(seedWorkKeys, std::array{Key("from", "ArrayLike<number>"), Key("radius", "number")});

StartRule startFrom(const val& value, Eigen::Index dimension) {
  const Settings settings(value, "start", startKeys);
  if (settings.has("anywhere") && boolean(settings["anywhere"], "anywhere")) return {.anywhere = true};
  StartRule rule{.at = pointFrom(settings["at"], "start.at", dimension)};
  if (settings.has("spread")) rule.spread = number(settings["spread"], "spread", 0, 1e6);
  return rule;
}

Seeds seedsFrom(const Settings& options) {
  Seeds seeds;
  if (!options.has("seeds")) return seeds;
  const Settings given(options["seeds"], "seeds", seedKeys);
  if (given.has("first")) seeds.first = seed(given["first"]);
  if (given.has("count")) seeds.count = wholeNumber(given["count"], "count", 1, 1'000'000);
  return seeds;
}

void append(std::vector<double>& rows, const Point& row) { rows.insert(rows.end(), row.begin(), row.end()); }

// The same walk under many seeds, some seeds at a time.
class SeedWork : public Handle {
 public:
  SeedWork(std::shared_ptr<const Problem> problem, const Settings& options)
      : problem_(std::move(problem)),
        walk_(walkFrom(options)),
        start_(startFrom(options["start"], problem_->dimension())),
        seeds_(seedsFrom(options)) {}
  virtual ~SeedWork() = default;

 protected:
  virtual void walk(Seeds one) = 0;

  Progress advance(const Number& milliseconds) {
    doFor(sliceFrom(milliseconds), [this] {
      if (done_ == seeds_.count) return false;
      const auto next = seeds_.first + static_cast<std::uint32_t>(done_);
      walk({next, 1});
      seedsDone_.push_back(next);
      return ++done_ < seeds_.count;
    });
    return {done_, seeds_.count};
  }

  std::shared_ptr<const Problem> problem_;
  Walk walk_;
  StartRule start_;
  std::vector<std::uint32_t> seedsDone_;

 private:
  Seeds seeds_;
  int done_ = 0;
};

class EndPointWork final : public SeedWork {
 public:
  EndPointWork(std::shared_ptr<const Problem> problem, const Settings& options)
      : SeedWork(std::move(problem), options), minima_(*problem_) {
    if (options.has("shift")) shift_ = pointFrom(options["shift"], "shift", problem_->dimension());
  }

  Progress run(const Number& milliseconds) { return advance(milliseconds); }

  EndPoints result() const {
    std::vector<double> starts, ends, values, shifted;
    std::vector<std::int32_t> steps, minima;
    val reasons = val::array();
    for (const EndPoint& end : found_) {
      append(starts, end.start);
      append(ends, end.at);
      values.push_back(end.value);
      shifted.push_back(end.shiftedValue);
      steps.push_back(end.steps);
      minima.push_back(end.minimum);
      reasons.call<void>("push", std::string(nameOf(end.reason)));
    }
    return {toUint32Array(seedsDone_), numbersOf(starts),   numbersOf(ends),      numbersOf(values),
            numbersOf(shifted),        toInt32Array(steps), toInt32Array(minima), ReasonList(reasons)};
  }

 private:
  void walk(Seeds one) override {
    const auto ends = endPoints(*problem_, *walk_.optimizer, start_, walk_.settings, one, minima_, shift_);
    found_.push_back(ends.front());
  }

  Minima minima_;
  Point shift_;
  std::vector<EndPoint> found_;
};

class EscapeWork final : public SeedWork {
 public:
  EscapeWork(std::shared_ptr<const Problem> problem, const Settings& options)
      : SeedWork(std::move(problem), options),
        from_(pointFrom(options["from"], "from", problem_->dimension())),
        radius_(number(options["radius"], "radius", std::numeric_limits<double>::min(), 1e6)) {}

  Progress run(const Number& milliseconds) { return advance(milliseconds); }

  Escapes result() const {
    std::vector<double> ends;
    for (const Point& end : ends_) append(ends, end);
    return {toUint32Array(seedsDone_), toInt32Array(steps_), numbersOf(ends)};
  }

 private:
  void walk(Seeds one) override {
    const auto found =
        escapes(*problem_, *walk_.optimizer, start_, walk_.settings, one, from_, radius_).front();
    steps_.push_back(found.steps);
    ends_.push_back(found.at);
  }

  Point from_;
  double radius_;
  std::vector<std::int32_t> steps_;
  std::vector<Point> ends_;
};

std::unique_ptr<EndPointWork> createEndPoints(const ProblemHandle& problem, const EndOptions& value) {
  const Settings options(value, "the statistics' options", endKeys);
  return std::make_unique<EndPointWork>(problem.problem(), options);
}

std::unique_ptr<EscapeWork> createEscapes(const ProblemHandle& problem, const EscapeOptions& value) {
  const Settings options(value, "the statistics' options", escapeKeys);
  return std::make_unique<EscapeWork>(problem.problem(), options);
}

}  // namespace

EMSCRIPTEN_BINDINGS(statistics) {
  using namespace emscripten;
  registerOptions<EndOptions>(endKeys);
  registerOptions<EscapeOptions>(escapeKeys);
  register_type<ReasonList>("string[]");
  value_object<EndPoints>("EndPoints")
      .field("seeds", &EndPoints::seeds)
      .field("starts", &EndPoints::starts)
      .field("ends", &EndPoints::ends)
      .field("values", &EndPoints::values)
      .field("shiftedValues", &EndPoints::shiftedValues)
      .field("steps", &EndPoints::steps)
      .field("minima", &EndPoints::minima)
      .field("reasons", &EndPoints::reasons);
  value_object<Escapes>("Escapes")
      .field("seeds", &Escapes::seeds)
      .field("steps", &Escapes::steps)
      .field("ends", &Escapes::ends);
  class_<EndPointWork>("EndPointWork")
      .function("run", open<&EndPointWork::run>)
      .function("result", open<&EndPointWork::result>);
  class_<EscapeWork>("EscapeWork")
      .function("run", open<&EscapeWork::run>)
      .function("result", open<&EscapeWork::result>);
  function("createEndPoints", open<&createEndPoints>);
  function("createEscapes", open<&createEscapes>);
}

}  // namespace downhill::door

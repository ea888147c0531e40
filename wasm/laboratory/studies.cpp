#include <emscripten/bind.h>

#include <limits>
#include <memory>

#include "door.hpp"
#include "laboratory/dataset_handle.hpp"
#include "laboratory/ranges.hpp"
#include "laboratory/snapshot_bytes.hpp"
#include "laboratory/trainer_settings.hpp"
#include "options.hpp"
#include "slices.hpp"
#include "training/curvature.hpp"
#include "training/landscape.hpp"
#include "training/line.hpp"
#include "training/principal_plane.hpp"

// What lies around a trained network: slices of its loss, the way it came, how sharply it curves. Each is
// long work: a part at a time, so that a worker goes on training meanwhile, tells how far it is, and can be
// stopped.
namespace downhill::door {
namespace {

EMSCRIPTEN_DECLARE_VAL_TYPE(LandscapeOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(LineOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(CurvatureOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(SnapshotList)
EMSCRIPTEN_DECLARE_VAL_TYPE(PrincipalPlaneOut)
EMSCRIPTEN_DECLARE_VAL_TYPE(LandscapeOut)
EMSCRIPTEN_DECLARE_VAL_TYPE(LineOut)
EMSCRIPTEN_DECLARE_VAL_TYPE(CurvatureOut)

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

Vector<float> parametersFrom(const val& value, const char* name, Eigen::Index count) {
  const auto numbers = floats(value, name, static_cast<std::size_t>(count));
  return Eigen::Map<const Vector<float>>(numbers.data(), count);
}

// The network of a trainer as it answers: nothing is dropped.
Network<float> networkFor(const val& trainerOptions) {
  NetworkSettings settings = networkSettings(trainerSettingsFrom(trainerOptions));
  settings.dropout = 0;
  return Network<float>(settings);
}

// The first so many samples, or all that have arrived where they are fewer.
SampleRange firstOf(const DatasetHandle& data, double count) {
  return {data.data(), 0, std::min(static_cast<std::size_t>(count), data.data()->available())};
}

constexpr auto landscapeKeys = joined(
    keysOf(landscapeSettings), std::array{Key("alpha?", "[number, number]"), Key("beta?", "[number, number]"),
                                          Key("first?", "Float32Array"), Key("second?", "Float32Array")});
constexpr auto lineKeys = keysOf(lineSettings);
constexpr auto curvatureKeys = keysOf(curvatureSettings);

class LandscapeWork : public Handle {
 public:
  explicit LandscapeWork(Landscape landscape)
      : landscape_(std::move(landscape)), losses_(landscape_.grid().points(), unknown) {}

  Progress run(const Number& milliseconds) {
    doFor(sliceFrom(milliseconds), [this] {
      if (done_ == losses_.size()) return false;
      losses_[done_] = landscape_.losses(done_, done_ + 1).front();
      return ++done_ < losses_.size();
    });
    return {static_cast<int>(done_), static_cast<int>(losses_.size())};
  }

  LandscapeOut result() const {
    const PlaneGrid& grid = landscape_.grid();
    const ParameterPlane& plane = landscape_.plane();
    val out = val::object();
    out.set("columns", grid.columns);
    out.set("rows", grid.rows);
    out.set("alpha", val::array(std::vector{grid.alphaLow, grid.alphaHigh}));
    out.set("beta", val::array(std::vector{grid.betaLow, grid.betaHigh}));
    out.set("losses", toFloat64Array(losses_));
    out.set("first", copied<Float32Array>(plane.first));
    out.set("second", copied<Float32Array>(plane.second));
    return LandscapeOut(out);
  }

 private:
  Landscape landscape_;
  std::vector<double> losses_;  // row by row; NaN where none is known yet
  std::size_t done_ = 0;
};

PlaneGrid gridFrom(const Settings& options) {
  const double reach = setting(options, landscapeSettings, "reach");
  PlaneGrid grid{-reach, reach, -reach, reach};
  grid.columns = static_cast<int>(setting(options, landscapeSettings, "columns"));
  grid.rows = static_cast<int>(setting(options, landscapeSettings, "rows"));
  const auto range = [&](const char* name, double& low, double& high) {
    if (!options.has(name)) return;
    const auto ends = doubles(options[name], name, 2);
    low = ends[0], high = ends[1];
  };
  range("alpha", grid.alphaLow, grid.alphaHigh);
  range("beta", grid.betaLow, grid.betaHigh);
  return grid;
}

std::unique_ptr<LandscapeWork> createLandscape(const TrainerOptions& trainer, const NumberArray& parameters,
                                               const DatasetHandle& data, const LandscapeOptions& value) {
  const Settings options(value, "the landscape's options", landscapeKeys);
  Network<float> network = networkFor(trainer);
  const auto count = network.parameterCount();
  network.setParameters(parametersFrom(parameters, "parameters", count));
  ParameterPlane plane =
      randomPlane(network, static_cast<std::uint32_t>(setting(options, landscapeSettings, "seed")));
  if (options.has("first")) plane.first = parametersFrom(options["first"], "first", count);
  if (options.has("second")) plane.second = parametersFrom(options["second"], "second", count);
  return std::make_unique<LandscapeWork>(
      Landscape(network, std::move(plane), gridFrom(options),
                firstOf(data, setting(options, landscapeSettings, "samples"))));
}

class LineWork : public Handle {
 public:
  explicit LineWork(Line line) : line_(std::move(line)) {}

  Progress run(const Number& milliseconds) {
    doFor(sliceFrom(milliseconds), [this] {
      const int done = static_cast<int>(places_.size());
      if (done == line_.range().points) return false;
      places_.push_back(line_.at(done));
      return done + 1 < line_.range().points;
    });
    return {static_cast<int>(places_.size()), line_.range().points};
  }

  LineOut result() const {
    const auto listed = [this](auto read) {
      std::vector<double> values;
      for (const Line::Place& place : places_) values.push_back(read(place));
      return toFloat64Array(values);
    };
    val out = val::object();
    out.set("t", listed([](const Line::Place& place) { return place.t; }));
    out.set("trainLoss", listed([](const Line::Place& place) { return place.train.loss(); }));
    out.set("trainAccuracy", listed([](const Line::Place& place) { return place.train.accuracy(); }));
    out.set("testLoss", listed([](const Line::Place& place) { return place.test.loss(); }));
    out.set("testAccuracy", listed([](const Line::Place& place) { return place.test.accuracy(); }));
    out.set("distance", line_.distance());
    return LineOut(out);
  }

 private:
  Line line_;
  std::vector<Line::Place> places_;
};

std::unique_ptr<LineWork> createLine(const TrainerOptions& trainer, const NumberArray& from,
                                     const NumberArray& to, const DatasetHandle& train,
                                     const DatasetHandle& test, const LineOptions& value) {
  const Settings options(value, "the line's options", lineKeys);
  const Network<float> network = networkFor(trainer);
  const auto count = network.parameterCount();
  const double samples = setting(options, lineSettings, "samples");
  const Line::Range range{setting(options, lineSettings, "low"), setting(options, lineSettings, "high"),
                          static_cast<int>(setting(options, lineSettings, "points"))};
  return std::make_unique<LineWork>(Line(network, parametersFrom(from, "from", count),
                                         parametersFrom(to, "to", count), range, firstOf(train, samples),
                                         firstOf(test, samples)));
}

class CurvatureWork : public Handle {
 public:
  CurvatureWork(HessianProduct product, Eigen::Index size, int steps, int probes, std::uint32_t seedValue)
      : lanczos_(product, size, seedValue),
        trace_(std::move(product), size, seedValue),
        steps_(steps),
        probes_(probes) {}

  Progress run(const Number& milliseconds) {
    doFor(sliceFrom(milliseconds), [this] {
      if (eigenvaluesDone() && trace_.probes() == probes_) return false;
      eigenvaluesDone() ? trace_.probe() : lanczos_.step();
      return true;
    });
    return {(eigenvaluesDone() ? steps_ : lanczos_.steps()) + trace_.probes(), steps_ + probes_};
  }

  CurvatureOut result() const {
    std::vector<double> values, errors;
    for (const auto& [value, error] :
         lanczos_.steps() > 0 ? lanczos_.largest(lanczos_.steps()) : std::vector<Lanczos::Eigenvalue>{}) {
      values.push_back(value);
      errors.push_back(error);
    }
    val out = val::object();
    out.set("steps", lanczos_.steps());
    out.set("eigenvalues", toFloat64Array(values));
    out.set("errors", toFloat64Array(errors));
    out.set("largestStableRate", values.empty() ? unknown : largestStableRate(values.front()));
    out.set("probes", trace_.probes());
    out.set("trace", trace_.probes() > 0 ? trace_.trace() : unknown);
    out.set("traceError", trace_.probes() > 1 ? trace_.standardError() : unknown);
    return CurvatureOut(out);
  }

 private:
  bool eigenvaluesDone() const { return lanczos_.complete() || lanczos_.steps() == steps_; }

  Lanczos lanczos_;
  HutchinsonTrace trace_;
  int steps_, probes_;
};

std::unique_ptr<CurvatureWork> createCurvature(const TrainerOptions& trainer, const NumberArray& parameters,
                                               const DatasetHandle& data, const CurvatureOptions& value) {
  const Settings options(value, "the curvature's options", curvatureKeys);
  const auto read = [&](const char* name) { return setting(options, curvatureSettings, name); };
  const Network<float> network = networkFor(trainer);
  const auto count = network.parameterCount();
  const SampleRange samples = firstOf(data, read("samples"));
  validate(samples);
  return std::make_unique<CurvatureWork>(
      hessianProduct<float>(gradientOver(network, samples), parametersFrom(parameters, "parameters", count)),
      count, static_cast<int>(read("steps")), static_cast<int>(read("probes")),
      static_cast<std::uint32_t>(read("seed")));
}

// snapshots: as a trainer gives them, in order.
PrincipalPlaneOut principalPlaneOf(const SnapshotList& snapshots) {
  std::vector<Vector<float>> path;
  for (const val& snapshot : emscripten::vecFromJSArray<val>(snapshots))
    path.push_back(snapshotFrom(bytes(snapshot, "a snapshot")).parameters);
  const PrincipalPlane principal = principalPlane(path);
  const PlaneGrid grid = gridAround(principal, 41, 41);
  std::vector<double> first, second, beside;
  for (const PathPoint& point : principal.path) {
    first.push_back(point.first);
    second.push_back(point.second);
    beside.push_back(point.beside);
  }
  val out = val::object();
  out.set("first", copied<Float32Array>(principal.plane.first));
  out.set("second", copied<Float32Array>(principal.plane.second));
  out.set("explained", val::array(principal.explained.begin(), principal.explained.end()));
  val points = val::object();
  points.set("first", toFloat64Array(first));
  points.set("second", toFloat64Array(second));
  points.set("beside", toFloat64Array(beside));
  out.set("path", points);
  out.set("alpha", val::array(std::vector{grid.alphaLow, grid.alphaHigh}));
  out.set("beta", val::array(std::vector{grid.betaLow, grid.betaHigh}));
  return PrincipalPlaneOut(out);
}

}  // namespace

EMSCRIPTEN_BINDINGS(studies) {
  using namespace emscripten;
  registerOptions<LandscapeOptions>(landscapeKeys);
  registerOptions<LineOptions>(lineKeys);
  registerOptions<CurvatureOptions>(curvatureKeys);
  register_type<SnapshotList>("Uint8Array[]");
  register_type<PrincipalPlaneOut>(
      "{ first: Float32Array<ArrayBuffer>, second: Float32Array<ArrayBuffer>, explained: [number, number], "
      "path: { first: Float64Array<ArrayBuffer>, second: Float64Array<ArrayBuffer>, "
      "beside: Float64Array<ArrayBuffer> }, alpha: [number, number], beta: [number, number] }");
  register_type<LandscapeOut>(
      "{ columns: number, rows: number, alpha: [number, number], beta: [number, number], "
      "losses: Float64Array<ArrayBuffer>, first: Float32Array<ArrayBuffer>, second: "
      "Float32Array<ArrayBuffer> }");
  register_type<LineOut>(
      "{ t: Float64Array<ArrayBuffer>, trainLoss: Float64Array<ArrayBuffer>, "
      "trainAccuracy: Float64Array<ArrayBuffer>, testLoss: Float64Array<ArrayBuffer>, "
      "testAccuracy: Float64Array<ArrayBuffer>, distance: number }");
  register_type<CurvatureOut>(
      "{ steps: number, eigenvalues: Float64Array<ArrayBuffer>, errors: Float64Array<ArrayBuffer>, "
      "largestStableRate: number, probes: number, trace: number, traceError: number }");
  value_object<Progress>("Progress").field("done", &Progress::done).field("total", &Progress::total);
  class_<LandscapeWork>("LandscapeWork")
      .function("run", open<&LandscapeWork::run>)
      .function("result", open<&LandscapeWork::result>);
  class_<LineWork>("LineWork")
      .function("run", open<&LineWork::run>)
      .function("result", open<&LineWork::result>);
  class_<CurvatureWork>("CurvatureWork")
      .function("run", open<&CurvatureWork::run>)
      .function("result", open<&CurvatureWork::result>);
  function("createLandscape", open<&createLandscape>);
  function("createLine", open<&createLine>);
  function("createCurvature", open<&createCurvature>);
  function("principalPlane", open<&principalPlaneOf>);
}

}  // namespace downhill::door

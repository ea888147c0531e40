#include <emscripten/bind.h>

#include "door.hpp"
#include "doubts.hpp"
#include "models/lines.hpp"
#include "options.hpp"
#include "regression/batches.hpp"

namespace downhill::door {
namespace {

EMSCRIPTEN_DECLARE_VAL_TYPE(Text)
EMSCRIPTEN_DECLARE_VAL_TYPE(DesignOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(LineOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(SampleOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(LossGridOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(BowlOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(LineDescentOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(BatchErrorOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(BatchDescentOptions)

constexpr int mostSteps = 100'000;

constexpr std::array designKeys{Key("design", "ArrayLike<number>"), Key("columns", "number"),
                                Key("targets", "ArrayLike<number>")};
constexpr std::array pointsAndLineKeys{Key("points", pointKeys), Key("line", lineKeys)};
constexpr auto lossKeys = joined(pointsAndLineKeys, reductionKeys);
constexpr auto gridKeys =
    joined(std::array{Key("points", pointKeys), Key("slopes", "[number, number]"),
                      Key("intercepts", "[number, number]"), Key("columns", "number"), Key("rows", "number")},
           reductionKeys);
constexpr auto bowlKeys = joined(std::array{Key("points", pointKeys)}, reductionKeys);
constexpr auto descentKeys = joined(std::array{Key("points", pointKeys), Key("start", lineKeys),
                                               Key("rate", "number"), Key("steps", "number")},
                                    reductionKeys);
constexpr auto batchErrorKeys =
    joined(pointsAndLineKeys, std::array{Key("batchSizes", "ArrayLike<number>"),
                                         Key("repetitions?", "number"), Key("seed?", "number")});
constexpr std::array batchDescentKeys{Key("points", pointKeys),  Key("start", lineKeys),
                                      Key("rate?", "number"),    Key("batchSize?", "number"),
                                      Key("samples?", "number"), Key("seed?", "number")};

struct PointValues {
  Float64Array x, y;
  DoubtOrNull doubt{val::null()};
};

struct LineFitValues {
  Line line;
  Float64Array residuals;
  FitQuality quality;
  Float64Array normalMatrix;  // (2, 2)
  Float64Array normalRight;   // (2)
};

struct LineLossValues {
  double value;
  Float64Array gradient;   // (2): by slope, by intercept
  Float64Array residuals;  // (n)
  FitQuality quality;
};

struct BowlValues {
  Float64Array hessian;     // (2, 2)
  Float64Array curvatures;  // (2), the larger first
  Float64Array directions;  // (2, 2): one direction a row, the steeper first
  double conditionNumber, largestStableRate, bestRate;
};

struct LinePath {
  Float64Array slopes, intercepts, losses;  // (rows)
  Float64Array gradients, distances;        // (rows, 2)
  Float64Array decayFactors;                // (2): what a step leaves of the distance along each direction
};

struct StandardisedPoints {
  double mean, deviation;
  Float64Array x, y;
};

struct BatchErrors {
  Int32Array batchSizes;
  Float64Array meanAngle, ninthDecileAngle, meanSquare, expectedSquare;
};

struct BatchPath {
  Float64Array slopes, intercepts, losses;
  Int32Array samplesProcessed;
  bool diverged;
};

PointValues parsedText(const Text& value) {
  const auto [points, table] = parsePoints(text(value, "the text"));
  return {numbersOf(points.x), numbersOf(points.y), describedDoubt(table)};
}

Float64Array leastSquaresFrom(const DesignOptions& value) {
  const Settings options(value, "the system", designKeys);
  const auto targets = doubles(options["targets"], "targets", anyLength);
  const int columns = wholeNumber(options["columns"], "columns", 1, 1000);
  const auto design =
      doubles(options["design"], "design", targets.size() * static_cast<std::size_t>(columns));
  const auto rows = static_cast<Eigen::Index>(targets.size());
  return numbersOf(leastSquares(Eigen::Map<const Matrix<double>>(design.data(), rows, columns),
                                Eigen::Map<const Vector<double>>(targets.data(), rows)));
}

LineFitValues fitLineFrom(const PointArrays& value) {
  const LineFit fit = fitLine(pointsFrom(value));
  const Matrix<double> normal = fit.normalMatrix;
  return {fit.line, numbersOf(fit.residuals), fit.quality, numbersOf(normal), numbersOf(fit.normalRight)};
}

LineLossValues lineLossFrom(const LineOptions& value) {
  const Settings options(value, "the line's options", lossKeys);
  const Points points = pointsFrom(options["points"]);
  const Line line = lineFrom(options["line"], "line");
  const LineLoss loss = lineLoss(points, line, reductionFrom(options));
  const auto residuals = residualsOf(line, points);
  return {loss.value, numbersOf(loss.gradient), numbersOf(residuals), fitQuality(residuals, points.y)};
}

// L over a window of slope and intercept, at the crossings of columns × rows lines; row 0 at the bottom.
Float64Array lossGrid(const LossGridOptions& value) {
  const Settings options(value, "the grid's options", gridKeys);
  const Points points = pointsFrom(options["points"]);
  const Range slopes = rangeFrom(options["slopes"], "slopes"),
              intercepts = rangeFrom(options["intercepts"], "intercepts");
  const int columns = wholeNumber(options["columns"], "columns", 2, 1024),
            rows = wholeNumber(options["rows"], "rows", 2, 1024);
  const Reduction reduction = reductionFrom(options);
  std::vector<double> values;
  for (int row = 0; row < rows; ++row)
    for (int column = 0; column < columns; ++column) {
      const Line line{slopes.low + (slopes.high - slopes.low) * column / (columns - 1),
                      intercepts.low + (intercepts.high - intercepts.low) * row / (rows - 1)};
      values.push_back(lineLoss(points, line, reduction).value);
    }
  return numbersOf(values);
}

BowlValues bowlFrom(const BowlOptions& value) {
  const Settings options(value, "the bowl's options", bowlKeys);
  const Bowl bowl = bowlOf(pointsFrom(options["points"]), reductionFrom(options));
  const Matrix<double> hessian = bowl.hessian, directions = bowl.directions.transpose();
  return {numbersOf(hessian),   numbersOf(bowl.curvatures), numbersOf(directions),
          bowl.conditionNumber, bowl.largestStableRate,     bowl.bestRate};
}

LinePath descendLineFrom(const LineDescentOptions& value) {
  const Settings options(value, "the descent's options", descentKeys);
  const Points points = pointsFrom(options["points"]);
  const Reduction reduction = reductionFrom(options);
  const double rate = number(options["rate"], "rate", 0, 1e6);
  std::vector<double> slopes, intercepts, losses, gradients, distances;
  for (const LineStep& step : descendLine(points, lineFrom(options["start"], "start"), rate,
                                          wholeNumber(options["steps"], "steps", 0, mostSteps), reduction)) {
    slopes.push_back(step.line.slope);
    intercepts.push_back(step.line.intercept);
    losses.push_back(step.loss);
    gradients.insert(gradients.end(), step.gradient.begin(), step.gradient.end());
    distances.insert(distances.end(), step.distances.begin(), step.distances.end());
  }
  return {numbersOf(slopes),    numbersOf(intercepts),
          numbersOf(losses),    numbersOf(gradients),
          numbersOf(distances), numbersOf(decayFactors(bowlOf(points, reduction), rate))};
}

StandardisedPoints standardised(const PointArrays& value) {
  const Points points = pointsFrom(value);
  const Standardisation standardisation = standardisationOf(points);
  const Points scaled = standardisation.apply(points);
  return {standardisation.mean, standardisation.deviation, numbersOf(scaled.x), numbersOf(scaled.y)};
}

Float64Array sampleGradientsFrom(const SampleOptions& value) {
  const Settings options(value, "the line's options", pointsAndLineKeys);
  return numbersOf(sampleGradients(pointsFrom(options["points"]), lineFrom(options["line"], "line")));
}

BatchErrors batchErrorsFrom(const BatchErrorOptions& value) {
  const Settings options(value, "the batches' options", batchErrorKeys);
  const int repetitions =
      options.has("repetitions") ? wholeNumber(options["repetitions"], "repetitions", 1, mostSteps) : 1000;
  std::vector<std::int32_t> sizes;
  std::vector<double> mean, ninth, square, expected;
  for (const BatchError& error : batchErrors(pointsFrom(options["points"]), lineFrom(options["line"], "line"),
                                             wholeNumbers(options["batchSizes"], "batchSizes", 1, 100'000),
                                             repetitions, options.has("seed") ? seed(options["seed"]) : 1)) {
    sizes.push_back(error.batchSize);
    mean.push_back(error.meanAngle);
    ninth.push_back(error.ninthDecileAngle);
    square.push_back(error.meanSquare);
    expected.push_back(error.expectedSquare);
  }
  return {toInt32Array(sizes), numbersOf(mean), numbersOf(ninth), numbersOf(square), numbersOf(expected)};
}

BatchPath descendInBatchesFrom(const BatchDescentOptions& value) {
  const Settings options(value, "the descent's options", batchDescentKeys);
  BatchDescentSettings settings;
  if (options.has("rate")) settings.rate = number(options["rate"], "rate", 0, 1e6);
  if (options.has("batchSize"))
    settings.batchSize = wholeNumber(options["batchSize"], "batchSize", 1, 1'000'000);
  if (options.has("samples")) settings.samples = wholeNumber(options["samples"], "samples", 0, 1'000'000);
  if (options.has("seed")) settings.seed = seed(options["seed"]);
  const BatchDescentPath path =
      descendInBatches(pointsFrom(options["points"]), lineFrom(options["start"], "start"), settings);
  std::vector<double> slopes, intercepts;
  for (const Line& line : path.lines) {
    slopes.push_back(line.slope);
    intercepts.push_back(line.intercept);
  }
  return {numbersOf(slopes), numbersOf(intercepts), numbersOf(path.losses),
          toInt32Array(path.samplesProcessed), path.diverged};
}

}  // namespace

EMSCRIPTEN_BINDINGS(regression) {
  using namespace emscripten;
  register_type<Text>("string");
  register_type<DoubtOrNull>(DOWNHILL_DOUBT_TYPE);
  registerOptions<PointArrays>(pointKeys);
  registerOptions<DesignOptions>(designKeys);
  registerOptions<LineOptions>(lossKeys);
  registerOptions<SampleOptions>(pointsAndLineKeys);
  registerOptions<LossGridOptions>(gridKeys);
  registerOptions<BowlOptions>(bowlKeys);
  registerOptions<LineDescentOptions>(descentKeys);
  registerOptions<BatchErrorOptions>(batchErrorKeys);
  registerOptions<BatchDescentOptions>(batchDescentKeys);
  value_object<PointValues>("PointValues")
      .field("x", &PointValues::x)
      .field("y", &PointValues::y)
      .field("doubt", &PointValues::doubt);
  value_object<Line>("Line").field("slope", &Line::slope).field("intercept", &Line::intercept);
  value_object<FitQuality>("FitQuality")
      .field("sumOfSquares", &FitQuality::sumOfSquares)
      .field("meanSquare", &FitQuality::meanSquare)
      .field("residualVariance", &FitQuality::residualVariance)
      .field("varianceOfTargets", &FitQuality::varianceOfTargets)
      .field("rSquared", &FitQuality::rSquared);
  value_object<LineFitValues>("LineFitValues")
      .field("line", &LineFitValues::line)
      .field("residuals", &LineFitValues::residuals)
      .field("quality", &LineFitValues::quality)
      .field("normalMatrix", &LineFitValues::normalMatrix)
      .field("normalRight", &LineFitValues::normalRight);
  value_object<LineLossValues>("LineLossValues")
      .field("value", &LineLossValues::value)
      .field("gradient", &LineLossValues::gradient)
      .field("residuals", &LineLossValues::residuals)
      .field("quality", &LineLossValues::quality);
  value_object<BowlValues>("BowlValues")
      .field("hessian", &BowlValues::hessian)
      .field("curvatures", &BowlValues::curvatures)
      .field("directions", &BowlValues::directions)
      .field("conditionNumber", &BowlValues::conditionNumber)
      .field("largestStableRate", &BowlValues::largestStableRate)
      .field("bestRate", &BowlValues::bestRate);
  value_object<LinePath>("LinePath")
      .field("slopes", &LinePath::slopes)
      .field("intercepts", &LinePath::intercepts)
      .field("losses", &LinePath::losses)
      .field("gradients", &LinePath::gradients)
      .field("distances", &LinePath::distances)
      .field("decayFactors", &LinePath::decayFactors);
  value_object<StandardisedPoints>("StandardisedPoints")
      .field("mean", &StandardisedPoints::mean)
      .field("deviation", &StandardisedPoints::deviation)
      .field("x", &StandardisedPoints::x)
      .field("y", &StandardisedPoints::y);
  value_object<BatchErrors>("BatchErrors")
      .field("batchSizes", &BatchErrors::batchSizes)
      .field("meanAngle", &BatchErrors::meanAngle)
      .field("ninthDecileAngle", &BatchErrors::ninthDecileAngle)
      .field("meanSquare", &BatchErrors::meanSquare)
      .field("expectedSquare", &BatchErrors::expectedSquare);
  value_object<BatchPath>("BatchPath")
      .field("slopes", &BatchPath::slopes)
      .field("intercepts", &BatchPath::intercepts)
      .field("losses", &BatchPath::losses)
      .field("samplesProcessed", &BatchPath::samplesProcessed)
      .field("diverged", &BatchPath::diverged);
  function("parsePoints", open<&parsedText>);
  function("leastSquares", open<&leastSquaresFrom>);
  function("fitLine", open<&fitLineFrom>);
  function("lineLoss", open<&lineLossFrom>);
  function("lossGrid", open<&lossGrid>);
  function("bowl", open<&bowlFrom>);
  function("descendLine", open<&descendLineFrom>);
  function("standardise", open<&standardised>);
  function("sampleGradients", open<&sampleGradientsFrom>);
  function("batchErrors", open<&batchErrorsFrom>);
  function("descendInBatches", open<&descendInBatchesFrom>);
}

}  // namespace downhill::door

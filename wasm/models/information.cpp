#include <emscripten/bind.h>

#include "described.hpp"
#include "door.hpp"
#include "losses/huffman.hpp"
#include "losses/likelihood.hpp"
#include "models/curves.hpp"
#include "options.hpp"

namespace downhill::door {
namespace {

EMSCRIPTEN_DECLARE_VAL_TYPE(InformationOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(CoinOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(CoinCurveOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(LabelOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(ScaleOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(Codewords)

constexpr std::size_t mostOutcomes = 100'000;

constexpr std::array informationKeys{Key("p", "ArrayLike<number>"), Key("q?", "ArrayLike<number>"),
                                     Key("base?", "number")};
constexpr std::array coinKeys{Key("tosses", "ArrayLike<number>"), Key("theta", "number")};
constexpr std::array coinCurveKeys{Key("heads", "number"), Key("tosses", "number"),
                                   Key("thetas", "ArrayLike<number>")};
constexpr std::array labelKeys{Key("probabilities", "ArrayLike<number>"), Key("classes", "number"),
                               Key("labels", "ArrayLike<number>")};
constexpr std::array scaleKeys{Key("logits", "ArrayLike<number>"), Key("classes", "number"),
                               Key("labels", "ArrayLike<number>"), Key("betas", "ArrayLike<number>")};

// Of p alone where no q was given; then the last four are NaN or empty.
struct InformationValues {
  Float64Array surprises;  // −log p_k
  double entropy, maximumEntropy;
  Float64Array surprisesOfQ;
  double crossEntropy, divergence, reverseDivergence;  // H(p, q), KL(p‖q), KL(q‖p)
};

struct HuffmanValues {
  Int32Array lengths;
  Codewords codewords{val::array()};
  double averageLength;
};

Vector<double> outcomesFrom(const val& value, std::string_view name) {
  const auto numbers = doubles(value, name, anyLength);
  if (numbers.size() > mostOutcomes)
    throw std::invalid_argument(std::string(name) + " has " + std::to_string(numbers.size()) +
                                " outcomes; it may have 100000");
  return Eigen::Map<const Vector<double>>(numbers.data(), static_cast<Eigen::Index>(numbers.size()));
}

// One row a sample, so many columns as there are classes.
Matrix<double> rowsFrom(const val& value, std::string_view name, int columns) {
  const auto numbers = doubles(value, name, anyLength);
  if (numbers.size() % static_cast<std::size_t>(columns) != 0)
    throw std::invalid_argument(std::string(name) + " has " + std::to_string(numbers.size()) +
                                " numbers; it must have " + std::to_string(columns) + " for each sample");
  return Eigen::Map<const Matrix<double>>(numbers.data(), static_cast<Eigen::Index>(numbers.size()) / columns,
                                          columns);
}

Float64Array surprisesOf(const Vector<double>& p, double base) {
  std::vector<double> surprises;
  for (const double pk : p) surprises.push_back(surprise(pk, base));
  return numbersOf(surprises);
}

InformationValues information(const InformationOptions& value) {
  const Settings options(value, "the distributions", informationKeys);
  const auto p = outcomesFrom(options["p"], "p");
  const double base = options.has("base") ? number(options["base"], "base") : bits;
  const double unknown = std::numeric_limits<double>::quiet_NaN();
  InformationValues values{Float64Array(), entropy(p, base), maximumEntropy(p.size(), base),
                           Float64Array(), unknown,          unknown,
                           unknown};
  values.surprises = surprisesOf(p, base);
  Vector<double> q;
  if (options.has("q")) {
    q = outcomesFrom(options["q"], "q");
    values.crossEntropy = crossEntropy(p, q, base);
    values.divergence = klDivergence(p, q, base);
    values.reverseDivergence = klDivergence(q, p, base);
  }
  values.surprisesOfQ = surprisesOf(q, base);
  return values;
}

HuffmanValues huffman(const NumberArray& probabilities) {
  const HuffmanCode code = huffmanCode(outcomesFrom(probabilities, "p"));
  return {toInt32Array(code.lengths), Codewords(listed(code.codewords)), code.averageLength};
}

Likelihood likelihoodOf(const NumberArray& probabilities) {
  return likelihood(doubles(probabilities, "probabilities", anyLength));
}

Likelihood coinLikelihood(const CoinOptions& value) {
  const Settings options(value, "the coin's options", coinKeys);
  return bernoulliLikelihood(wholeNumbers(options["tosses"], "tosses", 0, 1),
                             number(options["theta"], "theta"));
}

LossCurve coinCurve(const CoinCurveOptions& value) {
  const Settings options(value, "the coin's options", coinCurveKeys);
  const int tosses = wholeNumber(options["tosses"], "tosses", 1, 1'000'000'000);
  const int heads = wholeNumber(options["heads"], "heads", 0, tosses);
  return curveOver(doubles(options["thetas"], "thetas", anyLength),
                   [&](double theta) { return bernoulliCrossEntropy(heads, tosses, theta); });
}

Likelihood likelihoodOfLabels(const LabelOptions& value) {
  const Settings options(value, "the labels' options", labelKeys);
  const int classes = wholeNumber(options["classes"], "classes", 1, 1000);
  return labelLikelihood(rowsFrom(options["probabilities"], "probabilities", classes),
                         wholeNumbers(options["labels"], "labels", 0, classes - 1));
}

LossCurve scaleCurve(const ScaleOptions& value) {
  const Settings options(value, "the scale's options", scaleKeys);
  const int classes = wholeNumber(options["classes"], "classes", 1, 1000);
  const auto logits = rowsFrom(options["logits"], "logits", classes);
  const auto labels = wholeNumbers(options["labels"], "labels", 0, classes - 1);
  return curveOver(doubles(options["betas"], "betas", anyLength),
                   [&](double beta) { return scaledLogitsCrossEntropy(logits, labels, beta); });
}

}  // namespace

EMSCRIPTEN_BINDINGS(information) {
  using namespace emscripten;
  registerOptions<InformationOptions>(informationKeys);
  registerOptions<CoinOptions>(coinKeys);
  registerOptions<CoinCurveOptions>(coinCurveKeys);
  registerOptions<LabelOptions>(labelKeys);
  registerOptions<ScaleOptions>(scaleKeys);
  register_type<Codewords>("string[]");
  value_object<LossCurve>("LossCurve")
      .field("values", &LossCurve::values)
      .field("gradients", &LossCurve::gradients)
      .field("curvatures", &LossCurve::curvatures);
  value_object<InformationValues>("InformationValues")
      .field("surprises", &InformationValues::surprises)
      .field("entropy", &InformationValues::entropy)
      .field("maximumEntropy", &InformationValues::maximumEntropy)
      .field("surprisesOfQ", &InformationValues::surprisesOfQ)
      .field("crossEntropy", &InformationValues::crossEntropy)
      .field("divergence", &InformationValues::divergence)
      .field("reverseDivergence", &InformationValues::reverseDivergence);
  value_object<HuffmanValues>("HuffmanValues")
      .field("lengths", &HuffmanValues::lengths)
      .field("codewords", &HuffmanValues::codewords)
      .field("averageLength", &HuffmanValues::averageLength);
  value_object<Likelihood>("Likelihood")
      .field("product", &Likelihood::product)
      .field("negativeLog", &Likelihood::negativeLog)
      .field("crossEntropy", &Likelihood::crossEntropy)
      .field("factorsUntilUnderflow", &Likelihood::factorsUntilUnderflow);
  function("information", open<&information>);
  function("huffman", open<&huffman>);
  function("likelihood", open<&likelihoodOf>);
  function("coinLikelihood", open<&coinLikelihood>);
  function("coinCurve", open<&coinCurve>);
  function("labelLikelihood", open<&likelihoodOfLabels>);
  function("scaleCurve", open<&scaleCurve>);
}

}  // namespace downhill::door

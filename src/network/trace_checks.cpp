#include "network/trace_checks.hpp"

#include <stdexcept>
#include <string>

#include "losses/binary_cross_entropy.hpp"
#include "losses/distribution.hpp"
#include "losses/softmax.hpp"
#include "network/names.hpp"

namespace downhill {
namespace {

constexpr std::size_t mostLayers = 8;
constexpr int widest = 32, mostSamples = 100;
constexpr Eigen::Index mostWork = 20'000;

constexpr std::pair<TracePhase, std::string_view> phaseNames[] = {{TracePhase::forward, "forward"},
                                                                  {TracePhase::loss, "loss"},
                                                                  {TracePhase::backward, "backward"},
                                                                  {TracePhase::update, "update"}};
constexpr std::pair<TraceKind, std::string_view> kindNames[] = {
    {TraceKind::product, "product"},
    {TraceKind::bias, "bias"},
    {TraceKind::activation, "activation"},
    {TraceKind::exponential, "exponential"},
    {TraceKind::share, "share"},
    {TraceKind::lossTerm, "lossTerm"},
    {TraceKind::sampleLoss, "sampleLoss"},
    {TraceKind::outputSlope, "outputSlope"},
    {TraceKind::logitSlope, "logitSlope"},
    {TraceKind::softmaxSlope, "softmaxSlope"},
    {TraceKind::activationSlope, "activationSlope"},
    {TraceKind::biasSlope, "biasSlope"},
    {TraceKind::weightSlope, "weightSlope"},
    {TraceKind::inputSlope, "inputSlope"},
    {TraceKind::move, "move"}};

void requireSettings(const TraceSettings& settings) {
  const auto& widths = settings.widths;
  if (widths.size() < 2 || widths.size() > mostLayers + 1)
    throw std::invalid_argument("there are " + std::to_string(widths.size()) +
                                " widths; there must be 2 to 9: inputs, hidden layers, outputs");
  for (const int width : widths)
    if (width < 1 || width > widest)
      throw std::invalid_argument("a width is " + std::to_string(width) + "; it must be from 1 to " +
                                  std::to_string(widest));
  if (settings.hidden.size() != widths.size() - 2)
    throw std::invalid_argument("there are " + std::to_string(settings.hidden.size()) + " activations for " +
                                std::to_string(widths.size() - 2) +
                                " hidden layers; there must be one for each");
  if (settings.loss == TraceLoss::crossEntropy && settings.output != OutputUnit::softmax)
    throw std::invalid_argument("crossEntropy needs softmax outputs; after " +
                                std::string(nameOf(settings.output)) +
                                " take squaredError, after sigmoid also binaryCrossEntropy");
  if (settings.loss == TraceLoss::binaryCrossEntropy && settings.output != OutputUnit::sigmoid)
    throw std::invalid_argument("binaryCrossEntropy needs sigmoid outputs; after " +
                                std::string(nameOf(settings.output)) +
                                " take squaredError, after softmax also crossEntropy");
  if (!(settings.rate >= 0 && settings.rate <= 1e6)) refuse("rate", settings.rate, "from 0 to 1e+06");
}

void requireData(const TraceSettings& settings, const Matrix<double>& inputs, const Matrix<double>& targets) {
  if (inputs.rows() < 1 || inputs.rows() > mostSamples || targets.rows() != inputs.rows())
    throw std::invalid_argument("there are " + std::to_string(inputs.rows()) + " samples and " +
                                std::to_string(targets.rows()) +
                                " targets; there must be as many, from 1 to " + std::to_string(mostSamples));
  if (inputs.cols() != settings.widths.front() || targets.cols() != settings.widths.back())
    throw std::invalid_argument("a sample has " + std::to_string(inputs.cols()) + " inputs and " +
                                std::to_string(targets.cols()) + " targets; the network has " +
                                std::to_string(settings.widths.front()) + " and " +
                                std::to_string(settings.widths.back()));
  if (!inputs.allFinite() || !targets.allFinite())
    throw std::invalid_argument("an input or a target is not a finite number");
  for (Eigen::Index i = 0; i < targets.rows(); ++i) {
    if (settings.output == OutputUnit::softmax) requireDistribution(targets.row(i), "the target");
    if (settings.loss == TraceLoss::binaryCrossEntropy) requireProbabilities(targets.row(i), "the target");
  }
}

}  // namespace

std::string_view nameOf(OutputUnit unit) { return nameIn(outputUnitNames, unit); }
OutputUnit outputUnitFromName(std::string_view name) { return valueIn(outputUnitNames, name, "output unit"); }
std::string_view nameOf(TraceLoss loss) { return nameIn(traceLossNames, loss); }
TraceLoss traceLossFromName(std::string_view name) { return valueIn(traceLossNames, name, "loss"); }
std::string_view nameOf(TracePhase phase) { return nameIn(phaseNames, phase); }
std::string_view nameOf(TraceKind kind) { return nameIn(kindNames, kind); }

Eigen::Index traceParameterCount(const TraceSettings& settings) {
  requireSettings(settings);
  Eigen::Index count = 0;
  for (std::size_t l = 1; l < settings.widths.size(); ++l)
    count += (Eigen::Index{settings.widths[l - 1]} + 1) * settings.widths[l];
  return count;
}

void requireTraceable(const TraceSettings& settings, const Vector<double>& parameters,
                      const Matrix<double>& inputs, const Matrix<double>& targets) {
  const Eigen::Index count = traceParameterCount(settings);
  if (parameters.size() != count)
    throw std::invalid_argument(std::to_string(parameters.size()) + " parameters for a network that has " +
                                std::to_string(count));
  if (!parameters.allFinite()) throw std::invalid_argument("a parameter is not a finite number");
  requireData(settings, inputs, targets);
  if (count * inputs.rows() > mostWork)
    throw std::invalid_argument(std::to_string(count) + " parameters and " + std::to_string(inputs.rows()) +
                                " samples are too many steps; their product may be " +
                                std::to_string(mostWork));
}

Activation activationOf(const TraceSettings& settings, int layer) {
  if (layer + 2 < static_cast<int>(settings.widths.size()))
    return settings.hidden[static_cast<std::size_t>(layer)];
  switch (settings.output) {
    case OutputUnit::sigmoid:
      return Activation::sigmoid;
    case OutputUnit::tanh:
      return Activation::tanh;
    case OutputUnit::relu:
      return Activation::relu;
    default:
      return Activation::identity;
  }
}

double lossTerm(const TraceSettings& settings, const Vector<double>& logits, double prediction, double target,
                Eigen::Index k) {
  switch (settings.loss) {
    case TraceLoss::crossEntropy: {
      Vector<double> shares(logits.size());
      return weighted(target, softmaxRow(logits, shares).surprise(logits[k]));
    }
    case TraceLoss::binaryCrossEntropy:
      return binaryCrossEntropyOfLogit(logits[k], target).value;
    case TraceLoss::squaredError:
      break;
  }
  return (prediction - target) * (prediction - target);
}

// Layer by layer, all samples at once.
double lossAt(const TraceSettings& settings, const Vector<double>& parameters, const Matrix<double>& inputs,
              const Matrix<double>& targets) {
  Matrix<double> x = inputs, z;
  const double* theta = parameters.data();
  const int layers = static_cast<int>(settings.widths.size()) - 1;
  for (int layer = 0; layer < layers; ++layer) {
    const Eigen::Index in = settings.widths[static_cast<std::size_t>(layer)],
                       out = settings.widths[static_cast<std::size_t>(layer) + 1];
    z = x * Eigen::Map<const Matrix<double>>(theta, in, out);
    z.rowwise() += Eigen::Map<const RowVector<double>>(theta + in * out, out);
    x = z;
    applyActivation<double>(activationOf(settings, layer), x);
    theta += (in + 1) * out;
  }
  if (settings.output == OutputUnit::softmax) softmaxRows<double>(x);
  double total = 0;
  for (Eigen::Index i = 0; i < x.rows(); ++i)
    for (Eigen::Index k = 0; k < x.cols(); ++k)
      total += lossTerm(settings, z.row(i), x(i, k), targets(i, k), k);
  return total / static_cast<double>(x.rows());
}

}  // namespace downhill

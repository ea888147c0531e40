#include "network/trace.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>

#include "network/network.hpp"
#include "support/networks.hpp"

using namespace downhill;
using namespace downhill::support;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

struct TraceSetUp {
  TraceSettings settings;
  Vector<double> parameters;
  Matrix<double> inputs, targets;

  NetworkTrace trace() const { return traceTraining(settings, parameters, inputs, targets); }
};

// Any shape, activations, output and loss that go together.
TraceSetUp randomTrace(std::uint32_t seed, OutputUnit output, TraceLoss loss) {
  Random random(seed);
  TraceSetUp set;
  set.settings = {
      .widths = {1 + static_cast<int>(random.below(4))}, .hidden = {}, .output = output, .loss = loss};
  for (std::uint32_t hidden = random.below(4); hidden > 0; --hidden) {
    set.settings.widths.push_back(1 + static_cast<int>(random.below(5)));
    set.settings.hidden.push_back(activationNames[random.below(4)].first);
  }
  const int outputs = output == OutputUnit::softmax ? 2 + static_cast<int>(random.below(3))
                                                    : 1 + static_cast<int>(random.below(3));
  set.settings.widths.push_back(outputs);
  set.parameters = seededMatrix<double>(traceParameterCount(set.settings), 1, random);
  const int samples = 1 + static_cast<int>(random.below(4));
  set.inputs = seededMatrix<double>(samples, set.settings.widths.front(), random);
  set.targets = seededMatrix<double>(samples, outputs, random);
  if (loss == TraceLoss::binaryCrossEntropy) set.targets = (set.targets.array() > 0).cast<double>();
  if (output == OutputUnit::softmax) {
    set.targets.setZero();
    for (int i = 0; i < samples; ++i) set.targets(i, random.below(outputs)) = 1;
  }
  return set;
}

constexpr std::pair<OutputUnit, TraceLoss> pairs[] = {
    {OutputUnit::softmax, TraceLoss::crossEntropy},       {OutputUnit::softmax, TraceLoss::squaredError},
    {OutputUnit::sigmoid, TraceLoss::binaryCrossEntropy}, {OutputUnit::sigmoid, TraceLoss::squaredError},
    {OutputUnit::tanh, TraceLoss::squaredError},          {OutputUnit::relu, TraceLoss::squaredError},
    {OutputUnit::identity, TraceLoss::squaredError}};

std::vector<std::string> kindsOf(const NetworkTrace& trace, TracePhase phase) {
  std::vector<std::string> kinds;
  for (const TraceStep& step : trace.steps)
    if (step.phase == phase) kinds.emplace_back(nameOf(step.kind));
  return kinds;
}

}  // namespace

TEST_CASE("a trace's gradient agrees with finite differences, for every output and loss") {
  const auto seed = GENERATE(range(1u, 11u));
  for (const auto& [output, loss] : pairs) {
    const TraceSetUp set = randomTrace(seed, output, loss);
    INFO("seed " << seed << ", " << nameOf(output) << ", " << nameOf(loss));
    const NetworkTrace trace = set.trace();
    REQUIRE_THAT(trace.loss,
                 WithinRel(tracedLoss(set.settings, set.parameters, set.inputs, set.targets), 1e-13));
    REQUIRE(trace.gradient.size() == set.parameters.size());
    for (Eigen::Index i = 0; i < trace.gradient.size(); ++i)
      REQUIRE_THAT(trace.gradient[i],
                   WithinRel(trace.numericGradient[i], 1e-6) || WithinAbs(trace.numericGradient[i], 1e-9));
  }
}

TEST_CASE("a trace is what the network computes, to 1e-12") {
  const auto seed = GENERATE(range(1u, 21u));
  const auto activation =
      GENERATE(Activation::sigmoid, Activation::tanh, Activation::relu, Activation::identity);
  const bool squared = GENERATE(false, true);
  TraceSetUp set =
      randomTrace(seed, OutputUnit::softmax, squared ? TraceLoss::squaredError : TraceLoss::crossEntropy);
  for (Activation& hidden : set.settings.hidden) hidden = activation;
  Network<double> network({.widths = set.settings.widths,
                           .hidden = activation,
                           .loss = {.loss = squared ? Loss::squaredError : Loss::crossEntropy}});
  network.setParameters(set.parameters);
  std::vector<std::uint8_t> labels;
  for (Eigen::Index i = 0; i < set.targets.rows(); ++i) {
    Eigen::Index label = 0;
    set.targets.row(i).maxCoeff(&label);
    labels.push_back(static_cast<std::uint8_t>(label));
  }
  const NetworkTrace trace = set.trace();
  Vector<double> gradient;
  REQUIRE_THAT(trace.loss, WithinAbs(network.lossAndGradient(set.inputs, labels, gradient), 1e-12));
  REQUIRE(maxDifference(trace.gradient, gradient) < 1e-12);
  REQUIRE(maxDifference(trace.updated, set.parameters - set.settings.rate * gradient) < 1e-12);
  const Matrix<double> probabilities = network.forward(set.inputs);
  for (int i = 0; i < set.inputs.rows(); ++i) {
    const SampleTrace& sample = trace.samples[i];
    REQUIRE(maxDifference(sample.outputs.back(), probabilities.row(i).transpose()) < 1e-12);
    REQUIRE(maxDifference(sample.sums.back(), network.logits().row(i).transpose()) < 1e-12);
    for (int l = 0; l + 1 < network.layerCount(); ++l)
      REQUIRE(maxDifference(sample.outputs[l], network.outputs(l).row(i).transpose()) < 1e-12);
  }
  network.setParameters(trace.updated);
  REQUIRE_THAT(trace.lossAfter, WithinAbs(network.loss(set.inputs, labels), 1e-12));
}

// Every number of a step can be checked on its own, and what it accumulates is the sum of its like before it.
TEST_CASE("every step does what its kind says") {
  const auto seed = GENERATE(range(1u, 6u));
  for (const auto& [output, loss] : pairs) {
    const NetworkTrace trace = randomTrace(seed, output, loss).trace();
    for (const TraceStep& step : trace.steps) {
      if (step.phase == TracePhase::backward) REQUIRE(step.contribution == step.local * step.incoming);
      switch (step.kind) {
        case TraceKind::product:
          REQUIRE(step.result == step.a * step.b);
          break;
        case TraceKind::bias:
          REQUIRE(step.result == step.a + step.b);
          break;
        case TraceKind::exponential:
          REQUIRE(step.result == std::exp(step.a - step.b));
          break;
        case TraceKind::share:
          REQUIRE(step.result == step.a / step.b);
          break;
        case TraceKind::biasSlope:
          REQUIRE(step.local == 1);
          break;
        case TraceKind::weightSlope:
          REQUIRE(step.incoming == trace.samples[step.sample].deltas[step.layer][step.unit]);
          break;
        case TraceKind::inputSlope:
          REQUIRE(step.layer > 0);
          REQUIRE(step.incoming == trace.samples[step.sample].deltas[step.layer][step.unit]);
          break;
        case TraceKind::move:
          REQUIRE(step.b == trace.gradient[step.parameter]);
          REQUIRE(step.result == trace.updated[step.parameter]);
          break;
        default:
          break;
      }
    }
    // Played forwards, the last that was accumulated for a parameter is its gradient.
    Vector<double> played = Vector<double>::Zero(trace.gradient.size());
    for (const TraceStep& step : trace.steps)
      if (step.kind == TraceKind::weightSlope || step.kind == TraceKind::biasSlope) {
        played[step.parameter] += step.contribution;
        REQUIRE(played[step.parameter] == step.accumulated);
      }
    REQUIRE(played == trace.gradient);
  }
}

// 1-1-1, relu, squared error, biases 0: L = (relu(w₂ relu(w₁ x)) − y)², the first formula of the chain.
// x = 2, w₁ = 1.5, w₂ = 0.5, y = 1:  z₁ = 3, z₂ = 1.5, L = 0.25
//   ∂L/∂ŷ = 1, δ₂ = 1, ∂L/∂w₂ = 3, ∂L/∂a₁ = 0.5, δ₁ = 0.5, ∂L/∂w₁ = 1;  η = 0.1: w₁ → 1.4, w₂ → 0.2
TEST_CASE("a trace of the smallest network is what a hand writes down") {
  const TraceSettings settings{.widths = {1, 1, 1},
                               .hidden = {Activation::relu},
                               .output = OutputUnit::relu,
                               .loss = TraceLoss::squaredError,
                               .rate = 0.1};
  const Vector<double> theta{{1.5, 0, 0.5, 0}};
  const NetworkTrace trace = traceTraining(settings, theta, Matrix<double>{{2}}, Matrix<double>{{1}});
  REQUIRE(trace.loss == 0.25);
  REQUIRE(trace.gradient == Vector<double>{{1, 0.5, 3, 1}});
  REQUIRE(maxDifference(trace.updated, Vector<double>{{1.4, -0.05, 0.2, -0.1}}) < 1e-15);
  using Kinds = std::vector<std::string>;
  REQUIRE(kindsOf(trace, TracePhase::forward) ==
          Kinds{"product", "bias", "activation", "product", "bias", "activation"});
  REQUIRE(kindsOf(trace, TracePhase::loss) == Kinds{"lossTerm", "sampleLoss"});
  REQUIRE(kindsOf(trace, TracePhase::backward) == Kinds{"outputSlope", "activationSlope", "biasSlope",
                                                        "weightSlope", "inputSlope", "activationSlope",
                                                        "biasSlope", "weightSlope"});
  REQUIRE(kindsOf(trace, TracePhase::update) == Kinds(4, "move"));
  const TraceStep& second = trace.steps[3];
  REQUIRE((second.layer == 1 && second.unit == 0 && second.from == 0 && second.parameter == 2));
  REQUIRE((second.a == 3 && second.b == 0.5 && second.result == 1.5));
  REQUIRE(nameOf(second.phase) == "forward");
}

TEST_CASE("where cross-entropy meets softmax or sigmoid, the slope is ŷ − y, however wrong the network") {
  const TraceSettings settings{
      .widths = {1, 3}, .hidden = {}, .output = OutputUnit::softmax, .loss = TraceLoss::crossEntropy};
  const Vector<double> theta{{900, 0, -900, 0, 0, 0}};
  const NetworkTrace trace = traceTraining(settings, theta, Matrix<double>{{1}}, Matrix<double>{{0, 0, 1}});
  REQUIRE(trace.loss == 1800);
  REQUIRE(trace.gradient == Vector<double>{{1, 0, -1, 1, 0, -1}});
  const NetworkTrace binary = traceTraining({.widths = {1, 1}, .hidden = {}}, Vector<double>{{800, 0}},
                                            Matrix<double>{{1}}, Matrix<double>{{0}});
  REQUIRE(binary.loss == 800);
  REQUIRE(binary.gradient == Vector<double>{{1, 1}});
}

TEST_CASE("a step of gradient descent at a small rate lowers the loss") {
  for (const auto& [output, loss] : pairs) {
    TraceSetUp set = randomTrace(3, output, loss);
    set.settings.rate = 1e-4;
    const NetworkTrace trace = set.trace();
    REQUIRE_THAT(trace.loss - trace.lossAfter,
                 WithinRel(1e-4 * trace.gradient.squaredNorm(), 0.01) || WithinAbs(0, 1e-15));
  }
}

TEST_CASE("what cannot be traced is refused with words") {
  const Matrix<double> x{{1, 2}}, y{{1}};
  const auto refused = [&](const TraceSettings& settings, const std::string& words) {
    REQUIRE_THROWS_WITH(traceParameterCount(settings), ContainsSubstring(words));
  };
  refused({.widths = {3}}, "1 widths; there must be 2 to 9");
  refused({.widths = std::vector<int>(10, 2)}, "10 widths");
  refused({.widths = {2, 0, 1}}, "a width is 0; it must be from 1 to 32");
  refused({.widths = {2, 33, 1}}, "a width is 33");
  refused({.widths = {2, 2, 2, 1}}, "1 activations for 2 hidden layers");
  refused({.loss = TraceLoss::crossEntropy}, "crossEntropy needs softmax outputs; after sigmoid");
  refused({.output = OutputUnit::softmax}, "binaryCrossEntropy needs sigmoid outputs; after softmax");
  refused({.rate = NAN}, "rate is nan; it must be from 0");
  REQUIRE_THROWS_WITH(outputUnitFromName("step"),
                      ContainsSubstring("softmax, identity, sigmoid, tanh, relu"));
  REQUIRE_THROWS_WITH(traceLossFromName("hinge"),
                      ContainsSubstring("crossEntropy, binaryCrossEntropy, squaredError"));
  REQUIRE(outputUnitFromName("tanh") == OutputUnit::tanh);
  REQUIRE(traceLossFromName("squaredError") == TraceLoss::squaredError);

  const TraceSettings settings;
  const Vector<double> theta = Vector<double>::Ones(9);
  const auto tracing = [&](const Vector<double>& parameters, const Matrix<double>& inputs,
                           const Matrix<double>& targets) {
    return traceTraining(settings, parameters, inputs, targets).loss;
  };
  REQUIRE(std::isfinite(tracing(theta, x, y)));
  REQUIRE_THROWS_WITH(tracing(Vector<double>::Ones(8), x, y),
                      ContainsSubstring("8 parameters for a network that has 9"));
  REQUIRE_THROWS_WITH(tracing(theta * NAN, x, y), ContainsSubstring("a parameter is not a finite"));
  REQUIRE_THROWS_WITH(tracing(theta, x * INFINITY, y), ContainsSubstring("an input or a target is not"));
  REQUIRE_THROWS_WITH(tracing(theta, x, 2 * y), ContainsSubstring("the target[0] is 2"));
  REQUIRE_THROWS_WITH(tracing(theta, Matrix<double>(0, 2), Matrix<double>(0, 1)),
                      ContainsSubstring("0 samples"));
  REQUIRE_THROWS_WITH(tracing(theta, x, Matrix<double>::Ones(2, 1)),
                      ContainsSubstring("1 samples and 2 targets"));
  REQUIRE_THROWS_WITH(tracing(theta, Matrix<double>::Ones(1, 3), y),
                      ContainsSubstring("3 inputs and 1 targets; the network has 2 and 1"));
  const TraceSettings classes{
      .widths = {2, 2}, .hidden = {}, .output = OutputUnit::softmax, .loss = TraceLoss::squaredError};
  REQUIRE_THROWS_WITH(traceTraining(classes, Vector<double>::Zero(6), x, Matrix<double>{{1, 1}}),
                      ContainsSubstring("sums to 2"));
  const TraceSettings large{.widths = {32, 32, 32, 1}, .hidden = {Activation::relu, Activation::relu}};
  const Eigen::Index count = traceParameterCount(large);
  REQUIRE_THROWS_WITH(traceTraining(large, Vector<double>::Zero(count), Matrix<double>::Zero(10, 32),
                                    Matrix<double>::Zero(10, 1)),
                      ContainsSubstring("too many steps"));
}

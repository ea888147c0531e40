#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "network/activations.hpp"

namespace downhill {

// What the last layer does with its sums: softmax over all of them, or one activation for each.
enum class OutputUnit { softmax, identity, sigmoid, tanh, relu };
inline constexpr std::pair<OutputUnit, std::string_view> outputUnitNames[] = {
    {OutputUnit::softmax, "softmax"},
    {OutputUnit::identity, "identity"},
    {OutputUnit::sigmoid, "sigmoid"},
    {OutputUnit::tanh, "tanh"},
    {OutputUnit::relu, "relu"}};
std::string_view nameOf(OutputUnit unit);
OutputUnit outputUnitFromName(std::string_view name);

// Of one sample, summed over the outputs k:
//   crossEntropy        −y_k log ŷ_k                            after softmax
//   binaryCrossEntropy  −y_k log ŷ_k − (1 − y_k) log(1 − ŷ_k)   after sigmoid
//   squaredError        (ŷ_k − y_k)²                            after anything
enum class TraceLoss { crossEntropy, binaryCrossEntropy, squaredError };
inline constexpr std::pair<TraceLoss, std::string_view> traceLossNames[] = {
    {TraceLoss::crossEntropy, "crossEntropy"},
    {TraceLoss::binaryCrossEntropy, "binaryCrossEntropy"},
    {TraceLoss::squaredError, "squaredError"}};
std::string_view nameOf(TraceLoss loss);
TraceLoss traceLossFromName(std::string_view name);

// A small dense network, one step of gradient descent, and every single operation of it.
struct TraceSettings {
  std::vector<int> widths = {2, 2, 1};                  // inputs, hidden layers, outputs
  std::vector<Activation> hidden = {Activation::tanh};  // one for each hidden layer
  OutputUnit output = OutputUnit::sigmoid;
  TraceLoss loss = TraceLoss::binaryCrossEntropy;
  double rate = 0.5;  // η of the update
};

enum class TracePhase { forward, loss, backward, update };

// Forward and loss: result = a ∘ b; backward: contribution = local · incoming, as in formula/trace.hpp.
// C is the mean loss of the batch, δ_j = ∂C/∂z_j.
enum class TraceKind {
  product,          // a_i · w_ij                    accumulated: the sum z_j so far
  bias,             // z_j + b_j, which completes z_j
  activation,       // φ(z_j)
  exponential,      // e^(z_j − m), m the largest z  accumulated: the sum S of them so far; a: z_j, b: m
  share,            // e^(z_j − m) / S
  lossTerm,         // output j's part of the sample's loss; a: ŷ_j, b: y_j   accumulated: the loss so far
  sampleLoss,       // the sample's loss / n; a: loss, b: n                   accumulated: the mean so far
  outputSlope,      // local ∂loss/∂ŷ_j, incoming 1/n → ∂C/∂ŷ_j
  logitSlope,       // local ŷ_j − y_j, incoming 1/n → δ_j: loss and last activation in one, as they cancel
  softmaxSlope,     // local ∂ŷ_from/∂z_j, incoming ∂C/∂ŷ_from    accumulated: δ_j so far
  activationSlope,  // local φ′(z_j), incoming ∂C/∂a_j → δ_j
  biasSlope,        // local 1, incoming δ_j           accumulated: ∂C/∂b_j, over the samples so far
  weightSlope,      // local a_i, incoming δ_j         accumulated: ∂C/∂w_ij, over the samples so far
  inputSlope,       // local w_ij, incoming δ_j        accumulated: ∂C/∂a_i, over the units j so far
  move              // θ − η ∂C/∂θ; a: θ, b: ∂C/∂θ
};
std::string_view nameOf(TracePhase phase);
std::string_view nameOf(TraceKind kind);

// One operation. Layers are counted as the weights are: layer 0 leads from the inputs to the first units.
struct TraceStep {
  TracePhase phase;
  TraceKind kind;
  int sample = -1;  // of the batch; −1 in the update
  int layer = 0;
  int unit = 0;        // j: the unit of this layer that is worked at
  int from = -1;       // i: the unit of the layer before, at the other end of the edge; −1: no edge
  int parameter = -1;  // the place in θ that is read, or whose gradient grows; −1: none
  double a = 0, b = 0, result = 0;                   // forward, loss, update
  double local = 0, incoming = 0, contribution = 0;  // backward
  double accumulated = 0;
};

// What one sample left behind, layer by layer; widths as those of the layers' units.
struct SampleTrace {
  std::vector<Vector<double>> sums;     // z
  std::vector<Vector<double>> outputs;  // a = φ(z); the last is ŷ
  std::vector<Vector<double>> slopes;   // ∂C/∂a; of the last layer ∂C/∂ŷ, zeros where logitSlope skips it
  std::vector<Vector<double>> deltas;   // δ = ∂C/∂z
  double loss = 0;
};

struct NetworkTrace {
  std::vector<TraceStep> steps;
  std::vector<SampleTrace> samples;
  double loss = 0;                 // C, the mean over the samples
  Vector<double> gradient;         // ∂C/∂θ
  Vector<double> numericGradient;  // (C(θ + h e) − C(θ − h e)) / 2h, from another computation of C
  Vector<double> updated;          // θ − η ∂C/∂θ
  double lossAfter = 0;            // C there
};

// parameters: θ as Network keeps it, layer after layer, weights (in, out) row by row, then biases.
// inputs: (n, inputs)   targets y: (n, outputs); distributions after softmax, probabilities after sigmoid
// with binaryCrossEntropy. At most 100 samples, 8 layers of 32 units, and 20,000 parameters times samples.
NetworkTrace traceTraining(const TraceSettings& settings, const Vector<double>& parameters,
                           const Matrix<double>& inputs, const Matrix<double>& targets);

// C alone, computed from matrices, without a trace.
double tracedLoss(const TraceSettings& settings, const Vector<double>& parameters,
                  const Matrix<double>& inputs, const Matrix<double>& targets);

// How many numbers θ has. Throws std::invalid_argument unless the settings make sense.
Eigen::Index traceParameterCount(const TraceSettings& settings);

}  // namespace downhill

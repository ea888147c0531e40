#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "network/architecture.hpp"

namespace downhill {

// A slice of the flat parameter vector.
struct ParameterRange {
  Eigen::Index begin = 0, size = 0;
};

using Labels = std::span<const std::uint8_t>;

// A classifier: a list of layers, the last of which gives logits, softmax, and a loss.
//
// All parameters live in one flat vector θ, layer after layer, each first its weights (row-major), then its
// biases: the only thing that an optimizer sees. The buffers between the layers are sized by the first batch
// and used again: a step with the same batch size allocates nothing.
template <class T>
class Network {
 public:
  // All parameters start at 0; see initialise.
  explicit Network(const NetworkSettings& settings);
  // Any layers whose widths fit one another; settings() then only names widths and loss.
  Network(std::vector<std::unique_ptr<Layer<T>>> layers, const LossSettings& loss);

  Network(const Network& other);
  Network& operator=(const Network& other);
  Network(Network&&) noexcept = default;
  Network& operator=(Network&&) noexcept = default;

  // The same network once more, with layers and buffers of its own and this one's θ: what changes θ changes
  // it in both. Both may work at the same time while nobody does.
  Network twin() const;

  const NetworkSettings& settings() const { return settings_; }
  Eigen::Index inputWidth() const { return layers_.front()->inputWidth(); }
  Eigen::Index classes() const { return layers_.back()->outputWidth(); }
  int layerCount() const { return static_cast<int>(layers_.size()); }
  const Layer<T>& layer(int index) const { return *layers_[checked(index)]; }

  // θ, to be read, written and handed to an optimizer; its size must stay.
  Vector<T>& parameters() { return *parameters_; }
  const Vector<T>& parameters() const { return *parameters_; }
  // Throws unless there are exactly as many numbers.
  void setParameters(const ConstParameters<T>& parameters);
  Eigen::Index parameterCount() const { return parameters_->size(); }

  // Where layer index keeps its weights and its biases.
  ParameterRange weightRange(int index) const;
  ParameterRange biasRange(int index) const;
  // A layer's parameters in their shape: weights (in, out), bias (out). Of a convolution: (k · k · channels,
  // filters), so that a filter is a column, and (filters).
  Eigen::Map<Matrix<T>> weights(int index);
  Eigen::Map<const Matrix<T>> weights(int index) const;
  Eigen::Map<Vector<T>> bias(int index);
  Eigen::Map<const Vector<T>> bias(int index) const;

  void initialise(Initialisation initialisation, Random& random);
  // Before a training pass: what layers drop in it is a function of this stream alone.
  void reseed(Random random);

  // (batch, classes) probabilities, valid until the next pass. inputs: (batch, inputWidth)
  const Matrix<T>& forward(const ConstMatrixRef<T>& inputs);
  const Matrix<T>& forward(const SparseRows<T>& inputs);

  // What the last pass left behind. outputs(l): (batch, width of layer l), after its activation;
  // the last layer's outputs are the logits. probabilities() is filled by forward alone.
  const Matrix<T>& outputs(int index) const { return outputs_[checked(index)]; }
  const Matrix<T>& logits() const { return outputs_.back(); }
  const Matrix<T>& probabilities() const { return probabilities_; }

  // What the last lossAndGradient left behind: (batch, width of layer l), ∂C/∂z of a layer with an activation,
  // with C the mean loss, and ∂C/∂outputs of one without.
  const Matrix<T>& deltas(int index) const { return gradients_[checked(index)]; }

  // Mean loss over the batch, nothing else.
  T loss(const ConstMatrixRef<T>& inputs, Labels labels);
  T loss(const SparseRows<T>& inputs, Labels labels);

  // The first layer's sums x W for other parameters, (batch, width), overwritten; then the loss from such
  // sums, with the rest of the network as it stands. The sums are linear in θ: those of a θ between others
  // need not be multiplied anew. Throws where the first layer does not skip zeros.
  void firstSums(const Vector<T>& parameters, const SparseRows<T>& inputs, Matrix<T>& sums) const;
  T lossFromSums(const Matrix<T>& sums, Labels labels);

  // Mean loss over the batch and its gradient by θ, which is sized and overwritten.
  T lossAndGradient(const ConstMatrixRef<T>& inputs, Labels labels, Vector<T>& gradient);
  T lossAndGradient(const SparseRows<T>& inputs, Labels labels, Vector<T>& gradient);

 private:
  template <class Inputs>
  void propagate(const Inputs& inputs, Pass pass);
  void propagateBehindFirst(Pass pass);
  template <class Inputs>
  T lossAndGradientOf(const Inputs& inputs, Labels labels, Vector<T>& gradient);
  template <class Inputs>
  T lossOf(const Inputs& inputs, Labels labels);
  const Matrix<T>& softmaxOfLogits();
  const Matrix<T>& expanded(const SparseRows<T>& inputs);
  void connect();
  void requireCount(Eigen::Index parameters) const;
  void requireInputs(Eigen::Index width) const;
  std::size_t checked(int index) const;
  ConstParameters<T> parametersOf(std::size_t index) const;

  NetworkSettings settings_;
  std::vector<std::unique_ptr<Layer<T>>> layers_;
  std::vector<Eigen::Index> offsets_;  // where each layer's parameters begin
  std::shared_ptr<Vector<T>> parameters_ = std::make_shared<Vector<T>>();

  std::vector<Matrix<T>> outputs_;    // per layer: (batch, width)
  std::vector<Matrix<T>> gradients_;  // per layer: ∂C/∂outputs
  Matrix<T> probabilities_;           // (batch, classes)
  Matrix<T> expanded_;                // a sparse batch, for a first layer that wants every entry
  RowVector<T> scratch_;              // (classes)
};

extern template class Network<float>;
extern template class Network<double>;

}  // namespace downhill

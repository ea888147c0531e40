#include "network/network.hpp"

#include <stdexcept>
#include <string>

namespace downhill {
namespace {

template <class T>
NetworkSettings describe(const std::vector<std::unique_ptr<Layer<T>>>& layers, const LossSettings& loss) {
  NetworkSettings settings{.widths = {}, .loss = loss};
  if (!layers.empty()) settings.widths.push_back(static_cast<int>(layers.front()->inputWidth()));
  for (const auto& layer : layers) settings.widths.push_back(static_cast<int>(layer->outputWidth()));
  return settings;
}

}  // namespace

template <class T>
Network<T>::Network(const NetworkSettings& settings)
    : settings_(settings), layers_(buildLayers<T>(settings)) {
  connect();
}

template <class T>
Network<T>::Network(std::vector<std::unique_ptr<Layer<T>>> layers, const LossSettings& loss)
    : settings_(describe(layers, loss)), layers_(std::move(layers)) {
  connect();
}

template <class T>
Network<T>::Network(const Network& other)
    : settings_(other.settings_),
      offsets_(other.offsets_),
      parameters_(std::make_shared<Vector<T>>(*other.parameters_)),
      outputs_(other.outputs_),
      gradients_(other.gradients_),
      probabilities_(other.probabilities_) {
  for (const auto& layer : other.layers_) layers_.push_back(layer->clone());
}

template <class T>
Network<T>& Network<T>::operator=(const Network& other) {
  return *this = Network(other);
}

template <class T>
Network<T> Network<T>::twin() const {
  Network twin(*this);
  twin.parameters_ = parameters_;
  return twin;
}

// Gives each layer its slice of θ, after a look at whether the layers fit one another.
template <class T>
void Network<T>::connect() {
  if (layers_.empty()) throw std::invalid_argument("a network needs 1 layer or more");
  Eigen::Index end = 0;
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    if (l > 0 && layers_[l - 1]->outputWidth() != layers_[l]->inputWidth())
      throw std::invalid_argument("layer " + std::to_string(l - 1) + " gives " +
                                  std::to_string(layers_[l - 1]->outputWidth()) + " numbers but layer " +
                                  std::to_string(l) + " takes " + std::to_string(layers_[l]->inputWidth()));
    offsets_.push_back(end);
    end += layers_[l]->parameterCount();
  }
  validate(settings_.loss, classes());
  parameters_->setZero(end);
  outputs_.resize(layers_.size());
  gradients_.resize(layers_.size());
}

template <class T>
std::size_t Network<T>::checked(int index) const {
  if (index < 0 || index >= layerCount())
    throw std::invalid_argument("there is no layer " + std::to_string(index) + "; the network has " +
                                std::to_string(layerCount()) + ", counted from 0");
  return static_cast<std::size_t>(index);
}

template <class T>
void Network<T>::requireCount(Eigen::Index parameters) const {
  if (parameters != parameters_->size())
    throw std::invalid_argument(std::to_string(parameters) + " parameters for a network that has " +
                                std::to_string(parameters_->size()));
}

template <class T>
void Network<T>::requireInputs(Eigen::Index width) const {
  if (width != inputWidth())
    throw std::invalid_argument("a sample has " + std::to_string(width) + " numbers; this network takes " +
                                std::to_string(inputWidth()));
}

template <class T>
void Network<T>::setParameters(const ConstParameters<T>& parameters) {
  requireCount(parameters.size());
  *parameters_ = parameters;
}

template <class T>
ParameterRange Network<T>::weightRange(int index) const {
  const std::size_t l = checked(index);
  return {offsets_[l], layers_[l]->weightCount()};
}

template <class T>
ParameterRange Network<T>::biasRange(int index) const {
  const std::size_t l = checked(index);
  return {offsets_[l] + layers_[l]->weightCount(), layers_[l]->biasCount()};
}

template <class T>
Eigen::Map<const Matrix<T>> Network<T>::weights(int index) const {
  const Layer<T>& owner = layer(index);
  if (owner.weightCount() == 0)
    throw std::invalid_argument("layer " + std::to_string(index) + " (" + std::string(owner.kind()) +
                                ") has no weights");
  return {parameters_->data() + weightRange(index).begin, owner.weightCount() / owner.biasCount(),
          owner.biasCount()};
}

template <class T>
Eigen::Map<Matrix<T>> Network<T>::weights(int index) {
  const auto view = std::as_const(*this).weights(index);
  return {parameters_->data() + weightRange(index).begin, view.rows(), view.cols()};
}

template <class T>
Eigen::Map<const Vector<T>> Network<T>::bias(int index) const {
  const ParameterRange range = biasRange(index);
  return {parameters_->data() + range.begin, range.size};
}

template <class T>
Eigen::Map<Vector<T>> Network<T>::bias(int index) {
  const ParameterRange range = biasRange(index);
  return {parameters_->data() + range.begin, range.size};
}

template <class T>
void Network<T>::initialise(Initialisation initialisation, Random& random) {
  for (std::size_t l = 0; l < layers_.size(); ++l)
    layers_[l]->initialise(initialisation, parameters_->segment(offsets_[l], layers_[l]->parameterCount()),
                           random);
}

template <class T>
void Network<T>::reseed(Random random) {
  for (const auto& layer : layers_) layer->reseed(random);
}

template <class T>
ConstParameters<T> Network<T>::parametersOf(std::size_t index) const {
  return parameters_->segment(offsets_[index], layers_[index]->parameterCount());
}

// Layer by layer from the inputs to the logits.
template <class T>
template <class Inputs>
void Network<T>::propagate(const Inputs& inputs, Pass pass) {
  requireInputs(inputs.cols());
  outputs_[0].resize(inputs.rows(), layers_[0]->outputWidth());
  layers_[0]->forward(parametersOf(0), inputs, outputs_[0], pass);
  propagateBehindFirst(pass);
}

template <class T>
void Network<T>::propagateBehindFirst(Pass pass) {
  for (std::size_t l = 1; l < layers_.size(); ++l) {
    outputs_[l].resize(outputs_[0].rows(), layers_[l]->outputWidth());
    layers_[l]->forward(parametersOf(l), outputs_[l - 1], outputs_[l], pass);
  }
}

// From the loss back to the first layer: each turns ∂C/∂(its outputs) into its slice of the gradient and
// into ∂C/∂(its inputs), which is what the layer before it needs.
template <class T>
template <class Inputs>
T Network<T>::lossAndGradientOf(const Inputs& inputs, Labels labels, Vector<T>& gradient) {
  propagate(inputs, Pass::training);
  for (std::size_t l = 0; l < layers_.size(); ++l) gradients_[l].resizeLike(outputs_[l]);
  const T loss = meanLossAndGradient<T>(settings_.loss, logits(), labels, gradients_.back());

  gradient.resize(parameters_->size());
  for (std::size_t l = layers_.size(); l-- > 0;) {
    Parameters<T> slice = gradient.segment(offsets_[l], layers_[l]->parameterCount());
    if (l > 0)
      layers_[l]->backward(parametersOf(l), outputs_[l - 1], outputs_[l], gradients_[l], slice,
                           &gradients_[l - 1]);
    else if constexpr (std::is_same_v<Inputs, SparseRows<T>>)
      layers_[l]->backward(parametersOf(l), inputs, outputs_[l], gradients_[l], slice);
    else
      layers_[l]->backward(parametersOf(l), inputs, outputs_[l], gradients_[l], slice, nullptr);
  }
  return loss;
}

template <class T>
template <class Inputs>
T Network<T>::lossOf(const Inputs& inputs, Labels labels) {
  propagate(inputs, Pass::inference);
  scratch_.resize(classes());
  return meanLoss<T>(settings_.loss, logits(), labels, scratch_);
}

template <class T>
const Matrix<T>& Network<T>::softmaxOfLogits() {
  probabilities_ = logits();
  softmaxRows<T>(probabilities_);
  return probabilities_;
}

template <class T>
const Matrix<T>& Network<T>::expanded(const SparseRows<T>& inputs) {
  inputs.expand(expanded_);
  return expanded_;
}

template <class T>
const Matrix<T>& Network<T>::forward(const ConstMatrixRef<T>& inputs) {
  propagate(inputs, Pass::inference);
  return softmaxOfLogits();
}

template <class T>
const Matrix<T>& Network<T>::forward(const SparseRows<T>& inputs) {
  if (!layers_.front()->skipsZeros()) return forward(expanded(inputs));
  propagate(inputs, Pass::inference);
  return softmaxOfLogits();
}

template <class T>
T Network<T>::loss(const ConstMatrixRef<T>& inputs, Labels labels) {
  return lossOf(inputs, labels);
}

template <class T>
T Network<T>::loss(const SparseRows<T>& inputs, Labels labels) {
  return layers_.front()->skipsZeros() ? lossOf(inputs, labels) : loss(expanded(inputs), labels);
}

template <class T>
void Network<T>::firstSums(const Vector<T>& parameters, const SparseRows<T>& inputs, Matrix<T>& sums) const {
  requireCount(parameters.size());
  requireInputs(inputs.cols());
  sums.resize(inputs.rows(), layers_[0]->outputWidth());
  layers_[0]->weightedSums(parameters.head(layers_[0]->parameterCount()), inputs, sums);
}

template <class T>
T Network<T>::lossFromSums(const Matrix<T>& sums, Labels labels) {
  if (sums.cols() != layers_[0]->outputWidth())
    throw std::invalid_argument("a sample has " + std::to_string(sums.cols()) +
                                " sums; the first layer has " + std::to_string(layers_[0]->outputWidth()));
  outputs_[0] = sums;
  layers_[0]->activate(parametersOf(0), outputs_[0]);
  propagateBehindFirst(Pass::inference);
  scratch_.resize(classes());
  return meanLoss<T>(settings_.loss, logits(), labels, scratch_);
}

template <class T>
T Network<T>::lossAndGradient(const ConstMatrixRef<T>& inputs, Labels labels, Vector<T>& gradient) {
  return lossAndGradientOf(inputs, labels, gradient);
}

template <class T>
T Network<T>::lossAndGradient(const SparseRows<T>& inputs, Labels labels, Vector<T>& gradient) {
  return layers_.front()->skipsZeros() ? lossAndGradientOf(inputs, labels, gradient)
                                       : lossAndGradient(expanded(inputs), labels, gradient);
}

template class Network<float>;
template class Network<double>;

}  // namespace downhill

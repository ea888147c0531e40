#include "network/dense.hpp"

#include <stdexcept>
#include <string>

namespace downhill {

template <class T>
DenseLayer<T>::DenseLayer(Eigen::Index inputs, Eigen::Index outputs, Activation activation)
    : inputs_(inputs), outputs_(outputs), activation_(activation) {
  if (inputs < 1 || outputs < 1)
    throw std::invalid_argument("a dense layer from " + std::to_string(inputs) + " to " +
                                std::to_string(outputs) + " numbers is impossible; both must be 1 or more");
}

template <class T>
void DenseLayer<T>::initialise(Initialisation initialisation, Parameters<T> theta, Random& random) const {
  initialiseWeights<T>(initialisation, inputs_, outputs_, theta.head(weightCount()), random);
  theta.tail(biasCount()).setZero();
}

// z = x W + b,  y = φ(z)
template <class T>
void DenseLayer<T>::forward(const ConstParameters<T>& theta, const ConstMatrixRef<T>& x, MatrixRef<T> y,
                            Pass) {
  multiply(x, weights(theta), y);
  activate(theta, y);
}

template <class T>
void DenseLayer<T>::forward(const ConstParameters<T>& theta, const SparseRows<T>& x, MatrixRef<T> y, Pass) {
  weightedSums(theta, x, y);
  activate(theta, y);
}

template <class T>
void DenseLayer<T>::weightedSums(const ConstParameters<T>& theta, const SparseRows<T>& x,
                                 MatrixRef<T> sums) const {
  multiplySparse<T>(x, weights(theta), sums);
}

template <class T>
void DenseLayer<T>::activate(const ConstParameters<T>& theta, MatrixRef<T> sums) const {
  addBiasAndActivate<T>(activation_, bias(theta), sums);
}

// δ = ∂C/∂z = ∂C/∂y ⊙ φ′(z)
// ∂C/∂W = xᵀ δ,   ∂C/∂b = Σ over the batch of δ,   ∂C/∂x = δ Wᵀ    (Rumelhart, Hinton & Williams 1986)
template <class T>
void DenseLayer<T>::backward(const ConstParameters<T>& theta, const ConstMatrixRef<T>& x,
                             const ConstMatrixRef<T>& y, MatrixRef<T> dy, Parameters<T> gradient,
                             Matrix<T>* dx) {
  applyActivationGradient<T>(activation_, y, dy, gradient.data() + weightCount());
  multiplyLeftTransposed(x, dy, Eigen::Map<Matrix<T>>(gradient.data(), inputs_, outputs_));
  if (dx) multiplyRightTransposed(dy, weights(theta), *dx);
}

template <class T>
void DenseLayer<T>::backward(const ConstParameters<T>&, const SparseRows<T>& x, const ConstMatrixRef<T>& y,
                             MatrixRef<T> dy, Parameters<T> gradient) {
  applyActivationGradient<T>(activation_, y, dy, gradient.data() + weightCount());
  multiplySparseLeftTransposed<T>(x, dy, Eigen::Map<Matrix<T>>(gradient.data(), inputs_, outputs_));
}

template class DenseLayer<float>;
template class DenseLayer<double>;

}  // namespace downhill

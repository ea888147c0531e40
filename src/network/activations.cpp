#include "network/activations.hpp"

#include <cmath>

#include "network/names.hpp"

namespace downhill {
namespace {

template <class T, class Function>
void mapInPlace(MatrixRef<T>& values, const Function& function) {
  for (Eigen::Index i = 0; i < values.rows(); ++i) {
    T* row = values.data() + i * values.outerStride();
    for (Eigen::Index j = 0; j < values.cols(); ++j) row[j] = function(row[j]);
  }
}

// gradient ← derivative(output) · gradient
template <class T, class Derivative>
void scaleByDerivative(const ConstMatrixRef<T>& outputs, MatrixRef<T>& gradient,
                       const Derivative& derivative) {
  for (Eigen::Index i = 0; i < gradient.rows(); ++i) {
    const T* output = outputs.data() + i * outputs.outerStride();
    T* row = gradient.data() + i * gradient.outerStride();
    for (Eigen::Index j = 0; j < gradient.cols(); ++j) row[j] *= derivative(output[j]);
  }
}

}  // namespace

template <class T>
void applyActivation(Activation activation, MatrixRef<T> values) {
  if (values.size() == 0) return;
  switch (activation) {
    case Activation::identity:
      return;
    case Activation::sigmoid:  // σ(z) = 1 / (1 + e⁻ᶻ); where e⁻ᶻ overflows to ∞, σ is 0, as it should be
      return mapInPlace(values, [](T z) { return T(1) / (T(1) + std::exp(-z)); });
    case Activation::tanh:
      return mapInPlace(values, [](T z) { return std::tanh(z); });
    case Activation::relu:  // max(0, z), written so that NaN passes
      return mapInPlace(values, [](T z) { return z < T(0) ? T(0) : z; });
  }
}

template <class T>
void applyActivationGradient(Activation activation, const ConstMatrixRef<T>& outputs, MatrixRef<T> gradient) {
  if (gradient.size() == 0) return;
  switch (activation) {
    case Activation::identity:
      return;
    case Activation::sigmoid:  // σ′ = σ(1 − σ)
      return scaleByDerivative(outputs, gradient, [](T a) { return a * (T(1) - a); });
    case Activation::tanh:  // tanh′ = 1 − tanh²
      return scaleByDerivative(outputs, gradient, [](T a) { return T(1) - a * a; });
    case Activation::relu:  // 1 where the unit is on; at its kink, where any slope from 0 to 1 would do, 0
      return scaleByDerivative(outputs, gradient, [](T a) { return a > T(0) ? T(1) : T(0); });
  }
}

std::string_view nameOf(Activation activation) { return nameIn(activationNames, activation); }
Activation activationFromName(std::string_view name) { return valueIn(activationNames, name, "activation"); }

template void applyActivation<float>(Activation, MatrixRef<float>);
template void applyActivation<double>(Activation, MatrixRef<double>);
template void applyActivationGradient<float>(Activation, const ConstMatrixRef<float>&, MatrixRef<float>);
template void applyActivationGradient<double>(Activation, const ConstMatrixRef<double>&, MatrixRef<double>);

}  // namespace downhill

#include "network/activations.hpp"

#include <algorithm>
#include <cmath>

#include "gemm/exponential.hpp"
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

// Calls function(row, n) for stretches of at most 64 neighbours.
template <class T, class Function>
void inStretches(MatrixRef<T>& values, const Function& function) {
  for (Eigen::Index i = 0; i < values.rows(); ++i)
    for (Eigen::Index j = 0; j < values.cols(); j += 64)
      function(values.data() + i * values.outerStride() + j, std::min<Eigen::Index>(64, values.cols() - j));
}

// σ(z) = 1 / (1 + e⁻ᶻ); where e⁻ᶻ overflows to ∞, σ is 0, as it should be
template <class T>
void sigmoidOf(T* z, Eigen::Index n) {
  for (Eigen::Index i = 0; i < n; ++i) z[i] = -z[i];
  exponentiate(z, n);
  for (Eigen::Index i = 0; i < n; ++i) z[i] = T(1) / (T(1) + z[i]);
}

// tanh z = ±(1 − e) / (1 + e),  e = e^(−2|z|); near 0, where 1 − e cancels, z + z³ p(z²) (Moshier, Cephes,
// tanhf)
void tanhOf(float* z, Eigen::Index n) {
  float e[64];
  for (Eigen::Index i = 0; i < n; ++i) e[i] = -2 * std::abs(z[i]);
  exponentiate(e, n);
  for (Eigen::Index i = 0; i < n; ++i) {
    const float x = z[i], square = x * x;
    float p = -5.70498872745e-3f;
    for (const float next : {2.06390887954e-2f, -5.37397155531e-2f, 1.33314422036e-1f, -3.33332819422e-1f})
      p = p * square + next;
    const float near = x + x * square * p;
    const float far = std::copysign((1 - e[i]) / (1 + e[i]), x);
    z[i] = square < 0.390625f ? near : far;  // |z| < 0.625
  }
}
void tanhOf(double* z, Eigen::Index n) {
  for (Eigen::Index i = 0; i < n; ++i) z[i] = std::tanh(z[i]);
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
    case Activation::sigmoid:
      return inStretches(values, [](T* z, Eigen::Index n) { sigmoidOf(z, n); });
    case Activation::tanh:
      return inStretches(values, [](T* z, Eigen::Index n) { tanhOf(z, n); });
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

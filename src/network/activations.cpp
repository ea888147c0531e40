#include "network/activations.hpp"

#include <algorithm>
#include <cmath>

#include "gemm/exponential.hpp"
#include "network/names.hpp"

namespace downhill {
namespace {

// Rows are taken in slices of at most so many neighbours.
constexpr Eigen::Index slice = 64;

// Calls function(z, n, j) for every slice: n numbers from column j on.
template <class T, class Function>
void inSlices(MatrixRef<T>& values, const Function& function) {
  for (Eigen::Index i = 0; i < values.rows(); ++i)
    for (Eigen::Index j = 0; j < values.cols(); j += slice)
      function(values.data() + i * values.outerStride() + j, std::min(slice, values.cols() - j), j);
}

// max(0, z), written so that NaN passes
template <class T>
void reluOf(T* z, Eigen::Index n) {
  for (Eigen::Index i = 0; i < n; ++i) z[i] = z[i] < T(0) ? T(0) : z[i];
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
  float e[slice];
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

// Calls use(function) with the activation as a function(z, n) of n neighbours.
template <class T, class Use>
void withActivation(Activation activation, const Use& use) {
  switch (activation) {
    case Activation::identity:
      return use([](T*, Eigen::Index) {});
    case Activation::sigmoid:
      return use([](T* z, Eigen::Index n) { sigmoidOf(z, n); });
    case Activation::tanh:
      return use([](T* z, Eigen::Index n) { tanhOf(z, n); });
    case Activation::relu:
      return use([](T* z, Eigen::Index n) { reluOf(z, n); });
  }
}

// Calls use(derivative) with φ′ as a function of a = φ(z).
template <class T, class Use>
void withDerivative(Activation activation, const Use& use) {
  switch (activation) {
    case Activation::identity:
      return use([](T) { return T(1); });
    case Activation::sigmoid:  // σ′ = σ(1 − σ)
      return use([](T a) { return a * (T(1) - a); });
    case Activation::tanh:  // tanh′ = 1 − tanh²
      return use([](T a) { return T(1) - a * a; });
    case Activation::relu:  // 1 where the unit is on; at its kink, where any slope from 0 to 1 would do, 0
      return use([](T a) { return a > T(0) ? T(1) : T(0); });
  }
}

// Calls function(output, row) for every row of a layer's outputs and their gradient.
template <class T, class Function>
void inRows(const ConstMatrixRef<T>& outputs, MatrixRef<T>& gradient, const Function& function) {
  for (Eigen::Index i = 0; i < gradient.rows(); ++i)
    function(outputs.data() + i * outputs.outerStride(), gradient.data() + i * gradient.outerStride());
}

}  // namespace

template <class T>
void applyActivation(Activation activation, MatrixRef<T> values) {
  if (values.size() == 0 || activation == Activation::identity) return;
  withActivation<T>(activation, [&](const auto& function) {
    inSlices(values, [&](T* z, Eigen::Index n, Eigen::Index) { function(z, n); });
  });
}

template <class T>
void addBiasAndActivate(Activation activation, const T* bias, MatrixRef<T> sums) {
  if (sums.size() == 0) return;
  withActivation<T>(activation, [&](const auto& function) {
    inSlices(sums, [&](T* z, Eigen::Index n, Eigen::Index j) {
      for (Eigen::Index i = 0; i < n; ++i) z[i] += bias[j + i];
      function(z, n);
    });
  });
}

template <class T>
void applyActivationGradient(Activation activation, const ConstMatrixRef<T>& outputs, MatrixRef<T> gradient) {
  if (activation == Activation::identity) return;
  withDerivative<T>(activation, [&](const auto& derivative) {
    inRows<T>(outputs, gradient, [&](const T* output, T* row) {
      for (Eigen::Index j = 0; j < gradient.cols(); ++j) row[j] *= derivative(output[j]);
    });
  });
}

template <class T>
void applyActivationGradient(Activation activation, const ConstMatrixRef<T>& outputs, MatrixRef<T> gradient,
                             T* biasGradient) {
  std::fill_n(biasGradient, gradient.cols(), T(0));
  withDerivative<T>(activation, [&](const auto& derivative) {
    inRows<T>(outputs, gradient, [&](const T* output, T* row) {
      for (Eigen::Index j = 0; j < gradient.cols(); ++j) {
        row[j] *= derivative(output[j]);
        biasGradient[j] += row[j];
      }
    });
  });
}

std::string_view nameOf(Activation activation) { return nameIn(activationNames, activation); }
Activation activationFromName(std::string_view name) { return valueIn(activationNames, name, "activation"); }

template void applyActivation<float>(Activation, MatrixRef<float>);
template void applyActivation<double>(Activation, MatrixRef<double>);
template void addBiasAndActivate<float>(Activation, const float*, MatrixRef<float>);
template void addBiasAndActivate<double>(Activation, const double*, MatrixRef<double>);
template void applyActivationGradient<float>(Activation, const ConstMatrixRef<float>&, MatrixRef<float>);
template void applyActivationGradient<double>(Activation, const ConstMatrixRef<double>&, MatrixRef<double>);
template void applyActivationGradient<float>(Activation, const ConstMatrixRef<float>&, MatrixRef<float>,
                                             float*);
template void applyActivationGradient<double>(Activation, const ConstMatrixRef<double>&, MatrixRef<double>,
                                              double*);

}  // namespace downhill

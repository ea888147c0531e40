#pragma once

#include <string_view>
#include <utility>

#include "gemm/gemm.hpp"

namespace downhill {

// φ of a layer: a = φ(z). Each derivative is written in terms of the output a, so that z need not be kept.
enum class Activation { identity, sigmoid, tanh, relu };

inline constexpr std::pair<Activation, std::string_view> activationNames[] = {
    {Activation::relu, "relu"},
    {Activation::tanh, "tanh"},
    {Activation::sigmoid, "sigmoid"},
    {Activation::identity, "identity"}};

std::string_view nameOf(Activation activation);
// Throws std::invalid_argument that lists the known names.
Activation activationFromName(std::string_view name);

// values: z on entry, a = φ(z) on return. NaN stays NaN, so that a diverged run is seen.
template <class T>
void applyActivation(Activation activation, MatrixRef<T> values);

// The same in one walk over the values with the bias before it: sums (batch, width) on entry, φ(sums + bias) on
// return. bias: (width)
template <class T>
void addBiasAndActivate(Activation activation, const T* bias, MatrixRef<T> sums);

// gradient: ∂C/∂a on entry, ∂C/∂z = ∂C/∂a ⊙ φ′(z) on return; outputs holds a.
template <class T>
void applyActivationGradient(Activation activation, const ConstMatrixRef<T>& outputs, MatrixRef<T> gradient);

// The same in one walk with the bias's gradient behind it: biasGradient (width) is overwritten by the sum of
// ∂C/∂z over the rows.
template <class T>
void applyActivationGradient(Activation activation, const ConstMatrixRef<T>& outputs, MatrixRef<T> gradient,
                             T* biasGradient);

}  // namespace downhill

#pragma once

#include "network/trace.hpp"

namespace downhill {

// What trace.cpp builds on: the settings' sense, and C as a function of θ.

// Throws std::invalid_argument with words unless everything fits and is finite.
void requireTraceable(const TraceSettings& settings, const Vector<double>& parameters,
                      const Matrix<double>& inputs, const Matrix<double>& targets);

// Of a layer of weights; of the last one, unless it is softmax, the output's.
Activation activationOf(const TraceSettings& settings, int layer);

// Output k's part of a sample's loss, from ŷ_k where that keeps its digits and else from the logits z.
double lossTerm(const TraceSettings& settings, const Vector<double>& logits, double prediction, double target,
                Eigen::Index k);

double lossAt(const TraceSettings& settings, const Vector<double>& parameters, const Matrix<double>& inputs,
              const Matrix<double>& targets);

}  // namespace downhill

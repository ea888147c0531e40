#pragma once

#include <cstdint>
#include <vector>

#include "regression/line_loss.hpp"

namespace downhill {

// The gradient that each sample alone would give, g_i = 2 r_i (x_i, 1). Their mean is the gradient of the
// mean loss; a mini-batch's is the mean of some of them, an estimate that on average is right.   returns: (n,
// 2)
Matrix<double> sampleGradients(const Points& points, const Line& line);

// How far mini-batch gradients stray from the full one at a point, for one batch size.
struct BatchError {
  int batchSize = 0;
  double meanAngle = 0;         // degrees between the two, averaged over many batches
  double ninthDecileAngle = 0;  // nine of ten batches are closer than this
  double meanSquare = 0;        // ‖g_B − g‖², averaged
  double expectedSquare = 0;    // what theory says it is on average, see below
};

// Many batches of each size, drawn without replacement. For them (Cochran 1977, theorem 2.2)
//
//   E‖g_B − g‖² = (S²/B) (1 − B/n),   S² = Σ_i ‖g_i − g‖² / (n − 1)
//
// so that four times the batch halves the error: exactly 0 once the batch is all samples.
std::vector<BatchError> batchErrors(const Points& points, const Line& line,
                                    const std::vector<int>& batchSizes, int repetitions, std::uint32_t seed);

struct BatchDescentSettings {
  double rate = 0.05;
  int batchSize = 1;
  int samples = 1000;  // how many samples are processed in all: 10 batches of 100 cost what 1000 of 1 do
  std::uint32_t seed = 1;
};

// A path of stochastic gradient descent; the start is its first state.
struct BatchDescentPath {
  std::vector<Line> lines;
  std::vector<int> samplesProcessed;  // before each state: 0, B, 2B, …
  std::vector<double> losses;         // over all points
  bool diverged = false;              // the last state is no longer finite, and the walk stopped there
};

// θ ← θ − η g_B, B new samples each time                                       (Robbins & Monro 1951)
//
// Each epoch goes through the samples once, in an order shuffled anew; its last batch may be smaller. With
// the batch as large as the data it is gradient descent, with batch 1 the drunkard's walk.
BatchDescentPath descendInBatches(const Points& points, const Line& start,
                                  const BatchDescentSettings& settings);

}  // namespace downhill

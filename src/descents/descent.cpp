#include "descents/descent.hpp"

#include "spectra/symmetric_eigen.hpp"

namespace downhill {

namespace {

void append(std::vector<double>& rows, const Vector<double>& row) {
  rows.insert(rows.end(), row.begin(), row.end());
}

void recordPlace(Descent& descent, const Walker& walker) {
  append(descent.points, walker.point());
  append(descent.gradients, walker.gradient());
  descent.values.push_back(walker.value());
  descent.evaluations.push_back(walker.evaluations());
}

void recordStep(Descent& descent, const Walker& walker, const Vector<double>& move) {
  append(descent.moves, move);
  append(descent.momenta, walker.optimizer().momentum());
  append(descent.accumulators, walker.optimizer().accumulator());
  descent.rates.push_back(walker.optimizer().rate());
}

Divergence divergenceOf(const Problem& problem, const Descent& descent) {
  int step = descent.steps();
  while (step > 0 && !(descent.values[step] <= descent.values[step - 1])) --step;
  Matrix<double> hessian;
  problem.hessian(descent.point(step), hessian);
  double curvature = std::numeric_limits<double>::quiet_NaN();
  if (hessian.allFinite()) curvature = symmetricEigenvalues(hessian).maxCoeff();
  return {step, curvature, curvature > 0 ? 2 / curvature : 0};
}

}  // namespace

Descent descend(const Problem& problem, const Optimizer<double>& optimizer, const Point& start,
                const WalkSettings& settings) {
  Walker walker(problem, optimizer, start, settings);
  Descent descent;
  descent.dimension = problem.dimension();
  recordPlace(descent, walker);
  Point before = walker.point();
  while (walker.step()) {
    recordStep(descent, walker, walker.point() - before);
    recordPlace(descent, walker);
    before = walker.point();
  }
  recordStep(descent, walker, Point::Zero(descent.dimension));
  descent.reason = walker.reason();
  descent.words = walker.words();
  if (descent.reason == StopReason::diverged) descent.divergence = divergenceOf(problem, descent);
  return descent;
}

}  // namespace downhill

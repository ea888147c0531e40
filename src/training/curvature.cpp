#include "training/curvature.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>

#include "digits/drawing.hpp"
#include "registry/number_text.hpp"
#include "spectra/symmetric_eigen.hpp"

namespace downhill {
namespace {

// Far from all streams that training draws from.
constexpr std::uint64_t lanczosStream = (std::uint64_t{1} << 62) + 1, traceStream = lanczosStream + 1;

void requireProduct(const HessianProduct& product, Eigen::Index size) {
  if (!product)
    throw std::invalid_argument("curvature is measured by products with the Hessian; there is none");
  if (size < 1)
    throw std::invalid_argument("curvature in " + std::to_string(size) + " dimensions; it must be 1 or more");
}

// H v, looked at before it spoils everything after it.
Vector<double> checkedProduct(const HessianProduct& product, const Vector<double>& v) {
  Vector<double> w = product(v);
  if (w.size() != v.size())
    throw std::invalid_argument("a product with the Hessian has " + std::to_string(w.size()) +
                                " numbers; it must have " + std::to_string(v.size()));
  if (!w.allFinite())
    throw std::invalid_argument("the gradient is not finite near these parameters; curvature needs it to be");
  return w;
}

// A chunk of samples, ready for the network.
template <class T>
struct Chunk {
  SparseRows<T> images;
  Labels labels;
};

template <class T>
std::vector<Chunk<T>> chunksOf(const SampleRange& samples) {
  constexpr std::size_t size = 250;
  std::vector<Chunk<T>> chunks;
  for (std::size_t from = samples.begin; from < samples.end; from += size) {
    Chunk<T> chunk{.images = SparseRows<T>(imagePixels),
                   .labels = samples.data->labels().subspan(from, std::min(size, samples.end - from))};
    for (std::size_t i = 0; i < chunk.labels.size(); ++i)
      chunk.images.appendBytes(samples.data->image(from + i));
    chunks.push_back(std::move(chunk));
  }
  return chunks;
}

}  // namespace

template <class T>
GradientAt<T> gradientOver(const Network<T>& network, const SampleRange& samples) {
  validate(samples);
  if (network.inputWidth() != imagePixels || network.classes() != 10)
    throw std::invalid_argument("the network takes " + std::to_string(network.inputWidth()) +
                                " numbers and knows " + std::to_string(network.classes()) +
                                " classes; digits need 784 and 10");
  for (int layer = 0; layer < network.layerCount(); ++layer)
    if (network.layer(layer).kind() == "dropout")
      throw std::invalid_argument(
          "the network has dropout, which makes its loss another at each pass; measure the "
          "same parameters in a network without");

  // data is kept so that the labels stay; the network, so that its buffers are used again.
  return [network = network, data = samples.data, chunks = chunksOf<T>(samples), part = Vector<T>(),
          count = static_cast<double>(samples.size())](const Vector<T>& theta, Vector<T>& gradient) mutable {
    network.setParameters(theta);
    gradient.setZero(theta.size());
    for (const Chunk<T>& chunk : chunks) {
      network.lossAndGradient(chunk.images, chunk.labels, part);
      gradient += static_cast<T>(static_cast<double>(chunk.labels.size()) / count) * part;
    }
  };
}

template <class T>
HessianProduct hessianProduct(GradientAt<T> gradient, Vector<T> theta, std::optional<double> reach) {
  if (!gradient) throw std::invalid_argument("curvature is measured by gradients; there is none");
  if (!theta.allFinite())
    throw std::invalid_argument("a parameter is not finite; curvature is measured where all are");
  const double length = reach.value_or(balancedReach(theta));
  if (!(length > 0 && std::isfinite(length)))
    throw std::invalid_argument("the reach of a difference of gradients is " + numberText(length) +
                                "; it must be finite and above 0");
  return [gradient = std::move(gradient), theta = std::move(theta), length, above = Vector<T>(),
          below = Vector<T>()](const Vector<double>& v) mutable -> Vector<double> {
    if (v.size() != theta.size())
      throw std::invalid_argument("a direction of " + std::to_string(v.size()) + " numbers; there are " +
                                  std::to_string(theta.size()) + " parameters");
    const double norm = v.norm();
    if (!std::isfinite(norm))
      throw std::invalid_argument("a direction has a number that is not finite; all must be");
    if (norm == 0) return Vector<double>::Zero(v.size());
    const double h = length / norm;
    const Vector<T> shift = (h * v).template cast<T>();
    gradient(theta + shift, above);
    gradient(theta - shift, below);
    return (above - below).template cast<double>() / (2 * h);
  };
}

Lanczos::Lanczos(HessianProduct product, Eigen::Index size, std::uint32_t seed)
    : product_(std::move(product)) {
  requireProduct(product_, size);
  Random random(seed, lanczosStream);
  basis_.resize(16, size);
  for (double& entry : basis_.row(0)) entry = random.normal();
  basis_.row(0).normalize();
}

void Lanczos::step() {
  if (complete_) return;
  const Eigen::Index j = steps();
  const Vector<double> q = basis_.row(j).transpose();
  Vector<double> w = checkedProduct(product_, q);
  alpha_.push_back(q.dot(w));
  const double reached = w.norm();
  const auto earlier = basis_.topRows(j + 1);  // α q and β q go with them
  for (int pass = 0; pass < 2; ++pass) w -= earlier.transpose() * (earlier * w).eval();
  beta_.push_back(w.norm());

  complete_ = j + 1 == w.size() || !(beta_.back() > 1e-12 * reached);
  if (complete_) {
    beta_.back() = 0;
    return;
  }
  if (basis_.rows() == j + 1) basis_.conservativeResize(2 * basis_.rows(), Eigen::NoChange);
  basis_.row(j + 1) = w.transpose() / beta_.back();
}

void Lanczos::requireSteps() const {
  if (alpha_.empty()) throw std::invalid_argument("no eigenvalue is known after 0 steps; it takes 1 or more");
}

namespace {

SymmetricEigen solveTridiagonal(const std::vector<double>& alpha, const std::vector<double>& beta) {
  const auto m = static_cast<Eigen::Index>(alpha.size());
  return tridiagonalEigen(Eigen::Map<const Vector<double>>(alpha.data(), m),
                          Eigen::Map<const Vector<double>>(beta.data(), m - 1));
}

}  // namespace

// With T s = θ s of the tridiagonal matrix, y = Qᵀ s has ‖H y − θ y‖ = βₘ |s's last entry|.
std::vector<Lanczos::Eigenvalue> Lanczos::largest(int count) const {
  requireSteps();
  if (count < 1)
    throw std::invalid_argument(std::to_string(count) + " eigenvalues are asked for; it must be 1 or more");
  const auto [values, vectors] = solveTridiagonal(alpha_, beta_);
  std::vector<Eigenvalue> found;
  for (Eigen::Index k = steps(); k-- > 0 && static_cast<int>(found.size()) < count;)
    found.push_back({values(k), beta_.back() * std::abs(vectors(steps() - 1, k))});
  return found;
}

Lanczos::Eigenvalue Lanczos::smallest() const { return largest(std::max(1, steps())).back(); }

Vector<double> Lanczos::largestDirection() const {
  requireSteps();
  const Matrix<double> vectors = solveTridiagonal(alpha_, beta_).vectors;
  return (basis_.topRows(steps()).transpose() * vectors.col(steps() - 1)).normalized();
}

Lanczos::Eigenvalue largestEigenvalue(Lanczos& lanczos, double tolerance, int mostSteps) {
  if (!(tolerance > 0 && tolerance < 1))
    throw std::invalid_argument("the tolerance is " + numberText(tolerance) +
                                "; it must be above 0 and below 1");
  if (mostSteps < 1)
    throw std::invalid_argument("at most " + std::to_string(mostSteps) + " steps; it must be 1 or more");
  Lanczos::Eigenvalue found;
  do {
    lanczos.step();
    found = lanczos.largest();
  } while (!lanczos.complete() && lanczos.steps() < mostSteps &&
           found.error > tolerance * std::abs(found.value));
  return found;
}

HutchinsonTrace::HutchinsonTrace(HessianProduct product, Eigen::Index size, std::uint32_t seed)
    : product_(std::move(product)), size_(size), random_(seed, traceStream) {
  requireProduct(product_, size);
}

// Mean and squares are brought forward by each probe                                       (Welford 1962)
void HutchinsonTrace::probe() {
  Vector<double> v(size_);
  for (double& entry : v) entry = random_.next() >> 63 ? 1 : -1;
  const double sample = v.dot(checkedProduct(product_, v));
  ++probes_;
  const double before = sample - mean_;
  mean_ += before / probes_;
  squares_ += before * (sample - mean_);
}

double HutchinsonTrace::trace() const {
  if (probes_ < 1) throw std::invalid_argument("no trace is known after 0 probes; it takes 1 or more");
  return mean_;
}

double HutchinsonTrace::standardError() const {
  if (probes_ < 2)
    throw std::invalid_argument("no error is known after " + std::to_string(probes_) +
                                " probes; it takes 2 or more");
  return std::sqrt(squares_ / (probes_ - 1) / probes_);
}

double largestStableRate(double largestEigenvalue) {
  if (std::isnan(largestEigenvalue))
    throw std::invalid_argument("the largest eigenvalue is nan; it must be a number");
  return largestEigenvalue > 0 ? 2 / largestEigenvalue : std::numeric_limits<double>::infinity();
}

template GradientAt<float> gradientOver(const Network<float>&, const SampleRange&);
template GradientAt<double> gradientOver(const Network<double>&, const SampleRange&);
template HessianProduct hessianProduct(GradientAt<float>, Vector<float>, std::optional<double>);
template HessianProduct hessianProduct(GradientAt<double>, Vector<double>, std::optional<double>);

}  // namespace downhill

#pragma once

#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <vector>

#include "network/network.hpp"
#include "training/sample_range.hpp"

namespace downhill {

// How a loss curves at θ, without its Hessian H: N × N numbers are too many, but the product H v costs no
// more than two gradients, and products are enough.

// Writes the gradient at θ. θ, gradient: (N)
template <class T>
using GradientAt = std::function<void(const Vector<T>& theta, Vector<T>& gradient)>;

// v ↦ H v; v, H v: (N)
using HessianProduct = std::function<Vector<double>(const Vector<double>& v)>;

// The mean loss of a network over some samples: its gradient at any θ. Weight decay is not part of it. A
// network with dropout is refused, since its loss is another at each pass: build it again without.
template <class T>
GradientAt<T> gradientOver(const Network<T>& network, const SampleRange& samples);

// H v ≈ (g(θ + h v) − g(θ − h v)) / 2h          (central differences, exact but for the third derivative)
//
// reach: the length of h v, above 0. The default is where truncation and rounding are in balance.
//
// Where a network has ReLUs the gradient jumps whenever a step lets a sample cross one's kink. A reach of a
// training step's length or so, as float's default is, crosses many, and sees the bend that they make
// together, which is what a step feels; a very short one sees none, or one of them, as a peak of any height.
template <class T>
HessianProduct hessianProduct(GradientAt<T> gradient, Vector<T> theta,
                              std::optional<double> reach = std::nullopt);

// ∛ε (1 + ‖θ‖), ε the rounding of T.
template <class T>
double balancedReach(const Vector<T>& theta) {
  return std::cbrt(static_cast<double>(std::numeric_limits<T>::epsilon())) *
         (1 + static_cast<double>(theta.norm()));
}

// The extreme eigenvalues of a symmetric matrix of which only products are known (Lanczos 1950; in detail
// Golub & Van Loan 2013, section 10.3). From a random unit vector q₁ on:
//
//   w = H qⱼ,  αⱼ = qⱼ·w,  w ← w − αⱼ qⱼ − βⱼ₋₁ qⱼ₋₁,  βⱼ = ‖w‖,  qⱼ₊₁ = w / βⱼ
//
// The eigenvalues of the tridiagonal matrix of all α and β approach those of H, the extreme ones first,
// mostly within some twenty products. Each new q is cleared of all earlier ones, which rounding would let
// back in.
class Lanczos {
 public:
  Lanczos(HessianProduct product, Eigen::Index size, std::uint32_t seed);

  // One more product. Does nothing once complete().
  void step();
  int steps() const { return static_cast<int>(alpha_.size()); }
  // Nothing new can come: the q's span all that the products of q₁ reach.
  bool complete() const { return complete_; }

  // H has an eigenvalue within ± error of value.
  struct Eigenvalue {
    double value = 0, error = 0;
  };
  // The count largest found so far, largest first, at most one per step. Of equal eigenvalues one is found.
  std::vector<Eigenvalue> largest(int count) const;
  Eigenvalue largest() const { return largest(1).front(); }
  Eigenvalue smallest() const;
  // The direction of the largest, 1 long: in a loss, the sharpest.
  Vector<double> largestDirection() const;

 private:
  void requireSteps() const;

  HessianProduct product_;
  Matrix<double> basis_;  // a row per q: (steps + 1, N), rows beyond are room
  std::vector<double> alpha_, beta_;
  bool complete_ = false;
};

// Goes on until the largest eigenvalue is known to this part of itself, or so many steps are done.
Lanczos::Eigenvalue largestEigenvalue(Lanczos& lanczos, double tolerance = 1e-3, int mostSteps = 60);

// tr H = E[vᵀ H v] for random v of +1 and −1 (Hutchinson 1990), the mean over some of them.
class HutchinsonTrace {
 public:
  HutchinsonTrace(HessianProduct product, Eigen::Index size, std::uint32_t seed);

  void probe();  // one more v, one product
  int probes() const { return probes_; }
  double trace() const;          // after 1 probe or more
  double standardError() const;  // of that mean; after 2 or more

 private:
  HessianProduct product_;
  Eigen::Index size_;
  Random random_;
  int probes_ = 0;
  double mean_ = 0, squares_ = 0;  // of the probes; the sum of squares is about the mean
};

// Gradient descent with a rate below 2/λ gets closer along a direction of curvature λ, with a larger one it
// moves away. No bound, infinity, where nothing curves upwards.
double largestStableRate(double largestEigenvalue);

extern template GradientAt<float> gradientOver(const Network<float>&, const SampleRange&);
extern template GradientAt<double> gradientOver(const Network<double>&, const SampleRange&);
extern template HessianProduct hessianProduct(GradientAt<float>, Vector<float>, std::optional<double>);
extern template HessianProduct hessianProduct(GradientAt<double>, Vector<double>, std::optional<double>);

}  // namespace downhill

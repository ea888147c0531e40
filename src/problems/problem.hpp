#pragma once

#include <concepts>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "gemm/matrix.hpp"

namespace downhill {

namespace formula {
class Expression;
}

// A place: one coordinate on a curve, two on a surface.
using Point = Vector<double>;

inline Point pointAt(std::initializer_list<double> coordinates) {
  return Eigen::Map<const Point>(coordinates.begin(), static_cast<Eigen::Index>(coordinates.size()));
}

enum class Kind { minimum, saddle, maximum };

// A place where the gradient is zero. On a curve, a saddle is a level inflection.
struct StationaryPoint {
  Point at;
  double value;
  Kind kind;
};

struct Range {
  double low;
  double high;
};

// What is known about a problem before anybody walks on it.
struct Facts {
  std::string formula;                      // as a learner could type it, the settings filled in
  std::vector<Range> domain;                // by coordinate: the window that a figure opens with
  std::vector<Point> starts;                // places from which something is to be seen
  std::vector<StationaryPoint> stationary;  // all of them inside the domain, the lowest first
  bool hasFloor = true;                     // false: somewhere it falls without end
  std::string source;                       // who asked it first

  std::vector<StationaryPoint> minima() const {
    std::vector<StationaryPoint> found;
    for (const auto& point : stationary)
      if (point.kind == Kind::minimum) found.push_back(point);
    return found;
  }
};

// A function to walk down on, of any number of coordinates, that knows its derivatives and its answer.
class Problem {
 public:
  using At = const Eigen::Ref<const Vector<double>>&;

  virtual ~Problem() = default;
  virtual std::string_view name() const = 0;
  virtual const Facts& facts() const = 0;
  virtual Eigen::Index dimension() const = 0;

  virtual double value(At x) const = 0;                             // f(x)
  virtual void gradient(At x, Vector<double>& gradient) const = 0;  // ∇f(x); (N)
  virtual void hessian(At x, Matrix<double>& hessian) const = 0;    // ∇²f(x); (N, N)

  // f and ∇f of many places at once. points: (count, N), one place a row; values: (count); gradients: (count,
  // N)
  virtual void valuesAndGradients(const double* points, Eigen::Index count, double* values,
                                  double* gradients) const {
    const Eigen::Index n = dimension();
    Vector<double> own(n);
    for (Eigen::Index i = 0; i < count; ++i) {
      const Eigen::Map<const Vector<double>> x(points + i * n, n);
      values[i] = value(x);
      gradient(x, own);
      Eigen::Map<Vector<double>>(gradients + i * n, n) = own;
    }
  }

  // What it is computed from, where that is a formula that somebody has typed.
  virtual const formula::Expression* expression() const { return nullptr; }

  // Why the value at x is not a finite number, in words; empty where nothing is to be said.
  virtual std::string trouble(At) const { return ""; }
};

// What a file of this room has to provide: a surface over (x, y) …
template <class S>
concept Surface = requires(const S s, double x, double y) {
  { S::title } -> std::convertible_to<std::string_view>;
  { s.value(x, y) } -> std::same_as<double>;
  { s.gradient(x, y) } -> std::same_as<Eigen::Vector2d>;
  { s.hessian(x, y) } -> std::same_as<Eigen::Matrix2d>;
  { s.facts() } -> std::same_as<Facts>;
};

// … or a curve over x.
template <class C>
concept Curve = requires(const C c, double x) {
  { C::title } -> std::convertible_to<std::string_view>;
  { c.value(x) } -> std::same_as<double>;
  { c.slope(x) } -> std::same_as<double>;
  { c.curvature(x) } -> std::same_as<double>;
  { c.facts() } -> std::same_as<Facts>;
};

template <class S>
  requires Surface<S> || Curve<S>
class ProblemOf final : public Problem {
 public:
  explicit ProblemOf(S shape = S{}) : shape_(std::move(shape)), facts_(shape_.facts()) {}

  std::string_view name() const override { return S::title; }
  const Facts& facts() const override { return facts_; }
  Eigen::Index dimension() const override { return Surface<S> ? 2 : 1; }

  double value(At x) const override {
    if constexpr (Surface<S>)
      return shape_.value(x[0], x[1]);
    else
      return shape_.value(x[0]);
  }

  void gradient(At x, Vector<double>& gradient) const override {
    if constexpr (Surface<S>)
      gradient = shape_.gradient(x[0], x[1]);
    else
      gradient.setConstant(1, shape_.slope(x[0]));
  }

  void valuesAndGradients(const double* points, Eigen::Index count, double* values,
                          double* gradients) const override {
    for (Eigen::Index i = 0; i < count; ++i) {
      if constexpr (Surface<S>) {
        const double x = points[2 * i], y = points[2 * i + 1];
        values[i] = shape_.value(x, y);
        const Eigen::Vector2d gradient = shape_.gradient(x, y);
        gradients[2 * i] = gradient[0];
        gradients[2 * i + 1] = gradient[1];
      } else {
        values[i] = shape_.value(points[i]);
        gradients[i] = shape_.slope(points[i]);
      }
    }
  }

  void hessian(At x, Matrix<double>& hessian) const override {
    if constexpr (Surface<S>)
      hessian = shape_.hessian(x[0], x[1]);
    else
      hessian.setConstant(1, 1, shape_.curvature(x[0]));
  }

 private:
  S shape_;
  Facts facts_;
};

}  // namespace downhill

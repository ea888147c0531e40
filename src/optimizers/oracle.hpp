#pragma once

#include "gemm/matrix.hpp"

namespace downhill {

// Parameters that may be changed, and numbers that are only read, wherever they lie in memory.
template <class T>
using VectorRef = Eigen::Ref<Vector<T>>;
template <class T>
using ConstVectorRef = const Eigen::Ref<const Vector<T>>&;

// The surface as an optimizer sees it: it may ask for values and slopes at places of its choice.
// Most methods need none of this (the gradient where they stand is enough); a line search asks for
// values and gradients further along, Newton's method for the Hessian. The oracle counts what it is asked.
template <class T>
class Oracle {
 public:
  virtual ~Oracle() = default;

  virtual T value(ConstVectorRef<T> theta) = 0;                                  // f(θ)
  virtual T valueAndGradient(ConstVectorRef<T> theta, Vector<T>& gradient) = 0;  // f(θ), ∇f(θ)
  virtual void hessian(ConstVectorRef<T> theta, Matrix<T>& hessian) = 0;         // ∇²f(θ); (N, N)
};

}  // namespace downhill

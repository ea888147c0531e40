#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include "gemm/gemm.hpp"
#include "gemm/sparse.hpp"
#include "network/activations.hpp"
#include "network/initialisation.hpp"
#include "random/random.hpp"

namespace downhill {

template <class T>
using Parameters = Eigen::Ref<Vector<T>>;
template <class T>
using ConstParameters = Eigen::Ref<const Vector<T>>;

// Training and asking are not the same for every layer: dropout drops only while training.
enum class Pass { training, inference };

// One step of a network's way from pixels to logits: y = f(x; θ), a sample per row.
//
// A layer does not own its parameters. The network keeps all of them in one flat vector and hands each
// layer its slice: first the weights, then the biases. What a layer must remember between forward and
// backward beyond x and y (a dropout mask, the winner of a pooling window) it keeps to itself.
template <class T>
class Layer {
 public:
  virtual ~Layer() = default;
  virtual std::unique_ptr<Layer> clone() const = 0;

  virtual std::string_view kind() const = 0;     // "dense", …
  virtual Eigen::Index inputWidth() const = 0;   // numbers per sample that come in
  virtual Eigen::Index outputWidth() const = 0;  // and go out
  virtual Eigen::Index weightCount() const = 0;  // the first so many parameters are weights,
  virtual Eigen::Index biasCount() const = 0;    // the rest biases
  virtual Activation activation() const { return Activation::identity; }  // φ of its outputs
  Eigen::Index parameterCount() const { return weightCount() + biasCount(); }
  // Multiplications that forward takes for one sample without zeros, each with an addition.
  virtual Eigen::Index multiplications() const { return weightCount(); }

  virtual void initialise(Initialisation initialisation, Parameters<T> theta, Random& random) const = 0;

  // A layer that draws by chance takes a new stream, seeded from this one.
  virtual void reseed(Random&) {}

  // y (batch, out) = f(x; θ),  x (batch, in)
  virtual void forward(const ConstParameters<T>& theta, const ConstMatrixRef<T>& x, MatrixRef<T> y,
                       Pass pass) = 0;

  // From dy = ∂C/∂y (batch, out), which the layer may overwrite, to the gradient ∂C/∂θ, overwritten, and to
  // dx = ∂C/∂x (batch, in), unless dx is null: the first layer's input needs none.
  virtual void backward(const ConstParameters<T>& theta, const ConstMatrixRef<T>& x,
                        const ConstMatrixRef<T>& y, MatrixRef<T> dy, Parameters<T> gradient,
                        Matrix<T>* dx) = 0;

  // A first layer may know how to skip an input's zeros. One that does not is given the matrix; the four
  // below then throw std::invalid_argument.
  virtual bool skipsZeros() const { return false; }
  virtual void forward(const ConstParameters<T>&, const SparseRows<T>&, MatrixRef<T>, Pass) {
    refuseSparse();
  }
  virtual void backward(const ConstParameters<T>&, const SparseRows<T>&, const ConstMatrixRef<T>&,
                        MatrixRef<T>, Parameters<T>) {
    refuseSparse();
  }
  // Such a layer's forward in two: the sums x W, (batch, out), which are linear in W; then y from them, in
  // place.
  virtual void weightedSums(const ConstParameters<T>&, const SparseRows<T>&, MatrixRef<T>) const {
    refuseSparse();
  }
  virtual void activate(const ConstParameters<T>&, MatrixRef<T>) const { refuseSparse(); }

 private:
  [[noreturn]] void refuseSparse() const {
    throw std::invalid_argument("this layer (" + std::string(kind()) +
                                ") does not skip zeros; it takes its inputs as a matrix");
  }
};

}  // namespace downhill

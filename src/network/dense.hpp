#pragma once

#include "network/activations.hpp"
#include "network/layer.hpp"

namespace downhill {

// y = φ(x W + b): every output looks at every input.
// x: (batch, in)   W: (in, out), row-major in θ   b: (out), behind W   y: (batch, out)
template <class T>
class DenseLayer final : public Layer<T> {
 public:
  DenseLayer(Eigen::Index inputs, Eigen::Index outputs, Activation activation);

  Activation activation() const override { return activation_; }

  std::unique_ptr<Layer<T>> clone() const override { return std::make_unique<DenseLayer>(*this); }
  std::string_view kind() const override { return "dense"; }
  Eigen::Index inputWidth() const override { return inputs_; }
  Eigen::Index outputWidth() const override { return outputs_; }
  Eigen::Index weightCount() const override { return inputs_ * outputs_; }
  Eigen::Index biasCount() const override { return outputs_; }

  void initialise(Initialisation initialisation, Parameters<T> theta, Random& random) const override;

  void forward(const ConstParameters<T>& theta, const ConstMatrixRef<T>& x, MatrixRef<T> y,
               Pass pass) override;
  void backward(const ConstParameters<T>& theta, const ConstMatrixRef<T>& x, const ConstMatrixRef<T>& y,
                MatrixRef<T> dy, Parameters<T> gradient, Matrix<T>* dx) override;

  bool skipsZeros() const override { return true; }
  void forward(const ConstParameters<T>& theta, const SparseRows<T>& x, MatrixRef<T> y, Pass pass) override;
  void backward(const ConstParameters<T>& theta, const SparseRows<T>& x, const ConstMatrixRef<T>& y,
                MatrixRef<T> dy, Parameters<T> gradient) override;
  void weightedSums(const ConstParameters<T>& theta, const SparseRows<T>& x,
                    MatrixRef<T> sums) const override;
  void activate(const ConstParameters<T>& theta, MatrixRef<T> sums) const override;

 private:
  using WeightsView = Eigen::Map<const Matrix<T>>;
  WeightsView weights(const ConstParameters<T>& theta) const { return {theta.data(), inputs_, outputs_}; }
  const T* bias(const ConstParameters<T>& theta) const { return theta.data() + weightCount(); }

  Eigen::Index inputs_, outputs_;
  Activation activation_;
};

extern template class DenseLayer<float>;
extern template class DenseLayer<double>;

}  // namespace downhill

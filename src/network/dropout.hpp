#pragma once

#include "network/layer.hpp"

namespace downhill {

// While training, each number of each sample is dropped with probability p, and what is left is made 1/(1 −
// p) times as large, so that what the next layer is told stays the same on average; when asked, the layer
// passes everything on as it is. No unit can rely on one other.         (Srivastava et al. 2014, section 10:
// inverted)
//
//   y = x ⊙ m,  ∂C/∂x = ∂C/∂y ⊙ m,   m = 0 with probability p, else 1/(1 − p)
//
// x, y, m: (batch, width)
template <class T>
class DropoutLayer final : public Layer<T> {
 public:
  DropoutLayer(Eigen::Index width, double share);  // share: p, from 0 to 0.95

  std::unique_ptr<Layer<T>> clone() const override { return std::make_unique<DropoutLayer>(*this); }
  std::string_view kind() const override { return "dropout"; }
  Eigen::Index inputWidth() const override { return width_; }
  Eigen::Index outputWidth() const override { return width_; }
  Eigen::Index weightCount() const override { return 0; }
  Eigen::Index biasCount() const override { return 0; }
  void initialise(Initialisation, Parameters<T>, Random&) const override {}
  void reseed(Random& random) override { random_ = Random(random.next()); }

  void forward(const ConstParameters<T>& theta, const ConstMatrixRef<T>& x, MatrixRef<T> y,
               Pass pass) override;
  void backward(const ConstParameters<T>& theta, const ConstMatrixRef<T>& x, const ConstMatrixRef<T>& y,
                MatrixRef<T> dy, Parameters<T> gradient, Matrix<T>* dx) override;

 private:
  Eigen::Index width_;
  double share_;
  Random random_{0};
  Matrix<T> mask_;  // of the last training pass
};

inline constexpr double mostDropout = 0.95;

extern template class DropoutLayer<float>;
extern template class DropoutLayer<double>;

}  // namespace downhill

#include "network/dropout.hpp"

#include <stdexcept>
#include <string>

#include "losses/distribution.hpp"

namespace downhill {

template <class T>
DropoutLayer<T>::DropoutLayer(Eigen::Index width, double share) : width_(width), share_(share) {
  if (width < 1)
    throw std::invalid_argument("a dropout layer of " + std::to_string(width) +
                                " numbers is impossible; it must have 1 or more");
  if (!(share >= 0 && share <= mostDropout)) refuse("dropout", share, "from 0 to 0.95");
}

template <class T>
void DropoutLayer<T>::forward(const ConstParameters<T>&, const ConstMatrixRef<T>& x, MatrixRef<T> y,
                              Pass pass) {
  const T kept = static_cast<T>(1 / (1 - share_));
  if (pass == Pass::training) {
    mask_.resize(x.rows(), width_);
    for (Eigen::Index i = 0; i < mask_.size(); ++i)
      mask_.data()[i] = random_.uniform() < share_ ? T(0) : kept;
  }
  for (Eigen::Index i = 0; i < x.rows(); ++i)
    for (Eigen::Index j = 0; j < width_; ++j)
      y(i, j) = pass == Pass::training ? x(i, j) * mask_(i, j) : x(i, j);
}

template <class T>
void DropoutLayer<T>::backward(const ConstParameters<T>&, const ConstMatrixRef<T>&, const ConstMatrixRef<T>&,
                               MatrixRef<T> dy, Parameters<T>, Matrix<T>* dx) {
  if (!dx) return;
  for (Eigen::Index i = 0; i < dy.rows(); ++i)
    for (Eigen::Index j = 0; j < width_; ++j) (*dx)(i, j) = dy(i, j) * mask_(i, j);
}

template class DropoutLayer<float>;
template class DropoutLayer<double>;

}  // namespace downhill

#include "network/pooling.hpp"

#include <stdexcept>
#include <string>

#include "network/names.hpp"

namespace downhill {
namespace {

// The four pixels of a window, each a slice of as many numbers as there are channels.
template <class T>
struct Window {
  T *first, *second, *third, *fourth;

  Window(T* corner, const ImageShape& shape)
      : first(corner),
        second(corner + shape.channels),
        third(corner + shape.rowSize()),
        fourth(corner + shape.rowSize() + shape.channels) {}
};

template <class T>
T larger(T a, T b) {
  return b > a ? b : a;
}

template <class T>
void takeLargest(const Window<const T>& x, T* __restrict y, int channels) {
  for (int c = 0; c < channels; ++c)
    y[c] = larger(larger(x.first[c], x.second[c]), larger(x.third[c], x.fourth[c]));
}

template <class T>
void takeMean(const Window<const T>& x, T* __restrict y, int channels) {
  for (int c = 0; c < channels; ++c) y[c] = (x.first[c] + x.second[c] + x.third[c] + x.fourth[c]) * T(0.25);
}

// dx is dy where x gave the window's y and no pixel before it did, else 0.
template <class T>
void backpropagateMaximum(const Window<const T>& x, const T* __restrict y, const T* __restrict dy,
                          const Window<T>& dx, int channels) {
  T* __restrict first = dx.first, * __restrict second = dx.second, * __restrict third = dx.third, * __restrict fourth = dx.fourth;
  for (int c = 0; c < channels; ++c) {
    T gradient = dy[c];
    const auto share = [&](T pixel) {
      const T part = pixel == y[c] ? gradient : T(0);
      gradient = pixel == y[c] ? T(0) : gradient;
      return part;
    };
    first[c] = share(x.first[c]);
    second[c] = share(x.second[c]);
    third[c] = share(x.third[c]);
    fourth[c] = share(x.fourth[c]);
  }
}

template <class T>
void backpropagateMean(const T* __restrict dy, const Window<T>& dx, int channels) {
  for (int c = 0; c < channels; ++c)
    dx.first[c] = dx.second[c] = dx.third[c] = dx.fourth[c] = dy[c] * T(0.25);
}

}  // namespace

std::string_view nameOf(Pooling pooling) { return nameIn(poolingNames, pooling); }
Pooling poolingFromName(std::string_view name) { return valueIn(poolingNames, name, "pooling"); }

template <class T>
PoolingLayer<T>::PoolingLayer(const ImageShape& input, Pooling pooling)
    : input_(input), output_{input.height / 2, input.width / 2, input.channels}, pooling_(pooling) {
  requireImage(input);
  nameOf(pooling);
  if (input.height < 2 || input.width < 2)
    throw std::invalid_argument("an image of " + textOf(input) +
                                " is too small to be pooled; height and width must be 2 or more");
}

template <class T>
template <class Work>
void PoolingLayer<T>::forEachWindow(const Work& work) const {
  for (int v = 0; v < output_.height; ++v)
    for (int u = 0; u < output_.width; ++u)
      work(2 * v * input_.rowSize() + 2 * u * input_.channels, v * output_.rowSize() + u * output_.channels);
}

template <class T>
void PoolingLayer<T>::forward(const ConstParameters<T>&, const ConstMatrixRef<T>& x, MatrixRef<T> y, Pass) {
  for (Eigen::Index sample = 0; sample < x.rows(); ++sample) {
    const T* image = x.data() + sample * x.outerStride();
    T* pooled = y.data() + sample * y.outerStride();
    forEachWindow([&](Eigen::Index from, Eigen::Index to) {
      const Window<const T> window(image + from, input_);
      pooling_ == Pooling::max ? takeLargest(window, pooled + to, input_.channels)
                               : takeMean(window, pooled + to, input_.channels);
    });
  }
}

template <class T>
void PoolingLayer<T>::backward(const ConstParameters<T>&, const ConstMatrixRef<T>& x,
                               const ConstMatrixRef<T>& y, MatrixRef<T> dy, Parameters<T>, Matrix<T>* dx) {
  if (!dx) return;
  if (input_.height % 2 || input_.width % 2) dx->setZero();  // what no window sees has no say
  for (Eigen::Index sample = 0; sample < x.rows(); ++sample) {
    const T* image = x.data() + sample * x.outerStride();
    const T* pooled = y.data() + sample * y.outerStride();
    const T* gradient = dy.data() + sample * dy.outerStride();
    T* to = dx->data() + sample * dx->outerStride();
    forEachWindow([&](Eigen::Index in, Eigen::Index out) {
      const Window<T> window(to + in, input_);
      if (pooling_ == Pooling::max)
        backpropagateMaximum({image + in, input_}, pooled + out, gradient + out, window, input_.channels);
      else
        backpropagateMean(gradient + out, window, input_.channels);
    });
  }
}

template class PoolingLayer<float>;
template class PoolingLayer<double>;

}  // namespace downhill

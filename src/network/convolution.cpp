#include "network/convolution.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "gemm/segments.hpp"

namespace downhill {
namespace {

ImageShape outputOf(const ImageShape& input, int filters, int size) {
  requireImage(input);
  if (filters < 1)
    throw std::invalid_argument("a convolution with " + std::to_string(filters) +
                                " filters; there must be 1 or more");
  if (size < 1 || size > std::min(input.height, input.width))
    throw std::invalid_argument("filters of " + std::to_string(size) + "×" + std::to_string(size) +
                                " pixels do not fit an image of " + textOf(input) +
                                "; their size must be 1 to " +
                                std::to_string(std::min(input.height, input.width)));
  return {input.height - size + 1, input.width - size + 1, filters};
}

}  // namespace

template <class T>
ConvolutionLayer<T>::ConvolutionLayer(const ImageShape& input, int filters, int filterSize,
                                      Activation activation)
    : input_(input),
      output_(outputOf(input, filters, filterSize)),
      size_(filterSize),
      activation_(activation) {}

// A number of y is fed by the patch of one filter; a number of x feeds up to k · k places in every filter.
template <class T>
void ConvolutionLayer<T>::initialise(Initialisation initialisation, Parameters<T> theta,
                                     Random& random) const {
  initialiseWeights<T>(initialisation, patchSize(), size_ * size_ * output_.channels,
                       theta.head(weightCount()), random);
  theta.tail(biasCount()).setZero();
}

// An image row of y is b + Σ_j A_j W_j: row u of A_j is what the patch at u has in its image row j, W_j what
// the filters have there. A_j: (width of y, k · channels), its rows overlapping   W_j: (k · channels,
// filters)
template <class T>
void ConvolutionLayer<T>::forward(const ConstParameters<T>& theta, const ConstMatrixRef<T>& x, MatrixRef<T> y,
                                  Pass) {
  const Eigen::Index filters = output_.channels;
  const SegmentsRight<T> weights{theta.data(), patchRow() * filters, filters};
  const SegmentsStart<T> bias{theta.data() + weightCount(), 0};
  for (Eigen::Index sample = 0; sample < x.rows(); ++sample) {
    const T* image = x.data() + sample * x.outerStride();
    T* out = y.data() + sample * y.outerStride();
    for (int v = 0; v < output_.height; ++v) {
      const SegmentsLeft<T> patches{image + v * input_.rowSize(), input_.rowSize(), input_.channels, 1};
      sumSegments<T>(patches, weights, {size_, patchRow()}, bias, output_.width, filters,
                     out + v * output_.rowSize(), filters);
    }
  }
  applyActivation<T>(activation_, y);
}

// δ = ∂C/∂y ⊙ φ′(z),   ∂C/∂b_f = Σ_{v, u} δ[v, u, f],
// ∂C/∂W[j, i, c, f] = Σ_{v, u} x[v + j, u + i, c] δ[v, u, f],
// ∂C/∂x[v, u, c]    = Σ_{j, i, f} δ[v − j, u − i, f] W[j, i, c, f],   each summed over the batch
template <class T>
void ConvolutionLayer<T>::backward(const ConstParameters<T>& theta, const ConstMatrixRef<T>& x,
                                   const ConstMatrixRef<T>& y, MatrixRef<T> dy, Parameters<T> gradient,
                                   Matrix<T>* dx) {
  applyActivationGradient<T>(activation_, y, dy);
  gradient.setZero();
  if (dx) turnFilters(theta);
  for (Eigen::Index sample = 0; sample < x.rows(); ++sample) {
    const T* delta = dy.data() + sample * dy.outerStride();
    addWeightGradient(x.data() + sample * x.outerStride(), delta, gradient);
    if (dx) inputGradient(delta, dx->data() + sample * dx->outerStride());
  }
}

// For each image row j of the filters one sum over all places; a bias is the weight of an input that is
// always 1.
template <class T>
void ConvolutionLayer<T>::addWeightGradient(const T* x, const T* delta, Parameters<T> gradient) const {
  const Eigen::Index filters = output_.channels;
  const SegmentsRight<T> deltas{delta, output_.rowSize(), filters};
  const SegmentsInner places{output_.height, output_.width};
  const auto add = [&](const SegmentsLeft<T>& inputs, Eigen::Index rows, T* to) {
    sumSegments<T>(inputs, deltas, places, {to, filters}, rows, filters, to, filters);
  };
  for (Eigen::Index j = 0; j < size_; ++j)
    add({x + j * input_.rowSize(), input_.rowSize(), 1, input_.channels}, patchRow(),
        gradient.data() + j * patchRow() * filters);
  const T one = 1;
  add({&one, 0, 0, 0}, 1, gradient.data() + weightCount());
}

// turned[j, i, f, c] = W[k − 1 − j, k − 1 − i, c, f]
template <class T>
void ConvolutionLayer<T>::turnFilters(const ConstParameters<T>& theta) {
  const Eigen::Index channels = input_.channels, filters = output_.channels, places = size_ * size_;
  turned_.resize(places * filters, channels);
  for (Eigen::Index place = 0; place < places; ++place)
    turned_.middleRows((places - 1 - place) * filters, filters) =
        Eigen::Map<const Matrix<T>>(theta.data() + place * channels * filters, channels, filters).transpose();
}

// ∂C/∂x is δ, with k − 1 zeros around it, convolved with the turned filters. Above and below the zeros are
// not stored: rows of them are left out of the sum.
template <class T>
void ConvolutionLayer<T>::inputGradient(const T* delta, T* dx) {
  const Eigen::Index filters = output_.channels, channels = input_.channels;
  const Eigen::Index border = (size_ - 1) * filters, paddedRow = output_.rowSize() + 2 * border;
  if (padded_.rows() != output_.height || padded_.cols() != paddedRow)
    padded_.setZero(output_.height, paddedRow);
  for (int v = 0; v < output_.height; ++v)
    std::copy_n(delta + v * output_.rowSize(), output_.rowSize(), padded_.data() + v * paddedRow + border);

  for (Eigen::Index v = 0; v < input_.height; ++v) {
    const Eigen::Index first = std::max<Eigen::Index>(0, v - size_ + 1);
    const Eigen::Index last = std::min<Eigen::Index>(output_.height - 1, v);
    const SegmentsLeft<T> patches{padded_.data() + first * paddedRow, paddedRow, filters, 1};
    const SegmentsRight<T> weights{turned_.data() + (first - v + size_ - 1) * size_ * filters * channels,
                                   size_ * filters * channels, channels};
    sumSegments<T>(patches, weights, {last - first + 1, size_ * filters}, {}, input_.width, channels,
                   dx + v * input_.rowSize(), channels);
  }
}

template class ConvolutionLayer<float>;
template class ConvolutionLayer<double>;

}  // namespace downhill

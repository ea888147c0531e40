#pragma once

#include "network/activations.hpp"
#include "network/image_shape.hpp"
#include "network/layer.hpp"

namespace downhill {

// Every filter is laid on every place of the image where it fits, and asked how well it matches:
//
//   y[v, u, f] = φ(b_f + Σ_{j, i, c} x[v + j, u + i, c] · W[j, i, c, f])     (LeCun et al. 1989; 1998)
//
// with j, i from 0 to k − 1: filters of k × k pixels, no padding, one pixel from place to place. (Strictly
// spoken a correlation: the filter is not turned round first. Everyone calls it convolution.)
//
// x: (batch, height · width · channels)   W: (k · k · channels, filters), row-major in θ, a filter is a
// column b: (filters), behind W   y: (batch, (height − k + 1) · (width − k + 1) · filters) Images lie as
// ImageShape says, the filters being the channels of y.
template <class T>
class ConvolutionLayer final : public Layer<T> {
 public:
  ConvolutionLayer(const ImageShape& input, int filters, int filterSize, Activation activation);

  const ImageShape& inputShape() const { return input_; }
  const ImageShape& outputShape() const { return output_; }
  int filterSize() const { return static_cast<int>(size_); }
  Activation activation() const override { return activation_; }

  std::unique_ptr<Layer<T>> clone() const override { return std::make_unique<ConvolutionLayer>(*this); }
  std::string_view kind() const override { return "convolution"; }
  Eigen::Index inputWidth() const override { return input_.size(); }
  Eigen::Index outputWidth() const override { return output_.size(); }
  Eigen::Index weightCount() const override { return patchSize() * output_.channels; }
  Eigen::Index biasCount() const override { return output_.channels; }
  Eigen::Index multiplications() const override { return patchSize() * outputWidth(); }

  void initialise(Initialisation initialisation, Parameters<T> theta, Random& random) const override;

  void forward(const ConstParameters<T>& theta, const ConstMatrixRef<T>& x, MatrixRef<T> y,
               Pass pass) override;
  void backward(const ConstParameters<T>& theta, const ConstMatrixRef<T>& x, const ConstMatrixRef<T>& y,
                MatrixRef<T> dy, Parameters<T> gradient, Matrix<T>* dx) override;

 private:
  Eigen::Index patchRow() const { return size_ * input_.channels; }  // numbers of a patch in one image row
  Eigen::Index patchSize() const { return size_ * patchRow(); }      // and in all
  void addWeightGradient(const T* x, const T* delta, Parameters<T> gradient) const;
  void turnFilters(const ConstParameters<T>& theta);
  void inputGradient(const T* delta, T* dx);

  ImageShape input_, output_;
  Eigen::Index size_;  // k
  Activation activation_;
  Matrix<T> turned_;  // (k · k · filters, channels): the filters turned by 180°, for backward
  Matrix<T>
      padded_;  // (height of y, its width + 2(k − 1), filters): δ of one sample with zeros on both sides
};

extern template class ConvolutionLayer<float>;
extern template class ConvolutionLayer<double>;

}  // namespace downhill

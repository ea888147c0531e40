#pragma once

#include <string_view>
#include <utility>

#include "network/image_shape.hpp"
#include "network/layer.hpp"

namespace downhill {

// What stands for four neighbouring pixels: the largest, or their mean.
enum class Pooling { max, average };

inline constexpr std::pair<Pooling, std::string_view> poolingNames[] = {{Pooling::max, "max"},
                                                                        {Pooling::average, "average"}};

std::string_view nameOf(Pooling pooling);
// Throws std::invalid_argument that lists the known names.
Pooling poolingFromName(std::string_view name);

// Each 2 × 2 pixels become one, channel by channel: a feature is somewhere there, exactly where matters less.
// Of an odd height or width the last row or column is left out.
// x: (batch, height · width · channels)   y: (batch, ⌊height / 2⌋ · ⌊width / 2⌋ · channels)
template <class T>
class PoolingLayer final : public Layer<T> {
 public:
  PoolingLayer(const ImageShape& input, Pooling pooling);

  const ImageShape& outputShape() const { return output_; }

  std::unique_ptr<Layer<T>> clone() const override { return std::make_unique<PoolingLayer>(*this); }
  std::string_view kind() const override { return "pooling"; }
  Eigen::Index inputWidth() const override { return input_.size(); }
  Eigen::Index outputWidth() const override { return output_.size(); }
  Eigen::Index weightCount() const override { return 0; }
  Eigen::Index biasCount() const override { return 0; }
  void initialise(Initialisation, Parameters<T>, Random&) const override {}

  void forward(const ConstParameters<T>& theta, const ConstMatrixRef<T>& x, MatrixRef<T> y,
               Pass pass) override;
  // The gradient goes to the largest of the four, to the first of equals; or to all four in equal parts.
  void backward(const ConstParameters<T>& theta, const ConstMatrixRef<T>& x, const ConstMatrixRef<T>& y,
                MatrixRef<T> dy, Parameters<T> gradient, Matrix<T>* dx) override;

 private:
  // Calls work(x offset, y offset) for every window of a sample.
  template <class Work>
  void forEachWindow(const Work& work) const;

  ImageShape input_, output_;
  Pooling pooling_;
};

extern template class PoolingLayer<float>;
extern template class PoolingLayer<double>;

}  // namespace downhill

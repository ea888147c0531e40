// What somebody writes who has Eigen and an afternoon: the step as its formulas stand, with Eigen's dense
// products, every buffer kept from step to step. Pixels are widened to floats, shuffled and cut into batches
// once, so that nothing is gathered while it trains. Nothing is skipped, nothing is fused by hand.

#include <Eigen/Dense>
#include <cmath>
#include <map>
#include <numeric>
#include <random>

#include "conversation.hpp"

namespace {

using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Row = Eigen::RowVectorXf;

// θ and its gradient, and what Adam remembers.
template <class Values>
struct Parameter {
  Values theta, gradient, m, v;

  explicit Parameter(Values first) : theta(std::move(first)), gradient(theta), m(theta), v(theta) {
    m.setZero();
    v.setZero();
  }

  void descend(float rate) { theta -= rate * gradient; }

  void adam(float rate, int step) {
    constexpr float beta1 = 0.9f, beta2 = 0.999f, epsilon = 1e-8f;
    const float t = static_cast<float>(step);
    const float corrected = rate * std::sqrt(1 - std::pow(beta2, t)) / (1 - std::pow(beta1, t));
    m.array() = beta1 * m.array() + (1 - beta1) * gradient.array();
    v.array() = beta2 * v.array() + (1 - beta2) * gradient.array().square();
    theta.array() -= corrected * m.array() / (v.array().sqrt() + epsilon);
  }
};

struct Layer {
  Parameter<Matrix> weights;  // (in, out)
  Parameter<Row> bias;
  Matrix y, delta;  // (batch, out)
};

class Dense final : public bench::Instance {
 public:
  Dense(const bench::Task& task, const std::vector<int>& widths, const bench::Digits& digits)
      : task_(task),
        test_(digits.test),
        random_(task.seed),
        order_(static_cast<Eigen::Index>(digits.train.count()) / task.batch) {
    cut(digits.train);
    for (std::size_t l = 0; l + 1 < widths.size(); ++l) {
      std::normal_distribution<float> first(0, std::sqrt(2.0f / static_cast<float>(widths[l])));
      layers_.push_back(
          {Parameter<Matrix>(Matrix::NullaryExpr(widths[l], widths[l + 1], [&] { return first(random_); })),
           Parameter<Row>(Row::Zero(widths[l + 1])),
           {},
           {}});
    }
  }

  void step(int steps) override {
    for (int i = 0; i < steps; ++i) {
      if (at_ == 0) std::shuffle(order_.begin(), order_.end(), random_);
      const Eigen::Index from = order_[at_] * task_.batch;
      at_ = (at_ + 1) % order_.size();
      const auto x = images_.middleRows(from, task_.batch);
      forward(x);
      backward(x, labels_.data() + from);
      ++step_;
      for (Layer& layer : layers_) {
        if (task_.optimizer == "adam") {
          layer.weights.adam(task_.rate, step_);
          layer.bias.adam(task_.rate, step_);
        } else {
          layer.weights.descend(task_.rate);
          layer.bias.descend(task_.rate);
        }
      }
    }
  }

  double accuracy(std::size_t count) override {
    std::size_t right = 0;
    for (std::size_t from = 0; from < count; from += 100) {
      const std::size_t size = std::min<std::size_t>(100, count - from);
      const Matrix x = Eigen::Map<const Eigen::Matrix<std::uint8_t, -1, -1, Eigen::RowMajor>>(
                           test_.images.data() + from * 784, static_cast<Eigen::Index>(size), 784)
                           .cast<float>() /
                       255.0f;
      forward(x);
      for (std::size_t i = 0; i < size; ++i) {
        Eigen::Index digit;
        layers_.back().y.row(static_cast<Eigen::Index>(i)).maxCoeff(&digit);
        right += digit == test_.labels[from + i];
      }
    }
    return static_cast<double>(right) / static_cast<double>(count);
  }

  int classify(const float* pixels) override {
    forward(Eigen::Map<const Matrix>(pixels, 1, 784));
    Eigen::Index digit;
    layers_.back().y.row(0).maxCoeff(&digit);
    return static_cast<int>(digit);
  }

 private:
  void cut(const bench::Part& train) {
    std::iota(order_.begin(), order_.end(), Eigen::Index{0});
    std::vector<std::size_t> samples(train.count());
    std::iota(samples.begin(), samples.end(), std::size_t{0});
    std::shuffle(samples.begin(), samples.end(), random_);
    images_.resize(static_cast<Eigen::Index>(samples.size()), 784);
    for (const std::size_t sample : samples) {
      images_.row(static_cast<Eigen::Index>(labels_.size())) =
          Eigen::Map<const Eigen::Matrix<std::uint8_t, 1, 784>>(train.images.data() + sample * 784)
              .cast<float>() /
          255.0f;
      labels_.push_back(train.labels[sample]);
    }
  }

  // Logits in the last layer's y.
  void forward(const Eigen::Ref<const Matrix>& x) {
    for (std::size_t l = 0; l < layers_.size(); ++l) {
      Layer& layer = layers_[l];
      if (l == 0)
        layer.y.noalias() = x * layer.weights.theta;
      else
        layer.y.noalias() = layers_[l - 1].y * layer.weights.theta;
      layer.y.rowwise() += layer.bias.theta;
      if (l + 1 < layers_.size()) layer.y = layer.y.cwiseMax(0.0f);
    }
  }

  void backward(const Eigen::Ref<const Matrix>& x, const std::uint8_t* labels) {
    Layer& last = layers_.back();
    // ∂C/∂z = (softmax(z) − one-hot) / batch
    last.delta = (last.y.colwise() - last.y.rowwise().maxCoeff()).array().exp();
    last.delta.array().colwise() /= last.delta.rowwise().sum().array() * static_cast<float>(task_.batch);
    for (int i = 0; i < task_.batch; ++i) last.delta(i, labels[i]) -= 1.0f / static_cast<float>(task_.batch);

    for (std::size_t l = layers_.size(); l-- > 0;) {
      Layer& layer = layers_[l];
      if (l == 0)
        layer.weights.gradient.noalias() = x.transpose() * layer.delta;
      else
        layer.weights.gradient.noalias() = layers_[l - 1].y.transpose() * layer.delta;
      layer.bias.gradient = layer.delta.colwise().sum();
      if (l == 0) break;
      Layer& below = layers_[l - 1];
      below.delta.noalias() = layer.delta * layer.weights.theta.transpose();
      below.delta = (below.y.array() > 0).select(below.delta, 0.0f);
    }
  }

  bench::Task task_;
  const bench::Part& test_;
  std::mt19937 random_;
  Matrix images_;  // (60,000, 784), 0 … 1, batch after batch
  std::vector<std::uint8_t> labels_;
  std::vector<Eigen::Index> order_;  // of the batches
  std::size_t at_ = 0;
  int step_ = 0;
  std::vector<Layer> layers_;
};

}  // namespace

int main(int, char** arguments) {
  static const std::map<std::string, std::vector<int>> widths{
      {"S", {784, 16, 16, 10}}, {"M", {784, 128, 10}}, {"L", {784, 512, 256, 10}}};
  return bench::converse(arguments[1], [&](const bench::Task& task, const bench::Digits& digits) {
    if (!widths.contains(task.network))
      throw std::invalid_argument("convolutions are not written here: Eigen has none");
    return std::make_unique<Dense>(task, widths.at(task.network), digits);
  });
}

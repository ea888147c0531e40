#include "network/trace.hpp"

#include <cmath>
#include <limits>

#include "network/trace_checks.hpp"

namespace downhill {
namespace {

// The same functions that every network uses, for one number.
double activated(Activation activation, double z) {
  applyActivation<double>(activation, Eigen::Map<Matrix<double>>(&z, 1, 1));
  return z;
}

double slopeAt(Activation activation, double output) {
  double slope = 1;
  applyActivationGradient<double>(activation, Eigen::Map<const Matrix<double>>(&output, 1, 1),
                                  Eigen::Map<Matrix<double>>(&slope, 1, 1));
  return slope;
}

// Walks one step of training as one would by hand, and notes down every operation.
class Tracer {
 public:
  Tracer(const TraceSettings& settings, const Vector<double>& parameters, const Matrix<double>& inputs,
         const Matrix<double>& targets)
      : settings_(settings), theta_(parameters), inputs_(inputs), targets_(targets) {
    trace_.gradient.setZero(theta_.size());
  }

  NetworkTrace walk() {
    const int samples = static_cast<int>(inputs_.rows());
    for (sample_ = 0; sample_ < samples; ++sample_) {
      trace_.samples.push_back(emptySample());
      for (int layer = 0; layer < layers(); ++layer) forward(layer);
      measureLoss();
    }
    for (sample_ = 0; sample_ < samples; ++sample_) {
      backpropagateLoss();
      for (int layer = layers() - 1; layer >= 0; --layer) backward(layer);
    }
    sample_ = -1;
    update();
    return std::move(trace_);
  }

 private:
  int layers() const { return static_cast<int>(settings_.widths.size()) - 1; }
  int last() const { return layers() - 1; }
  int widthIn(int layer) const { return settings_.widths[static_cast<std::size_t>(layer)]; }
  int widthOut(int layer) const { return settings_.widths[static_cast<std::size_t>(layer) + 1]; }
  int weightAt(int layer, int from, int unit) const { return begin(layer) + from * widthOut(layer) + unit; }
  int biasAt(int layer, int unit) const { return weightAt(layer, widthIn(layer), unit); }
  int begin(int layer) const {
    int begin = 0;
    for (int l = 0; l < layer; ++l) begin += (widthIn(l) + 1) * widthOut(l);
    return begin;
  }

  SampleTrace& sample() { return trace_.samples[static_cast<std::size_t>(sample_)]; }
  SampleTrace emptySample() const {
    SampleTrace sample;
    for (int layer = 0; layer < layers(); ++layer) {
      const Vector<double> zeros = Vector<double>::Zero(widthOut(layer));
      for (auto* part : {&sample.sums, &sample.outputs, &sample.slopes, &sample.deltas})
        part->push_back(zeros);
    }
    return sample;
  }
  double& sum(int layer, int unit) { return sample().sums[static_cast<std::size_t>(layer)][unit]; }
  double& output(int layer, int unit) { return sample().outputs[static_cast<std::size_t>(layer)][unit]; }
  double& slope(int layer, int unit) { return sample().slopes[static_cast<std::size_t>(layer)][unit]; }
  double& delta(int layer, int unit) { return sample().deltas[static_cast<std::size_t>(layer)][unit]; }
  double input(int layer, int from) { return layer == 0 ? inputs_(sample_, from) : output(layer - 1, from); }

  TraceStep& note(TracePhase phase, TraceKind kind, int layer, int unit, int from = -1, int parameter = -1) {
    trace_.steps.push_back({phase, kind, sample_, layer, unit, from, parameter});
    return trace_.steps.back();
  }

  // contribution = local · incoming, added to what there is.
  void backpropagate(TraceStep& step, double local, double incoming, double& total) {
    step.local = local;
    step.incoming = incoming;
    step.contribution = local * incoming;
    step.accumulated = total += step.contribution;
  }

  // z_j = Σ_i a_i w_ij + b_j,  a_j = φ(z_j)
  void forward(int layer) {
    for (int unit = 0; unit < widthOut(layer); ++unit) {
      double& z = sum(layer, unit);
      for (int from = 0; from < widthIn(layer); ++from) {
        const int place = weightAt(layer, from, unit);
        TraceStep& step = note(TracePhase::forward, TraceKind::product, layer, unit, from, place);
        step.a = input(layer, from), step.b = theta_[place];
        step.result = step.a * step.b;
        step.accumulated = z += step.result;
      }
      TraceStep& step = note(TracePhase::forward, TraceKind::bias, layer, unit, -1, biasAt(layer, unit));
      step.a = z, step.b = theta_[biasAt(layer, unit)];
      step.result = step.accumulated = z += step.b;
    }
    if (layer == last() && settings_.output == OutputUnit::softmax) return softmax();
    for (int unit = 0; unit < widthOut(layer); ++unit) {
      TraceStep& step = note(TracePhase::forward, TraceKind::activation, layer, unit);
      step.a = sum(layer, unit);
      step.result = output(layer, unit) = activated(activationOf(settings_, layer), step.a);
    }
  }

  // ŷ_j = e^(z_j − m) / S,  S = Σ_k e^(z_k − m)
  void softmax() {
    const double largest = sample().sums.back().maxCoeff();
    double total = 0;
    for (int unit = 0; unit < widthOut(last()); ++unit) {
      TraceStep& step = note(TracePhase::forward, TraceKind::exponential, last(), unit);
      step.a = sum(last(), unit), step.b = largest;
      step.result = output(last(), unit) = std::exp(step.a - step.b);
      step.accumulated = total += step.result;
    }
    for (int unit = 0; unit < widthOut(last()); ++unit) {
      TraceStep& step = note(TracePhase::forward, TraceKind::share, last(), unit);
      step.a = output(last(), unit), step.b = total;
      step.result = output(last(), unit) = step.a / step.b;
    }
  }

  void measureLoss() {
    double& loss = sample().loss;
    for (int unit = 0; unit < widthOut(last()); ++unit) {
      TraceStep& step = note(TracePhase::loss, TraceKind::lossTerm, last(), unit);
      step.a = output(last(), unit), step.b = targets_(sample_, unit);
      step.result = lossTerm(settings_, sample().sums.back(), step.a, step.b, unit);
      step.accumulated = loss += step.result;
    }
    TraceStep& step = note(TracePhase::loss, TraceKind::sampleLoss, last(), 0);
    step.a = loss, step.b = static_cast<double>(inputs_.rows());
    step.result = step.a / step.b;
    step.accumulated = trace_.loss += step.result;
  }

  // From the loss to δ of the last layer. Where the loss undoes what the last activation does, ∂loss/∂z is
  // ŷ − y; else first ∂loss/∂ŷ = 2(ŷ − y), and that through the activation.
  void backpropagateLoss() {
    const double share = 1 / static_cast<double>(inputs_.rows());
    const bool cancels = settings_.loss != TraceLoss::squaredError;
    for (int unit = 0; unit < widthOut(last()); ++unit) {
      const double difference = output(last(), unit) - targets_(sample_, unit);
      if (cancels)
        backpropagate(note(TracePhase::backward, TraceKind::logitSlope, last(), unit), difference, share,
                      delta(last(), unit));
      else
        backpropagate(note(TracePhase::backward, TraceKind::outputSlope, last(), unit), 2 * difference, share,
                      slope(last(), unit));
    }
    if (!cancels && settings_.output == OutputUnit::softmax) backpropagateSoftmax();
  }

  // ∂ŷ_k/∂z_j = ŷ_k (1 if k = j, else 0, minus ŷ_j)
  void backpropagateSoftmax() {
    for (int unit = 0; unit < widthOut(last()); ++unit)
      for (int k = 0; k < widthOut(last()); ++k) {
        const double local = output(last(), k) * ((k == unit ? 1 : 0) - output(last(), unit));
        backpropagate(note(TracePhase::backward, TraceKind::softmaxSlope, last(), unit, k), local,
                      slope(last(), k), delta(last(), unit));
      }
  }

  // δ_j = φ′(z_j) ∂C/∂a_j,  ∂C/∂b_j = δ_j,  ∂C/∂w_ij = a_i δ_j,  ∂C/∂a_i = Σ_j w_ij δ_j
  void backward(int layer) {
    const bool isActivated = layer != last() || (settings_.loss == TraceLoss::squaredError &&
                                                 settings_.output != OutputUnit::softmax);
    for (int unit = 0; isActivated && unit < widthOut(layer); ++unit)
      backpropagate(note(TracePhase::backward, TraceKind::activationSlope, layer, unit),
                    slopeAt(activationOf(settings_, layer), output(layer, unit)), slope(layer, unit),
                    delta(layer, unit));
    for (int unit = 0; unit < widthOut(layer); ++unit) {
      const int biasPlace = biasAt(layer, unit);
      backpropagate(note(TracePhase::backward, TraceKind::biasSlope, layer, unit, -1, biasPlace), 1,
                    delta(layer, unit), trace_.gradient[biasPlace]);
      for (int from = 0; from < widthIn(layer); ++from) {
        const int place = weightAt(layer, from, unit);
        backpropagate(note(TracePhase::backward, TraceKind::weightSlope, layer, unit, from, place),
                      input(layer, from), delta(layer, unit), trace_.gradient[place]);
        if (layer > 0)
          backpropagate(note(TracePhase::backward, TraceKind::inputSlope, layer, unit, from, place),
                        theta_[place], delta(layer, unit), slope(layer - 1, from));
      }
    }
  }

  // θ ← θ − η ∂C/∂θ
  void update() {
    trace_.updated = theta_;
    for (int layer = 0; layer < layers(); ++layer)
      for (int unit = 0; unit < widthOut(layer); ++unit)
        for (int from = 0; from <= widthIn(layer); ++from) {
          const bool isBias = from == widthIn(layer);
          const int place = weightAt(layer, from, unit);
          TraceStep& step = note(TracePhase::update, TraceKind::move, layer, unit, isBias ? -1 : from, place);
          step.a = theta_[place], step.b = trace_.gradient[place];
          step.result = trace_.updated[place] = step.a - settings_.rate * step.b;
        }
  }

  const TraceSettings& settings_;
  const Vector<double>& theta_;
  const Matrix<double>&inputs_, &targets_;
  int sample_ = 0;
  NetworkTrace trace_;
};

Vector<double> numericGradient(const TraceSettings& settings, Vector<double> theta,
                               const Matrix<double>& inputs, const Matrix<double>& targets) {
  const double h = std::cbrt(std::numeric_limits<double>::epsilon());
  Vector<double> gradient(theta.size());
  for (Eigen::Index i = 0; i < theta.size(); ++i) {
    const double here = theta[i];
    theta[i] = here + h;
    const double above = lossAt(settings, theta, inputs, targets);
    theta[i] = here - h;
    const double below = lossAt(settings, theta, inputs, targets);
    theta[i] = here;
    gradient[i] = (above - below) / (2 * h);
  }
  return gradient;
}

}  // namespace

NetworkTrace traceTraining(const TraceSettings& settings, const Vector<double>& parameters,
                           const Matrix<double>& inputs, const Matrix<double>& targets) {
  requireTraceable(settings, parameters, inputs, targets);
  NetworkTrace trace = Tracer(settings, parameters, inputs, targets).walk();
  trace.numericGradient = numericGradient(settings, parameters, inputs, targets);
  trace.lossAfter = lossAt(settings, trace.updated, inputs, targets);
  return trace;
}

double tracedLoss(const TraceSettings& settings, const Vector<double>& parameters,
                  const Matrix<double>& inputs, const Matrix<double>& targets) {
  requireTraceable(settings, parameters, inputs, targets);
  return lossAt(settings, parameters, inputs, targets);
}

}  // namespace downhill

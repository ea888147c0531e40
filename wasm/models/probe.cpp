#include <emscripten/bind.h>

#include <memory>

#include "arrays.hpp"
#include "door.hpp"
#include "handles.hpp"
#include "network/nudges.hpp"
#include "options.hpp"

namespace downhill::door {
namespace {

EMSCRIPTEN_DECLARE_VAL_TYPE(ProbeSettings)

constexpr int widestLayer = 4096;
constexpr int mostNudges = 10'000;

struct ProbedGradient {
  double loss;
  Float64Array gradient;
};

// A network and a batch that stay as they are, and every question about their loss, in double.
class Probe : public Handle {
 public:
  Probe(const NetworkSettings& settings, const Settings& given) : network_(settings) {
    const auto count = static_cast<std::size_t>(network_.parameterCount());
    const auto parameters = doubles(given["parameters"], "parameters", count);
    network_.setParameters(Eigen::Map<const Vector<double>>(parameters.data(), network_.parameterCount()));
    labels_ = bytes(given["labels"], "labels");
    const auto batch = static_cast<Eigen::Index>(labels_.size());
    const auto inputs =
        doubles(given["inputs"], "inputs", labels_.size() * static_cast<std::size_t>(network_.inputWidth()));
    inputs_ = Eigen::Map<const Matrix<double>>(inputs.data(), batch, network_.inputWidth());
    network_.loss(inputs_, labels_);  // refuses an empty batch and a label that is no class
  }

  ProbedGradient gradient() {
    const double loss = network_.lossAndGradient(inputs_, labels_, gradient_);
    return {loss, copied<Float64Array>(gradient_)};
  }

  Float64Array nudged(const Number& parameter, const NumberArray& epsilonValues) {
    const auto epsilons = doubles(epsilonValues, "epsilons", anyLength);
    if (epsilons.size() > mostNudges)
      throw std::invalid_argument("there are " + std::to_string(epsilons.size()) + " epsilons; at most " +
                                  std::to_string(mostNudges) + " at a time");
    return copied<Float64Array>(
        lossesNear(network_, inputs_, labels_, index(parameter, "parameter"), epsilons));
  }

  Float64Array differences(const Number& begin, const Number& count) {
    return copied<Float64Array>(
        differenceGradient(network_, inputs_, labels_, index(begin, "begin"),
                           wholeNumber(count, "count", 1, static_cast<int>(network_.parameterCount()))));
  }

 private:
  int index(const Number& value, const char* name) const {
    return wholeNumber(value, name, 0, static_cast<int>(network_.parameterCount()) - 1);
  }

  Network<double> network_;
  Matrix<double> inputs_;  // (batch, in)
  std::vector<std::uint8_t> labels_;
  Vector<double> gradient_;
};

constexpr std::array probeKeys{Key("widths", "number[]"), Key("activation?", "string"),
                               Key("parameters", "ArrayLike<number>"), Key("inputs", "ArrayLike<number>"),
                               Key("labels", "Uint8Array")};

std::unique_ptr<Probe> createProbe(const ProbeSettings& value) {
  const Settings settings(value, "the probe's settings", probeKeys);
  NetworkSettings network;
  network.widths = wholeNumbers(settings["widths"], "widths", 1, widestLayer);
  if (settings.has("activation"))
    network.hidden = activationFromName(text(settings["activation"], "activation"));
  return std::make_unique<Probe>(network, settings);
}

}  // namespace

EMSCRIPTEN_BINDINGS(probe) {
  using namespace emscripten;
  registerOptions<ProbeSettings>(probeKeys);
  value_object<ProbedGradient>("ProbedGradient")
      .field("loss", &ProbedGradient::loss)
      .field("gradient", &ProbedGradient::gradient);
  class_<Probe>("Probe")
      .function("gradient", open<&Probe::gradient>)
      .function("nudged", open<&Probe::nudged>)
      .function("differences", open<&Probe::differences>);
  function("createProbe", open<&createProbe>);
}

}  // namespace downhill::door

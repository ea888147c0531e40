#include <emscripten/bind.h>

#include <memory>

#include "arrays.hpp"
#include "digits/drawing.hpp"
#include "handles.hpp"
#include "network/network.hpp"
#include "training/settings.hpp"
#include "validation.hpp"

namespace downhill::door {
namespace {

using emscripten::val;

EMSCRIPTEN_DECLARE_VAL_TYPE(ClassifierSettings)
EMSCRIPTEN_DECLARE_VAL_TYPE(PixelArray)
EMSCRIPTEN_DECLARE_VAL_TYPE(ParameterArray)

struct Classification {
  int label;
  Float32Array probabilities;
  Float32Array logits;
  Float32Arrays activations;
};

// A network that is asked, not trained: one image at a time, on the page's own thread.
class Classifier : public Handle {
 public:
  Classifier(const NetworkSettings& settings, const val& parameters) : network_(settings) { update(parameters); }

  void update(const val& parameters) {
    const auto count = static_cast<std::size_t>(network_.parameterCount());
    const auto numbers = floats(parameters, "parameters", count);
    network_.setParameters(Eigen::Map<const Vector<float>>(numbers.data(), network_.parameterCount()));
  }

  Classification classify(const val& pixels) {
    const auto width = network_.inputWidth();
    const auto numbers = floats(pixels, "pixels", static_cast<std::size_t>(width), 0, 1);
    const Matrix<float>& probabilities = network_.forward(Eigen::Map<const Matrix<float>>(numbers.data(), 1, width));
    val activations = val::array();
    for (int l = 0; l + 1 < network_.layerCount(); ++l) {
      activations.call<void>("push", copied<Float32Array>(network_.outputs(l)));
    }
    activations.call<void>("push", copied<Float32Array>(probabilities));
    Eigen::Index label = 0;
    probabilities.row(0).maxCoeff(&label);
    return {static_cast<int>(label), copied<Float32Array>(probabilities), copied<Float32Array>(network_.logits()),
            Float32Arrays(activations)};
  }

 private:
  Network<float> network_;
};

std::unique_ptr<Classifier> createClassifier(const ClassifierSettings& value) {
  const Settings settings(value, "the classifier's settings", {"widths", "activation", "parameters"});
  NetworkSettings network;
  network.widths = wholeNumbers(settings["widths"], "widths", 1, maximumLayerWidth);
  if (network.widths.size() < 2 || network.widths.front() != imagePixels || network.widths.back() != 10) {
    throw std::invalid_argument("widths is " + shown(settings["widths"]) + "; it must start with 784 pixels and end with 10 classes");
  }
  if (settings.has("activation")) network.hidden = activationFromName(text(settings["activation"], "activation"));
  return std::make_unique<Classifier>(network, settings["parameters"]);
}

}  // namespace

EMSCRIPTEN_BINDINGS(network) {
  using namespace emscripten;
  register_type<ClassifierSettings>("{ widths: number[], activation?: string, parameters: ArrayLike<number> }");
  register_type<PixelArray>("ArrayLike<number>");
  value_object<Classification>("Classification")
      .field("label", &Classification::label)
      .field("probabilities", &Classification::probabilities)
      .field("logits", &Classification::logits)
      .field("activations", &Classification::activations);
  class_<Classifier>("Classifier").function("update", &Classifier::update).function("classify", &Classifier::classify);
  function("createClassifier", &createClassifier);
}

}  // namespace downhill::door

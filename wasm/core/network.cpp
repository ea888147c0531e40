#include <emscripten/bind.h>

#include <memory>

#include "arrays.hpp"
#include "core/architecture.hpp"
#include "digits/drawing.hpp"
#include "door.hpp"
#include "handles.hpp"
#include "network/contributions.hpp"
#include "network/network.hpp"
#include "options.hpp"
#include "training/settings.hpp"
#include "training/weights_file.hpp"

namespace downhill::door {
namespace {

using emscripten::val;

EMSCRIPTEN_DECLARE_VAL_TYPE(ClassifierSettings)

struct Classification {
  int label;
  Float32Array probabilities;
  Float32Array logits;
  Float32Arrays activations;
};

// The largest terms of one layer's sums, the largest first: values[k] = a[from[k]] · w[from[k]][to[k]].
struct Terms {
  Uint32Array from;
  Uint32Array to;
  Float32Array values;
};

// A network that is asked, not trained: one image at a time, on the page's own thread.
class Classifier : public Handle {
 public:
  Classifier(const NetworkSettings& settings, const NumberArray& parameters) : network_(settings) {
    update(parameters);
  }

  void update(const NumberArray& parameters) {
    const auto count = static_cast<std::size_t>(network_.parameterCount());
    const auto numbers = floats(parameters, "parameters", count);
    network_.setParameters(Eigen::Map<const Vector<float>>(numbers.data(), network_.parameterCount()));
  }

  Classification classify(const NumberArray& pixels) {
    const auto width = network_.inputWidth();
    const auto numbers = floats(pixels, "pixels", static_cast<std::size_t>(width), 0, 1);
    pixels_ = Eigen::Map<const Vector<float>>(numbers.data(), width);
    const Eigen::Map<const Matrix<float>> image(numbers.data(), 1, width);
    ink_.assign(image);
    const Matrix<float>& probabilities =
        ink_.density() <= sparseDensityLimit ? network_.forward(ink_) : network_.forward(image);
    val activations = val::array();
    for (int l = 0; l + 1 < network_.layerCount(); ++l) {
      activations.call<void>("push", copied<Float32Array>(network_.outputs(l)));
    }
    activations.call<void>("push", copied<Float32Array>(probabilities));
    Eigen::Index label = 0;
    probabilities.row(0).maxCoeff(&label);
    return {static_cast<int>(label), copied<Float32Array>(probabilities),
            copied<Float32Array>(network_.logits()), Float32Arrays(activations)};
  }

  // What drove the last answer: at most `count` terms of layer `layer`; in the last layer those of the
  // answer's own sum, for what was said to the other classes did not win.
  Terms strongestTerms(const Number& layerValue, const Number& countValue) const {
    const int layer = wholeNumber(layerValue, "layer", 0, network_.layerCount() - 1);
    const int count = wholeNumber(countValue, "count", 0, 1'000'000);
    if (pixels_.size() == 0)
      throw std::invalid_argument("nothing has been classified yet; ask for an answer first");
    const auto outputs = [this](int l) -> Vector<float> { return network_.outputs(l).row(0).transpose(); };
    const Vector<float> inputs = layer == 0 ? pixels_ : outputs(layer - 1);
    Vector<float> selected = outputs(layer);
    if (layer == network_.layerCount() - 1) {
      Eigen::Index answer = 0;
      selected.maxCoeff(&answer);
      selected = Vector<float>::Unit(selected.size(), answer);
    }
    std::vector<std::uint32_t> from, to;
    std::vector<float> values;
    for (const auto& term :
         strongestContributions<float>(network_, layer, inputs, selected, static_cast<std::size_t>(count))) {
      from.push_back(static_cast<std::uint32_t>(term.from));
      to.push_back(static_cast<std::uint32_t>(term.to));
      values.push_back(term.value);
    }
    return {toUint32Array(from), toUint32Array(to), toFloat32Array(values)};
  }

 private:
  Network<float> network_;
  Vector<float> pixels_;   // of the last answer
  SparseRows<float> ink_;  // the same without the paper
};

// The file's network, and what it is, so that it can be made into a classifier like any other.
struct ShippedNetwork {
  Uint32Array widths;
  std::string activation;
  Float32Array parameters;
};

ShippedNetwork readShipped(const Uint8Array& file) {
  const StoredNetwork stored = readWeights(bytes(file, "the weights file"));
  return {toUint32Array(std::vector<std::uint32_t>(stored.widths.begin(), stored.widths.end())),
          std::string(nameOf(stored.hidden)), copied<Float32Array>(stored.parameters)};
}

constexpr std::array classifierKeys{Key("widths", "number[]"),   Key("activation?", "string"),
                                    Key("filters?", "number[]"), Key("filterSize?", "number"),
                                    Key("pooling?", "string"),   Key("parameters", "ArrayLike<number>")};

// The architecture is written as a trainer's is; what a trainer refuses is refused here in the same words.
std::unique_ptr<Classifier> createClassifier(const ClassifierSettings& value) {
  const Settings settings(value, "the classifier's settings", classifierKeys);
  const auto widths = wholeNumbers(settings["widths"], "widths", 1, maximumLayerWidth);
  if (widths.size() < 2 || widths.front() != imagePixels || widths.back() != 10) {
    throw std::invalid_argument("widths is " + shown(settings["widths"]) +
                                "; it must start with 784 pixels and end with 10 classes");
  }
  TrainerSettings architecture{.hidden{widths.begin() + 1, widths.end() - 1}};
  readArchitecture(settings, architecture);
  validateArchitecture(architecture);
  return std::make_unique<Classifier>(networkSettings(architecture), NumberArray(settings["parameters"]));
}

}  // namespace

EMSCRIPTEN_BINDINGS(network) {
  using namespace emscripten;
  registerOptions<ClassifierSettings>(classifierKeys);
  value_object<Classification>("Classification")
      .field("label", &Classification::label)
      .field("probabilities", &Classification::probabilities)
      .field("logits", &Classification::logits)
      .field("activations", &Classification::activations);
  value_object<Terms>("Terms")
      .field("from", &Terms::from)
      .field("to", &Terms::to)
      .field("values", &Terms::values);
  class_<Classifier>("Classifier")
      .function("update", open<&Classifier::update>)
      .function("classify", open<&Classifier::classify>)
      .function("strongestTerms", open<&Classifier::strongestTerms>);
  value_object<ShippedNetwork>("ShippedNetwork")
      .field("widths", &ShippedNetwork::widths)
      .field("activation", &ShippedNetwork::activation)
      .field("parameters", &ShippedNetwork::parameters);
  function("createClassifier", open<&createClassifier>);
  function("readShipped", open<&readShipped>);
}

}  // namespace downhill::door

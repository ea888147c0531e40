// Trains the network that is in the repository, so that the pad answers before any training in the page.
//
//   train_shipped <folder with MNIST's four files, unpacked> <file to write> [option=number …]
//
// It learns from MNIST's 60,000 training images and from synthetic handwriting, as many of the one as of the
// other, each image changed a little every time. In its last third it already computes with the rounded
// weights that the file can hold. The test images are looked at once, after the end.

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>
#include <numbers>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

#include "digits/augmentation.hpp"
#include "digits/dataset.hpp"
#include "digits/idx.hpp"
#include "digits/synthetic.hpp"
#include "optimizers/adam.hpp"
#include "training/evaluation.hpp"
#include "training/weights_file.hpp"

namespace downhill {
namespace {

using Bytes = std::vector<std::uint8_t>;

// Every number that the result depends on, by the name that the command line knows it by.
std::map<std::string, double> options{
    {"seed", 1},        {"epochs", 24},  {"synthetic", 120000}, {"share", 0.5},      {"batch", 128},
    {"rate", 2e-3},     {"decay", 1e-5}, {"hidden1", 128},      {"hidden2", 64},     {"bits1", 4},
    {"bits2", 5},       {"bits3", 8},    {"rounding", 0.35},    {"rotation", 10},    {"scale", 0.12},
    {"shear", 0.2},     {"shift", 1.2},  {"thickness", 0.5},    {"intensity", 0.15}, {"elastic", 0.8},
    {"smoothing", 0.02}};

int whole(const char* name) { return static_cast<int>(options.at(name)); }

Bytes contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::invalid_argument(path + " cannot be read");
  return Bytes(std::istreambuf_iterator<char>(file), {});
}

Dataset mnist(const std::string& folder, const std::string& part) {
  const Bytes imageBytes = contents(folder + "/" + part + "-images-idx3-ubyte");
  const Bytes labelBytes = contents(folder + "/" + part + "-labels-idx1-ubyte");
  const IdxImages images = readImages(imageBytes);
  const IdxLabels labels = readLabels(labelBytes);
  requireMatching(images, labels);
  return Dataset(images.pixels, labels.labels);
}

Dataset handwriting(int count, std::uint32_t seed) {
  const SyntheticDataset written = syntheticDataset(count, seed);
  return Dataset(written.images, written.labels);
}

// Endless walks over a data set, each in an order of its own.
class Walk {
 public:
  Walk(const Dataset& data, Random random) : data_(data), random_(random), order_(data.total()) {
    std::iota(order_.begin(), order_.end(), std::size_t{0});
  }

  std::size_t next() {
    if (at_ == 0) random_.shuffle(order_);
    const std::size_t index = order_[at_];
    at_ = (at_ + 1) % order_.size();
    return index;
  }

  const Dataset& data() const { return data_; }

 private:
  const Dataset& data_;
  Random random_;
  std::vector<std::size_t> order_;
  std::size_t at_ = 0;
};

struct Batch {
  SparseRows<float> images{imagePixels};
  Bytes labels;

  void add(Walk& walk, Random& random, const AugmentationSettings& settings) {
    const std::size_t index = walk.next();
    Image image;
    std::ranges::transform(walk.data().image(index), image.begin(),
                           [](std::uint8_t b) { return static_cast<float>(b) / 255; });
    augment(image, random, settings);
    for (float& pixel : image) pixel = pixel < 0.02f ? 0 : pixel;
    images.appendRow(image);
    labels.push_back(walk.data().label(index));
  }
};

// Pixels on which hardly ever lies ink, in either data set: their weights would only be noise.
std::vector<bool> blankPixels(const Dataset& first, const Dataset& second) {
  std::vector<double> ink(imagePixels, 0);
  for (const Dataset* data : {&first, &second})
    for (std::size_t i = 0; i < data->total(); ++i)
      for (int pixel = 0; pixel < imagePixels; ++pixel)
        ink[pixel] += data->image(i)[pixel] / 255. / static_cast<double>(data->total());
  std::vector<bool> blank;
  for (const double mean : ink) blank.push_back(mean < 0.001);
  return blank;
}

class Training {
 public:
  Training(const Dataset& real, const Dataset& synthetic)
      : seed_(static_cast<std::uint32_t>(options.at("seed"))),
        real_(real, Random(seed_, 0)),
        synthetic_(synthetic, Random(seed_, 1)),
        random_(seed_, 2),
        network_(settings()),
        adam_({.rate = options.at("rate")}),
        blank_(blankPixels(real, synthetic)) {
    Random start(seed_, 3);
    network_.initialise(Initialisation::he, start);
    master_ = network_.parameters();
    for (int pixel = 0; pixel < imagePixels; ++pixel)
      if (blank_[pixel]) row(master_, pixel).setZero();
  }

  void run() {
    const int perEpoch = static_cast<int>(static_cast<double>(real_.data().total()) / options.at("share") /
                                          options.at("batch"));
    const int steps = whole("epochs") * perEpoch,
              rounding = static_cast<int>(steps * (1 - options.at("rounding")));
    const auto start = std::chrono::steady_clock::now();
    double loss = 0;
    for (int i = 0; i < steps; ++i) {
      // η falls from its first value to 0 along half a cosine                    (Loshchilov & Hutter 2017,
      // eq. 5)
      adam_.setRate(options.at("rate") * (1 + std::cos(std::numbers::pi * i / steps)) / 2);
      loss += step(i >= rounding);
      if ((i + 1) % perEpoch != 0) continue;
      const std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
      std::printf("epoch %3d  loss %.4f  %4.0f s\n", (i + 1) / perEpoch, loss / perEpoch, time.count());
      std::fflush(stdout);
      loss = 0;
    }
    network_.parameters() = master_;
  }

  const Network<float>& network() const { return network_; }
  static std::vector<int> bits() { return {whole("bits1"), whole("bits2"), whole("bits3")}; }

 private:
  static NetworkSettings settings() {
    NetworkSettings settings{.widths = {imagePixels, whole("hidden1"), whole("hidden2"), 10}};
    settings.loss.loss = Loss::labelSmoothed;
    settings.loss.smoothing = options.at("smoothing");
    return settings;
  }

  static AugmentationSettings augmentation() {
    return {.rotation = options.at("rotation"),
            .scale = options.at("scale"),
            .shear = options.at("shear"),
            .shift = options.at("shift"),
            .thickness = options.at("thickness"),
            .intensity = options.at("intensity"),
            .elastic = options.at("elastic")};
  }

  // The first layer's weights that look at one pixel.
  Eigen::VectorBlock<Vector<float>> row(Vector<float>& theta, int pixel) const {
    const Eigen::Index width = whole("hidden1");
    return theta.segment(pixel * width, width);
  }

  // When rounding: the gradient is taken at the rounded weights, the step at the exact ones behind them, as
  // if rounding had slope 1.                                        ("straight-through", Bengio, Léonard &
  // Courville 2013)
  float step(bool rounding) {
    batch_.images.clear(imagePixels);
    batch_.labels.clear();
    while (batch_.labels.size() < static_cast<std::size_t>(whole("batch")))
      batch_.add(random_.uniform() < options.at("share") ? real_ : synthetic_, random_, augmentation());

    network_.parameters() = master_;
    if (rounding) network_.parameters() = roundedParameters(network_, bits());
    const float loss = network_.lossAndGradient(batch_.images, batch_.labels, gradient_);
    for (int pixel = 0; pixel < imagePixels; ++pixel)
      if (blank_[pixel]) row(gradient_, pixel).setZero();
    for (int l = 0; l < network_.layerCount(); ++l) {
      const ParameterRange weights = network_.weightRange(l);
      master_.segment(weights.begin, weights.size) *=
          static_cast<float>(1 - options.at("decay") * adam_.rate() / options.at("rate"));
    }
    adam_.step(master_, gradient_);
    return loss;
  }

  std::uint32_t seed_;
  Walk real_, synthetic_;
  Random random_;
  Network<float> network_;
  Adam<float> adam_;
  std::vector<bool> blank_;
  Vector<float> master_, gradient_;
  Batch batch_;
};

void tell(const char* what, const EvaluationReport& report) {
  std::printf("%-34s %5zu of %5zu right: %.2f %%\n", what, report.correct, report.samples,
              100 * report.accuracy());
}

void trainAndWrite(const std::string& folder, const std::string& target) {
  const std::uint32_t seed = static_cast<std::uint32_t>(options.at("seed"));
  const Dataset real = mnist(folder, "train"), synthetic = handwriting(whole("synthetic"), seed);
  Training training(real, synthetic);
  training.run();

  const Bytes file = writeWeights(training.network(), Training::bits());
  std::ofstream(target, std::ios::binary)
      .write(reinterpret_cast<const char*>(file.data()), static_cast<std::streamsize>(file.size()));
  std::printf("%s: %zu bytes\n", target.c_str(), file.size());

  const StoredNetwork stored = readWeights(contents(target));
  Network<float> network({.widths = stored.widths, .hidden = stored.hidden});
  network.setParameters(stored.parameters);
  const Dataset test = mnist(folder, "t10k"), unseen = handwriting(10000, seed + 1);
  tell("MNIST's test images", evaluate(network, test, 0, test.total()));
  tell("synthetic handwriting, other seed", evaluate(network, unseen, 0, unseen.total()));
}

void readOption(const std::string& argument) {
  const std::size_t equals = argument.find('=');
  const auto option = options.find(argument.substr(0, equals));
  if (equals == std::string::npos || option == options.end())
    throw std::invalid_argument(argument + " is no option; an option is name=number, such as seed=1");
  option->second = std::stod(argument.substr(equals + 1));
}

}  // namespace
}  // namespace downhill

int main(int count, char** arguments) try {
  if (count < 3)
    throw std::invalid_argument(
        "train_shipped <folder with MNIST, unpacked> <file to write> [option=number …]");
  for (int i = 3; i < count; ++i) downhill::readOption(arguments[i]);
  downhill::trainAndWrite(arguments[1], arguments[2]);
} catch (const std::exception& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 1;
}

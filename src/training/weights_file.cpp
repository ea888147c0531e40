#include "training/weights_file.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <stdexcept>
#include <string>

namespace downhill {
namespace {

constexpr std::array<std::uint8_t, 4> magic{'D', 'H', 'W', '1'};
constexpr std::array activationCodes{Activation::identity, Activation::sigmoid, Activation::tanh,
                                     Activation::relu};
constexpr int mostLayers = 8, widest = 4096, fewestBits = 2, mostBits = 8;
constexpr Eigen::Index mostParameters = 4'000'000;

[[noreturn]] void refuse(const std::string& words) {
  throw std::invalid_argument("the weights file " + words);
}

// CRC-32 as in IEEE 802.3, bit by bit.
std::uint32_t checksum(std::span<const std::uint8_t> bytes) {
  std::uint32_t crc = 0xffffffff;
  for (const std::uint8_t byte : bytes) {
    crc ^= byte;
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc;
}

int largestCode(int bits) { return (1 << (bits - 1)) - 1; }

// The step, in standard deviations, that loses least when 2^b − 1 equal steps round a normal variable.
// (Max 1960, "Quantizing for minimum distortion", table II, for 3, 7, … 255 levels)
float bestStep(int bits) {
  constexpr std::array<float, 7> steps{1.22f, 0.65f, 0.353f, 0.19f, 0.105f, 0.057f, 0.031f};
  return steps[static_cast<std::size_t>(bits - fewestBits)];
}

// A layer's weights as whole numbers: weights(i, j) ≈ steps(j) · codes(i, j), |code| ≤ largestCode.
struct RoundedLayer {
  RowVector<float> steps;  // (out)
  Matrix<float> codes;     // (in, out)
};

RoundedLayer rounded(const Eigen::Map<const Matrix<float>>& weights, int bits) {
  const float limit = static_cast<float>(largestCode(bits));
  RoundedLayer layer{RowVector<float>(weights.cols()), Matrix<float>(weights.rows(), weights.cols())};
  const RowVector<float> counts = (weights.array() != 0).cast<float>().colwise().sum();
  const RowVector<float> squares = weights.colwise().squaredNorm();
  layer.steps = bestStep(bits) * (squares.array() / counts.array().max(1)).sqrt();
  const RowVector<float> inverse = (layer.steps.array() > 0).select(layer.steps.array().inverse(), 0);
  layer.codes = (weights.array().rowwise() * inverse.array()).round().cwiseMax(-limit).cwiseMin(limit);
  return layer;
}

void requireBits(const Network<float>& network, std::span<const int> bits) {
  for (int l = 0; l < network.layerCount(); ++l)
    if (network.layer(l).kind() != "dense")
      throw std::invalid_argument("layer " + std::to_string(l) + " is of kind " +
                                  std::string(network.layer(l).kind()) +
                                  "; a weights file holds dense networks only");
  if (static_cast<int>(bits.size()) != network.layerCount())
    throw std::invalid_argument(std::to_string(bits.size()) + " bit widths for " +
                                std::to_string(network.layerCount()) +
                                " layers; there must be one per layer");
  for (const int b : bits)
    if (b < fewestBits || b > mostBits)
      throw std::invalid_argument(std::to_string(b) + " bits per weight; there must be 2 to 8");
}

class Writer {
 public:
  void u8(int value) { bytes_.push_back(static_cast<std::uint8_t>(value)); }
  void u16(int value) { u8(value & 255), u8(value >> 8); }
  void u32(std::uint32_t value) {
    for (int shift = 0; shift < 32; shift += 8) u8(static_cast<int>(value >> shift & 255));
  }
  void f32(float value) { u32(std::bit_cast<std::uint32_t>(value)); }

  void packed(std::uint32_t code, int bits) {
    waiting_ |= code << waitingBits_;
    for (waitingBits_ += bits; waitingBits_ >= 8; waitingBits_ -= 8, waiting_ >>= 8)
      u8(static_cast<int>(waiting_ & 255));
  }
  void finishByte() {
    if (waitingBits_ > 0) u8(static_cast<int>(waiting_));
    waiting_ = 0, waitingBits_ = 0;
  }

  std::vector<std::uint8_t>& bytes() { return bytes_; }

 private:
  std::vector<std::uint8_t> bytes_;
  std::uint32_t waiting_ = 0;
  int waitingBits_ = 0;
};

void writeLayer(Writer& writer, const RoundedLayer& layer, const Eigen::Map<const Vector<float>>& bias,
                int bits) {
  writer.u8(bits);
  for (const float step : layer.steps) writer.f32(step);
  for (const float b : bias) writer.f32(b);
  const auto kept = [&](Eigen::Index input) { return !layer.codes.row(input).isZero(0); };
  for (Eigen::Index input = 0; input < layer.codes.rows(); ++input) writer.packed(kept(input), 1);
  writer.finishByte();
  for (Eigen::Index input = 0; input < layer.codes.rows(); ++input) {
    if (!kept(input)) continue;
    for (const float code : layer.codes.row(input))
      writer.packed(static_cast<std::uint32_t>(static_cast<int>(code) + largestCode(bits)), bits);
  }
  writer.finishByte();
}

class Reader {
 public:
  explicit Reader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  int u8() { return take(1)[0]; }
  int u16() {
    const auto b = take(2);
    return b[0] | b[1] << 8;
  }
  float f32(const char* what) {
    const auto b = take(4);
    const float value =
        std::bit_cast<float>(b[0] | b[1] << 8 | b[2] << 16 | static_cast<std::uint32_t>(b[3]) << 24);
    if (!std::isfinite(value)) refuse(std::string("holds ") + what + " that is not finite");
    return value;
  }
  std::span<const std::uint8_t> take(std::size_t count) {
    if (count > bytes_.size() - at_) refuse("ends too early: its header promises more bytes than there are");
    at_ += count;
    return bytes_.subspan(at_ - count, count);
  }
  bool atEnd() const { return at_ == bytes_.size(); }

 private:
  std::span<const std::uint8_t> bytes_;
  std::size_t at_ = 0;
};

int code(std::span<const std::uint8_t> packed, std::size_t index, int bits) {
  const std::size_t first = index * static_cast<std::size_t>(bits);
  int value = packed[first / 8] >> first % 8;
  if (first % 8 + static_cast<std::size_t>(bits) > 8) value |= packed[first / 8 + 1] << (8 - first % 8);
  return value & ((1 << bits) - 1);
}

void readLayer(Reader& reader, Eigen::Map<Matrix<float>> weights, Eigen::Map<Vector<float>> bias) {
  const int bits = reader.u8();
  if (bits < fewestBits || bits > mostBits)
    refuse("has " + std::to_string(bits) + " bits per weight; there must be 2 to 8");
  RowVector<float> steps(weights.cols());
  for (float& step : steps) step = reader.f32("a step");
  for (float& b : bias) b = reader.f32("a bias");
  const std::size_t inputs = static_cast<std::size_t>(weights.rows()),
                    outputs = static_cast<std::size_t>(weights.cols());
  const auto kept = reader.take((inputs + 7) / 8);
  std::size_t rows = 0;
  for (std::size_t input = 0; input < inputs; ++input) rows += code(kept, input, 1);
  const auto packed = reader.take((rows * outputs * static_cast<std::size_t>(bits) + 7) / 8);

  std::size_t next = 0;
  for (std::size_t input = 0; input < inputs; ++input) {
    if (!code(kept, input, 1)) continue;
    for (std::size_t output = 0; output < outputs; ++output) {
      const int value = code(packed, next++, bits) - largestCode(bits);
      if (value > largestCode(bits)) refuse("holds a code that means no weight");
      weights(static_cast<Eigen::Index>(input), static_cast<Eigen::Index>(output)) =
          static_cast<float>(value) * steps(static_cast<Eigen::Index>(output));
    }
  }
}

void requireWhole(std::span<const std::uint8_t> bytes) {
  if (bytes.size() < magic.size() + 4 || !std::equal(magic.begin(), magic.end(), bytes.begin()))
    refuse("does not begin with DHW1: it is no weights file");
  const auto sum = bytes.last(4);
  const std::uint32_t stored = sum[0] | sum[1] << 8 | sum[2] << 16 | static_cast<std::uint32_t>(sum[3]) << 24;
  if (checksum(bytes.first(bytes.size() - 4)) != stored)
    refuse("is damaged or cut short: its checksum is wrong");
}

}  // namespace

std::vector<std::uint8_t> writeWeights(const Network<float>& network, std::span<const int> bits) {
  requireBits(network, bits);
  const std::vector<int>& widths = network.settings().widths;
  Writer writer;
  for (const std::uint8_t letter : magic) writer.u8(letter);
  const auto activation = std::ranges::find(activationCodes, network.settings().hidden);
  writer.u8(static_cast<int>(activation - activationCodes.begin()));
  writer.u8(network.layerCount());
  for (const int width : widths) writer.u16(width);
  for (int l = 0; l < network.layerCount(); ++l)
    writeLayer(writer, rounded(network.weights(l), bits[static_cast<std::size_t>(l)]), network.bias(l),
               bits[static_cast<std::size_t>(l)]);
  writer.u32(checksum(writer.bytes()));
  return std::move(writer.bytes());
}

StoredNetwork readWeights(std::span<const std::uint8_t> bytes) {
  requireWhole(bytes);
  Reader reader(bytes.first(bytes.size() - 4));
  reader.take(magic.size());
  const int activation = reader.u8(), layers = reader.u8();
  if (activation >= static_cast<int>(activationCodes.size()))
    refuse("names an activation that does not exist");
  if (layers < 1 || layers > mostLayers)
    refuse("has " + std::to_string(layers) + " layers; there must be 1 to 8");
  StoredNetwork stored;
  stored.hidden = activationCodes[static_cast<std::size_t>(activation)];
  Eigen::Index parameters = 0;
  for (int l = 0; l <= layers; ++l) {
    const int width = reader.u16();
    if (width < 1 || width > widest)
      refuse("has a layer of " + std::to_string(width) + " units; there must be 1 to 4096");
    if (l > 0) parameters += Eigen::Index{width} * (stored.widths.back() + 1);
    stored.widths.push_back(width);
  }
  if (parameters > mostParameters)
    refuse("promises " + std::to_string(parameters) + " parameters; there may be 4 million");

  stored.parameters = Vector<float>::Zero(parameters);
  float* next = stored.parameters.data();
  for (int l = 0; l < layers; ++l) {
    const Eigen::Index in = stored.widths[static_cast<std::size_t>(l)],
                       out = stored.widths[static_cast<std::size_t>(l) + 1];
    readLayer(reader, {next, in, out}, {next + in * out, out});
    next += (in + 1) * out;
  }
  if (!reader.atEnd()) refuse("goes on after its last layer");
  return stored;
}

Vector<float> roundedParameters(const Network<float>& network, std::span<const int> bits) {
  requireBits(network, bits);
  Vector<float> parameters = network.parameters();
  for (int l = 0; l < network.layerCount(); ++l) {
    const RoundedLayer layer = rounded(network.weights(l), bits[static_cast<std::size_t>(l)]);
    const ParameterRange range = network.weightRange(l);
    Eigen::Map<Matrix<float>> weights(parameters.data() + range.begin, layer.codes.rows(),
                                      layer.codes.cols());
    weights = layer.codes.array().rowwise() * layer.steps.array();
  }
  return parameters;
}

}  // namespace downhill

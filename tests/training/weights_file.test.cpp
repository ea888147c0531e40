#include "training/weights_file.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

using namespace downhill;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::MessageMatches;

namespace {

using Bytes = std::vector<std::uint8_t>;

Network<float> network(std::vector<int> widths, Activation hidden = Activation::relu) {
  Network<float> network({.widths = std::move(widths), .hidden = hidden});
  Random random(4);
  network.initialise(Initialisation::he, random);
  for (int l = 0; l < network.layerCount(); ++l)
    for (float& b : network.bias(l)) b = static_cast<float>(random.normal());
  return network;
}

// The checksum set right again, so that what lies behind it is tested.
Bytes resealed(Bytes bytes) {
  std::uint32_t crc = 0xffffffff;
  for (std::size_t i = 0; i + 4 < bytes.size(); ++i) {
    crc ^= bytes[i];
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  for (int i = 0; i < 4; ++i) bytes[bytes.size() - 4 + i] = static_cast<std::uint8_t>(~crc >> 8 * i);
  return bytes;
}

}  // namespace

TEST_CASE("What is written is read back: shape, activation, biases exactly, weights as rounded") {
  const int bits = GENERATE(2, 3, 4, 5, 6, 7, 8);
  const Activation hidden = GENERATE(Activation::relu, Activation::tanh, Activation::sigmoid);
  const Network<float> net = network({13, 7, 5, 10}, hidden);
  const int widths[] = {bits, 8, bits};
  const StoredNetwork stored = readWeights(writeWeights(net, widths));
  CHECK(stored.widths == std::vector{13, 7, 5, 10});
  CHECK(stored.hidden == hidden);
  CHECK(stored.parameters == roundedParameters(net, widths));
}

TEST_CASE("Rounding an already rounded network again moves it less than a step; more bits err less") {
  const Network<float> net = network({40, 30, 10});
  float before = 1e9f;
  for (int bits = 2; bits <= 8; ++bits) {
    const int widths[] = {bits, bits};
    const float error = (roundedParameters(net, widths) - net.parameters()).norm();
    CHECK(error < 0.75f * before);
    before = error;
  }
  CHECK(before < 0.02f * net.parameters().norm());
}

TEST_CASE("Inputs without any weight take no room") {
  Network<float> net = network({100, 20, 10});
  const int bits[] = {4, 4};
  const std::size_t full = writeWeights(net, bits).size();
  net.weights(0).topRows(50).setZero();
  const Bytes half = writeWeights(net, bits);
  CHECK(full - half.size() == 50 * 20 * 4 / 8);
  CHECK(readWeights(half).parameters == roundedParameters(net, bits));
  net.parameters().setZero();
  CHECK(readWeights(writeWeights(net, bits)).parameters.isZero(0));
}

TEST_CASE("A weights file that is cut short anywhere, or has any byte changed, is refused") {
  const int bits[] = {4, 5};
  const Bytes whole = writeWeights(network({9, 6, 10}), bits);
  for (std::size_t length = 0; length < whole.size(); ++length)
    CHECK_THROWS_AS(readWeights(std::span(whole).first(length)), std::invalid_argument);
  for (std::size_t at = 0; at < whole.size(); ++at) {
    Bytes changed = whole;
    changed[at] ^= 0x10;
    CHECK_THROWS_AS(readWeights(changed), std::invalid_argument);
  }
}

TEST_CASE("Behind a right checksum every field is still checked") {
  const int bits[] = {4, 5};
  const Bytes whole = writeWeights(network({9, 6, 10}), bits);
  const auto refusal = [&](std::size_t at, std::uint8_t value, const char* words) {
    Bytes changed = whole;
    changed[at] = value;
    CHECK_THROWS_MATCHES(readWeights(resealed(changed)), std::invalid_argument,
                         MessageMatches(ContainsSubstring(words)));
  };
  REQUIRE_NOTHROW(readWeights(resealed(whole)));
  refusal(0, 'X', "does not begin with DHW1");
  refusal(4, 9, "activation");
  refusal(5, 0, "layers");
  refusal(5, 9, "layers");
  refusal(6, 0, "units");
  refusal(7, 255, "units");
  refusal(6, 200, "ends too early");
  refusal(12, 1, "bits per weight");
  refusal(12, 9, "bits per weight");
}

TEST_CASE("Numbers that are not finite, codes without a meaning and bytes at the end are refused") {
  const int bits[] = {4, 5};
  const Bytes whole = writeWeights(network({9, 6, 10}), bits);
  Bytes infinite = whole;
  infinite[15] = 0x80, infinite[16] = 0x7f;  // the first step becomes ∞ or NaN
  CHECK_THROWS_MATCHES(readWeights(resealed(infinite)), std::invalid_argument,
                       MessageMatches(ContainsSubstring("not finite")));

  Bytes meaningless = whole;
  meaningless[13 + 6 * 8 + 2] |= 0x0f;  // the first code becomes 15 of 0 … 14
  CHECK_THROWS_MATCHES(readWeights(resealed(meaningless)), std::invalid_argument,
                       MessageMatches(ContainsSubstring("no weight")));

  Bytes longer = whole;
  longer.push_back(0);
  CHECK_THROWS_MATCHES(readWeights(resealed(longer)), std::invalid_argument,
                       MessageMatches(ContainsSubstring("goes on")));
}

TEST_CASE("Random bytes are never a network") {
  Random random(9);
  for (int i = 0; i < 2000; ++i) {
    Bytes bytes(random.below(200));
    for (std::uint8_t& b : bytes) b = static_cast<std::uint8_t>(random.below(256));
    if (bytes.size() > 12 && i % 2) {
      const std::uint8_t start[] = {'D', 'H', 'W', '1', 3, static_cast<std::uint8_t>(1 + random.below(4))};
      std::copy(std::begin(start), std::end(start), bytes.begin());
      bytes = resealed(bytes);
    }
    CHECK_THROWS_AS(readWeights(bytes), std::invalid_argument);
  }
}

TEST_CASE("Bit widths that do not fit the network are refused") {
  const Network<float> net = network({9, 6, 10});
  CHECK_THROWS_AS(writeWeights(net, std::vector{4}), std::invalid_argument);
  CHECK_THROWS_AS(writeWeights(net, std::vector{4, 9}), std::invalid_argument);
  CHECK_THROWS_AS(roundedParameters(net, std::vector{1, 4}), std::invalid_argument);
}

TEST_CASE("a network that is not dense throughout has no place in a weights file") {
  const std::array bits{8, 8, 8};
  const Network<float> convolutional({.widths = {784, 10}, .filters = {4}});
  REQUIRE_THROWS_WITH(writeWeights(convolutional, bits), ContainsSubstring("layer 0 is of kind convolution"));
  REQUIRE_THROWS_WITH(roundedParameters(convolutional, bits), ContainsSubstring("dense networks only"));
  const Network<float> dropping({.widths = {784, 4, 10}, .dropout = 0.5});
  REQUIRE_THROWS_WITH(writeWeights(dropping, bits), ContainsSubstring("layer 1 is of kind dropout"));
}

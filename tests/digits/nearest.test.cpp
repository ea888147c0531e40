#include "digits/nearest.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <limits>
#include <utility>

#include "digits/byte_product.hpp"
#include "digits/synthetic.hpp"
#include "support/idx_bytes.hpp"

using namespace downhill;
using namespace downhill::support;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;

namespace {

// Every distance by the definition, and all of them sorted.
std::vector<Neighbour> naiveNearest(const Dataset& data, std::span<const std::uint8_t> drawing,
                                    std::size_t count) {
  std::vector<Neighbour> all;
  for (std::size_t i = 0; i < data.available(); ++i) {
    int sum = 0;
    for (std::size_t p = 0; p < 784; ++p) {
      const int difference = drawing[p] - data.image(i)[p];
      sum += difference * difference;
    }
    all.push_back({i, static_cast<std::uint32_t>(sum)});
  }
  std::ranges::sort(all, {}, [](const Neighbour& one) { return std::pair(one.squaredDistance, one.index); });
  all.resize(std::min(count, all.size()));
  return all;
}

// Images with about as much paper as digits have, so that some parts of a drawing are empty.
Bytes inkedImages(std::size_t count, Random& random) {
  Bytes images(count * 784, 0);
  for (std::size_t i = 0; i < count; ++i)
    for (std::size_t p = 100 + random.below(100); p < 700; ++p)
      if (random.uniform() < 0.3) images[i * 784 + p] = static_cast<std::uint8_t>(random.below(256));
  return images;
}

std::shared_ptr<Dataset> inkedDataset(std::size_t count, std::uint32_t seed) {
  Random random(seed);
  const Bytes images = inkedImages(count, random);
  return std::make_shared<Dataset>(images, seededBytes(count, 10, random));
}

}  // namespace

TEST_CASE("the nearest images are those of the naive loop, distances and order and all") {
  const auto data = inkedDataset(300, 1);
  NearestImages search(data);
  Random random(2);
  const std::size_t count = GENERATE(1u, 2u, 7u, 300u, 500u);
  for (int drawing = 0; drawing < 5; ++drawing) {
    const Bytes pixels = inkedImages(1, random);
    REQUIRE(search.find(pixels, count) == naiveNearest(*data, pixels, count));
  }
  const Bytes everywhere = seededBytes(784, 256, random);
  REQUIRE(search.find(everywhere, count) == naiveNearest(*data, everywhere, count));
}

TEST_CASE("nothing overflows at the extremes: all ink against all paper") {
  Bytes images(2 * 784, 0);
  std::fill(images.begin() + 784, images.end(), std::uint8_t{255});
  NearestImages search(std::make_shared<Dataset>(images, Bytes{0, 1}));
  const Bytes ink(784, 255), paper(784, 0);
  constexpr std::uint32_t farthest = 784 * 255 * 255;
  REQUIRE(search.find(ink, 2) == std::vector<Neighbour>{{1, 0}, {0, farthest}});
  REQUIRE(search.find(paper, 2) == std::vector<Neighbour>{{0, 0}, {1, farthest}});
  REQUIRE_THAT((Neighbour{0, farthest}.distance()), WithinAbs(28, 1e-12));  // √784
}

TEST_CASE("of equally near images the earlier come first and stay") {
  const Bytes same(40 * 784, 9);
  NearestImages search(std::make_shared<Dataset>(same, Bytes(40, 3)));
  const auto found = search.find(Bytes(784, 10), 5);
  for (std::size_t i = 0; i < 5; ++i) REQUIRE(found[i] == Neighbour{i, 784});
}

TEST_CASE("an image of the data set is its own nearest, a drawing in floats the same as in bytes") {
  const auto data = inkedDataset(50, 3);
  NearestImages search(data);
  for (std::size_t i = 0; i < 50; i += 7) {
    std::array<float, 784> drawing;
    for (std::size_t p = 0; p < 784; ++p) drawing[p] = static_cast<float>(data->image(i)[p]) / 255.0f;
    REQUIRE(search.find(drawing, 3) == search.find(data->image(i), 3));
    REQUIRE(search.find(drawing, 3).front() == Neighbour{i, 0});
  }
}

TEST_CASE("what has arrived is searched, and more when more has") {
  Random random(4);
  const Bytes images = inkedImages(30, random), labels = seededBytes(30, 10, random);
  auto data = std::make_shared<Dataset>(30, 10);
  NearestImages search(data);
  const Bytes drawing = inkedImages(1, random);
  REQUIRE(search.find(drawing, 4).empty());
  for (std::size_t begin = 0; begin < 30; begin += 10) {
    data->append(std::span(images).subspan(begin * 784, 7840), std::span(labels).subspan(begin, 10));
    if (begin == 10) search.update();
    REQUIRE(search.find(drawing, 12) == naiveNearest(*data, drawing, 12));
  }
  REQUIRE(search.data().complete());
}

TEST_CASE("the nearest digits of a handwritten digit are mostly the same digit") {
  const SyntheticDataset known = syntheticDataset(2000, 5), drawings = syntheticDataset(60, 6);
  NearestImages search(std::make_shared<Dataset>(known.images, known.labels));
  int right = 0;
  for (std::size_t i = 0; i < 60; ++i) {
    const auto nearest = search.find(std::span(drawings.images).subspan(i * 784, 784), 1);
    right += known.labels[nearest[0].index] == drawings.labels[i];
  }
  REQUIRE(right >= 50);
}

TEST_CASE("a product of bytes is exact for any pixels") {
  Random random(7);
  for (int round = 0; round < 20; ++round) {
    const Bytes a = round % 2 ? inkedImages(1, random) : seededBytes(784, 256, random);
    const Bytes b = seededBytes(784, 256, random);
    std::uint32_t product = 0, norm = 0;
    for (std::size_t p = 0; p < 784; ++p) product += a[p] * b[p], norm += a[p] * a[p];
    const auto image = std::span<const std::uint8_t>(a).first<784>();
    REQUIRE(ByteProduct(image).with(b.data()) == product);
    REQUIRE(squaredNorm(image) == norm);
  }
}

TEST_CASE("a search that cannot be is refused with words") {
  NearestImages search(inkedDataset(5, 8));
  REQUIRE_THROWS_WITH(NearestImages(nullptr), ContainsSubstring("needs a data set"));
  REQUIRE_THROWS_WITH(search.find(Bytes(783), 1),
                      ContainsSubstring("a drawing of 783 pixels; it must have 784"));
  REQUIRE_THROWS_WITH(search.find(std::vector<float>(785), 1), ContainsSubstring("785 pixels"));
  REQUIRE_THROWS_WITH(search.find(Bytes(784), 0),
                      ContainsSubstring("0 nearest images are asked for; it must be 1"));
  REQUIRE_THROWS_WITH(search.find(Bytes(784), 1001), ContainsSubstring("1 to 1000"));
  std::vector<float> drawing(784, 0.5f);
  for (const float wrong : {std::numeric_limits<float>::quiet_NaN(), -0.01f, 1.01f, INFINITY}) {
    drawing[17] = wrong;
    REQUIRE_THROWS_WITH(search.find(drawing, 1), ContainsSubstring("pixel 17 of the drawing is"));
  }
  REQUIRE(search.find(Bytes(784), 1).size() == 1);
}

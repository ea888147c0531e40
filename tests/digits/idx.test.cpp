#include "digits/idx.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <span>

#include "support/idx_bytes.hpp"

using namespace downhill;
using namespace downhill::support;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("an image file gives its count and every pixel") {
  Random random(1);
  const Bytes pixels = seededBytes(3 * 784, 256, random);
  const Bytes file = idxImages(pixels, 3);
  const IdxImages images = readImages(file);
  REQUIRE(images.count == 3);
  REQUIRE(Bytes(images.pixels.begin(), images.pixels.end()) == pixels);
  REQUIRE(images.pixels.data() == file.data() + 16);  // looked at, not copied
}

TEST_CASE("a label file gives its count and every label") {
  const Bytes labels{0, 9, 5, 1};
  const Bytes file = idxLabels(labels, 4);
  const IdxLabels read = readLabels(file);
  REQUIRE(read.count == 4);
  REQUIRE(Bytes(read.labels.begin(), read.labels.end()) == labels);
}

TEST_CASE("a file cut off anywhere is refused, with both sizes where the header is whole") {
  Random random(2);
  const Bytes images = idxImages(seededBytes(2 * 784, 256, random), 2), labels = idxLabels({1, 2, 3}, 3);
  for (std::size_t size = 0; size < images.size(); ++size)
    REQUIRE_THROWS_AS(readImages(std::span(images).first(size)), std::invalid_argument);
  for (std::size_t size = 0; size < labels.size(); ++size)
    REQUIRE_THROWS_AS(readLabels(std::span(labels).first(size)), std::invalid_argument);
  REQUIRE_THROWS_WITH(readImages(std::span(images).first(1000)), ContainsSubstring("is cut off") &&
                                                                     ContainsSubstring("1584") &&
                                                                     ContainsSubstring("1000"));
  REQUIRE_THROWS_WITH(readLabels(std::span(labels).first(10)), ContainsSubstring("is cut off") &&
                                                                   ContainsSubstring("11 bytes") &&
                                                                   ContainsSubstring("has 10"));
  REQUIRE_THROWS_WITH(readImages(std::span(images).first(15)),
                      ContainsSubstring("has 15 bytes") && ContainsSubstring("16"));
  REQUIRE_THROWS_WITH(readLabels({}), ContainsSubstring("has 0 bytes"));
}

TEST_CASE("bytes behind the last image or label are refused") {
  Random random(3);
  Bytes images = idxImages(seededBytes(784, 256, random), 1), labels = idxLabels({1, 2}, 2);
  images.push_back(0);
  labels.push_back(3);
  REQUIRE_THROWS_WITH(readImages(images), ContainsSubstring("is too long") &&
                                              ContainsSubstring("800 bytes") && ContainsSubstring("has 801"));
  REQUIRE_THROWS_WITH(readLabels(labels), ContainsSubstring("is too long") && ContainsSubstring("has 11"));
}

TEST_CASE("a wrong beginning is refused with what it was and what it should be") {
  Random random(4);
  const Bytes pixels = seededBytes(784, 256, random);
  for (const std::uint32_t magic : {0u, 0x801u, 0x903u, 0x03080000u, 0xffffffffu})
    REQUIRE_THROWS_WITH(readImages(idxImages(pixels, 1, magic)), ContainsSubstring("begins with 00000803"));
  REQUIRE_THROWS_WITH(readImages(idxImages(pixels, 1, 0x801)), ContainsSubstring("begins with 00000801;"));
  REQUIRE_THROWS_WITH(readLabels(idxLabels({1}, 1, 0x803)),
                      ContainsSubstring("00000803;") && ContainsSubstring("begins with 00000801"));
  REQUIRE_THROWS_WITH(readImages(idxImages(pixels, 1, 0x1f8b0808)), ContainsSubstring("gzip"));
}

TEST_CASE("counts of nothing and counts beyond reason are refused") {
  for (const std::uint32_t count : {0u, 10'000'001u, 0x7fffffffu, 0xffffffffu}) {
    REQUIRE_THROWS_WITH(readImages(idxImages({}, count)),
                        ContainsSubstring(std::to_string(count) + " images"));
    REQUIRE_THROWS_WITH(readLabels(idxLabels({}, count)),
                        ContainsSubstring(std::to_string(count) + " labels"));
  }
}

TEST_CASE("a count that is larger than the file is refused without reserving memory for it") {
  Random random(5);
  REQUIRE_THROWS_WITH(readImages(idxImages(seededBytes(784, 256, random), 10'000'000)),
                      ContainsSubstring("7840000016 bytes"));
}

TEST_CASE("images of another size are refused") {
  Random random(6);
  const Bytes pixels = seededBytes(784, 256, random);
  using Sides = std::pair<std::uint32_t, std::uint32_t>;
  for (const auto& [rows, columns] : {Sides{0, 28}, {28, 0}, {27, 28}, {32, 32}, {784, 1}, {65536, 65536}})
    REQUIRE_THROWS_WITH(readImages(idxImages(pixels, 1, 0x803, rows, columns)),
                        ContainsSubstring(std::to_string(rows) + "×" + std::to_string(columns)));
}

TEST_CASE("a label above 9 is refused with its place") {
  REQUIRE_THROWS_WITH(readLabels(idxLabels({0, 1, 10, 3}, 4)), ContainsSubstring("10 as label 2"));
  REQUIRE_THROWS_WITH(readLabels(idxLabels({255}, 1)), ContainsSubstring("255 as label 0"));
}

TEST_CASE("images and labels of different number are refused with both numbers") {
  requireMatching({.count = 5, .pixels = {}}, {.count = 5, .labels = {}});
  REQUIRE_THROWS_WITH(requireMatching({.count = 60'000, .pixels = {}}, {.count = 10'000, .labels = {}}),
                      ContainsSubstring("60000 images but 10000 labels"));
}

TEST_CASE("the words name the file that is meant") {
  REQUIRE_THROWS_WITH(readImages({}, "shard 3 of the images"),
                      ContainsSubstring("shard 3 of the images has 0 bytes"));
}

TEST_CASE("whatever the bytes are, the answer is a result or words, never a crash") {
  Random random(7);
  for (int round = 0; round < 3000; ++round) {
    Bytes file = idxImages(seededBytes(784, 256, random), 1);
    for (int change = 0; change < 3; ++change)
      file[random.below(16)] = static_cast<std::uint8_t>(random.below(256));
    file.resize(random.below(static_cast<std::uint32_t>(file.size())) + 1);
    try {
      const IdxImages images = readImages(file);
      REQUIRE(images.pixels.size() == images.count * 784);
    } catch (const std::invalid_argument& refusal) {
      REQUIRE(std::string(refusal.what()).size() > 20);
    }
  }
}

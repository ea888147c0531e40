#include "digits/dataset.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <span>

#include "support/idx_bytes.hpp"

using namespace downhill;
using namespace downhill::support;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("what has been appended is there, in order, as the bytes it was") {
  Random random(1);
  const Bytes images = seededBytes(7 * 784, 256, random), labels = seededBytes(7, 10, random);
  Dataset data(7, 3);
  REQUIRE(data.available() == 0);
  REQUIRE(data.blockSize() == 3);
  std::size_t begin = 0;
  for (const std::size_t count : {3, 1, 0, 3}) {
    data.append(std::span(images).subspan(begin * 784, count * 784), std::span(labels).subspan(begin, count));
    begin += count;
    REQUIRE(data.available() == begin);
    REQUIRE(data.complete() == (begin == 7));
  }
  REQUIRE(data.total() == 7);
  REQUIRE(std::ranges::equal(data.images(), images));
  REQUIRE(std::ranges::equal(data.labels(), labels));
  for (std::size_t i = 0; i < 7; ++i) {
    REQUIRE(data.label(i) == labels[i]);
    REQUIRE(std::ranges::equal(data.image(i), std::span(images).subspan(i * 784, 784)));
  }
}

TEST_CASE("the ink of an image is what is not paper, and where it is") {
  Random random(4);
  Bytes images = seededBytes(6 * 784, 256, random);
  for (std::size_t p = 0; p < images.size(); ++p)
    if (p / 784 == 0 || random.below(5) > 0) images[p] = 0;                // the first image is blank
  std::ranges::fill(std::span(images).subspan(5 * 784), std::uint8_t{9});  // and the last one full
  Dataset data(6, 6);
  data.append(std::span(images).first(2 * 784), Bytes{1, 2});
  data.append(std::span(images).subspan(2 * 784), Bytes{3, 4, 5, 6});
  for (std::size_t i = 0; i < 6; ++i) {
    Bytes drawn(784);
    const SqueezedBytes ink = data.ink(i);
    REQUIRE(std::ranges::count(ink.values, std::uint8_t{0}) == 0);
    REQUIRE(std::ranges::is_sorted(ink.places));
    for (std::size_t e = 0; e < ink.values.size(); ++e) drawn[ink.places[e]] = ink.values[e];
    REQUIRE(std::ranges::equal(drawn, data.image(i)));
  }
  REQUIRE_THROWS_WITH(data.ink(6), ContainsSubstring("sample 6 is not there"));
}

TEST_CASE("a whole data set is one block") {
  Random random(2);
  const Dataset data(seededBytes(5 * 784, 256, random), seededBytes(5, 10, random));
  REQUIRE(data.complete());
  REQUIRE(data.blockSize() == 5);
}

TEST_CASE("what does not belong is refused with words and changes nothing") {
  Random random(3);
  Dataset data(4, 2);
  const Bytes two = seededBytes(2 * 784, 256, random), three = seededBytes(3 * 784, 256, random);
  data.append(two, Bytes{1, 2});
  REQUIRE_THROWS_WITH(data.append(two, Bytes{1}), ContainsSubstring("1568 pixels for 1 labels"));
  REQUIRE_THROWS_WITH(data.append(Bytes(783), Bytes{1}), ContainsSubstring("783 pixels"));
  REQUIRE_THROWS_WITH(data.append(two, Bytes{3, 10}), ContainsSubstring("a label is 10"));
  REQUIRE_THROWS_WITH(data.append(three, Bytes{1, 2, 3}),
                      ContainsSubstring("3 more samples for a data set that has 2 of its 4"));
  REQUIRE(data.available() == 2);
  REQUIRE(data.images().size() == 2 * 784);
  data.append(two, Bytes{3, 4});
  REQUIRE(data.complete());
}

TEST_CASE("samples that have not arrived cannot be asked for") {
  Dataset data(4, 2);
  data.append(Bytes(784), Bytes{1});
  REQUIRE_THROWS_WITH(data.image(1), ContainsSubstring("sample 1 is not there; 1 have arrived"));
  REQUIRE_THROWS_WITH(data.label(4), ContainsSubstring("sample 4"));
}

TEST_CASE("a data set of nothing is refused") {
  REQUIRE_THROWS_WITH(Dataset(0, 1), ContainsSubstring("must be 1 or more"));
  REQUIRE_THROWS_WITH(Dataset(1, 0), ContainsSubstring("must hold 1 or more"));
  REQUIRE_THROWS_WITH(Dataset(Bytes{}, Bytes{}), ContainsSubstring("must be 1 or more"));
}

#include "digits/altered_dataset.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <set>

#include "support/idx_bytes.hpp"

using namespace downhill;
using namespace downhill::support;
using Catch::Matchers::ContainsSubstring;

namespace {

constexpr std::size_t total = 1000, blockSize = 130;  // the last block is shorter

struct Samples {
  Bytes images, labels;
};

// Each image carries its own number in its first two pixels, so that it is known again.
Samples numberedSamples(std::size_t count = total) {
  Random random(11);
  Samples samples{seededBytes(count * 784, 256, random), seededBytes(count, 10, random)};
  for (std::size_t i = 0; i < count; ++i) {
    samples.images[i * 784] = static_cast<std::uint8_t>(i / 256);
    samples.images[i * 784 + 1] = static_cast<std::uint8_t>(i % 256);
  }
  return samples;
}

std::size_t numberOf(std::span<const std::uint8_t> image) { return image[0] * 256u + image[1]; }

void appendPart(AlteredDataset& altered, const Samples& samples, std::size_t begin, std::size_t count) {
  altered.append(std::span(samples.images).subspan(begin * 784, count * 784),
                 std::span(samples.labels).subspan(begin, count));
}

std::shared_ptr<const Dataset> alteredSamples(const DatasetAlterations& alterations, const Samples& samples) {
  AlteredDataset altered(alterations, samples.labels.size(), blockSize);
  altered.append(samples.images, samples.labels);
  REQUIRE(altered.data()->complete());
  return altered.data();
}

std::set<std::size_t> changedLabels(const Samples& samples, const Dataset& data) {
  std::set<std::size_t> changed;
  for (std::size_t i = 0; i < data.total(); ++i)
    if (data.label(i) != samples.labels[i]) changed.insert(i);
  return changed;
}

}  // namespace

TEST_CASE("without an alteration the data set is what was appended") {
  const Samples samples = numberedSamples();
  const auto data = alteredSamples({}, samples);
  REQUIRE(data->blockSize() == blockSize);
  REQUIRE(std::ranges::equal(data->images(), samples.images));
  REQUIRE(std::ranges::equal(data->labels(), samples.labels));
}

TEST_CASE("the portions in which samples arrive make no difference") {
  const Samples samples = numberedSamples();
  const DatasetAlterations alterations{.samples = 700,
                                       .rareDigit = 3,
                                       .rareShare = 0.2,
                                       .shuffledLabels = 0.35,
                                       .permutedPixels = true,
                                       .seed = 5};
  const auto whole = alteredSamples(alterations, samples);
  REQUIRE(whole->total() == 700);
  const std::size_t portion = GENERATE(1u, 64u, 130u, 131u, 999u);
  AlteredDataset altered(alterations, total, blockSize);
  for (std::size_t begin = 0; begin < total; begin += portion) {
    appendPart(altered, samples, begin, std::min(portion, total - begin));
    // Never a part of a block, and never later than its last sample.
    const std::size_t arrived = std::min<std::size_t>(begin + portion, 700);
    REQUIRE(altered.data()->available() == (arrived == 700 ? 700 : arrived / blockSize * blockSize));
  }
  REQUIRE(std::ranges::equal(altered.data()->images(), whole->images()));
  REQUIRE(std::ranges::equal(altered.data()->labels(), whole->labels()));
}

TEST_CASE("without a rare digit samples come out as soon as they come in") {
  const Samples samples = numberedSamples();
  AlteredDataset altered({.shuffledLabels = 0.5}, total, blockSize);
  appendPart(altered, samples, 0, 7);
  REQUIRE(altered.data()->available() == 7);
  appendPart(altered, samples, 7, 500);
  REQUIRE(altered.data()->available() == 507);
}

TEST_CASE("exactly the asked part of the labels is drawn anew, a tenth of them by chance the same") {
  const Samples samples = numberedSamples();
  const double share = GENERATE(0.0, 0.001, 0.1, 0.25, 0.5, 1.0);
  // Over many seeds each sample of that part keeps its label one time in ten.
  double changed = 0;
  const int seeds = 60;
  for (int seed = 1; seed <= seeds; ++seed)
    changed += static_cast<double>(
        changedLabels(
            samples,
            *alteredSamples({.shuffledLabels = share, .seed = static_cast<std::uint32_t>(seed)}, samples))
            .size());
  const double drawn = share * total;
  const double deviation = std::sqrt(drawn * 0.9 * 0.1 / seeds);
  REQUIRE(std::abs(changed / seeds - 0.9 * drawn) <= 4 * deviation);
}

TEST_CASE("exactly so many labels are drawn, rounded to whole ones") {
  // Two data sets that differ in every label: where they agree afterwards, it was drawn.
  Samples zeros = numberedSamples(), ones = zeros;
  std::ranges::fill(zeros.labels, std::uint8_t{0});
  std::ranges::fill(ones.labels, std::uint8_t{1});
  for (const double share : {0.0, 0.0004, 0.0006, 0.1, 0.333, 1.0}) {
    const DatasetAlterations alterations{.shuffledLabels = share, .seed = 9};
    const auto a = alteredSamples(alterations, zeros), b = alteredSamples(alterations, ones);
    std::size_t drawn = 0;
    for (std::size_t i = 0; i < total; ++i) drawn += a->label(i) == b->label(i);
    REQUIRE(drawn == static_cast<std::size_t>(std::lround(share * total)));
  }
}

TEST_CASE("all labels shuffled say nothing about the image") {
  const Samples samples = numberedSamples(60000 / 10);
  const auto data = alteredSamples({.shuffledLabels = 1, .seed = 3}, samples);
  std::array<std::array<double, 10>, 10> counts{};  // [truth][label]
  for (std::size_t i = 0; i < data->total(); ++i) ++counts[samples.labels[i]][data->label(i)];
  // Pearson's χ² of a 10 × 10 table with known margins 1/10: 90 degrees of freedom, 99.9 % quantile 137.2.
  double statistic = 0;
  for (const auto& row : counts) {
    double images = 0;
    for (const double count : row) images += count;
    for (const double count : row) statistic += (count - images / 10) * (count - images / 10) / (images / 10);
  }
  REQUIRE(statistic < 137.2);
}

TEST_CASE("a larger shuffled part holds a smaller one, with the same labels") {
  const Samples samples = numberedSamples();
  const auto some = alteredSamples({.shuffledLabels = 0.2, .seed = 4}, samples);
  const auto more = alteredSamples({.shuffledLabels = 0.6, .seed = 4}, samples);
  for (const std::size_t i : changedLabels(samples, *some)) REQUIRE(more->label(i) == some->label(i));
  REQUIRE(changedLabels(samples, *more).size() > changedLabels(samples, *some).size());
  REQUIRE(std::ranges::equal(more->images(), samples.images));
}

TEST_CASE("the seed decides everything that is drawn") {
  const Samples samples = numberedSamples();
  DatasetAlterations alterations{
      .rareDigit = 1, .rareShare = 0, .shuffledLabels = 0.5, .permutedPixels = true, .seed = 1};
  const auto first = alteredSamples(alterations, samples), again = alteredSamples(alterations, samples);
  REQUIRE(std::ranges::equal(first->images(), again->images()));
  REQUIRE(std::ranges::equal(first->labels(), again->labels()));
  alterations.seed = 2;
  const auto other = alteredSamples(alterations, samples);
  REQUIRE(!std::ranges::equal(first->images(), other->images()));
  REQUIRE(!std::ranges::equal(first->labels(), other->labels()));
}

TEST_CASE("of a rare digit the asked part is left, and every other image stays where it was") {
  const Samples samples = numberedSamples();
  const double share = GENERATE(0.0, 0.01, 0.1, 0.5, 0.97, 1.0);
  const int digit = GENERATE(0, 7);
  const auto data = alteredSamples({.rareDigit = digit, .rareShare = share, .seed = 6}, samples);
  std::size_t before = 0, after = 0;
  for (std::size_t i = 0; i < total; ++i) {
    before += samples.labels[i] == digit;
    after += data->label(i) == digit;
    // Image and label belong together, and come from the same block.
    const std::size_t source = numberOf(data->image(i));
    REQUIRE(data->label(i) == samples.labels[source]);
    REQUIRE(source / blockSize == i / blockSize);
    if (samples.labels[i] != digit || data->label(i) == digit) REQUIRE(source == i);
    // As exact as whole images allow, at every moment.
    REQUIRE(after == static_cast<std::size_t>(std::floor(static_cast<double>(before) * share + 0.5)));
  }
}

TEST_CASE("a permutation moves every pixel somewhere, the same for all images, and can be undone") {
  const PixelPermutation permutation(8), other(9);
  std::set<int> sources(permutation.sources().begin(), permutation.sources().end());
  REQUIRE((sources.size() == 784 && *sources.begin() == 0 && *sources.rbegin() == 783));
  REQUIRE(!std::ranges::equal(permutation.sources(), other.sources()));

  Image image, scrambled, back;
  for (std::size_t p = 0; p < 784; ++p) image[p] = static_cast<float>(p);
  permutation.apply<float>(image, scrambled);
  permutation.undo<float>(scrambled, back);
  REQUIRE(back == image);
  for (std::size_t p = 0; p < 784; ++p) REQUIRE(scrambled[p] == static_cast<float>(permutation.sources()[p]));
  // A shuffle of 784 has one fixed point on average; hundreds would be no scrambling.
  REQUIRE(std::ranges::count_if(
              image, [&](float pixel) { return scrambled[static_cast<std::size_t>(pixel)] == pixel; }) < 10);

  const Samples samples = numberedSamples(200);
  const auto data = alteredSamples({.permutedPixels = true, .seed = 8}, samples);
  for (std::size_t i = 0; i < 200; i += 9)
    for (std::size_t p = 0; p < 784; ++p)
      REQUIRE(data->image(i)[p] == samples.images[i * 784 + permutation.sources()[p]]);
  REQUIRE(std::ranges::equal(data->labels(), samples.labels));
}

TEST_CASE("the first samples alone are taken, and the rest is let go by") {
  const Samples samples = numberedSamples();
  const std::size_t first = GENERATE(1u, 130u, 400u, 1000u, 5000u);
  const auto data = alteredSamples({.samples = first}, samples);
  REQUIRE(data->total() == std::min(first, total));
  REQUIRE(std::ranges::equal(data->labels(), std::span(samples.labels).first(data->total())));
}

TEST_CASE("alterations that cannot be are refused with words") {
  const double nan = std::nan("");
  REQUIRE_THROWS_WITH(
      AlteredDataset({.shuffledLabels = 1.01}, 10, 5),
      ContainsSubstring("the share of shuffled labels is 1.01") && ContainsSubstring("from 0 to 1"));
  REQUIRE_THROWS_WITH(AlteredDataset({.shuffledLabels = -0.1}, 10, 5), ContainsSubstring("from 0 to 1"));
  REQUIRE_THROWS_WITH(AlteredDataset({.shuffledLabels = nan}, 10, 5), ContainsSubstring("is nan"));
  REQUIRE_THROWS_WITH(AlteredDataset({.rareDigit = 3, .rareShare = 2}, 10, 5),
                      ContainsSubstring("images that is left is 2"));
  REQUIRE_THROWS_WITH(AlteredDataset({.rareDigit = 3, .rareShare = nan}, 10, 5),
                      ContainsSubstring("from 0 to 1"));
  REQUIRE_THROWS_WITH(AlteredDataset({.rareDigit = 10}, 10, 5),
                      ContainsSubstring("the rare digit is 10; it must be from 0 to 9"));
  REQUIRE_THROWS_WITH(AlteredDataset({.rareDigit = -1}, 10, 5), ContainsSubstring("from 0 to 9"));
  REQUIRE_THROWS_WITH(AlteredDataset({.samples = 0}, 10, 5), ContainsSubstring("must be 1 or more"));
  REQUIRE_THROWS_WITH(AlteredDataset({}, 0, 5), ContainsSubstring("there must be 1 or more"));
  REQUIRE_THROWS_WITH(AlteredDataset({}, 10, 0), ContainsSubstring("a block must hold 1 or more"));
}

TEST_CASE("samples that do not belong are refused and change nothing") {
  const Samples samples = numberedSamples(20);
  AlteredDataset altered({.samples = 8}, 20, 5);
  appendPart(altered, samples, 0, 10);
  REQUIRE_THROWS_WITH(altered.append(Bytes(783), Bytes{1}), ContainsSubstring("783 pixels for 1 labels"));
  REQUIRE_THROWS_WITH(altered.append(Bytes(784), Bytes{10}), ContainsSubstring("a label is 10"));
  REQUIRE_THROWS_WITH(appendPart(altered, samples, 0, 11),
                      ContainsSubstring("11 more samples for a data set that has 10 of its 20"));
  REQUIRE(altered.data()->available() == 8);
  appendPart(altered, samples, 10, 10);
  REQUIRE(std::ranges::equal(altered.data()->labels(), std::span(samples.labels).first(8)));
}

TEST_CASE("a block of the rare digit alone cannot be thinned out") {
  AlteredDataset altered({.rareDigit = 4}, 4, 2);
  altered.append(Bytes(2 * 784), Bytes{4, 5});
  REQUIRE(altered.data()->available() == 2);
  REQUIRE_THROWS_WITH(altered.append(Bytes(2 * 784), Bytes{4, 4}),
                      ContainsSubstring("block 1 holds nothing but the digit 4"));
  REQUIRE(altered.data()->available() == 2);
}

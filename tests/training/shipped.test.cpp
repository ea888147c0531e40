// The network in the repository is as good as its README says: read from its file, as the page reads it.
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "digits/drawing.hpp"
#include "digits/hand_drawings.hpp"
#include "digits/synthetic.hpp"
#include "support/mnist.hpp"
#include "training/evaluation.hpp"
#include "training/weights_file.hpp"

using namespace downhill;

namespace {

Network<float> shipped() {
  const StoredNetwork stored = readWeights(fileBytes(DOWNHILL_SHIPPED));
  Network<float> network({.widths = stored.widths, .hidden = stored.hidden});
  network.setParameters(stored.parameters);
  return network;
}

int guess(Network<float>& network, const Image& pixels) {
  const Matrix<float> input = Eigen::Map<const Matrix<float>>(pixels.data(), 1, imagePixels);
  Eigen::Index best = 0;
  network.forward(input).row(0).maxCoeff(&best);
  return static_cast<int>(best);
}

// What a hurried hand might have done instead: turned, slanted and stretched, every point off by 3 % of the
// size, every seventh or so left out.
Strokes distorted(const Strokes& strokes, Random& random) {
  const Drawing measured = prepare(strokes);
  const double size = 20 / measured.scale, middleX = measured.ink.left, middleY = measured.ink.top;
  const double turn = 0.2 * random.normal(), slant = 0.2 * random.normal(),
               stretch = std::exp(0.2 * random.normal());
  Strokes result;
  for (const Stroke& stroke : strokes) {
    Stroke changed;
    for (const Point& p : stroke.points) {
      const bool end = &p == &stroke.points.front() || &p == &stroke.points.back();
      if (!end && stroke.points.size() > 6 && random.uniform() < 0.15) continue;
      const double y = p.y - middleY + 0.03 * size * random.normal();
      const double x = (p.x - middleX) * stretch + 0.03 * size * random.normal() - slant * y;
      changed.points.push_back(
          {x * std::cos(turn) - y * std::sin(turn), x * std::sin(turn) + y * std::cos(turn)});
    }
    result.push_back(changed);
  }
  return result;
}

}  // namespace

TEST_CASE("The shipped network is small and has the digits' shape") {
  CHECK(fileBytes(DOWNHILL_SHIPPED).size() < 64 * 1024);
  const Network<float> network = shipped();
  CHECK(network.inputWidth() == imagePixels);
  CHECK(network.classes() == 10);
}

TEST_CASE("The shipped network reads 98 % of MNIST's test images") {
  Network<float> network = shipped();
  const Dataset test = mnist(DOWNHILL_MNIST, "t10k");
  REQUIRE(test.total() == 10000);
  CHECK(evaluate(network, test, 0, test.total()).accuracy() >= 0.98);
}

TEST_CASE("The shipped network reads 96 % of drawings made by hand, and most of every digit") {
  Network<float> network = shipped();
  std::array<int, 10> right{}, all{};
  for (const HandDrawing& hand : handDrawings(DOWNHILL_FIXTURES "/drawings")) {
    ++all[hand.digit];
    right[hand.digit] += guess(network, prepare(hand.strokes).pixels) == hand.digit;
  }
  int total = 0, correct = 0;
  for (int digit = 0; digit < 10; ++digit) {
    CAPTURE(digit, right[digit], all[digit]);
    CHECK(all[digit] >= 18);
    CHECK(right[digit] >= 0.85 * all[digit]);
    total += all[digit], correct += right[digit];
  }
  CAPTURE(correct, total);
  CHECK(correct >= 0.96 * total);
}

TEST_CASE("The shipped network reads drawings at any size, place and pen speed alike") {
  Network<float> network = shipped();
  int same = 0, total = 0;
  for (const HandDrawing& hand : handDrawings(DOWNHILL_FIXTURES "/drawings")) {
    Strokes elsewhere = hand.strokes;
    for (Stroke& stroke : elsewhere)
      for (Point& p : stroke.points) p = {0.31 * p.x + 17, 0.31 * p.y - 5};
    same += guess(network, prepare(elsewhere).pixels) == guess(network, prepare(hand.strokes).pixels);
    ++total;
  }
  CHECK(same >= total - 1);  // rounding may shift one by a pixel
}

TEST_CASE("The shipped network reads most drawings even when they are distorted") {
  Network<float> network = shipped();
  Random random(9);
  int right = 0, total = 0;
  for (const HandDrawing& hand : handDrawings(DOWNHILL_FIXTURES "/drawings"))
    for (int copy = 0; copy < 20; ++copy, ++total)
      right += guess(network, prepare(distorted(hand.strokes, random)).pixels) == hand.digit;
  const double share = static_cast<double>(right) / total;
  CAPTURE(right, total);
  CHECK(share >= 0.95);
}

TEST_CASE("The shipped network reads handwriting that its generator writes anew") {
  Network<float> network = shipped();
  const SyntheticDataset written = syntheticDataset(2000, 4711);
  const Dataset dataset(written.images, written.labels);
  CHECK(evaluate(network, dataset, 0, dataset.total()).accuracy() >= 0.97);
}

#include "losses/huffman.hpp"

#include "derivative_checks.hpp"

using namespace downhill;
using namespace downhill::testing;

namespace {

// The least average length of any prefix code, by trying all lengths that fit Kraft's inequality Σ 2^{−l}
// ≤ 1.
double bestByTrying(const Vector<double>& p, Eigen::Index k = 0, double kraftLeft = 1) {
  if (k == p.size()) return 0;
  double best = INFINITY;
  for (int length = 1; length < static_cast<int>(p.size()); ++length) {
    const double used = std::ldexp(1, -length);
    if (used > kraftLeft) continue;
    best = std::fmin(best, p(k) * length + bestByTrying(p, k + 1, kraftLeft - used));
  }
  return best;
}

bool isPrefixFree(const std::vector<std::string>& codewords) {
  for (std::size_t a = 0; a < codewords.size(); ++a) {
    for (std::size_t b = 0; b < codewords.size(); ++b) {
      if (a != b && !codewords[a].empty() && codewords[b].starts_with(codewords[a])) return false;
    }
  }
  return true;
}

}  // namespace

TEST_CASE("Huffman's code is as short as the best prefix code found by trying them all") {
  Random random(81);
  for (Eigen::Index n = 2; n <= 6; ++n) {
    for (int trial = 0; trial < 8; ++trial) {
      const Vector<double> p = randomDistribution(random, n);
      REQUIRE_THAT(huffmanCode(p).averageLength, WithinRel(bestByTrying(p), 1e-12));
    }
  }
}

TEST_CASE(
    "Huffman's average length lies between the entropy and the entropy plus 1, and no codeword begins "
    "another") {
  Random random(82);
  for (int trial = 0; trial < 200; ++trial) {
    const Vector<double> p = randomDistribution(random, 1 + random.below(20));
    const HuffmanCode code = huffmanCode(p);
    REQUIRE(code.averageLength >= entropy(p) - 1e-12);
    REQUIRE(code.averageLength < entropy(p) + 1);
    REQUIRE(isPrefixFree(code.codewords));
    double kraft = 0;
    for (std::size_t k = 0; k < code.lengths.size(); ++k) {
      REQUIRE(code.codewords[k].size() == static_cast<std::size_t>(code.lengths[k]));
      kraft += std::ldexp(1, -code.lengths[k]);
    }
    REQUIRE(kraft == 1);
  }
}

TEST_CASE("Where all probabilities are powers of a half the code reaches the entropy") {
  const HuffmanCode code = huffmanCode(vector({.5, .25, .125, .125}));
  REQUIRE(code.lengths == std::vector<int>{1, 2, 3, 3});
  REQUIRE(code.codewords == std::vector<std::string>{"0", "10", "110", "111"});
  REQUIRE(code.averageLength == 1.75);
}

TEST_CASE("Impossible outcomes get no codeword, a certain one needs no bits") {
  const HuffmanCode code = huffmanCode(vector({.5, 0, .5}));
  REQUIRE(code.lengths == std::vector<int>{1, 0, 1});
  REQUIRE(code.codewords == std::vector<std::string>{"0", "", "1"});
  REQUIRE(huffmanCode(vector({0, 1})).averageLength == 0);
}

TEST_CASE("Huffman refuses what is no distribution") {
  REQUIRE_REFUSED(huffmanCode(vector({.5, .4})), "sums to 0.9");
  REQUIRE_REFUSED(huffmanCode(Vector<double>()), "empty");
}

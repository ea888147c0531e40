#pragma once

#include <algorithm>
#include <numeric>
#include <queue>
#include <string>
#include <utility>
#include <vector>

#include "losses/information.hpp"

namespace downhill {

// An optimal prefix code: no codeword begins another, and no such code is shorter on average.
struct HuffmanCode {
  std::vector<int> lengths;            // bits per outcome; an impossible outcome has no codeword, length 0
  std::vector<std::string> codewords;  // "0", "10", "110", …
  double averageLength = 0;            // Σ p_k · length_k: entropy ≤ averageLength < entropy + 1 (bits)
};

namespace detail {

// The lengths alone. Again and again the two least likely trees become one, one bit further from the root:
// O(n log n). Of equals the older is taken first, which keeps the longest codeword short.    (Huffman 1952)
inline std::vector<int> huffmanLengths(const Vector<double>& p) {
  using Tree = std::pair<double, int>;  // probability, number in order of birth
  std::priority_queue<Tree, std::vector<Tree>, std::greater<>> trees;
  const int outcomes = static_cast<int>(p.size());
  for (int k = 0; k < outcomes; ++k) {
    if (p(k) > 0) trees.emplace(p(k), k);
  }
  std::vector<int> parent(p.size(), -1);
  while (trees.size() > 1) {
    const auto [less, a] = trees.top();
    trees.pop();
    const auto [more, b] = trees.top();
    trees.pop();
    parent[a] = parent[b] = static_cast<int>(parent.size());
    trees.emplace(less + more, static_cast<int>(parent.size()));
    parent.push_back(-1);
  }
  std::vector<int> depth(parent.size(), 0);
  for (int node = static_cast<int>(parent.size()) - 1; node >= 0; --node) {
    if (parent[node] >= 0) depth[node] = depth[parent[node]] + 1;  // parents are born later: already known
  }
  depth.resize(p.size());
  return depth;
}

// The next binary number of the same width: "0111" → "1000".
inline void increment(std::string& digits) {
  auto digit = digits.rbegin();
  while (digit != digits.rend() && *digit == '1') *digit++ = '0';
  if (digit != digits.rend()) *digit = '1';
}

// Codewords from lengths alone: in order of length each is the one before plus 1, zeros appended
// (Schwartz & Kallick 1964, the canonical code).
inline std::vector<std::string> canonicalCodewords(const std::vector<int>& lengths) {
  std::vector<int> order(lengths.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, {}, [&](int k) { return lengths[k]; });
  std::vector<std::string> codewords(lengths.size());
  std::string next;
  for (const int k : order) {
    if (lengths[k] == 0) continue;
    next.resize(static_cast<std::size_t>(lengths[k]), '0');
    codewords[k] = next;
    increment(next);
  }
  return codewords;
}

}  // namespace detail

// A single possible outcome needs no bits: its codeword is empty, as its entropy is 0.
inline HuffmanCode huffmanCode(const Vector<double>& p) {
  requireDistribution(p, "p");
  HuffmanCode code;
  code.lengths = detail::huffmanLengths(p);
  code.codewords = detail::canonicalCodewords(code.lengths);
  for (Eigen::Index k = 0; k < p.size(); ++k) code.averageLength += p(k) * code.lengths[k];
  return code;
}

}  // namespace downhill

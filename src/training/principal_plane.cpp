#include "training/principal_plane.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

#include "gemm/gemm.hpp"
#include "registry/number_text.hpp"
#include "spectra/symmetric_eigen.hpp"

namespace downhill {
namespace {

using Snapshots = std::span<const Vector<float>>;

void validate(Snapshots snapshots) {
  if (snapshots.size() < 3 || snapshots.size() > mostSnapshots)
    throw std::invalid_argument("a plane through " + std::to_string(snapshots.size()) +
                                " snapshots; it must be 3 to " + std::to_string(mostSnapshots));
  for (std::size_t i = 0; i < snapshots.size(); ++i) {
    if (snapshots[i].size() != snapshots[0].size() || snapshots[i].size() == 0)
      throw std::invalid_argument("snapshot " + std::to_string(i) + " has " +
                                  std::to_string(snapshots[i].size()) + " parameters, the first " +
                                  std::to_string(snapshots[0].size()) +
                                  "; all must have equally many, 1 or more");
    if (!snapshots[i].allFinite())
      throw std::invalid_argument("snapshot " + std::to_string(i) +
                                  " has a parameter that is not finite; all must be");
  }
}

// Columns [begin, begin + width) of X: (n, width), each with mean 0. Taken in double before it is rounded.
Matrix<float> centred(Snapshots snapshots, Eigen::Index begin, Eigen::Index width) {
  const auto n = static_cast<Eigen::Index>(snapshots.size());
  Matrix<double> block(n, width);
  for (Eigen::Index i = 0; i < n; ++i) {
    const auto& snapshot = snapshots[static_cast<std::size_t>(i)];
    block.row(i) = (snapshot - snapshots.back()).segment(begin, width).cast<double>().transpose();
  }
  const RowVector<double> mean = block.colwise().mean();
  return (block.rowwise() - mean).cast<float>();
}

// Parameters are looked at so many at a time: X itself, n × N, is never built.
constexpr Eigen::Index blockWidth = 1024;

template <class Visit>
void forEachBlock(Snapshots snapshots, const Visit& visit) {
  const Eigen::Index parameters = snapshots.back().size();
  for (Eigen::Index begin = 0; begin < parameters; begin += blockWidth) {
    const Eigen::Index width = std::min(blockWidth, parameters - begin);
    visit(begin, centred(snapshots, begin, width));
  }
}

// X Xᵀ: (n, n). Summed in float within a block, in double over the blocks.
Matrix<double> gramMatrix(Snapshots snapshots) {
  const auto n = static_cast<Eigen::Index>(snapshots.size());
  Matrix<double> gram = Matrix<double>::Zero(n, n);
  Matrix<float> product(n, n);
  forEachBlock(snapshots, [&](Eigen::Index, const Matrix<float>& block) {
    multiplyRightTransposed(block, block, product);
    gram += product.cast<double>();
  });
  return gram;
}

// Xᵀ u for both columns of u (n, 2), each made 1 long, the second perpendicular to the first: (N, 2).
Matrix<double> directions(Snapshots snapshots, const Matrix<double>& u) {
  Matrix<double> d(snapshots.back().size(), 2);
  forEachBlock(snapshots, [&](Eigen::Index begin, const Matrix<float>& block) {
    d.middleRows(begin, block.cols()).noalias() = block.transpose().cast<double>() * u;
  });
  d.col(0).normalize();
  d.col(1) -= d.col(0).dot(d.col(1)) * d.col(0);
  d.col(1).normalize();
  return d;
}

// What the second direction must have of the first one's variance: less is the rounding of float.
constexpr double straightness = 1e-6;

PathPoint seenFrom(const Vector<float>& origin, const Vector<float>& snapshot, const Matrix<double>& d) {
  const Vector<double> way = (snapshot - origin).cast<double>();
  const double first = way.dot(d.col(0)), second = way.dot(d.col(1));
  return {first, second, (way - first * d.col(0) - second * d.col(1)).norm()};
}

}  // namespace

PrincipalPlane principalPlane(Snapshots snapshots) {
  validate(snapshots);
  const Matrix<double> gram = gramMatrix(snapshots);
  const auto [lambda, vectors] = symmetricEigen(gram);  // λ rises
  const Eigen::Index last = lambda.size() - 1;
  if (!(lambda(last - 1) > straightness * lambda(last)))
    throw std::invalid_argument(
        "the snapshots lie on a straight line or in one place; a plane needs a path that turns");

  Matrix<double> d = directions(snapshots, vectors.rightCols(2).rowwise().reverse());
  const PathPoint start = seenFrom(snapshots.back(), snapshots.front(), d);
  if (start.first < 0) d.col(0) *= -1;
  if (start.second < 0) d.col(1) *= -1;

  PrincipalPlane result{
      .plane = {snapshots.back(), d.col(0).cast<float>(), d.col(1).cast<float>()},
      .explained = {lambda(last) / gram.trace(), lambda(last - 1) / gram.trace()},
      .path = {},
  };
  for (const auto& snapshot : snapshots) result.path.push_back(seenFrom(snapshots.back(), snapshot, d));
  return result;
}

PlaneGrid gridAround(const PrincipalPlane& principal, int columns, int rows, double margin) {
  if (!(margin > 0 && std::isfinite(margin)))
    throw std::invalid_argument("the margin around a path is " + numberText(margin) +
                                "; it must be finite and above 0");
  if (principal.path.empty())
    throw std::invalid_argument("there is no path to lay a grid around; it has 0 points");
  const auto [left, right] = std::ranges::minmax(principal.path, {}, &PathPoint::first);
  const auto [bottom, top] = std::ranges::minmax(principal.path, {}, &PathPoint::second);
  const double edge = margin * std::max(right.first - left.first, top.second - bottom.second);
  const PlaneGrid grid{.alphaLow = left.first - edge,
                       .alphaHigh = right.first + edge,
                       .betaLow = bottom.second - edge,
                       .betaHigh = top.second + edge,
                       .columns = columns,
                       .rows = rows};
  downhill::validate(grid);
  return grid;
}

}  // namespace downhill

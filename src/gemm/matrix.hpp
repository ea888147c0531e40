#pragma once

#include <Eigen/Core>

namespace downhill {

// A row is a sample, a column a feature; row-major, so that a sample lies contiguously in memory.
template <class T>
using Matrix = Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

template <class T>
using Vector = Eigen::Matrix<T, Eigen::Dynamic, 1>;

template <class T>
using RowVector = Eigen::Matrix<T, 1, Eigen::Dynamic>;

}  // namespace downhill

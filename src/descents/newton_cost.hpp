#pragma once

#include <Eigen/LU>
#include <chrono>
#include <stdexcept>
#include <string>

#include "gemm/matrix.hpp"
#include "random/random.hpp"

namespace downhill {

// What one step of Newton's method costs with N parameters: N² numbers to keep the Hessian, 8 bytes each, and
// about N³/3 multiplications to solve with it.   (Golub & Van Loan, Matrix Computations, 2013, section 3.2)
struct NewtonCost {
  double numbers;
  double bytes;
  double multiplications;
};

constexpr NewtonCost newtonCost(double parameters) {
  const double squared = parameters * parameters;
  return {squared, 8 * squared, squared * parameters / 3};
}

struct NewtonMeasurement {
  double seconds;   // to solve Hp = g once
  double residual;  // ‖Hp − g‖ / ‖g‖: it was really solved
};

// Measures it on this machine, with a Hessian made up for the purpose: random, symmetric, 2N added to its
// diagonal.
inline NewtonMeasurement measureNewton(int parameters, std::uint32_t seed) {
  if (parameters < 1 || parameters > 4000)
    throw std::invalid_argument(std::to_string(parameters) +
                                " parameters were asked for; a measurement takes 1 to 4000");
  Random random(seed);
  Matrix<double> hessian(parameters, parameters);
  for (int i = 0; i < parameters; ++i) {
    for (int k = 0; k <= i; ++k) hessian(i, k) = hessian(k, i) = random.uniform(-1, 1);
    hessian(i, i) += 2 * parameters;
  }
  const Vector<double> gradient = Vector<double>::Ones(parameters);
  const auto start = std::chrono::steady_clock::now();
  const Vector<double> direction = hessian.partialPivLu().solve(gradient);
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  return {elapsed.count(), (hessian * direction - gradient).norm() / gradient.norm()};
}

}  // namespace downhill

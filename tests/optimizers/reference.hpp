#pragma once

#include <cmath>
#include <vector>

// Every first-order method once more, as plain loops over plain numbers, written from the papers and sharing
// nothing with src/: what the methods have to reproduce.
namespace reference {

using Numbers = std::vector<double>;

struct State {
  Numbers theta, m, v;
  int t = 0;
};

inline void gradientDescent(State& s, const Numbers& g, double rate) {
  for (std::size_t i = 0; i < g.size(); ++i) s.theta[i] = s.theta[i] - rate * g[i];
}

// Polyak 1964, eq. 9, with the velocity in units of the gradient.
inline void momentum(State& s, const Numbers& g, double rate, double beta) {
  for (std::size_t i = 0; i < g.size(); ++i) {
    s.m[i] = beta * s.m[i] + g[i];
    s.theta[i] = s.theta[i] - rate * s.m[i];
  }
}

// Sutskever et al. 2013, eqs. 3 and 4: the gradient is taken at φ + μu, and u ← μu − ηg, φ ← φ + u. Here
// theta is the place of the gradient, φ + μu, and m is u.
inline void nesterov(State& s, const Numbers& g, double rate, double mu) {
  for (std::size_t i = 0; i < g.size(); ++i) {
    const double phi = s.theta[i] - mu * s.m[i];
    s.m[i] = mu * s.m[i] - rate * g[i];
    s.theta[i] = phi + s.m[i] + mu * s.m[i];
  }
}

// Duchi, Hazan & Singer 2011, Figure 1, diagonal.
inline void adaGrad(State& s, const Numbers& g, double rate, double epsilon) {
  for (std::size_t i = 0; i < g.size(); ++i) {
    s.v[i] += g[i] * g[i];
    s.theta[i] -= rate * g[i] / (std::sqrt(s.v[i]) + epsilon);
  }
}

// Tieleman & Hinton 2012, slide 29.
inline void rmsProp(State& s, const Numbers& g, double rate, double decay, double epsilon) {
  for (std::size_t i = 0; i < g.size(); ++i) {
    s.v[i] = decay * s.v[i] + (1 - decay) * g[i] * g[i];
    s.theta[i] -= rate * g[i] / (std::sqrt(s.v[i]) + epsilon);
  }
}

// Kingma & Ba 2015, Algorithm 1, line by line.
inline void adam(State& s, const Numbers& g, double rate, double beta1, double beta2, double epsilon) {
  ++s.t;
  for (std::size_t i = 0; i < g.size(); ++i) {
    s.m[i] = beta1 * s.m[i] + (1 - beta1) * g[i];
    s.v[i] = beta2 * s.v[i] + (1 - beta2) * g[i] * g[i];
    const double mHat = s.m[i] / (1 - std::pow(beta1, s.t));
    const double vHat = s.v[i] / (1 - std::pow(beta2, s.t));
    s.theta[i] = s.theta[i] - rate * mHat / (std::sqrt(vHat) + epsilon);
  }
}

// Loshchilov & Hutter 2019, Algorithm 2, line 12: both terms from the same old θ.
inline void adamW(State& s, const Numbers& g, double rate, double beta1, double beta2, double epsilon,
                  double decay) {
  const Numbers before = s.theta;
  adam(s, g, rate, beta1, beta2, epsilon);
  for (std::size_t i = 0; i < g.size(); ++i) s.theta[i] -= rate * decay * before[i];
}

}  // namespace reference

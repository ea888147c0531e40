#pragma once

#include <string_view>
#include <utility>

#include "gemm/gemm.hpp"
#include "random/random.hpp"

namespace downhill {

// How weights start; biases always start at 0.
//   he      normal, variance 2 / in              He, Zhang, Ren & Sun 2015, eq. 10: for relu
//   xavier  uniform in ±√(6 / (in + out))        Glorot & Bengio 2010, eq. 16: for tanh and sigmoid
//   small   normal, standard deviation 0.01      what was usual before: signals fade layer by layer
//   zero    all alike: symmetry is never broken, and the hidden units of a layer stay copies of each other
enum class Initialisation { he, xavier, small, zero };

inline constexpr std::pair<Initialisation, std::string_view> initialisationNames[] = {
    {Initialisation::he, "he"},
    {Initialisation::xavier, "xavier"},
    {Initialisation::small, "small"},
    {Initialisation::zero, "zero"}};

std::string_view nameOf(Initialisation initialisation);
// Throws std::invalid_argument that lists the known names.
Initialisation initialisationFromName(std::string_view name);

// fanIn and fanOut: how many numbers feed one output, and how many outputs one input feeds.
template <class T>
void initialiseWeights(Initialisation initialisation, Eigen::Index fanIn, Eigen::Index fanOut,
                       Eigen::Ref<Vector<T>> weights, Random& random);

}  // namespace downhill

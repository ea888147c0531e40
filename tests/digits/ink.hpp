#pragma once

#include <numeric>

#include "digits/drawing.hpp"

// How much ink an image bears, in pixels.
inline double ink(const downhill::Image& image) { return std::accumulate(image.begin(), image.end(), 0.); }

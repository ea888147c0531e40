#include "digits/nearest.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <string>

#include "digits/byte_product.hpp"

namespace downhill {
namespace {

bool nearer(const Neighbour& a, const Neighbour& b) {
  return a.squaredDistance != b.squaredDistance ? a.squaredDistance < b.squaredDistance : a.index < b.index;
}

template <class T>
std::span<const T, imagePixels> requirePixels(std::span<const T> drawing) {
  if (drawing.size() != imagePixels)
    throw std::invalid_argument("a drawing of " + std::to_string(drawing.size()) +
                                " pixels; it must have 784");
  return drawing.template first<imagePixels>();
}

}  // namespace

double Neighbour::distance() const { return std::sqrt(static_cast<double>(squaredDistance)) / 255; }

NearestImages::NearestImages(std::shared_ptr<const Dataset> data) : data_(std::move(data)) {
  if (!data_) throw std::invalid_argument("a search for the nearest images needs a data set");
  squaredNorms_.reserve(data_->total());
}

void NearestImages::update() {
  for (std::size_t i = squaredNorms_.size(); i < data_->available(); ++i)
    squaredNorms_.push_back(squaredNorm(data_->image(i).first<imagePixels>()));
}

std::vector<Neighbour> NearestImages::find(std::span<const float> drawing, std::size_t count) {
  requirePixels(drawing);
  std::array<std::uint8_t, imagePixels> bytes;
  for (std::size_t p = 0; p < bytes.size(); ++p) {
    if (!(drawing[p] >= 0 && drawing[p] <= 1))
      throw std::invalid_argument("pixel " + std::to_string(p) + " of the drawing is " +
                                  std::to_string(drawing[p]) + "; ink must be from 0 to 1");
    bytes[p] = static_cast<std::uint8_t>(std::lround(255 * drawing[p]));
  }
  return find(bytes, count);
}

std::vector<Neighbour> NearestImages::find(std::span<const std::uint8_t> drawing, std::size_t count) {
  const auto pixels = requirePixels(drawing);
  if (count < 1 || count > mostNeighbours)
    throw std::invalid_argument(std::to_string(count) + " nearest images are asked for; it must be 1 to " +
                                std::to_string(mostNeighbours));
  update();

  const ByteProduct product(pixels);
  const std::uint32_t ownNorm = squaredNorm(pixels);
  const std::uint8_t* image = data_->images().data();
  std::vector<Neighbour> best;  // a heap, the farthest of them on top
  best.reserve(count + 1);
  for (std::size_t i = 0; i < squaredNorms_.size(); ++i, image += imagePixels) {
    const Neighbour here{i, ownNorm + squaredNorms_[i] - 2 * product.with(image)};
    if (best.size() == count && !nearer(here, best.front())) continue;
    best.push_back(here);
    std::ranges::push_heap(best, nearer);
    if (best.size() <= count) continue;
    std::ranges::pop_heap(best, nearer);
    best.pop_back();
  }
  std::ranges::sort_heap(best, nearer);
  return best;
}

}  // namespace downhill

#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "digits/dataset.hpp"
#include "digits/drawing.hpp"

namespace downhill {

// An image of a data set, and how far it is from the one that was asked about.
struct Neighbour {
  std::size_t index = 0;
  std::uint32_t squaredDistance = 0;  // Σ (a_p − b_p)² over the 784 pixels, each 0 to 255

  double distance() const;  // ‖a − b‖ with ink from 0 to 1, as a network sees it: 0 to 28
  friend bool operator==(const Neighbour&, const Neighbour&) = default;
};

inline constexpr std::size_t mostNeighbours = 1000;

// Which images of a data set look most like a drawing, if looking alike is being close pixel by pixel.
//
//   ‖a − b‖² = ‖a‖² + ‖b‖² − 2 a·b                                  (Cover & Hart 1967: nearest neighbours)
//
// ‖b‖² is summed once for each image when it arrives, so that a search is one product a·b per image, in whole
// numbers: the distances are exact. Images that have not arrived are not found; all the others are.
class NearestImages {
 public:
  explicit NearestImages(std::shared_ptr<const Dataset> data);

  // The count nearest, nearest first, of equally near ones the earlier first; all there are if they are
  // fewer. drawing: (784) ink from 0 to 1, rounded to 256 levels. count: 1 to 1000.
  std::vector<Neighbour> find(std::span<const float> drawing, std::size_t count);
  std::vector<Neighbour> find(std::span<const std::uint8_t> drawing, std::size_t count);

  // Takes note of what has arrived; find does it too, but then the first search waits for it.
  void update();

  const Dataset& data() const { return *data_; }

 private:
  std::shared_ptr<const Dataset> data_;
  std::vector<std::uint32_t> squaredNorms_;  // ‖b‖² of every image seen so far
};

}  // namespace downhill

#pragma once

#include <memory>
#include <optional>

#include "arrays.hpp"
#include "digits/altered_dataset.hpp"
#include "digits/nearest.hpp"
#include "handles.hpp"
#include "validation.hpp"

namespace downhill::door {

inline constexpr int mostSamples = 1'000'000;

struct Samples {
  Uint8Array pixels;  // (n, 784)
  Uint8Array labels;  // (n)
};

// The nearest first.
struct NearestSamples {
  Uint32Array indices;
  Float64Array distances;  // 0 to 28
  Uint8Array labels;
};

// Labelled images that may still be arriving: as they come, or another data set's with something about them
// changed.
class DatasetHandle : public Handle {
 public:
  DatasetHandle(std::size_t total, std::size_t blockSize);
  DatasetHandle(const DatasetHandle& original, const DatasetAlterations& alterations);

  // A pair of IDX files, as they came from the network.
  void append(const Uint8Array& imageFile, const Uint8Array& labelFile);
  void appendSynthetic(const Number& count, const Number& seed);
  // An altered data set takes over what has come to its original since. Does nothing to another.
  void update();

  Samples samples(const NumberArray& indices) const;
  NearestSamples nearest(const NumberArray& pixels, const Number& count);

  int available() const { return static_cast<int>(data_->available()); }
  int total() const { return static_cast<int>(data_->total()); }
  const std::shared_ptr<const Dataset>& data() const { return data_; }

 private:
  Dataset& own() const;

  std::shared_ptr<Dataset> own_;             // what comes here by itself,
  std::shared_ptr<const Dataset> original_;  // or by way of another
  std::optional<AlteredDataset> altered_;
  std::size_t followed_ = 0;  // of the original
  std::shared_ptr<const Dataset> data_;
  std::optional<NearestImages> nearest_;  // made with the first search
};

}  // namespace downhill::door

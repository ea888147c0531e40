#include <emscripten/bind.h>

#include <algorithm>

#include "digits/drawing.hpp"
#include "digits/idx.hpp"
#include "digits/synthetic.hpp"
#include "door.hpp"
#include "laboratory/dataset_handle.hpp"
#include "laboratory/ranges.hpp"
#include "options.hpp"

namespace downhill::door {

DatasetHandle::DatasetHandle(std::size_t total, std::size_t blockSize)
    : own_(std::make_shared<Dataset>(total, blockSize)), data_(own_) {}

DatasetHandle::DatasetHandle(const DatasetHandle& original, const DatasetAlterations& alterations)
    : original_(original.data()),
      altered_(std::in_place, alterations, original_->total(), original_->blockSize()),
      data_(altered_->data()) {
  update();
}

Dataset& DatasetHandle::own() const {
  if (!own_)
    throw std::invalid_argument("this data set is another one altered; samples must be appended to that one");
  return *own_;
}

void DatasetHandle::append(const Uint8Array& imageFile, const Uint8Array& labelFile) {
  const auto imageBytes = bytes(imageFile, "the image file");
  const auto labelBytes = bytes(labelFile, "the label file");
  const IdxImages images = readImages(imageBytes);
  const IdxLabels labels = readLabels(labelBytes);
  requireMatching(images, labels);
  own().append(images.pixels, labels.labels);
}

void DatasetHandle::appendSynthetic(const Number& count, const Number& seedValue) {
  const auto written = syntheticDataset(wholeNumber(count, "count", 1, mostSamples), seed(seedValue));
  own().append(written.images, written.labels);
}

// A block at a time, so that no second copy of everything waits.
void DatasetHandle::update() {
  while (altered_ && followed_ < original_->available()) {
    const std::size_t begin = followed_;
    const std::size_t count = std::min(original_->blockSize(), original_->available() - begin);
    followed_ += count;
    altered_->append(original_->images().subspan(begin * imagePixels, count * imagePixels),
                     original_->labels().subspan(begin, count));
  }
}

Samples DatasetHandle::samples(const NumberArray& indices) const {
  const int last = static_cast<int>(data_->available()) - 1;
  if (last < 0) throw std::invalid_argument("no samples have arrived yet");
  std::vector<std::uint8_t> pixels, labels;
  for (const int index : wholeNumbers(indices, "indices", 0, last)) {
    const auto image = data_->image(static_cast<std::size_t>(index));
    pixels.insert(pixels.end(), image.begin(), image.end());
    labels.push_back(data_->label(static_cast<std::size_t>(index)));
  }
  return {toUint8Array(pixels), toUint8Array(labels)};
}

NearestSamples DatasetHandle::nearest(const NumberArray& pixels, const Number& count) {
  if (data_->available() == 0) throw std::invalid_argument("no samples have arrived yet");
  const auto drawing = floats(pixels, "pixels", imagePixels, 0, 1);
  const int most = static_cast<int>(mostNeighbours);
  if (!nearest_) nearest_.emplace(data_);
  std::vector<std::uint32_t> indices;
  std::vector<double> distances;
  std::vector<std::uint8_t> labels;
  for (const Neighbour& one :
       nearest_->find(drawing, static_cast<std::size_t>(wholeNumber(count, "count", 1, most)))) {
    indices.push_back(static_cast<std::uint32_t>(one.index));
    distances.push_back(one.distance());
    labels.push_back(data_->label(one.index));
  }
  return {toUint32Array(indices), toFloat64Array(distances), toUint8Array(labels)};
}

namespace {

EMSCRIPTEN_DECLARE_VAL_TYPE(DatasetSettings)
EMSCRIPTEN_DECLARE_VAL_TYPE(AlterationOptions)
EMSCRIPTEN_DECLARE_VAL_TYPE(CompleteAlterations)

constexpr std::array datasetKeys{Key("total", "number"), Key("blockSize", "number")};
constexpr std::array alterationKeys{Key("samples?", "number | null"),  Key("rareDigit?", "number | null"),
                                    Key("rareShare?", "number"),       Key("shuffledLabels?", "number"),
                                    Key("permutedPixels?", "boolean"), Key("seed?", "number")};

std::unique_ptr<DatasetHandle> createDataset(const DatasetSettings& value) {
  const Settings settings(value, "the data set's settings", datasetKeys);
  const int total = wholeNumber(settings["total"], "total", 1, mostSamples);
  const int blockSize = wholeNumber(settings["blockSize"], "blockSize", 1, total);
  return std::make_unique<DatasetHandle>(static_cast<std::size_t>(total),
                                         static_cast<std::size_t>(blockSize));
}

// What is null counts as not given, as it stands in complete alterations.
DatasetAlterations alterationsFrom(const val& value) {
  const Settings options(value, "alterations", alterationKeys);
  const auto given = [&](const char* key) { return options.has(key) && !options[key].isNull(); };
  DatasetAlterations alterations;
  if (given("samples"))
    alterations.samples =
        static_cast<std::size_t>(wholeNumber(options["samples"], "samples", 1, mostSamples));
  if (given("rareDigit")) alterations.rareDigit = wholeNumber(options["rareDigit"], "rareDigit", 0, 9);
  alterations.rareShare = setting(options, alterationSettings, "rareShare");
  alterations.shuffledLabels = setting(options, alterationSettings, "shuffledLabels");
  if (given("permutedPixels"))
    alterations.permutedPixels = boolean(options["permutedPixels"], "permutedPixels");
  if (given("seed")) alterations.seed = seed(options["seed"]);
  return alterations;
}

CompleteAlterations completeAlterations(const AlterationOptions& options) {
  const DatasetAlterations alterations = alterationsFrom(options);
  val complete = val::object();
  complete.set("samples", alterations.samples ? val(static_cast<int>(*alterations.samples)) : val::null());
  complete.set("rareDigit", alterations.rareDigit ? val(*alterations.rareDigit) : val::null());
  complete.set("rareShare", alterations.rareShare);
  complete.set("shuffledLabels", alterations.shuffledLabels);
  complete.set("permutedPixels", alterations.permutedPixels);
  complete.set("seed", alterations.seed);
  return CompleteAlterations(complete);
}

std::unique_ptr<DatasetHandle> alterDataset(const DatasetHandle& original, const AlterationOptions& options) {
  return std::make_unique<DatasetHandle>(original, alterationsFrom(options));
}

// permuted[p] = original[sources[p]]
Uint32Array pixelPermutation(const Number& seedValue) {
  const PixelPermutation permutation(seed(seedValue));
  const auto sources = permutation.sources();
  return toUint32Array(std::vector<std::uint32_t>(sources.begin(), sources.end()));
}

}  // namespace

EMSCRIPTEN_BINDINGS(dataset) {
  using namespace emscripten;
  registerOptions<DatasetSettings>(datasetKeys);
  registerOptions<AlterationOptions>(alterationKeys);
  registerComplete<CompleteAlterations>(alterationKeys);
  value_object<Samples>("Samples").field("pixels", &Samples::pixels).field("labels", &Samples::labels);
  value_object<NearestSamples>("NearestSamples")
      .field("indices", &NearestSamples::indices)
      .field("distances", &NearestSamples::distances)
      .field("labels", &NearestSamples::labels);
  class_<DatasetHandle>("Dataset")
      .function("append", open<&DatasetHandle::append>)
      .function("appendSynthetic", open<&DatasetHandle::appendSynthetic>)
      .function("update", open<&DatasetHandle::update>)
      .function("samples", open<&DatasetHandle::samples>)
      .function("nearest", open<&DatasetHandle::nearest>)
      .property("available", &DatasetHandle::available)
      .property("total", &DatasetHandle::total);
  function("createDataset", open<&createDataset>);
  function("alterDataset", open<&alterDataset>);
  function("completeAlterations", open<&completeAlterations>);
  function("pixelPermutation", open<&pixelPermutation>);
}

}  // namespace downhill::door

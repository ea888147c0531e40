#include "laboratory/snapshot_bytes.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <stdexcept>

namespace downhill::door {
namespace {

static_assert(std::endian::native == std::endian::little);
constexpr char magic[4] = {'D', 'H', 'S', '1'};

class Writer {
 public:
  template <class T>
  void put(const T* values, std::size_t count) {
    const auto* first = reinterpret_cast<const std::uint8_t*>(values);
    bytes.insert(bytes.end(), first, first + count * sizeof(T));
  }
  template <class T>
  void put(T value) {
    put(&value, 1);
  }

  std::vector<std::uint8_t> bytes;
};

class Reader {
 public:
  explicit Reader(std::span<const std::uint8_t> bytes) : rest_(bytes) {}

  template <class T>
  void get(T* values, std::size_t count) {
    if (rest_.size() / sizeof(T) < count)
      throw std::invalid_argument("a snapshot ends too early; it must be one that snapshot() gave");
    if (count > 0) std::memcpy(values, rest_.data(), count * sizeof(T));
    rest_ = rest_.subspan(count * sizeof(T));
  }
  template <class T>
  T get() {
    T value;
    get(&value, 1);
    return value;
  }
  std::size_t left() const { return rest_.size(); }

 private:
  std::span<const std::uint8_t> rest_;
};

Vector<float> numbersFrom(Reader& reader, std::uint32_t count) {
  if (reader.left() / sizeof(float) < count)
    throw std::invalid_argument("a snapshot ends too early; it must be one that snapshot() gave");
  Vector<float> numbers(count);
  reader.get(numbers.data(), count);
  return numbers;
}

}  // namespace

std::vector<std::uint8_t> toBytes(const Snapshot& snapshot) {
  Writer writer;
  writer.bytes.reserve(snapshot.bytes() + 64);
  writer.put(magic, sizeof magic);
  writer.put(snapshot.step);
  writer.put(snapshot.samples);
  writer.put(snapshot.augmentation.data(), snapshot.augmentation.size());
  writer.put(static_cast<std::uint32_t>(snapshot.parameters.size()));
  writer.put(static_cast<std::uint32_t>(snapshot.optimizerMemory.size()));
  writer.put(static_cast<std::uint32_t>(snapshot.optimizer.size()));
  writer.put(snapshot.parameters.data(), static_cast<std::size_t>(snapshot.parameters.size()));
  writer.put(snapshot.optimizerMemory.data(), static_cast<std::size_t>(snapshot.optimizerMemory.size()));
  writer.put(snapshot.optimizer.data(), snapshot.optimizer.size());
  return std::move(writer.bytes);
}

Snapshot snapshotFrom(std::span<const std::uint8_t> bytes) {
  Reader reader(bytes);
  char found[sizeof magic];
  reader.get(found, sizeof magic);
  if (!std::equal(std::begin(found), std::end(found), std::begin(magic))) {
    throw std::invalid_argument("the bytes are no snapshot; it must be one that snapshot() gave");
  }
  Snapshot snapshot;
  snapshot.step = reader.get<std::int64_t>();
  snapshot.samples = reader.get<std::uint64_t>();
  reader.get(snapshot.augmentation.data(), snapshot.augmentation.size());
  const auto parameters = reader.get<std::uint32_t>();
  const auto memory = reader.get<std::uint32_t>();
  const auto name = reader.get<std::uint32_t>();
  snapshot.parameters = numbersFrom(reader, parameters);
  snapshot.optimizerMemory = numbersFrom(reader, memory);
  if (reader.left() != name)
    throw std::invalid_argument("a snapshot has the wrong length; it must be one that snapshot() gave");
  snapshot.optimizer.resize(name);
  reader.get(snapshot.optimizer.data(), name);
  return snapshot;
}

}  // namespace downhill::door

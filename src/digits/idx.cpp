#include "digits/idx.hpp"

#include <array>
#include <cstdio>
#include <stdexcept>
#include <string>

#include "digits/drawing.hpp"

namespace downhill {
namespace {

// MNIST has 60,000 images; a header that claims more than this is a broken file, not a larger data set.
constexpr std::uint32_t largestCount = 10'000'000;

constexpr std::uint32_t imageMagic = 0x00000803;  // unsigned bytes (08) in 3 dimensions (03)
constexpr std::uint32_t labelMagic = 0x00000801;

[[noreturn]] void refuse(std::string_view name, const std::string& why) {
  throw std::invalid_argument(std::string(name) + " " + why);
}

std::uint32_t bigEndian(std::span<const std::uint8_t> bytes, std::size_t at) {
  return std::uint32_t{bytes[at]} << 24 | std::uint32_t{bytes[at + 1]} << 16 |
         std::uint32_t{bytes[at + 2]} << 8 | std::uint32_t{bytes[at + 3]};
}

std::string hexadecimal(std::uint32_t number) {
  std::array<char, 9> digits{};
  std::snprintf(digits.data(), digits.size(), "%08x", static_cast<unsigned>(number));
  return digits.data();
}

// Checks magic number and count; headerBytes: 4 for the magic number and for each dimension.
std::size_t readCount(std::span<const std::uint8_t> bytes, std::string_view name, std::uint32_t magic,
                      std::size_t headerBytes, const char* things) {
  if (bytes.size() < headerBytes)
    refuse(name, "has " + std::to_string(bytes.size()) + " bytes; the header alone takes " +
                     std::to_string(headerBytes));
  const std::uint32_t found = bigEndian(bytes, 0);
  if ((found & 0xffff0000) == 0x1f8b0000)
    refuse(name, "is still compressed with gzip; it must be unpacked first");
  if (found != magic)
    refuse(name, "begins with " + hexadecimal(found) + "; an IDX file of " + things + " begins with " +
                     hexadecimal(magic));
  const std::uint32_t count = bigEndian(bytes, 4);
  if (count < 1 || count > largestCount)
    refuse(name, "claims to hold " + std::to_string(count) + " " + things + "; 1 to " +
                     std::to_string(largestCount) + " are allowed");
  return count;
}

// The bytes behind the header, after a look at whether there are as many as the header says.
std::span<const std::uint8_t> readPayload(std::span<const std::uint8_t> bytes, std::string_view name,
                                          std::size_t headerBytes, std::size_t count, std::size_t each,
                                          const char* things) {
  const std::uint64_t expected = headerBytes + std::uint64_t{count} * each;
  if (bytes.size() != expected)
    refuse(name, std::string(bytes.size() < expected ? "is cut off: " : "is too long: ") +
                     std::to_string(count) + " " + things + " take " + std::to_string(expected) +
                     " bytes, and it has " + std::to_string(bytes.size()));
  return bytes.subspan(headerBytes);
}

}  // namespace

IdxImages readImages(std::span<const std::uint8_t> bytes, std::string_view name) {
  constexpr std::size_t headerBytes = 16;
  const std::size_t count = readCount(bytes, name, imageMagic, headerBytes, "images");
  const std::uint32_t rows = bigEndian(bytes, 8), columns = bigEndian(bytes, 12);
  if (rows != imageSide || columns != imageSide)
    refuse(name, "holds images of " + std::to_string(rows) + "×" + std::to_string(columns) +
                     " pixels; they must be 28×28");
  return {count, readPayload(bytes, name, headerBytes, count, imagePixels, "images")};
}

IdxLabels readLabels(std::span<const std::uint8_t> bytes, std::string_view name) {
  constexpr std::size_t headerBytes = 8;
  const std::size_t count = readCount(bytes, name, labelMagic, headerBytes, "labels");
  const auto labels = readPayload(bytes, name, headerBytes, count, 1, "labels");
  for (std::size_t i = 0; i < count; ++i)
    if (labels[i] > 9)
      refuse(name,
             "has " + std::to_string(labels[i]) + " as label " + std::to_string(i) + "; labels are 0 to 9");
  return {count, labels};
}

void requireMatching(const IdxImages& images, const IdxLabels& labels) {
  if (images.count != labels.count)
    throw std::invalid_argument("there are " + std::to_string(images.count) + " images but " +
                                std::to_string(labels.count) + " labels; there must be one label per image");
}

}  // namespace downhill

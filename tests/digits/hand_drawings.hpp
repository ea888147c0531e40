#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

#include "digits/drawing.hpp"

// tests/fixtures/drawings/*.json: digits drawn by hand, point by point, not by the generator.
namespace downhill {

struct HandDrawing {
  int digit = 0;
  std::string hand;  // how it was drawn
  Strokes strokes;
};

// Reads exactly the shape that those files have: {"digit": d, "drawings": [{"hand": "…", "strokes":
// [[x,y,…],…]},…]}.
class DrawingFile {
 public:
  explicit DrawingFile(const std::filesystem::path& path) : name_(path.string()) {
    std::ifstream file(path, std::ios::binary);
    text_.assign(std::istreambuf_iterator<char>(file), {});
  }

  std::vector<HandDrawing> read() {
    expect("{"), expect("\"digit\""), expect(":");
    const int digit = static_cast<int>(number());
    expect(","), expect("\"drawings\""), expect(":");
    std::vector<HandDrawing> drawings;
    list([&] {
      HandDrawing drawing{.digit = digit, .hand = {}, .strokes = {}};
      expect("{"), expect("\"hand\""), expect(":");
      drawing.hand = words();
      expect(","), expect("\"strokes\""), expect(":");
      list([&] { drawing.strokes.push_back(stroke()); });
      expect("}");
      drawings.push_back(drawing);
    });
    expect("}");
    return drawings;
  }

 private:
  bool accept(const std::string& token) {
    at_ = text_.find_first_not_of(" \n", at_);
    if (at_ == std::string::npos || text_.compare(at_, token.size(), token) != 0) return false;
    at_ += token.size();
    return true;
  }
  void expect(const std::string& token) {
    if (!accept(token)) throw std::runtime_error(name_ + ": " + token + " expected");
  }
  template <class Item>
  void list(Item item) {
    expect("[");
    do item();
    while (accept(","));
    expect("]");
  }
  double number() {
    char* end = nullptr;
    const double value = std::strtod(text_.c_str() + at_, &end);
    at_ = static_cast<std::size_t>(end - text_.c_str());
    return value;
  }
  std::string words() {
    expect("\"");
    const std::size_t end = text_.find('"', at_);
    const std::string value = text_.substr(at_, end - at_);
    at_ = end + 1;
    return value;
  }
  Stroke stroke() {
    std::vector<double> numbers;
    list([&] { numbers.push_back(number()); });
    Stroke stroke;
    for (std::size_t i = 0; i + 1 < numbers.size(); i += 2)
      stroke.points.push_back({numbers[i], numbers[i + 1]});
    return stroke;
  }

  std::string name_, text_;
  std::size_t at_ = 0;
};

inline std::vector<HandDrawing> handDrawings(const std::filesystem::path& folder) {
  std::vector<HandDrawing> all;
  for (int digit = 0; digit < 10; ++digit)
    for (HandDrawing& drawing : DrawingFile(folder / (std::to_string(digit) + ".json")).read())
      all.push_back(std::move(drawing));
  return all;
}

}  // namespace downhill

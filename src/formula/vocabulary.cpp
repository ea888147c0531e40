#include "formula/vocabulary.hpp"

#include <algorithm>
#include <cstdlib>
#include <numbers>

namespace downhill::formula {

namespace {

using Form = Function::Form;

struct OtherName {
  std::string_view name;
  Function function;
};

constexpr OtherName otherNames[] = {{"ln", {.operation = Operation::log}},
                                    {"lg", {.operation = Operation::log10}},
                                    {"arcsin", {.operation = Operation::asin}},
                                    {"arccos", {.operation = Operation::acos}},
                                    {"arctan", {.operation = Operation::atan}},
                                    {"arctg", {.operation = Operation::atan}},
                                    {"tg", {.operation = Operation::tan}},
                                    {"sgn", {.operation = Operation::sign}},
                                    {"ceiling", {.operation = Operation::ceil}},
                                    {"sec", {Form::reciprocal, Operation::cos}},
                                    {"csc", {Form::reciprocal, Operation::sin}},
                                    {"cot", {Form::reciprocal, Operation::tan}},
                                    {"ctg", {Form::reciprocal, Operation::tan}},
                                    {"cbrt", {.form = Form::cubeRoot}},
                                    {"root", {.form = Form::root}},
                                    {"nroot", {.form = Form::root}},
                                    {"nthroot", {.form = Form::root}}};

bool isWord(const OperationWords& words) {
  return words.operands > 0 && words.name[0] >= 'a' && words.name[0] <= 'z';
}

std::string inSmallLetters(std::string_view name) {
  std::string small(name);
  for (char& c : small)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return small;
}

const std::string* variableNamed(const std::string& name, const std::vector<std::string>& variables) {
  auto found = std::find(variables.begin(), variables.end(), name);
  if (found == variables.end()) found = std::find(variables.begin(), variables.end(), inSmallLetters(name));
  return found == variables.end() ? nullptr : &*found;
}

std::optional<Word> wordNamed(const std::string& name, const std::vector<std::string>& variables) {
  if (const auto* variable = variableNamed(name, variables)) return Word{WordKind::variable, *variable};
  if (const auto constant = constantNamed(name)) return Word{WordKind::constant, name, *constant};
  if (const auto function = functionNamed(name)) return Word{WordKind::function, name, 0, *function};
  return std::nullopt;
}

// The longest word that a text begins with. Digits are one behind a function alone: x2 is no product.
std::optional<Word> firstWord(std::string_view text, const std::vector<std::string>& variables,
                              bool mayBeNumber) {
  const std::size_t digits = text.find_first_not_of("0123456789");
  if (mayBeNumber && digits != 0) {
    const std::string number(text.substr(0, digits));
    return Word{WordKind::number, number, std::strtod(number.c_str(), nullptr)};
  }
  for (std::size_t length = text.size(); length > 0; --length)
    if (auto word = wordNamed(std::string(text.substr(0, length)), variables)) return word;
  return std::nullopt;
}

}  // namespace

std::optional<Function> functionNamed(std::string_view written) {
  std::string name = inSmallLetters(written);
  if (name.starts_with("log_")) name.erase(3, 1);
  for (const auto& other : otherNames)
    if (other.name == name) return other.function;
  for (const auto& words : operationWords)
    if (isWord(words) && words.name == name) return Function{.operation = words.operation};
  return std::nullopt;
}

std::optional<double> constantNamed(std::string_view written) {
  const std::string name = inSmallLetters(written);
  if (name == "pi") return std::numbers::pi;
  if (name == "e") return std::numbers::e;
  return std::nullopt;
}

std::vector<std::string> functionNames() {
  std::vector<std::string> names;
  for (const auto& words : operationWords)
    if (isWord(words)) names.emplace_back(words.name);
  return names;
}

std::optional<Operation> inverseOf(const Function& function) {
  if (function.form != Form::operation) return std::nullopt;
  switch (function.operation) {
    case Operation::sin:
      return Operation::asin;
    case Operation::cos:
      return Operation::acos;
    case Operation::tan:
      return Operation::atan;
    default:
      return std::nullopt;
  }
}

std::vector<Word> wordsIn(const std::string& name, const std::vector<std::string>& variables, bool isCalled) {
  const Word unknown{WordKind::unknown, name};
  if (const auto whole = wordNamed(name, variables)) return {*whole};
  std::vector<Word> words;
  bool onlyVariables = true;
  for (std::size_t place = 0; place < name.size(); place += words.back().text.size()) {
    const bool behindFunction = !words.empty() && words.back().kind == WordKind::function;
    const auto word = firstWord(std::string_view(name).substr(place), variables, behindFunction);
    if (!word) {
      if (!onlyVariables || (name[place] >= '0' && name[place] <= '9')) return {unknown};
      words.push_back({WordKind::unknown, name.substr(place)});
      return words;
    }
    words.push_back(*word);
    onlyVariables = onlyVariables && word->kind == WordKind::variable;
  }
  // sine(x) and atan2(x) are slips, not (sin e)(x) and (atan 2)(x).
  const bool isSlip = isCalled && words[words.size() - 2].kind == WordKind::function &&
                      (words.back().kind == WordKind::constant || words.back().kind == WordKind::number);
  return isSlip ? std::vector{unknown} : words;
}

}  // namespace downhill::formula

#include "formula/expression.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <numbers>
#include <stdexcept>

namespace downhill::formula {

namespace {

constexpr int mostNodes = 1000;

// How tightly an operation binds: sums 1, products 2, a minus sign 3, powers 4, all else 5.
int tightness(const Node& node) {
  switch (node.operation) {
    case Operation::add:
    case Operation::subtract:
      return 1;
    case Operation::multiply:
    case Operation::divide:
      return 2;
    case Operation::negate:
      return 3;
    case Operation::power:
      return 4;
    default:
      return 5;
  }
}

}  // namespace

// std::to_chars knows it at once, by tables that would be a fifth of what the page downloads.
std::string shortest(double number) {
  if (number == std::numbers::pi) return "π";
  if (number == std::numbers::e) return "e";
  char buffer[32];
  for (int digits = 6; digits <= 17; ++digits) {
    std::snprintf(buffer, sizeof buffer, "%.*g", digits, number);
    if (std::strtod(buffer, nullptr) == number) break;
  }
  return buffer;
}

int Expression::add(Node node) {
  const auto isSame = [&node](const Node& other) {
    return other.operation == node.operation && other.a == node.a && other.b == node.b &&
           other.constant == node.constant;
  };
  const auto found = std::find_if(nodes_.begin(), nodes_.end(), isSame);
  if (found != nodes_.end()) return static_cast<int>(found - nodes_.begin());
  if (nodes_.size() == mostNodes)
    throw std::invalid_argument("the formula has more than " + std::to_string(mostNodes) + " operations");
  nodes_.push_back(node);
  return static_cast<int>(nodes_.size()) - 1;
}

int Expression::addConstant(double number, int column) {
  return add({.operation = Operation::constant, .constant = number, .column = column});
}

int Expression::addInput(std::string_view name, int column) {
  const auto found = std::find(inputs_.begin(), inputs_.end(), name);
  const int place = static_cast<int>(found - inputs_.begin());
  if (found == inputs_.end()) inputs_.emplace_back(name);
  return add({.operation = Operation::input, .a = place, .column = column, .varies = true});
}

int Expression::addOperation(Operation operation, int a, int b, int column) {
  const bool bVaries = b >= 0 && nodes_[b].varies;
  return add({.operation = operation,
              .a = a,
              .b = b,
              .column = column,
              .varies = nodes_[a].varies || bVaries,
              .bVaries = bVaries});
}

std::string Expression::text(int index) const {
  const Node& node = nodes_[index];
  const auto operand = [&](int child, int atLeast) {
    const std::string inner = text(child);
    return tightness(nodes_[child]) < atLeast ? "(" + inner + ")" : inner;
  };
  switch (node.operation) {
    case Operation::input:
      return inputs_[node.a];
    case Operation::constant:
      return shortest(node.constant);
    case Operation::negate:
      return "−" + operand(node.a, 3);
    case Operation::add:
      return operand(node.a, 1) + " + " + operand(node.b, 1);
    case Operation::subtract:
      return operand(node.a, 1) + " − " + operand(node.b, 2);
    case Operation::multiply:
      return operand(node.a, 2) + "·" + operand(node.b, 2);
    case Operation::divide:
      return operand(node.a, 2) + "/" + operand(node.b, 3);
    case Operation::power:
      return operand(node.a, 5) + "^" + operand(node.b, 5);
    default:
      break;
  }
  const std::string rest = node.b >= 0 ? ", " + text(node.b) : "";
  return std::string(wordsOf(node.operation).name) + "(" + text(node.a) + rest + ")";
}

}  // namespace downhill::formula

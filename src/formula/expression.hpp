#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formula/operations.hpp"

namespace downhill::formula {

// One operation of an expression. Its operands are earlier nodes, so the order of the list is an order
// of evaluation.
struct Node {
  Operation operation;
  int a = -1;            // index of the first operand's node; of an input: its place in inputs()
  int b = -1;            // index of the second operand's node
  double constant = 0;   // the number that a constant stands for
  int column = 0;        // where it stands in the text, counted from 1
  bool varies = false;   // depends on an input
  bool bVaries = false;  // the second operand does
  bool operator==(const Node&) const = default;
};

// The shortest decimal that reads back as the same number, six digits or more; π and e by their names.
std::string shortest(double number);

// A formula as a graph: what is written twice is one node with two uses. Operands come
// before their uses, so the last node is the result.
class Expression {
 public:
  explicit Expression(std::vector<std::string> inputs = {}) : inputs_(std::move(inputs)) {}

  int addConstant(double number, int column);
  int addInput(std::string_view name, int column);  // a name that is not an input yet becomes one
  int addOperation(Operation operation, int a, int b, int column);

  const std::vector<Node>& nodes() const { return nodes_; }
  const std::vector<std::string>& inputs() const { return inputs_; }

  // The part of the formula that a node stands for, written out: "relu(w2·h) − y".
  std::string text(int node) const;

 private:
  int add(Node node);

  std::vector<Node> nodes_;
  std::vector<std::string> inputs_;
};

}  // namespace downhill::formula

#pragma once

#include <span>
#include <string>
#include <vector>

#include "formula/tape.hpp"

namespace downhill::formula {

// Forward: one operation, from its operands' values to its own.
struct ForwardStep {
  int node;
  std::vector<int> operands;  // their nodes; none for an input or a number
  std::vector<double> operandValues;
  double result;
};

// Backward: what one node hands to one of its operands: contribution = local · incoming.
struct BackwardStep {
  int node;                // from here …
  int operand;             // … to this node,
  int place;               // which is its operand 0 (a) or 1 (b)
  double local;            // ∂node/∂operand
  double incoming;         // ∂result/∂node, complete by now
  double contribution;     // local · incoming
  double accumulated;      // the operand's adjoint so far, this contribution included
  std::string derivative;  // the local derivative as a rule: "b·a^(b−1)"
};

struct TracedNode {
  std::string operation;  // "+", "relu", "input", "constant"
  std::string text;       // what it stands for: "relu(w1·x)"
  double value;
  double adjoint;  // ∂result/∂node
  int column;
};

// Everything that happens when a formula is evaluated and differentiated, in the order in which it happens.
struct Trace {
  std::vector<std::string> inputs;
  std::vector<TracedNode> nodes;
  std::vector<ForwardStep> forward;
  std::vector<BackwardStep> backward;
  double value;
  std::vector<double> gradient;  // by input
  std::string trouble;           // in words, if a value is not finite
};

Trace trace(const Expression& expression, std::span<const double> inputs);

}  // namespace downhill::formula

#include "formula/trace.hpp"

namespace downhill::formula {

namespace {

std::vector<int> operandsOf(const Node& node) {
  std::vector<int> operands;
  const int count = wordsOf(node.operation).operands;
  if (count > 0) operands.push_back(node.a);
  if (count > 1) operands.push_back(node.b);
  return operands;
}

std::vector<ForwardStep> forwardSteps(const Tape& tape) {
  std::vector<ForwardStep> steps;
  const auto& nodes = tape.expression().nodes();
  for (int i = 0; i < static_cast<int>(nodes.size()); ++i) {
    ForwardStep step{
        .node = i, .operands = operandsOf(nodes[i]), .operandValues = {}, .result = tape.value(i)};
    for (const int operand : step.operands) step.operandValues.push_back(tape.value(operand));
    steps.push_back(std::move(step));
  }
  return steps;
}

// The reverse mode once more, one multiplication at a time. A number does not vary: nobody asks for its
// adjoint.
std::vector<BackwardStep> backwardSteps(const Tape& tape) {
  std::vector<BackwardStep> steps;
  const auto& nodes = tape.expression().nodes();
  std::vector<double> adjoints(nodes.size(), 0);
  adjoints.back() = tape.adjoint(static_cast<int>(nodes.size()) - 1);
  for (int i = static_cast<int>(nodes.size()) - 1; i >= 0; --i) {
    const auto operands = operandsOf(nodes[i]);
    const auto& words = wordsOf(nodes[i].operation);
    const Partials partials = tape.partials(i);
    for (int place = 0; place < static_cast<int>(operands.size()); ++place) {
      const int operand = operands[place];
      if (!nodes[operand].varies) continue;
      const double local = place == 0 ? partials.a : partials.b;
      const double contribution = local * adjoints[i];
      adjoints[operand] += contribution;
      steps.push_back({i, operand, place, local, adjoints[i], contribution, adjoints[operand],
                       std::string(place == 0 ? words.derivativeA : words.derivativeB)});
    }
  }
  return steps;
}

}  // namespace

Trace trace(const Expression& expression, std::span<const double> inputs) {
  Tape tape(expression);
  Trace trace{.inputs = expression.inputs(),
              .nodes = {},
              .forward = {},
              .backward = {},
              .value = tape.evaluate(inputs),
              .gradient = std::vector<double>(inputs.size()),
              .trouble = ""};
  tape.gradient(Eigen::Map<Vector<double>>(trace.gradient.data(), static_cast<Eigen::Index>(inputs.size())));
  if (const auto trouble = tape.trouble()) trace.trouble = trouble->words;
  const auto& nodes = expression.nodes();
  for (int i = 0; i < static_cast<int>(nodes.size()); ++i)
    trace.nodes.push_back({std::string(wordsOf(nodes[i].operation).name), expression.text(i), tape.value(i),
                           tape.adjoint(i), nodes[i].column});
  trace.forward = forwardSteps(tape);
  trace.backward = backwardSteps(tape);
  return trace;
}

}  // namespace downhill::formula

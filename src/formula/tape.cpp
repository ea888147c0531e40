#include "formula/tape.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "registry/number_text.hpp"

namespace downhill::formula {

Tape::Tape(Expression expression) : expression_(std::move(expression)) {
  const std::size_t count = expression_.nodes().size();
  if (count == 0) throw std::invalid_argument("the expression is empty; parse a formula first");
  values_.resize(count);
  partials_.resize(count);
  adjoints_.resize(count);
  tangents_.resize(count);
  adjointTangents_.resize(count);
}

double Tape::evaluate(std::span<const double> inputs) {
  if (inputs.size() != expression_.inputs().size())
    throw std::invalid_argument("the formula has " + std::to_string(expression_.inputs().size()) +
                                " variables, but " + std::to_string(inputs.size()) + " numbers were given");
  const auto& nodes = expression_.nodes();
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const Node& node = nodes[i];
    if (node.operation == Operation::input)
      values_[i] = inputs[node.a];
    else if (node.operation == Operation::constant)
      values_[i] = node.constant;
    else
      values_[i] = valueOf(node.operation, values_[node.a], node.b < 0 ? 0 : values_[node.b], node.bVaries);
  }
  return values_.back();
}

// An operand that does not vary has no derivative: it would only let 0·∞ in.
Partials Tape::partials(int index) const {
  const Node& node = expression_.nodes()[index];
  if (node.operation == Operation::input || node.operation == Operation::constant) return {};
  const bool aVaries = expression_.nodes()[node.a].varies;
  Partials d = partialsOf(node.operation, values_[node.a], node.b < 0 ? 0 : values_[node.b], values_[index],
                          node.bVaries);
  if (!aVaries) d.a = d.aa = d.ab = 0;
  if (!node.bVaries) d.b = d.bb = d.ab = 0;
  return d;
}

// r̄, last node first, and its operands' shares of it.
void Tape::gradient(Eigen::Ref<Vector<double>> gradient) {
  const auto& nodes = expression_.nodes();
  std::fill(adjoints_.begin(), adjoints_.end(), 0.0);
  adjoints_.back() = std::isnan(values_.back()) ? values_.back() : 1;
  gradient.setZero();
  for (int i = static_cast<int>(nodes.size()) - 1; i >= 0; --i) {
    const Node& node = nodes[i];
    if (!node.varies) continue;
    if (node.operation == Operation::input) {
      gradient[node.a] = adjoints_[i];
      continue;
    }
    partials_[i] = partials(i);
    if (nodes[node.a].varies) adjoints_[node.a] += adjoints_[i] * partials_[i].a;
    if (node.b >= 0 && nodes[node.b].varies) adjoints_[node.b] += adjoints_[i] * partials_[i].b;
  }
}

// ṙ = ∂r/∂a · ȧ + ∂r/∂b · ḃ, with 1 at the one input and 0 at the others.
void Tape::sweepForward(int input) {
  const auto& nodes = expression_.nodes();
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const Node& node = nodes[i];
    if (!node.varies)
      tangents_[i] = 0;
    else if (node.operation == Operation::input)
      tangents_[i] = node.a == input ? 1 : 0;
    else
      tangents_[i] =
          partials_[i].a * tangents_[node.a] + (node.b < 0 ? 0 : partials_[i].b * tangents_[node.b]);
  }
}

// The two lines of the reverse mode, differentiated: (r̄ ∂r/∂a)˙ = r̄˙ ∂r/∂a + r̄ (∂²r/∂a² ȧ + ∂²r/∂a∂b ḃ).
void Tape::sweepBackward() {
  const auto& nodes = expression_.nodes();
  std::fill(adjointTangents_.begin(), adjointTangents_.end(), 0.0);
  for (int i = static_cast<int>(nodes.size()) - 1; i >= 0; --i) {
    const Node& node = nodes[i];
    if (!node.varies || node.operation == Operation::input) continue;
    const Partials& d = partials_[i];
    const double tangentA = tangents_[node.a];
    const double tangentB = node.b < 0 ? 0 : tangents_[node.b];
    adjointTangents_[node.a] +=
        adjointTangents_[i] * d.a + adjoints_[i] * (d.aa * tangentA + d.ab * tangentB);
    if (node.b >= 0)
      adjointTangents_[node.b] +=
          adjointTangents_[i] * d.b + adjoints_[i] * (d.ab * tangentA + d.bb * tangentB);
  }
}

void Tape::hessian(Matrix<double>& hessian) {
  hessian.setZero(inputs(), inputs());
  Eigen::Map<Vector<double>> firstRow(hessian.data(), inputs());
  gradient(firstRow);  // for the partials and adjoints; the row is overwritten below
  firstRow.setZero();
  for (int input = 0; input < inputs(); ++input) {
    sweepForward(input);
    sweepBackward();
    for (std::size_t i = 0; i < expression_.nodes().size(); ++i) {
      const Node& node = expression_.nodes()[i];
      if (node.operation == Operation::input) hessian(node.a, input) = adjointTangents_[i];
    }
  }
}

std::optional<Trouble> Tape::trouble() const {
  for (std::size_t i = 0; i < values_.size(); ++i) {
    if (std::isfinite(values_[i])) continue;
    const Node& node = expression_.nodes()[i];
    const auto& operation = wordsOf(node.operation);
    const double a = operation.operands > 0 ? values_[node.a] : values_[i];
    const double b = operation.operands > 1 ? values_[node.b] : 0;
    std::string words;
    if (operation.operands == 0)
      words = expression_.inputs()[node.a];
    else if (operation.operands == 1)
      words = std::string(operation.name) + " of " + numberText(a);
    else if (operation.operation == Operation::divide && b == 0)
      words = "dividing " + numberText(a) + " by zero";
    else
      words = numberText(a) + " " + std::string(operation.name) + " " + numberText(b);
    words += std::isinf(values_[i]) ? " is infinite" : " is not a number";
    words += " (column " + std::to_string(node.column) + ")";
    return Trouble{std::string(operation.name), a, b, node.column, words};
  }
  return std::nullopt;
}

}  // namespace downhill::formula

#include "formula/approach.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

namespace downhill::formula {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double epsilon = std::numeric_limits<double>::epsilon();
constexpr std::size_t mostTerms = 8;

constexpr Order none{infinite, -infinite};  // of what is 0
constexpr Order vanishing{infinite, 0};     // of exp(−1/h)
constexpr Order outgrowing{-infinite, 0};   // of exp(1/h)
constexpr Order constant{0, 0};

struct Undecided {};  // thrown where the rules end
struct NoValue {};    // thrown where there is no real value: √(−h)

bool isNear(double a, double b) { return a == b || std::abs(a - b) < 1e-9; }
bool isSame(Order a, Order b) { return isNear(a.power, b.power) && isNear(a.logs, b.logs); }

// Whether a grows faster than b, or vanishes more slowly.
bool dominates(Order a, Order b) {
  return isNear(a.power, b.power) ? a.logs > b.logs && !isNear(a.logs, b.logs) : a.power < b.power;
}

Order larger(Order a, Order b) { return dominates(b, a) ? b : a; }

Order operator*(Order a, Order b) {
  if (isSame(a, none) || isSame(b, none)) return none;
  return {a.power + b.power, a.logs + b.logs};
}

// The order of the derivative by h. A constant has none; ln(1/h) has −1/h.
Order slopeOf(Order order) {
  if (!isNear(order.power, 0)) return {order.power - 1, order.logs};
  return isNear(order.logs, 0) ? none : Order{-1, order.logs - 1};
}

// Terms, the largest first, and a rest of which a bound is known: |rest| ≤ c · order for some c. Nothing in
// it needs to be destroyed, which keeps what is thrown cheap.
struct Expansion {
  std::array<Term, mostTerms> terms = {};
  std::size_t count = 0;
  Order rest = none, restSlope = none;

  bool isZero() const { return count == 0 && isSame(rest, none); }
  bool outgrows() const { return size().power == -infinite; }
  Order size() const { return count == 0 ? rest : terms[0].order; }
  // The factor of the term that decides.
  double lead() const { return count == 0 ? throw Undecided{} : terms[0].factor; }

  Order slopeSize() const {
    Order size = restSlope;
    for (std::size_t i = 0; i < count; ++i) size = larger(size, slopeOf(terms[i].order));
    return size;
  }

  void erase(std::size_t place) {
    std::copy(terms.begin() + place + 1, terms.begin() + count, terms.begin() + place);
    --count;
  }

  // Adds to the term of the same order; what only rounding has left of both is nothing.
  void add(const Term& term) {
    if (!std::isfinite(term.factor)) throw Undecided{};
    std::size_t i = 0;
    while (i < count && dominates(terms[i].order, term.order)) ++i;
    if (i < count && isSame(terms[i].order, term.order)) {
      const double before = terms[i].factor, sum = before + term.factor;
      terms[i].factor = sum;
      if (std::abs(sum) <= 4 * epsilon * (std::abs(before) + std::abs(term.factor))) erase(i);
    } else if (i == mostTerms) {
      hide(term.order);
    } else if (term.factor != 0) {
      if (count == mostTerms) hide(terms[--count].order);
      std::copy_backward(terms.begin() + i, terms.begin() + count, terms.begin() + count + 1);
      terms[i] = term;
      ++count;
    }
  }

  // Makes the rest larger, and leaves to it what it hides.
  void addRest(Order order, Order slope) {
    rest = larger(rest, order);
    restSlope = larger(restSlope, slope);
    while (count > 0 && !dominates(terms[count - 1].order, rest)) hide(terms[--count].order);
    if (std::isnan(rest.power) || std::isnan(restSlope.power)) throw Undecided{};
  }

 private:
  void hide(Order order) {
    rest = larger(rest, order);
    restSlope = larger(restSlope, slopeOf(order));
  }
};

Expansion termOf(double factor, Order order) {
  Expansion single;
  single.add({factor, order});
  return single;
}

Expansion number(double value) { return termOf(value, constant); }

Expansion bounded(Order rest, Order restSlope) {
  Expansion result;
  result.addRest(rest, restSlope);
  return result;
}

Expansion sum(const Expansion& a, const Expansion& b) {
  if (a.outgrows() && b.outgrows() && a.lead() * b.lead() < 0) throw Undecided{};
  if (a.outgrows() || b.outgrows()) return a.outgrows() ? a : b;
  Expansion result = a;
  for (std::size_t i = 0; i < b.count; ++i) result.add(b.terms[i]);
  result.addRest(b.rest, b.restSlope);
  return result;
}

Expansion product(const Expansion& a, const Expansion& b) {
  if (a.isZero() || b.isZero()) return {};
  if (a.outgrows() || b.outgrows()) {
    if (a.size().power == infinite || b.size().power == infinite) throw Undecided{};
    return termOf(a.lead() * b.lead() > 0 ? 1 : -1, outgrowing);
  }
  Expansion result;
  for (std::size_t i = 0; i < a.count; ++i)
    for (std::size_t k = 0; k < b.count; ++k)
      result.add({a.terms[i].factor * b.terms[k].factor, a.terms[i].order * b.terms[k].order});
  result.addRest(a.rest * b.size(), larger(a.restSlope * b.size(), a.rest * b.slopeSize()));
  result.addRest(a.size() * b.rest, larger(b.restSlope * a.size(), b.rest * a.slopeSize()));
  return result;
}

Expansion times(double factor, const Expansion& a) { return product(number(factor), a); }
Expansion difference(const Expansion& a, const Expansion& b) { return sum(a, times(-1, b)); }

using Coefficients = std::array<double, 6>;

// c₀ + c₁u + c₂u² + … for u → 0, of which only so many are known.
template <std::size_t N>
Expansion series(const std::array<double, N>& coefficients, const Expansion& u) {
  Expansion result, power = number(1);
  for (const double coefficient : coefficients) {
    result = sum(result, times(coefficient, power));
    power = product(power, u);
  }
  Order restSlope = u.slopeSize();  // of uᴺ: N uᴺ⁻¹ u′
  for (std::size_t i = 1; i < N; ++i) restSlope = restSlope * u.size();
  result.addRest(power.size(), restSlope);
  return result;
}

// What an expansion tends to: finite or ±∞.
double limitOf(const Expansion& a) {
  if (dominates(constant, a.size())) return 0;
  return isSame(a.size(), constant) ? a.lead() : std::copysign(infinite, a.lead());
}

// Without what it tends to.
Expansion vanishingPart(Expansion a) {
  if (a.count > 0 && isSame(a.terms[0].order, constant)) a.erase(0);
  return a;
}

// a / (its first term) − 1
Expansion relativeRest(const Expansion& a) {
  return vanishingPart(product(a, termOf(1 / a.lead(), {-a.size().power, -a.size().logs})));
}

// ln(c hᵖ Lᵠ (1 + w)) = ln c − p L + w − …, where L = ln(1/h)
Expansion logarithm(const Expansion& a) {
  if (a.isZero() || a.lead() < 0) throw NoValue{};
  if (a.outgrows() || !isNear(a.size().logs, 0)) throw Undecided{};
  const double known = std::abs(a.lead() - 1) <= 4 * epsilon ? 0 : std::log(a.lead());
  const Expansion leading = sum(number(known), termOf(-a.size().power, {0, 1}));
  return sum(leading, series(Coefficients{0, 1, -1 / 2.0, 1 / 3.0, -1 / 4.0, 1 / 5.0}, relativeRest(a)));
}

Expansion exponential(const Expansion& a) {
  const double limit = limitOf(a);
  if (std::isfinite(limit)) {
    const double e = std::exp(limit);
    return times(e, series(Coefficients{1, 1, 1 / 2.0, 1 / 6.0, 1 / 24.0, 1 / 120.0}, vanishingPart(a)));
  }
  const auto [factor, order] = a.terms[0];
  if (isSame(order, {0, 1})) {  // exp(c L) = h^−c
    Expansion others = a;
    others.erase(0);
    return product(termOf(1, {-factor, 0}), exponential(others));
  }
  if (isNear(order.power, 0) && order.logs < 1) throw Undecided{};
  return factor > 0 ? termOf(1, outgrowing) : bounded(vanishing, vanishing);
}

// a^b for a number b
Expansion power(const Expansion& a, double b) {
  if (b == 0) return number(1);
  if (a.isZero()) return b > 0 ? Expansion{} : throw NoValue{};
  if (a.count == 0) {
    if (b < 1 || std::isnan(signOfNegativePower(b))) throw Undecided{};
    const auto raised = [&](double exponent) {
      return Order{a.rest.power * exponent, a.rest.logs * exponent};
    };
    return bounded(raised(b), b == 1 ? a.restSlope : raised(b - 1) * a.restSlope);
  }
  const double sign = a.lead() > 0 ? 1 : signOfNegativePower(b);
  if (std::isnan(sign)) throw NoValue{};
  if (a.outgrows()) return b > 0 ? termOf(sign, outgrowing) : bounded(vanishing, vanishing);
  const Order order{a.size().power * b, a.size().logs * b};
  Coefficients binomial{1};
  for (std::size_t i = 1; i < binomial.size(); ++i)
    binomial[i] = binomial[i - 1] * (b - static_cast<double>(i) + 1) / static_cast<double>(i);
  return product(termOf(sign * std::pow(std::abs(a.lead()), b), order), series(binomial, relativeRest(a)));
}

Expansion quotient(const Expansion& a, const Expansion& b) { return product(a, power(b, -1)); }

Expansion absolute(const Expansion& a) { return a.count == 0 || a.lead() > 0 ? a : times(-1, a); }

Expansion maximum(const Expansion& a, const Expansion& b) {
  return times(0.5, sum(sum(a, b), absolute(difference(a, b))));
}

Expansion floored(const Expansion& a) {
  if (dominates(a.size(), constant))
    return sum(a, bounded(constant, a.slopeSize()));  // level beside its jumps
  const double limit = limitOf(a), whole = std::round(limit);
  if (std::abs(limit - whole) > 4 * epsilon * std::abs(whole)) return number(std::floor(limit));
  const Expansion u = vanishingPart(a);
  return number(u.isZero() || u.lead() > 0 ? whole : whole - 1);
}

// Where the operation is smooth at the limit of its operand, by its value there and two derivatives.
Expansion smooth(Operation operation, const Expansion& a, double limit) {
  const double value = valueOf(operation, limit, 0, false);
  if (std::isnan(value)) throw NoValue{};
  const Partials d = partialsOf(operation, limit, 0, value, false);
  return series(std::array{value, d.a, d.aa / 2}, vanishingPart(a));
}

// sin a, or cos a: the sine a quarter turn ahead. What rounding of the limit has made of a zero is 0.
Expansion sine(const Expansion& a, int quarters) {
  const double limit = limitOf(a), noise = 2 * epsilon * std::abs(limit);
  const auto clean = [&](double value) { return std::abs(value) <= noise && noise < 1e-12 ? 0 : value; };
  const std::array values{clean(std::sin(limit)), clean(std::cos(limit))};
  Coefficients coefficients;
  double factorial = 1;
  for (int i = 0; i < 6; factorial *= ++i) {
    const int turn = (i + quarters) % 4;
    coefficients[i] = (turn < 2 ? 1 : -1) * values[turn % 2] / factorial;
  }
  return series(coefficients, vanishingPart(a));
}

Expansion arcsine(const Expansion& a) {
  const double limit = limitOf(a);
  if (1 - std::abs(limit) > 4 * epsilon) return smooth(Operation::asin, a, limit);
  if (limit < 0) return times(-1, arcsine(times(-1, a)));
  const Expansion half = times(0.5, difference(number(1), a));  // asin a = π/2 − 2 asin √((1 − a)/2)
  if (!std::isfinite(limit) || limit > 1 + 4 * epsilon) throw NoValue{};
  const Expansion root = power(half, 0.5);
  return difference(number(std::numbers::pi / 2), times(2, smooth(Operation::asin, root, 0)));
}

// Functions that are bounded, whatever their operand does.
bool isBounded(Operation operation) {
  return operation == Operation::sin || operation == Operation::cos || operation == Operation::atan ||
         operation == Operation::tanh || operation == Operation::sigmoid;
}

// 1 / (1 + exp(−a))
Expansion logistic(const Expansion& a) { return power(sum(number(1), exponential(times(-1, a))), -1); }

// Of functions with limits at ±∞, where their operand goes to ±∞.
Expansion atInfinity(Operation operation, const Expansion& a) {
  const double sign = a.lead() > 0 ? 1 : -1;
  const Expansion minus = times(-1, a);
  switch (operation) {
    case Operation::atan:
      return difference(number(sign * std::numbers::pi / 2), smooth(Operation::atan, power(a, -1), 0));
    case Operation::tanh:
      return difference(times(2, logistic(times(2, a))), number(1));
    case Operation::sigmoid:
      return logistic(a);
    case Operation::softplus:
      return sum(sign > 0 ? a : Expansion{}, logarithm(sum(number(1), exponential(sign > 0 ? minus : a))));
    default:
      throw Undecided{};
  }
}

Expansion analytic(Operation operation, const Expansion& a) {
  const bool isOscillating = operation == Operation::sin || operation == Operation::cos;
  const bool isKnown = a.count > 0 || dominates(constant, a.size());
  const bool isLarge = dominates(a.size(), constant);
  if (isBounded(operation) && (!isKnown || (isLarge && isOscillating)))
    return bounded(constant, a.slopeSize());
  if (isOscillating) return sine(a, operation == Operation::cos ? 1 : 0);
  return isLarge ? atInfinity(operation, a) : smooth(operation, a, limitOf(a));
}

Expansion raised(const Expansion& a, const Expansion& b, bool bVaries) {
  if (!bVaries) return power(a, b.isZero() ? 0 : b.lead());
  if (b.isZero()) return number(1);
  if (a.isZero()) return b.lead() > 0 ? Expansion{} : throw NoValue{};
  if (a.lead() < 0) throw Undecided{};
  return exponential(product(b, logarithm(a)));
}

Expansion signOf(const Expansion& a) { return a.isZero() ? a : number(a.lead() > 0 ? 1 : -1); }

// clang-format off
Expansion applied(Operation operation, const Expansion& a, const Expansion& b, bool bVaries) {
  switch (operation) {
    case Operation::negate: return times(-1, a);
    case Operation::tan: return quotient(analytic(Operation::sin, a), analytic(Operation::cos, a));
    case Operation::sinh: return times(0.5, difference(exponential(a), exponential(times(-1, a))));
    case Operation::cosh: return times(0.5, sum(exponential(a), exponential(times(-1, a))));
    case Operation::asin: return arcsine(a);
    case Operation::acos: return difference(number(std::numbers::pi / 2), arcsine(a));
    case Operation::exp: return exponential(a);
    case Operation::log: return logarithm(a);
    case Operation::log10: return times(1 / std::numbers::ln10, logarithm(a));
    case Operation::log2: return times(1 / std::numbers::ln2, logarithm(a));
    case Operation::sqrt: return power(a, 0.5);
    case Operation::abs: return absolute(a);
    case Operation::sign: return signOf(a);
    case Operation::floor: return floored(a);
    case Operation::ceil: return times(-1, floored(times(-1, a)));
    case Operation::relu: return maximum(a, {});
    case Operation::add: return sum(a, b);
    case Operation::subtract: return difference(a, b);
    case Operation::multiply: return product(a, b);
    case Operation::divide: return quotient(a, b);
    case Operation::power: return raised(a, b, bVaries);
    case Operation::max: return maximum(a, b);
    case Operation::min: return times(-1, maximum(times(-1, a), times(-1, b)));
    case Operation::mod: return difference(a, product(b, floored(quotient(a, b))));
    default: return analytic(operation, a);
  }
}
// clang-format on

Expansion derivative(const Expansion& a) {
  if (a.outgrows()) return termOf(-a.lead(), outgrowing);
  Expansion result;
  for (std::size_t i = 0; i < a.count; ++i) {
    const auto [factor, order] = a.terms[i];
    if (!isNear(order.power, 0)) result.add({factor * order.power, {order.power - 1, order.logs}});
    if (!isNear(order.logs, 0)) result.add({-factor * order.logs, {order.power - 1, order.logs - 1}});
  }
  result.addRest(a.restSlope, {-infinite, infinite});
  return result;
}

double limitIfDecided(const Expansion& a) {
  try {
    return limitOf(a);
  } catch (Undecided) {
    return std::numeric_limits<double>::quiet_NaN();
  }
}

Expansion expansionOf(const Expression& expression, std::span<const double> place,
                      std::span<const double> direction) {
  std::vector<Expansion> found;
  for (const Node& node : expression.nodes()) {
    if (node.operation == Operation::constant)
      found.push_back(number(node.constant));
    else if (node.operation == Operation::input)
      found.push_back(sum(number(place[node.a]), termOf(direction[node.a], {1, 0})));
    else
      found.push_back(
          applied(node.operation, found[node.a], node.b < 0 ? Expansion{} : found[node.b], node.bVaries));
  }
  return found.back();
}

}  // namespace

std::optional<Approach> approach(const Expression& expression, std::span<const double> place,
                                 std::span<const double> direction) {
  try {
    const Expansion found = expansionOf(expression, place, direction);
    return Approach{true, limitIfDecided(found), limitIfDecided(derivative(found)),
                    found.count == 0 ? std::nullopt : std::optional(found.terms[0])};
  } catch (NoValue) {
    return Approach{.exists = false};
  } catch (Undecided) {
    return std::nullopt;
  }
}

}  // namespace downhill::formula

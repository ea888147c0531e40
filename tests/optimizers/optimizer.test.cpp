#include "optimizers/optimizer.hpp"

#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <set>

#include "descents/problem_oracle.hpp"
#include "optimizers/adam.hpp"
#include "optimizers/gradient_descent.hpp"
#include "optimizers/lbfgs.hpp"
#include "optimizers/registry.hpp"
#include "problems/registry.hpp"

using namespace downhill;
using Catch::Matchers::ContainsSubstring;

namespace {

// f = Σ (i + 1) θᵢ² / 2 in any number of dimensions: an oracle for methods of every kind.
template <class T>
class Bowl final : public Oracle<T> {
 public:
  T value(ConstVectorRef<T> theta) override { return theta.dot(slope(theta)) / 2; }
  T valueAndGradient(ConstVectorRef<T> theta, Vector<T>& gradient) override {
    gradient = slope(theta);
    return value(theta);
  }
  void hessian(ConstVectorRef<T> theta, Matrix<T>& hessian) override {
    hessian = Vector<T>::LinSpaced(theta.size(), 1, T(theta.size())).asDiagonal();
  }
  static Vector<T> slope(ConstVectorRef<T> theta) {
    return theta.cwiseProduct(Vector<T>::LinSpaced(theta.size(), 1, T(theta.size())));
  }
};

template <class T>
void walk(Optimizer<T>& optimizer, Vector<T>& theta, int steps) {
  Bowl<T> bowl;
  for (int i = 0; i < steps; ++i) optimizer.step(theta, Bowl<T>::slope(theta), bowl);
}

}  // namespace

TEMPLATE_TEST_CASE("Every method goes on exactly from a saved state, and so does its clone", "", float,
                   double) {
  for (const auto& entry : optimizerRegistry<TestType>()) {
    CAPTURE(entry.name);
    const auto optimizer = entry.make({{"rate", 0.01}});
    Vector<TestType> theta{{1, -2, TestType(0.5)}};
    walk(*optimizer, theta, 7);

    const Vector<TestType> state = optimizer->saveState(), here = theta;
    const auto clone = optimizer->clone();
    walk(*optimizer, theta, 9);

    Vector<TestType> cloned = here;
    walk(*clone, cloned, 9);
    CHECK(cloned == theta);

    const auto fresh = entry.make({{"rate", 0.01}});
    fresh->restoreState(state);
    CHECK(fresh->steps() == 7);
    CHECK(fresh->saveState() == state);
    Vector<TestType> restored = here;
    walk(*fresh, restored, 9);
    CHECK(restored == theta);
  }
}

TEMPLATE_TEST_CASE("After a reset the next step is a first step, even with other parameters", "", float,
                   double) {
  for (const auto& entry : optimizerRegistry<TestType>()) {
    CAPTURE(entry.name);
    const auto used = entry.make({}), fresh = entry.make({});
    Vector<TestType> other = Vector<TestType>::Ones(5);
    walk(*used, other, 4);
    CHECK(used->steps() == 4);
    used->reset();
    CHECK(used->steps() == 0);
    CHECK(used->momentum().size() == 0);
    Vector<TestType> a{{1, 2}}, b = a;
    walk(*used, a, 5);
    walk(*fresh, b, 5);
    CHECK(a == b);
  }
}

TEMPLATE_TEST_CASE("A state saved before the first step is the start", "", float, double) {
  for (const auto& entry : optimizerRegistry<TestType>()) {
    CAPTURE(entry.name);
    const auto a = entry.make({}), b = entry.make({});
    b->restoreState(a->saveState());
    Vector<TestType> x{{1, 2}}, y = x;
    walk(*a, x, 3);
    walk(*b, y, 3);
    CHECK(x == y);
  }
}

TEMPLATE_TEST_CASE("Every method refuses vectors that do not fit and states that are not its own", "", float,
                   double) {
  for (const auto& entry : optimizerRegistry<TestType>()) {
    CAPTURE(entry.name);
    const auto optimizer = entry.make({});
    Bowl<TestType> bowl;
    Vector<TestType> two = Vector<TestType>::Ones(2), three = Vector<TestType>::Ones(3);
    CHECK_THROWS_WITH(optimizer->step(two, three, bowl),
                      ContainsSubstring("2 parameters but the gradient has 3"));
    optimizer->step(two, two, bowl);
    CHECK_THROWS_WITH(optimizer->step(three, three, bowl),
                      ContainsSubstring("reset the optimizer in between"));
    CHECK_THROWS_WITH(optimizer->restoreState(Vector<TestType>()), ContainsSubstring("no saved state of"));
    CHECK_THROWS_AS(optimizer->restoreState(Vector<TestType>::Constant(4, -1)), std::invalid_argument);
  }
}

TEST_CASE("A method with memory refuses a state whose vectors are not whole") {
  CHECK_THROWS_AS(Adam<double>().restoreState(Vector<double>::Ones(4)), std::invalid_argument);
  CHECK_THROWS_AS(Adam<double>().restoreState(Vector<double>::Ones(1)),
                  std::invalid_argument);  // a step, no memory
  CHECK_THROWS_AS(GradientDescent<double>().restoreState(Vector<double>::Ones(2)), std::invalid_argument);
  CHECK_THROWS_AS(Lbfgs<double>().restoreState(Vector<double>::Ones(3)), std::invalid_argument);
}

TEST_CASE("Methods that need more than one gradient say so when stepped without an oracle") {
  for (const char* name : {"newton", "safeguardedNewton", "lbfgs"}) {
    const auto optimizer = makeOptimizer<double>(name);
    Vector<double> theta = Vector<double>::Ones(2);
    CHECK(optimizer->needs() != Needs::gradient);
    CHECK_THROWS_WITH(optimizer->step(theta, Vector<double>::Ones(2)),
                      ContainsSubstring("step it with an oracle"));
  }
}

TEST_CASE("A step in slices is the step in one, where a method says that it is") {
  for (const auto& entry : optimizerRegistry<float>()) {
    CAPTURE(entry.name);
    const auto whole = entry.make({{"rate", 0.01}}), cut = entry.make({{"rate", 0.01}});
    CHECK(whole->inSlices() == (entry.needs == Needs::gradient && entry.name != "sgd"));
    if (!whole->inSlices()) continue;
    Vector<float> a = Vector<float>::LinSpaced(37, -1, 2), b = a;
    for (int step = 0; step < 20; ++step) {
      const Vector<float> gradient = a.array().sin() + 0.1f * static_cast<float>(step);
      whole->step(a, gradient);
      cut->begin(37);
      for (const auto& [first, size] :
           {std::pair{20, 17}, std::pair{0, 13}, std::pair{13, 7}})  // in any order
        cut->stepSlice(b.segment(first, size), gradient.segment(first, size), first);
    }
    // Equal but for square roots, which Eigen takes four at a time and rounds otherwise than one.
    CHECK(a.isApprox(b, 1e-6f));
    CHECK(whole->saveState().isApprox(cut->saveState(), 1e-6f));
  }
}

TEST_CASE("A hundred thousand parameters are one step like two, and the memory stays where it is") {
  for (const auto& entry : optimizerRegistry<float>()) {
    CAPTURE(entry.name);
    const auto optimizer = entry.make({{"rate", 1e-3}});
    Vector<float> theta = Vector<float>::Ones(100000);
    const Vector<float> gradient = Vector<float>::LinSpaced(100000, -1, 1);
    optimizer->step(theta, gradient);
    const float* const momentum = optimizer->momentum().data();
    const float* const accumulator = optimizer->accumulator().data();
    for (int i = 0; i < 10; ++i) optimizer->step(theta, gradient);
    CHECK(optimizer->momentum().data() == momentum);
    CHECK(optimizer->accumulator().data() == accumulator);
    CHECK(theta.allFinite());
    CHECK(theta[0] > 1.0f);
    CHECK(theta[99999] < 1.0f);
  }
}

TEST_CASE("The registry names every method of the curriculum, with defaults inside the ranges") {
  std::set<std::string_view> names;
  for (const auto& entry : optimizerRegistry<double>()) {
    names.insert(entry.name);
    CHECK(entry.make({})->name() == entry.name);
    CHECK(entry.needs == entry.make({})->needs());
    for (const auto& setting : entry.settings) {
      CHECK(setting.minimum <= setting.initial);
      CHECK(setting.initial <= setting.maximum);
    }
  }
  CHECK(names == std::set<std::string_view>{"gradientDescent", "sgd", "momentum", "nesterov", "adaGrad",
                                            "rmsProp", "adam", "adamW", "newton", "safeguardedNewton",
                                            "lbfgs"});
}

TEST_CASE(
    "In float stand the methods that train on data: with their gradient alone, without noise of their own") {
  for (const auto& entry : optimizerRegistry<float>()) {
    CHECK(entry.needs == Needs::gradient);
    CHECK(entry.name != "sgd");
  }
  CHECK(optimizerRegistry<float>().size() == 7u);
}

TEMPLATE_TEST_CASE("At either end of each of its settings a method still takes steps without NaN", "", float,
                   double) {
  for (const auto& entry : optimizerRegistry<TestType>())
    for (const auto& setting : entry.settings)
      for (const double end : {setting.minimum, setting.maximum}) {
        INFO(entry.name << " with " << setting.name << " " << end);
        const auto method = entry.make({{std::string(setting.name), end}});
        Vector<TestType> theta = Vector<TestType>::Ones(3);
        walk<TestType>(*method, theta, 3);
        CHECK_FALSE(theta.hasNaN());
      }
}

TEST_CASE("Unknown methods and settings, and values out of range, are refused with what is allowed") {
  CHECK_THROWS_WITH(makeOptimizer<double>("adamX"),
                    ContainsSubstring("there is no optimizer \"adamX\"; there are gradientDescent"));
  CHECK_THROWS_WITH(makeOptimizer<double>("momentum", {{"beta1", 0.9}}),
                    ContainsSubstring("there are rate, beta"));
  CHECK_THROWS_WITH(makeOptimizer<double>("gradientDescent", {{"x", 1}}), ContainsSubstring("there is rate"));
  CHECK_THROWS_WITH(makeOptimizer<double>("momentum", {{"beta", 1}}),
                    ContainsSubstring("beta is 1; it must be from 0 to 0.9999"));
  CHECK_THROWS_WITH(makeOptimizer<double>("lbfgs", {{"memory", 2.5}}),
                    ContainsSubstring("a whole number from 1 to 100"));
  CHECK_THROWS_WITH(makeOptimizer<double>("adam", {{"rate", std::nan("")}}),
                    ContainsSubstring("rate is nan"));
  CHECK_THROWS_WITH(GradientDescent<double>().setRate(-1), ContainsSubstring("the learning rate is -1"));
  CHECK_THROWS_AS(GradientDescent<double>().setRate(std::nan("")), std::invalid_argument);
  CHECK_THROWS_AS(Adam<float>({.beta1 = 1}), std::invalid_argument);
}

TEST_CASE("The oracle counts what it is asked, and asking at the same place again is free") {
  const auto problem = makeProblem("rosenbrock");
  ProblemOracle oracle(*problem);
  Vector<double> gradient;
  Matrix<double> hessian;
  const Point a = pointAt({1, 2}), b = pointAt({1, 3});
  CHECK(oracle.value(a) == 100);
  CHECK(oracle.value(a) == 100);
  CHECK(oracle.evaluations().values == 1);
  oracle.valueAndGradient(a, gradient);
  oracle.valueAndGradient(a, gradient);
  CHECK(oracle.evaluations().gradients == 1);
  CHECK(oracle.valueAndGradient(b, gradient) == 400);
  CHECK(gradient == Vector<double>{{-800, 400}});
  CHECK(oracle.value(b) == 400);
  CHECK(oracle.evaluations().values == 1);
  CHECK(oracle.evaluations().gradients == 2);
  oracle.hessian(b, hessian);
  CHECK(oracle.evaluations().hessians == 1);
}

#include "descents/newton_cost.hpp"

#include <emscripten/bind.h>

#include "door.hpp"
#include "options.hpp"

namespace downhill::door {
namespace {

NewtonCost costOfNewton(const Number& parameters) {
  return newtonCost(number(parameters, "parameters", 1, 1e12));
}

NewtonMeasurement measureNewtonStep(const Number& parameters, const Number& seedValue) {
  return measureNewton(wholeNumber(parameters, "parameters", 1, 4000), seed(seedValue));
}

}  // namespace

EMSCRIPTEN_BINDINGS(newtonCost) {
  using namespace emscripten;
  value_object<NewtonCost>("NewtonCost")
      .field("numbers", &NewtonCost::numbers)
      .field("bytes", &NewtonCost::bytes)
      .field("multiplications", &NewtonCost::multiplications);
  value_object<NewtonMeasurement>("NewtonMeasurement")
      .field("seconds", &NewtonMeasurement::seconds)
      .field("residual", &NewtonMeasurement::residual);
  function("newtonCost", open<&costOfNewton>);
  function("measureNewton", open<&measureNewtonStep>);
}

}  // namespace downhill::door

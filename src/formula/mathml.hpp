#pragma once

#include <string>

#include "formula/expression.hpp"

namespace downhill::formula {

// An expression as it is printed: what stands within a <math> element, in the few elements of MathML Core
// that all browsers know. It has every bracket that the meaning needs, so what is seen reads back as the same
// function: (1/2)x is a fraction beside x. The arguments of functions always stand in brackets.
std::string mathml(const Expression& expression);

}  // namespace downhill::formula

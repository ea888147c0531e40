#include "regression/points.hpp"

#include "../losses/derivative_checks.hpp"
#include "regression/logistic.hpp"

using namespace downhill;
using namespace downhill::testing;

TEST_CASE("Pasted points are rows of two numbers, in the habits of both languages") {
  for (const auto* text :
       {"1,-2\n3,4.5", "x;y\n1;−2\n3;4,5\n", "\"1\",\"-2\"\n\"3\",\"4,5\"", "１，－２\n３，４．５"}) {
    INFO(text);
    const auto [points, table] = parsePoints(text);
    REQUIRE(points.x == vector({1, 3}));
    REQUIRE(points.y == vector({-2, 4.5}));
    REQUIRE(table.doubts == 0);
  }
  const auto [points, table] = parsePoints("1,000;2,000");
  REQUIRE((points.x(0) == 1000 && points.y(0) == 2000));
  REQUIRE(table.doubts == 2);
}

TEST_CASE("Pasted labelled points are rows of three, the last one the label") {
  const auto [points, table] = parseLabelledPoints("x1,x2,label\n1,-2,0\n3,4.5,1");
  REQUIRE(points.inputs.row(1) == vector({3, 4.5}).transpose());
  REQUIRE(points.labels == std::vector{0, 1});
  REQUIRE(table.lines == std::vector{2, 3});
  REQUIRE_REFUSED(parseLabelledPoints("1,2,0\n3,4,2"),
                  "line 2: the label is 2; it must be a whole number from 0 to 1");
}

TEST_CASE("What is no point is refused with the number of its line") {
  REQUIRE_REFUSED(parsePoints("1,2\n3"), "line 2: it has 1 entry; there must be 2");
  REQUIRE_REFUSED(parsePoints("1,two"), "line 1: \"two\" is not a number");
  REQUIRE_REFUSED(parsePoints(""), "no row of numbers");
  std::string many;
  for (int i = 0; i <= mostPoints; ++i) many += "1,2\n";
  REQUIRE_REFUSED(parsePoints(many), "line 100001: there are more than 100000 rows");
}

TEST_CASE("Points that do not fit together are refused") {
  REQUIRE_NOTHROW(requirePoints({vector({1}), vector({2})}));
  REQUIRE_REFUSED(requirePoints({vector({1, 2}), vector({2})}), "2 values of x and 1 of y");
  REQUIRE_REFUSED(requirePoints({}), "there are no points");
  REQUIRE_REFUSED(requirePoints({vector({1, NAN}), vector({2, 3})}), "point 1 is not finite");
}

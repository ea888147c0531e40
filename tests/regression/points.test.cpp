#include "regression/points.hpp"

#include "../losses/derivative_checks.hpp"

using namespace downhill;
using namespace downhill::testing;

TEST_CASE("Points are read with commas, semicolons, tabs or spaces between the numbers") {
  for (const auto* text :
       {"1,2\n3,4.5", "1;2\n3;4,5\n", "1\t2\r\n3\t4.5\r\n", "1   2\n 3 4.5 ", "1 , 2\n3 , 4.5\n\n"}) {
    INFO(text);
    const Points points = parsePoints(text);
    REQUIRE(points.x == vector({1, 3}));
    REQUIRE(points.y == vector({2, 4.5}));
  }
}

TEST_CASE("A heading, comments, empty lines and a byte order mark are passed over") {
  const Points points =
      parsePoints("\xEF\xBB\xBF# measured on Monday\n\nheight, weight\n-1.5e2, +3\n  \n# the end\n.5,0");
  REQUIRE(points.x == vector({-150, .5}));
  REQUIRE(points.y == vector({3, 0}));
}

TEST_CASE("What is no point is refused with the number of its line") {
  REQUIRE_REFUSED(parsePoints("1,2\n3"), "line 2: it has 1 entries; a point has 2");
  REQUIRE_REFUSED(parsePoints("1,2\n\n3,4,5"), "line 3: it has 3 entries");
  REQUIRE_REFUSED(parsePoints("x,y\n1,2\nx,y"), "line 3: \"x\" is not a number");
  REQUIRE_REFUSED(parsePoints("1,two"), "line 1: \"two\" is not a number");
  REQUIRE_REFUSED(parsePoints("x,y\na,b"), "line 2: \"a\" is not a number");
  REQUIRE_REFUSED(parsePoints("1,2\n1,nan"), "line 2: \"nan\" is not a number");
  REQUIRE_REFUSED(parsePoints("1,0x10"), "line 1: \"0x10\" is not a number");
  REQUIRE_REFUSED(parsePoints("1,\n"), "line 1: \"\" is not a number");
  REQUIRE_REFUSED(parsePoints("1,2-3"), "line 1: \"2-3\" is not a number");
  REQUIRE_REFUSED(parsePoints("1,1e999"), "line 1: a number is too large");
  REQUIRE_REFUSED(parsePoints(""), "no point in the text");
  REQUIRE_REFUSED(parsePoints("x,y\n\n"), "no point in the text");
  std::string many;
  for (int i = 0; i <= mostPoints; ++i) many += "1,2\n";
  REQUIRE_REFUSED(parsePoints(many), "line 100001: there are more than 100000 points");
}

TEST_CASE("Points that do not fit together are refused") {
  REQUIRE_NOTHROW(requirePoints({vector({1}), vector({2})}));
  REQUIRE_REFUSED(requirePoints({vector({1, 2}), vector({2})}), "2 values of x and 1 of y");
  REQUIRE_REFUSED(requirePoints({}), "there are no points");
  REQUIRE_REFUSED(requirePoints({vector({1, NAN}), vector({2, 3})}), "point 1 is not finite");
}

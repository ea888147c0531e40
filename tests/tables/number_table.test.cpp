#include "tables/number_table.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "random/random.hpp"
#include "registry/number_text.hpp"

using namespace downhill;
using Catch::Matchers::ContainsSubstring;

namespace {

using Rows = std::vector<std::vector<double>>;

Rows rowsIn(const NumberTable& table) {
  Rows rows;
  for (Eigen::Index i = 0; i < table.numbers.rows(); ++i)
    rows.emplace_back(table.numbers.row(i).begin(), table.numbers.row(i).end());
  return rows;
}

// The rows, none of them in doubt.
Rows plainly(std::string_view text, Eigen::Index columns = 2) {
  const NumberTable table = readNumbers(text, columns, 1000);
  CHECK(table.doubts == 0);
  CHECK(!table.firstDoubt);
  return rowsIn(table);
}

void refused(std::string_view text, const std::string& words, Eigen::Index columns = 2) {
  INFO(text);
  REQUIRE_THROWS_WITH(readNumbers(text, columns, 1000), ContainsSubstring(words));
}

}  // namespace

TEST_CASE("cells are parted by tabs, semicolons, commas or spaces, as each line has it") {
  for (const auto* text :
       {"1,2\n3,4.5", "1;2\n3;4,5\n", "1\t2\r\n3\t4.5\r\n", "1   2\n 3 4.5 ", "1 , 2\n3 , 4.5\n\n",
        "1, 2\r3, 4.5\r", "1,2\n3\t4.5", "1\t2\n3 4,5", "1 ,2\n3 ,4.5", "1;2;\n3;4,5;;\n", "(1, 2)\n(3, 4.5)",
        "[1, 2],\n[3, 4.5]\n", "1\u00A02\n3\u30004.5"}) {
    INFO(text);
    CHECK(plainly(text) == Rows{{1, 2}, {3, 4.5}});
  }
}

TEST_CASE("a heading, remarks, empty lines and a byte order mark are passed over") {
  CHECK(plainly("\xEF\xBB\xBF# measured on Monday\n\nheight, weight\n-1.5e2, +3\n  \n# the end\n.5,0") ==
        Rows{{-150, 3}, {0.5, 0}});
  CHECK(plainly("身高；体重\n＃ 备注\n１；２") == Rows{{1, 2}});
  CHECK(readNumbers("x;y\n\n1;2\n\n3;4", 2, 9).lines == std::vector{3, 5});
}

TEST_CASE("minus signs of every kind are minus signs") {
  for (const auto* minus : {"-", "−", "–", "—", "‐", "‑", "－", "﹣"}) {
    INFO(minus);
    const std::string sign(minus);
    CHECK(plainly("1 " + sign + "2\n" + sign + "3.5;1e" + sign + "3") == Rows{{1, -2}, {-3.5, 0.001}});
  }
}

TEST_CASE("what a Chinese keyboard types in full width is read as its plain characters") {
  CHECK(plainly("１，２\n３．５；－４\n５、６\n７　８\n（９，１０）") ==
        Rows{{1, 2}, {3.5, -4}, {5, 6}, {7, 8}, {9, 10}});
  CHECK(plainly("1。5;2") == Rows{{1.5, 2}});
}

TEST_CASE("what stands in quotes is one cell, with a decimal comma where it has one") {
  CHECK(plainly("\"1,5\",\"2\"") == Rows{{1.5, 2}});
  CHECK(plainly("\"1.5\";\"2\"\n“3”,“4,5”") == Rows{{1.5, 2}, {3, 4.5}});
  CHECK(plainly("\"x, in cm\",\"y\"\n1,2") == Rows{{1, 2}});
}

TEST_CASE("decimal commas are read where commas part no cells") {
  CHECK(plainly("1,5;2,25") == Rows{{1.5, 2.25}});
  CHECK(plainly("1,5\t-0,125") == Rows{{1.5, -0.125}});
  CHECK(plainly("1,5e3;,5") == Rows{{1500, 0.5}});
  CHECK(plainly("1,5 2\n3 0,25") == Rows{{1.5, 2}, {3, 0.25}});
  CHECK(plainly("1234,567;2") == Rows{{1234.567, 2}});
}

TEST_CASE("thousands are parted by comma, point, space or apostrophe") {
  CHECK(plainly("1,000,000;-2,500.5") == Rows{{1e6, -2500.5}});
  CHECK(plainly("1.000.000;2.500,5") == Rows{{1e6, 2500.5}});
  CHECK(plainly("1 000;2 500,5") == Rows{{1000, 2500.5}});
  CHECK(plainly("1'000;2’500.5") == Rows{{1000, 2500.5}});
  CHECK(plainly("1\u202F000 2\u2009500.5") == Rows{{1000, 2500.5}});
  CHECK(plainly("\"1,234.5\",\"2\"") == Rows{{1234.5, 2}});
}

TEST_CASE("a comma before three digits means what the other numbers say, and else is told as a doubt") {
  CHECK(plainly("1,000;2.5") == Rows{{1000, 2.5}});  // a point begins decimals here
  CHECK(plainly("1,000;2,5") == Rows{{1, 2.5}});     // a comma does
  CHECK(plainly("1.000;2,5") == Rows{{1000, 2.5}});
  CHECK(plainly("1.000;2.000") == Rows{{1, 2}});         // in both languages a point begins decimals
  CHECK(plainly("0,125;0,250") == Rows{{0.125, 0.25}});  // no number of thousands begins with 0

  const NumberTable table = readNumbers("x;y\n1;2\n1,000;2,000", 2, 9);
  CHECK(rowsIn(table) == Rows{{1, 2}, {1000, 2000}});
  REQUIRE(table.doubts == 2);
  CHECK(table.firstDoubt->line == 3);
  CHECK(table.firstDoubt->written == "1,000");
  CHECK(table.firstDoubt->thousands);
  CHECK(table.firstDoubt->taken == 1000);

  const NumberTable mixed = readNumbers("1,000;2.5\n2,5;1.000", 2, 9);  // both habits at once
  CHECK(rowsIn(mixed) == Rows{{1000, 2.5}, {2.5, 1}});
  CHECK(mixed.doubts == 2);
}

TEST_CASE("two pairs on a line are taken as two numbers with decimal commas, and that is told") {
  const NumberTable table = readNumbers("1,2 3,4", 2, 9);
  CHECK(rowsIn(table) == Rows{{1.2, 3.4}});
  REQUIRE(table.doubts == 1);
  CHECK(table.firstDoubt->written == "1,2");
  CHECK(!table.firstDoubt->thousands);
  CHECK(table.firstDoubt->taken == 1.2);
  CHECK(plainly("1,2 3,4\n5 6,5") == Rows{{1.2, 3.4}, {5, 6.5}});  // the second row has no other reading
}

TEST_CASE("what is no row of numbers is refused with the number of its line") {
  refused("1,2\n3", "line 2: it has 1 entry; there must be 2");
  refused("1,2\n\n3,4,5", "line 3: it has 3 entries; there must be 2");
  refused("x,y\n1,2\nx,y", "line 3: \"x\" is not a number");
  refused("1,two", "line 1: \"two\" is not a number");
  refused("x,y\na,b", "line 2: \"a\" is not a number");
  refused("1,2\n1,nan", "line 2: \"nan\" is not a number");
  refused("1,2\n1,inf", "line 2: \"inf\" is not a number");
  refused("1,0x10", "line 1: \"0x10\" is not a number");
  refused("1,\n", "line 1: \"\" is not a number");
  refused("1,2-3", "line 1: \"2-3\" is not a number");
  refused("1;2−3", "line 1: \"2-3\" is not a number");
  refused("1;1,00,000", "line 1: \"1,00,000\" is not a number");
  refused("1;1.2.3", "line 1: \"1.2.3\" is not a number");
  refused("1;1,2.3,4", "is not a number");
  refused("1;5,", "\"5,\" is not a number");
  refused("1;.", "\".\" is not a number");
  refused("1;-", "\"-\" is not a number");
  refused("1;e5", "\"e5\" is not a number");
  refused("1;2e", "\"2e\" is not a number");
  refused("1;50%", "\"50%\" is not a number");
  refused("1,1e999", "line 1: a number is too large");
  refused("", "no row of numbers in the text; each line is to hold 2");
  refused("x,y\n\n", "no row of numbers");
  refused("1,5,2,5", "line 1: it has 4 entries");
  REQUIRE_THROWS_WITH(readNumbers("1,2\n3,4\n5,6", 2, 2),
                      ContainsSubstring("line 3: there are more than 2 rows"));
}

TEST_CASE("labels are whole numbers among the classes, and a wrong one is named by its line") {
  const NumberTable table = readNumbers("x,y,label\n1,2,0\n3,4,1", 3, 9);
  CHECK(labelsIn(table, 2, 2) == std::vector{0, 1});
  REQUIRE_THROWS_WITH(labelsIn(table, 2, 1),
                      ContainsSubstring("line 3: the label is 1; it must be a whole number from 0 to 0"));
  REQUIRE_THROWS_WITH(labelsIn(readNumbers("1,2,.5", 3, 9), 2, 2),
                      ContainsSubstring("line 1: the label is 0.5"));
  REQUIRE_THROWS_WITH(labelsIn(readNumbers("1,2,-1", 3, 9), 2, 2),
                      ContainsSubstring("line 1: the label is -1"));
}

TEST_CASE("numbers written in any habit read back as they were, whatever they are") {
  Random random(17);
  // {what parts cells, decimal mark, what parts thousands}
  const std::vector<std::vector<std::string>> habits{
      {",", ".", ""}, {";", ",", "."},  {"\t", ".", ","}, {"; ", ",", " "}, {" ", ".", ""},
      {" ", ",", ""}, {"，", "．", ""}, {"；", "，", ""}, {"\t", ",", "’"}, {";", ".", ","}};
  for (const auto& habit : habits) {
    INFO("cells parted by " << habit[0] << ", decimals by " << habit[1] << ", thousands by " << habit[2]);
    for (int trial = 0; trial < 50; ++trial) {
      Rows expected{{1.5, 2.25}};  // says what the decimals are
      std::string text = "1" + habit[1] + "5" + habit[0] + "2" + habit[1] + "25\n";
      for (int row = 0; row < 5; ++row) {
        expected.push_back({});
        for (int column = 0; column < 2; ++column) {
          const int whole = static_cast<int>(random.below(3'000'000)),
                    decimals = static_cast<int>(random.below(10'000));
          const bool isNegative = random.below(2) == 1;
          std::string digits = std::to_string(whole), fraction = std::to_string(10'000 + decimals).substr(1);
          expected.back().push_back(std::stod((isNegative ? "-" : "") + digits + "." + fraction));
          for (auto place = static_cast<std::ptrdiff_t>(digits.size()) - 3; place > 0; place -= 3)
            digits.insert(static_cast<std::size_t>(place), habit[2]);
          text += (column ? habit[0] : "") + (isNegative ? "−" : "") + digits + habit[1] + fraction;
        }
        text += "\n";
      }
      INFO(text);
      const NumberTable table = readNumbers(text, 2, 1000);
      REQUIRE(rowsIn(table) == expected);
      // 1,5 2,25 in every row could be two pairs
      REQUIRE(table.doubts == (habit[0] == " " && habit[1] == "," ? static_cast<int>(expected.size()) : 0));
    }
  }
}

TEST_CASE("no bytes at all break the reader") {
  Random random(18);
  const std::string alphabet = "0123456789.,;-+eE \t\n\"'()[]#x\xEF\xBC\x91\x80\xC3\xE2\x88\x92";
  for (int trial = 0; trial < 3000; ++trial) {
    std::string text;
    for (std::uint32_t i = random.below(40); i > 0; --i)
      text += alphabet[random.below(static_cast<std::uint32_t>(alphabet.size()))];
    try {
      const NumberTable table = readNumbers(text, 1 + static_cast<Eigen::Index>(random.below(3)), 10);
      REQUIRE(table.numbers.allFinite());
      REQUIRE(table.lines.size() == static_cast<std::size_t>(table.numbers.rows()));
    } catch (const std::invalid_argument& refusal) {
      REQUIRE(std::string(refusal.what()).size() > 10);
    }
  }
}

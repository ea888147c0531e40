#include "training/evaluation.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "digits/altered_dataset.hpp"
#include "support/blobs.hpp"
#include "training/trainer.hpp"

using namespace downhill;
using namespace downhill::support;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("recall and precision are what the confusion matrix says") {
  EvaluationReport report;
  report.confusion[3][3] = 6;  // eight 3s, six of them found
  report.confusion[3][5] = 2;
  report.confusion[5][3] = 4;  // four 5s taken for a 3
  REQUIRE(report.recall(3) == 0.75);
  REQUIRE(report.precision(3) == 0.6);
  REQUIRE(report.recall(5) == 0.0);
  REQUIRE(report.precision(5) == 0.0);
  REQUIRE(!report.recall(9));     // no 9 was there to be found,
  REQUIRE(!report.precision(9));  // and none was guessed
  REQUIRE_THROWS_WITH(report.recall(10), ContainsSubstring("there is no digit 10; it must be 0 to 9"));
  REQUIRE_THROWS_WITH(report.precision(-1), ContainsSubstring("0 to 9"));
}

TEST_CASE("recall counts the samples that are recognised, digit by digit") {
  const Blobs blobs = seededBlobs(200, 41);
  Network<float> network({.widths = {784, 10}});
  Random random(42);
  network.initialise(Initialisation::xavier, random);
  const Dataset data(blobs.images, blobs.labels);
  const EvaluationReport report = evaluate(network, data, 0, 200);
  for (int digit = 0; digit < 10; ++digit) {
    int there = 0, found = 0;
    for (std::size_t i = 0; i < 200; ++i) {
      if (data.label(i) != digit) continue;
      ++there;
      found += evaluate(network, data, i, i + 1).correct == 1;
    }
    REQUIRE(report.recall(digit) == static_cast<double>(found) / there);
  }
}

TEST_CASE("a digit that has become rare is recognised less, and its recall shows it") {
  const Blobs blobs = seededBlobs(1000, 43), unseen = seededBlobs(500, 44);
  const Dataset test(unseen.images, unseen.labels);
  const auto recallOfSeven = [&](double share) {
    AlteredDataset altered({.rareDigit = 7, .rareShare = share}, 1000, 250);
    altered.append(blobs.images, blobs.labels);
    Trainer trainer({.hidden = {8}, .learningRate = 0.1, .batchSize = 20}, altered.data());
    trainer.run(200);
    const EvaluationReport report = trainer.evaluate(test, 0, 500);
    REQUIRE(report.recall(2).value() > 0.9);
    return report.recall(7).value();
  };
  REQUIRE(recallOfSeven(1) > 0.9);
  REQUIRE(recallOfSeven(0.02) < 0.5);
  REQUIRE(recallOfSeven(0) == 0);
}

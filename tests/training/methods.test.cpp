// Every method that trains, against steps written out here: a network of one layer, whose gradient is
// (ŷ − y) xᵀ, and batches that are the whole data set, in whatever order.
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "optimizers/registry.hpp"
#include "support/blobs.hpp"
#include "training/trainer.hpp"

using namespace downhill;
using namespace downhill::support;
using Catch::Matchers::WithinAbs;

namespace {

constexpr int samples = 6, pixels = 784, classes = 10, weights = pixels * classes;
constexpr double rate = 0.03, momentum = 0.6, weightDecay = 0.9;
const Blobs six = seededBlobs(samples, 4);

// One parameter and what a method may remember of it.
struct Remembered {
  double theta, m = 0, v = 0;
};

// What step t = 1, 2, … does to a parameter whose gradient is g. What the trainer has no setting for stands
// here as its paper has it.
using Rule = std::function<void(Remembered&, double g, int t)>;

void adam(Remembered& p, double g, int t) {
  p.m = 0.9 * p.m + 0.1 * g;
  p.v = 0.999 * p.v + 0.001 * g * g;
  const double mHat = p.m / (1 - std::pow(0.9, t)), vHat = p.v / (1 - std::pow(0.999, t));
  p.theta -= rate * mHat / (std::sqrt(vHat) + 1e-8);
}

const std::map<std::string, Rule> rules{
    {"gradientDescent", [](Remembered& p, double g, int) { p.theta -= rate * g; }},
    {"momentum",
     [](Remembered& p, double g, int) {
       p.m = momentum * p.m + g;
       p.theta -= rate * p.m;
     }},
    {"nesterov",
     [](Remembered& p, double g, int) {
       p.m = momentum * p.m + g;
       p.theta -= rate * (g + momentum * p.m);
     }},
    {"adaGrad",
     [](Remembered& p, double g, int) {
       p.v += g * g;
       p.theta -= rate * g / (std::sqrt(p.v) + 1e-8);
     }},
    {"rmsProp",
     [](Remembered& p, double g, int) {
       p.v = 0.9 * p.v + 0.1 * g * g;
       p.theta -= rate * g / (std::sqrt(p.v) + 1e-8);
     }},
    {"adam", adam},
    {"adamW", adam},  // its decay is the trainer's own, which every rule gets
};

std::vector<double> gradientByHand(const std::vector<Remembered>& theta) {
  std::vector<double> gradient(theta.size(), 0);
  for (int i = 0; i < samples; ++i) {
    std::array<double, classes> z;
    for (int k = 0; k < classes; ++k) {
      z[k] = theta[weights + k].theta;
      for (int p = 0; p < pixels; ++p)
        z[k] += six.images[i * pixels + p] / 255.0 * theta[p * classes + k].theta;
    }
    double sum = 0;
    for (const double logit : z) sum += std::exp(logit);
    for (int k = 0; k < classes; ++k) {
      const double delta = (std::exp(z[k]) / sum - (six.labels[i] == k)) / samples;
      gradient[weights + k] += delta;
      for (int p = 0; p < pixels; ++p)
        gradient[p * classes + k] += delta * six.images[i * pixels + p] / 255.0;
    }
  }
  return gradient;
}

TrainerSettings settingsFor(const std::string& optimizer, double decay) {
  return {.hidden = {},
          .optimizer = optimizer,
          .learningRate = rate,
          .momentum = momentum,
          .weightDecay = decay,
          .batchSize = samples};
}

}  // namespace

TEST_CASE("every method trains by the steps of its paper, with the settings that it is given, each once") {
  std::set<std::string> known;
  for (const auto& entry : optimizerRegistry<float>()) known.insert(std::string(entry.name));
  std::set<std::string> written;
  for (const auto& [name, rule] : rules) written.insert(name);
  REQUIRE(known == written);

  for (const auto& [name, rule] : rules)
    for (const double decay : {0.0, weightDecay}) {
      INFO(name << " with a weight decay of " << decay);
      Trainer trainer(settingsFor(name, decay), blobDataset(six, samples, samples));
      trainer.network().parameters().tail(classes).setConstant(0.5f);  // biases that a decay would move
      std::vector<Remembered> theta;
      for (const float start : trainer.network().parameters()) theta.push_back({start});
      for (int t = 1; t <= 4; ++t) {
        const std::vector<double> gradient = gradientByHand(theta);
        for (int i = 0; i < weights; ++i) theta[i].theta *= 1 - rate * decay;
        for (std::size_t i = 0; i < theta.size(); ++i) rule(theta[i], gradient[i], t);
        REQUIRE(trainer.run(1).steps == 1);
        double furthest = 0;
        for (std::size_t i = 0; i < theta.size(); ++i)
          furthest = std::max(furthest, std::abs(trainer.network().parameters()[i] - theta[i].theta));
        REQUIRE_THAT(furthest, WithinAbs(0, 2e-5));
      }
    }
}

TEST_CASE("without a decay AdamW trains as Adam does, and with one too: the trainer decays for both") {
  for (const double decay : {0.0, weightDecay}) {
    Trainer adam(settingsFor("adam", decay), blobDataset(six, samples, samples));
    Trainer adamW(settingsFor("adamW", decay), blobDataset(six, samples, samples));
    REQUIRE(adam.run(5).losses == adamW.run(5).losses);
    REQUIRE(adam.network().parameters() == adamW.network().parameters());
  }
}

TEST_CASE("what the trainer allows, every method takes") {
  for (const auto& entry : optimizerRegistry<float>())
    for (const auto& [setting, read, write] : trainerNumbers())
      for (const double end : {setting.minimum, setting.maximum}) {
        INFO(entry.name << " with " << setting.name << " " << end);
        TrainerSettings settings = settingsFor(std::string(entry.name), 0);
        write(settings, end);
        REQUIRE(read(settings) == end);
        REQUIRE_NOTHROW(Trainer(settings, blobDataset(six, samples, samples)));
      }
}

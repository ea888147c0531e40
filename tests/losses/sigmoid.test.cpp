#include "losses/sigmoid.hpp"

#include "derivative_checks.hpp"

using namespace downhill;
using namespace downhill::testing;

TEST_CASE("The sigmoid's slope is σ(1−σ), so that σ′/σ = 1−σ") {
  for (const double z : {-30.0, -4.0, -0.5, 0.0, 0.5, 4.0, 30.0}) {
    INFO("z = " << z);
    const double h = centralStep;
    REQUIRE_THAT(sigmoidSlope(z),
                 WithinRel((sigmoid(z + h) - sigmoid(z - h)) / (2 * h), 1e-6) || WithinAbs(0, 1e-10));
    REQUIRE_THAT(sigmoidSlope(z) / sigmoid(z), WithinRel(sigmoid(-z), 1e-14));
    REQUIRE_THAT(sigmoid(z) + sigmoid(-z), WithinRel(1, 1e-15));
  }
  REQUIRE(sigmoidSlope(0) == 0.25);
  // and it is not σ(1−σ): at z = 0 the ratio is a half, not a quarter
  REQUIRE_THAT(sigmoidSlope(0) / sigmoid(0), WithinRel(0.5, 1e-15));
}

TEST_CASE("The sigmoid's curvature agrees with differences of its slope and with σ′(1−2σ)") {
  for (const double z : {-8.0, -1.0, 0.0, 0.3, 5.0}) {
    const double h = centralStep;
    REQUIRE_THAT(
        sigmoidCurvature(z),
        WithinRel((sigmoidSlope(z + h) - sigmoidSlope(z - h)) / (2 * h), 1e-6) || WithinAbs(0, 1e-11));
    REQUIRE_THAT(sigmoidCurvature(z), WithinAbs(sigmoidSlope(z) * (1 - 2 * sigmoid(z)), 1e-16));
  }
}

TEST_CASE("Sigmoid and softplus stay exact at logits of ±1000") {
  REQUIRE(sigmoid(1000) == 1);
  REQUIRE(sigmoid(-1000) == 0);
  REQUIRE_THAT(sigmoid(-700), WithinRel(std::exp(-700.0), 1e-14));
  REQUIRE(softplus(1000) == 1000);
  REQUIRE_THAT(softplus(-700), WithinRel(std::exp(-700.0), 1e-14));
  REQUIRE_THAT(softplus(0), WithinRel(std::log(2), 1e-15));
  for (const double z : {-20.0, -1.0, 2.0, 20.0}) {
    REQUIRE_THAT(softplus(z), WithinRel(-std::log(sigmoid(-z)), 1e-6));
    const double h = centralStep;
    REQUIRE_THAT(sigmoid(z),
                 WithinRel((softplus(z + h) - softplus(z - h)) / (2 * h), 1e-6) || WithinAbs(0, 1e-9));
  }
}

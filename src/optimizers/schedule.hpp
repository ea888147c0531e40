#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <string>

#include "registry/setting.hpp"

namespace downhill {

// How the learning rate changes over the steps t = 0, 1, 2 …: η(t) = η · factor(t).
//
//   constant      1
//   step          dropᵏ,  k = ⌊t / period⌋
//   cosine        end + (1 − end) · ½(1 + cos πt/period), then end     (Loshchilov & Hutter, SGDR, 2017)
//   inverseTime   1 / (1 + t/period)                                   (Robbins & Monro 1951)
//
// Each may begin with a warm-up: over the first w steps the factor also rises as (t + 1)/w.   (Goyal et al.
// 2017)
enum class ScheduleKind { constant, step, cosine, inverseTime };

struct ScheduleSettings {
  double period = 100;
  double drop = 0.5;
  double end = 0;
  double warmUp = 0;
};

class Schedule {
 public:
  static constexpr std::array fields{
      Field<ScheduleSettings>{"period", &ScheduleSettings::period, 1, 1e9, Scale::whole},
      Field<ScheduleSettings>{"drop", &ScheduleSettings::drop, 0, 1},
      Field<ScheduleSettings>{"end", &ScheduleSettings::end, 0, 1},
      Field<ScheduleSettings>{"warmUp", &ScheduleSettings::warmUp, 0, 1e9, Scale::whole}};
  static constexpr std::array<std::string_view, 4> names{"constant", "step", "cosine", "inverseTime"};

  Schedule(ScheduleKind kind = ScheduleKind::constant, ScheduleSettings settings = {})
      : kind_(kind), settings_(settings) {
    requireSettings(fields, settings);
  }

  static Schedule named(std::string_view name, const SettingValues& values = {}) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end())
      throw std::invalid_argument("there is no schedule \"" + std::string(name) +
                                  "\"; there are constant, step, cosine, inverseTime");
    return Schedule(static_cast<ScheduleKind>(found - names.begin()), settingsFrom(fields, values));
  }

  double factor(std::int64_t step) const {
    const double t = static_cast<double>(step);
    const double warmth = settings_.warmUp > 0 ? std::min(1.0, (t + 1) / settings_.warmUp) : 1;
    return warmth * shape(t);
  }

 private:
  double shape(double t) const {
    const auto& [period, drop, end, warmUp] = settings_;
    switch (kind_) {
      case ScheduleKind::step:
        return std::pow(drop, std::floor(t / period));
      case ScheduleKind::cosine:
        return end + (1 - end) * (1 + std::cos(std::numbers::pi * std::min(1.0, t / period))) / 2;
      case ScheduleKind::inverseTime:
        return 1 / (1 + t / period);
      default:
        return 1;
    }
  }

  ScheduleKind kind_;
  ScheduleSettings settings_;
};

}  // namespace downhill

#pragma once

#include <functional>
#include <memory>

#include "problems/problem.hpp"
#include "registry/setting.hpp"

namespace downhill {

// One line of a menu: a problem, what may be set, and how to make one.
struct ProblemEntry {
  std::string_view name;
  Eigen::Index dimension;
  std::vector<Setting> settings;
  std::function<std::unique_ptr<Problem>(const SettingValues&)> make;
};

// Every problem that the page offers, curves before surfaces, in the order of its menus.
const std::vector<ProblemEntry>& problemRegistry();

// makeProblem("quadratic", {{"condition", 100}}); what is not given keeps its default.
std::unique_ptr<Problem> makeProblem(std::string_view name, const SettingValues& values = {});

}  // namespace downhill

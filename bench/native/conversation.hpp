#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

// A contender outside of the browser: a program that reads requests from its input, one a line, and answers
// each with a line (bench/support/native.mjs asks). Reading the digits takes it a while, and so it stays and
// waits for its turn.
//
//   create <network> <batch> <optimizer> <rate> <seed>    ok
//   train <steps>                                         <seconds>
//   window <seconds>                                      <samples per second>
//   accuracy <count>                                      <0 … 1>
//   latency <seconds>                                     <milliseconds for one drawing>
namespace bench {

using Bytes = std::vector<std::uint8_t>;

struct Part {
  Bytes images, labels;  // (count, 784), 0 … 255; (count)
  std::size_t count() const { return labels.size(); }
};

struct Digits {
  Part train, test;
};

struct Task {
  std::string network, optimizer;
  int batch;
  float rate;
  unsigned seed;
};

class Instance {
 public:
  virtual ~Instance() = default;
  virtual void step(int steps) = 0;
  virtual double accuracy(std::size_t count) = 0;  // on the first so many test images
  virtual int classify(const float* pixels) = 0;   // (784), 0 … 1
};

inline Bytes contents(const std::string& path, std::size_t header) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::invalid_argument(path + " cannot be read");
  Bytes bytes(std::istreambuf_iterator<char>(file), {});
  bytes.erase(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(header));
  return bytes;
}

inline Part readPart(const std::string& folder, const std::string& name) {
  return {contents(folder + "/" + name + "-images-idx3-ubyte", 16),
          contents(folder + "/" + name + "-labels-idx1-ubyte", 8)};
}

inline double timed(Instance& instance, int steps) {
  const auto began = std::chrono::steady_clock::now();
  instance.step(steps);
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

inline double window(Instance& instance, int batch, double seconds) {
  double spent = 0, steps = 0;
  int now = 1;
  while (spent < seconds) {
    const double took = timed(instance, now);
    spent += took;
    steps += now;
    now = std::clamp(static_cast<int>(now * 0.02 / std::max(took, 1e-6)), 1, 2 * now);
  }
  return steps * batch / spent;
}

inline double latency(Instance& instance, const Part& test, double seconds) {
  std::vector<float> drawings(100 * 784);
  std::transform(test.images.begin(), test.images.begin() + 100 * 784, drawings.begin(),
                 [](std::uint8_t b) { return static_cast<float>(b) / 255; });
  const auto began = std::chrono::steady_clock::now();
  const auto elapsed = [&] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  };
  [[maybe_unused]] static volatile int kept;  // so that there is something to compute for
  double done = 0;
  while (elapsed() < seconds)
    for (int i = 0; i < 100; ++i, ++done) kept = instance.classify(drawings.data() + i * 784);
  return 1000 * elapsed() / done;
}

// create: (Task, const Digits&) → std::unique_ptr<Instance>
template <class Create>
int converse(const std::string& folder, Create create) {
  const Digits digits{readPart(folder, "train"), readPart(folder, "t10k")};
  std::unique_ptr<Instance> instance;
  Task task;
  std::string request;
  while (std::cin >> request) {
    try {
      if (request == "create") {
        std::cin >> task.network >> task.batch >> task.optimizer >> task.rate >> task.seed;
        instance = nullptr;
        instance = create(task, digits);
        std::cout << "ok" << std::endl;
        continue;
      }
      double amount;
      std::cin >> amount;
      if (!instance) throw std::logic_error("nothing is being trained");
      if (request == "train")
        std::cout << timed(*instance, static_cast<int>(amount)) << std::endl;
      else if (request == "window")
        std::cout << window(*instance, task.batch, amount) << std::endl;
      else if (request == "accuracy")
        std::cout << instance->accuracy(static_cast<std::size_t>(amount)) << std::endl;
      else if (request == "latency")
        std::cout << latency(*instance, digits.test, amount) << std::endl;
      else
        throw std::invalid_argument("there is no request '" + request + "'");
    } catch (const std::exception& error) {
      std::cout << "failed " << error.what() << std::endl;
    }
  }
  return 0;
}

}  // namespace bench

#include "training/evaluation.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "digits/drawing.hpp"

namespace downhill {
namespace {

std::size_t checkedDigit(int digit) {
  if (digit < 0 || digit > 9)
    throw std::invalid_argument("there is no digit " + std::to_string(digit) + "; it must be 0 to 9");
  return static_cast<std::size_t>(digit);
}

std::optional<double> partOf(std::uint32_t whole, std::uint32_t part) {
  if (whole == 0) return std::nullopt;
  return static_cast<double>(part) / whole;
}

}  // namespace

std::optional<double> EvaluationReport::recall(int digit) const {
  const std::size_t d = checkedDigit(digit);
  std::uint32_t samplesOfIt = 0;
  for (const std::uint32_t count : confusion[d]) samplesOfIt += count;
  return partOf(samplesOfIt, confusion[d][d]);
}

std::optional<double> EvaluationReport::precision(int digit) const {
  const std::size_t d = checkedDigit(digit);
  std::uint32_t guessesOfIt = 0;
  for (const auto& row : confusion) guessesOfIt += row[d];
  return partOf(guessesOfIt, confusion[d][d]);
}

EvaluationReport& EvaluationReport::operator+=(const EvaluationReport& other) {
  samples += other.samples;
  correct += other.correct;
  totalLoss += other.totalLoss;
  for (std::size_t truth = 0; truth < confusion.size(); ++truth)
    for (std::size_t guess = 0; guess < confusion.size(); ++guess)
      confusion[truth][guess] += other.confusion[truth][guess];
  return *this;
}

EvaluationReport evaluate(Network<float>& network, const Dataset& data, std::size_t begin, std::size_t end) {
  if (begin > end || end > data.available())
    throw std::invalid_argument("samples " + std::to_string(begin) + " to " + std::to_string(end) +
                                " cannot be evaluated; " + std::to_string(data.available()) +
                                " have arrived");
  if (network.inputWidth() != imagePixels || network.classes() != 10)
    throw std::invalid_argument("the network takes " + std::to_string(network.inputWidth()) +
                                " numbers and knows " + std::to_string(network.classes()) +
                                " classes; digits need 784 and 10");

  constexpr std::size_t chunk = 250;
  EvaluationReport report;
  SparseRows<float> images;
  for (std::size_t from = begin; from < end; from += chunk) {
    const Labels labels = data.labels().subspan(from, std::min(chunk, end - from));
    images.clear(imagePixels);
    for (std::size_t i = 0; i < labels.size(); ++i) images.appendBytes(data.ink(from + i));

    report.totalLoss +=
        static_cast<double>(network.loss(images, labels)) * static_cast<double>(labels.size());
    for (std::size_t i = 0; i < labels.size(); ++i) {
      Eigen::Index guess = 0;
      network.logits().row(static_cast<Eigen::Index>(i)).maxCoeff(&guess);
      report.correct += static_cast<std::size_t>(guess) == labels[i];
      ++report.confusion[labels[i]][static_cast<std::size_t>(guess)];
    }
    report.samples += labels.size();
  }
  return report;
}

}  // namespace downhill

#include "digits/synthetic.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>
#include <string>

#include "digits/skeletons.hpp"

namespace downhill {
namespace {

constexpr double boxWidth = 10, boxHeight = 14;  // of the skeletons

double bounded(double value, double limit) { return std::clamp(value, -limit, limit); }

// What one writer's hand does to a skeleton. Lengths are in the skeleton's box, 10 wide and 14 high.
struct Manner {
  double jitter;          // of every point that the pen passes through
  double waist, balance;  // how far the middle is moved down and to the right, relative to the size
  double bow;             // sideways bend of the whole digit
  double aspect;          // width against height
  double slant;           // sideways per unit of height
  double turn;            // radians
  double tremor;          // of the line
  double end;             // by how much a stroke may fall short or run over
  double stray;           // of a second stroke against the first
  int samplesPerStroke;   // of the pointer, when it is a slow one; otherwise 0

  explicit Manner(Random& random) {
    const double carelessness = random.uniform(0.2, 1.3);
    jitter = 0.36 * carelessness;
    waist = bounded(0.28 * random.normal(), 0.7);
    balance = bounded(0.18 * random.normal(), 0.45);
    bow = bounded(0.35 * random.normal(), 0.9);
    aspect = std::exp(bounded(0.32 * random.normal() - 0.05, 0.9));
    slant = bounded(0.08 + 0.2 * random.normal(), 0.65);
    turn = bounded(0.1 * random.normal(), 0.3);
    tremor = 0.16 * carelessness * random.uniform();
    end = 0.8 * carelessness;
    stray = 0.4 * carelessness;
    samplesPerStroke = random.uniform() < 0.25 ? 6 + static_cast<int>(random.below(9)) : 0;
  }
};

bool same(Point a, Point b) { return a.x == b.x && a.y == b.y; }

// t + k·t(1 − t): 0 and 1 stay, what lies between moves.
double stretched(double t, double k) { return t + k * t * (1 - t); }

Stroke misplaced(const Stroke& stroke, const Manner& manner, bool first, Random& random) {
  const double strayX = first ? 0 : manner.stray * random.normal(),
               strayY = first ? 0 : manner.stray * random.normal();
  Stroke result;
  for (const Point& p : stroke.points) {
    if (&p != stroke.points.data() && same(p, *(&p - 1))) {  // a corner stays one
      result.points.push_back(result.points.back());
      continue;
    }
    const double x = boxWidth * stretched(p.x / boxWidth, manner.balance);
    const double y = boxHeight * stretched(p.y / boxHeight, manner.waist);
    const double bow = manner.bow * std::sin(std::numbers::pi * p.y / boxHeight);
    result.points.push_back(
        {x + bow + strayX + manner.jitter * random.normal(), y + strayY + manner.jitter * random.normal()});
  }
  return result;
}

// One span of a centripetal Catmull–Rom curve, from b (left out) to c.        (Barry & Goldman 1988; Yuksel
// et al. 2011)
void appendSpan(std::vector<Point>& path, Point a, Point b, Point c, Point d) {
  const auto knot = [](Point u, Point v) {
    return std::sqrt(std::max(1e-3, std::hypot(v.x - u.x, v.y - u.y)));
  };
  const double t0 = 0, t1 = t0 + knot(a, b), t2 = t1 + knot(b, c), t3 = t2 + knot(c, d);
  const auto mix = [](Point u, Point v, double from, double to, double t) {
    const double share = (t - from) / (to - from);
    return Point{u.x + share * (v.x - u.x), u.y + share * (v.y - u.y)};
  };
  const int pieces = std::max(2, static_cast<int>(std::hypot(c.x - b.x, c.y - b.y) / 0.5));
  for (int i = 1; i <= pieces; ++i) {
    const double t = t1 + (t2 - t1) * i / pieces;
    const Point ab = mix(a, b, t0, t1, t), bc = mix(b, c, t1, t2, t), cd = mix(c, d, t2, t3, t);
    path.push_back(mix(mix(ab, bc, t0, t2, t), mix(bc, cd, t1, t3, t), t1, t2, t));
  }
}

// Smooth through all points, except that the pen stops and turns where a point is given twice.
Stroke smooth(const Stroke& stroke) {
  const std::vector<Point>& points = stroke.points;
  const auto mirrored = [](Point end, Point next) { return Point{2 * end.x - next.x, 2 * end.y - next.y}; };
  std::vector<Point> path{points.front()};
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    const Point b = points[i], c = points[i + 1];
    if (same(b, c)) continue;
    const bool starts = i == 0 || same(points[i - 1], b);
    const bool ends = i + 2 == points.size() || same(points[i + 2], c);
    appendSpan(path, starts ? mirrored(b, c) : points[i - 1], b, c, ends ? mirrored(c, b) : points[i + 2]);
  }
  return {path};
}

// The first point pulled out along the line, or points taken away until the stroke is that much shorter.
void changeStart(std::vector<Point>& path, double byLength) {
  if (byLength < 0) {
    const double shortest = -byLength;
    double gone = 0;
    std::size_t drop = 0;
    while (drop + 3 < path.size() && gone < shortest) {
      gone += std::hypot(path[drop + 1].x - path[drop].x, path[drop + 1].y - path[drop].y);
      ++drop;
    }
    path.erase(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(drop));
    return;
  }
  const Point from = path[1], to = path[0];
  const double length = std::hypot(to.x - from.x, to.y - from.y);
  if (length > 1e-9)
    path.insert(path.begin(),
                {to.x + byLength * (to.x - from.x) / length, to.y + byLength * (to.y - from.y) / length});
}

// A slow wave across the line, of two frequencies: muscles do not tremble in white noise.
void tremble(std::vector<Point>& path, double size, Random& random) {
  const double phases[4] = {random.uniform(0, 6.28), random.uniform(0, 6.28), random.uniform(0, 6.28),
                            random.uniform(0, 6.28)};
  const double slow = random.uniform(0.4, 0.9),
               fast = random.uniform(1.2, 2.6);  // radians per unit of length
  double length = 0;
  Point last = path.front();
  for (Point& p : path) {
    length += std::hypot(p.x - last.x, p.y - last.y);
    last = p;
    p.x += size * (1.4 * std::sin(slow * length + phases[0]) + 0.7 * std::sin(fast * length + phases[1]));
    p.y += size * (1.4 * std::sin(slow * length + phases[2]) + 0.7 * std::sin(fast * length + phases[3]));
  }
}

// A slow pointer reports few points, and the line between them is straight.
void thinOut(std::vector<Point>& path, int samples) {
  const int count = static_cast<int>(path.size());
  if (samples < 2 || count <= samples) return;
  std::vector<Point> kept;
  for (int i = 0; i < samples; ++i) kept.push_back(path[i * (count - 1) / (samples - 1)]);
  path = kept;
}

Point written(Point p, const Manner& manner) {
  const double y = p.y - boxHeight / 2;
  const double x = (p.x - boxWidth / 2) * manner.aspect - manner.slant * y;
  const double cosine = std::cos(manner.turn), sine = std::sin(manner.turn);
  return {x * cosine - y * sine, x * sine + y * cosine};
}

const Skeleton& chosen(std::span<const Skeleton> styles, Random& random) {
  double total = 0;
  for (const Skeleton& style : styles) total += style.weight;
  double left = random.uniform(0, total);
  for (const Skeleton& style : styles) {
    left -= style.weight;
    if (left < 0) return style;
  }
  return styles.back();
}

}  // namespace

Strokes synthesise(int digit, Random& random) {
  const Skeleton& style = chosen(skeletons(digit), random);
  const Manner manner(random);
  Strokes strokes;
  for (const Stroke& planned : style.strokes()) {
    Stroke stroke = smooth(misplaced(planned, manner, strokes.empty(), random));
    changeStart(stroke.points, random.uniform(-manner.end, manner.end));
    std::reverse(stroke.points.begin(), stroke.points.end());
    changeStart(stroke.points, random.uniform(-manner.end, manner.end));
    tremble(stroke.points, manner.tremor, random);
    thinOut(stroke.points, manner.samplesPerStroke);
    for (Point& p : stroke.points) p = written(p, manner);
    strokes.push_back(std::move(stroke));
  }
  return strokes;
}

SyntheticDataset syntheticDataset(int count, std::uint32_t seed) {
  if (count < 0)
    throw std::invalid_argument(std::to_string(count) + " images were asked for; there must be 0 or more");
  Random random(seed);
  SyntheticDataset dataset;
  dataset.images.reserve(static_cast<std::size_t>(count) * imagePixels);
  for (int i = 0; i < count; ++i) {
    const int digit = static_cast<int>(random.below(10));
    const Strokes strokes = synthesise(digit, random);
    const double pen = std::clamp(2.3 * std::exp(0.2 * random.normal()), 1.3, 3.6);
    for (const float ink : prepare(strokes, {.penWidth = pen}).pixels)
      dataset.images.push_back(static_cast<std::uint8_t>(std::lround(255 * ink)));
    dataset.labels.push_back(static_cast<std::uint8_t>(digit));
  }
  return dataset;
}

}  // namespace downhill

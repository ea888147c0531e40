// @ts-check
// A grid of values as a picture needs it: how far it reaches, which heights get a contour line, and where on a scale
// from 0 to 1 a height stands. On steep surfaces that scale is logarithmic, so that a valley floor is seen beside its
// walls.
import { linearTicks } from './axes.js';
import { clamp } from './scale.js';

/** @typedef {[number, number]} Range */
/** @typedef {{ columns: number, rows: number, values: ArrayLike<number>, window: readonly [Range, Range] }} Grid
 *  values[row · columns + column], row 0 at the bottom; window: the ranges of x and y, the outermost values on its
 *  edges
 */
/**
 * @typedef {object} Heights
 * @property {number} low
 * @property {number} high what lies above is drawn as high as this
 * @property {'linear' | 'log'} scale
 * @property {number[]} levels growing
 * @property {(value: number) => number} spread 0 at `low`, 1 at `high`, growing
 * @property {(value: number) => number} slope how fast `spread` grows there
 * @property {boolean} complete whether every value of the grid is a number
 */

/** @type {WeakMap<Grid, Map<number, Heights>>} */
const known = new WeakMap();

/**
 * @param {Grid} grid
 * @param {number} [count] about how many lines
 * @returns {Heights} the same object for the same grid
 */
export function heightsOf(grid, count = 12) {
  let ofGrid = known.get(grid);
  if (!ofGrid) known.set(grid, (ofGrid = new Map()));
  let heights = ofGrid.get(count);
  if (!heights) ofGrid.set(count, (heights = measure(grid, count)));
  return heights;
}

/** @param {Grid} grid @param {number} count @returns {Heights} */
function measure(grid, count) {
  const sorted = Float64Array.from(grid.values).filter(Number.isFinite).sort();
  const complete = sorted.length === grid.values.length;
  if (sorted.length === 0) return scaled(0, 1, 0, [], complete);
  const quantile = (/** @type {number} */ share) => sorted[Math.round(share * (sorted.length - 1))];
  const bulk = quantile(0.98) - quantile(0.02);
  // Poles would leave nothing but themselves to be seen.
  const low = quantile(0) < quantile(0.02) - 8 * bulk ? quantile(0.02) : quantile(0);
  const high = quantile(1) > quantile(0.98) + 80 * bulk ? quantile(0.98) : quantile(1);
  if (!(high > low)) return scaled(low - 0.5, low + 0.5, 0, [], complete);
  const middle = quantile(0.5);
  const steep = high - middle > 6 * (middle - low);
  const heights = scaled(low, high, steep ? Math.max(middle - low, (high - low) * 1e-4) / 8 : 0, [], complete);
  heights.levels = steep
    ? logLevels(heights, count)
    : linearTicks(low, high, count * 1.4).filter((level) => level > low && level < high);
  return heights;
}

/**
 * @param {number} low
 * @param {number} high
 * @param {number} unit of the logarithm; 0: a linear scale
 * @param {number[]} levels
 * @param {boolean} complete
 * @returns {Heights}
 */
function scaled(low, high, unit, levels, complete) {
  const inside = (/** @type {number} */ share) => clamp(share, 0, 1);
  if (unit === 0) {
    return {
      low,
      high,
      scale: 'linear',
      levels,
      complete,
      spread: (value) => inside((value - low) / (high - low)),
      slope: () => 1 / (high - low),
    };
  }
  const full = Math.log1p((high - low) / unit);
  return {
    low,
    high,
    scale: 'log',
    levels,
    complete,
    spread: (value) => (value <= low ? 0 : inside(Math.log1p((value - low) / unit) / full)),
    slope: (value) => 1 / (full * (unit + Math.max(0, value - low))),
  };
}

/** Evenly spread to the eye, and round enough to be read. @param {Heights} heights @param {number} count */
function logLevels({ low, high, spread }, count) {
  const levels = [];
  let last = 0;
  for (let i = 1; i <= count; i++) {
    const share = i / (count + 1);
    let [below, above] = [low, high];
    for (let round = 0; round < 50; round++) {
      const middle = (below + above) / 2;
      if (spread(middle) < share) below = middle;
      else above = middle;
    }
    const level = Number(below.toPrecision(2));
    if (spread(level) > last && level < high) levels.push(level);
    last = spread(level);
  }
  return [...new Set(levels)];
}

/**
 * The value between the grid's lines; NaN outside of the window.
 * @param {Grid} grid
 * @param {number} x
 * @param {number} y
 */
export function valueAt({ columns, rows, values, window: [[left, right], [bottom, top]] }, x, y) {
  const [column, row] = [((x - left) / (right - left)) * (columns - 1), ((y - bottom) / (top - bottom)) * (rows - 1)];
  if (!(column >= 0 && row >= 0 && column <= columns - 1 && row <= rows - 1)) return NaN;
  const [i, k] = [Math.min(columns - 2, Math.floor(column)), Math.min(rows - 2, Math.floor(row))];
  const [u, v] = [column - i, row - k];
  const at = k * columns + i;
  return (
    (values[at] * (1 - u) + values[at + 1] * u) * (1 - v) +
    (values[at + columns] * (1 - u) + values[at + columns + 1] * u) * v
  );
}

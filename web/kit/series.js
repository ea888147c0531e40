// @ts-check
// A plot's curves as data: how far they reach, where they are at a place, and their path on a canvas.

/**
 * @typedef {object} Series
 * @property {string} name written at the end of the line
 * @property {ArrayLike<number> | null} [x] growing; without it the index
 * @property {ArrayLike<number>} y NaN and infinities leave a gap
 * @property {string} colour a token's name: 'ink', 'series-1' …
 * @property {number} [width]
 * @property {number[]} [dash]
 * @property {boolean} [faint] a background to the other curves
 * @property {boolean} [points] a dot at every value
 */

/**
 * The range of several lists of numbers, limited to what a scale can show.
 * @param {(ArrayLike<number> | null | undefined)[]} lists a missing list stands for 0 … length − 1
 * @param {number[]} lengths of missing lists
 * @param {'linear' | 'log'} scale
 * @param {[number | null, number | null] | null} fixed
 * @returns {[number, number]}
 */
export function extent(lists, lengths, scale, fixed) {
  let [low, high] = [Infinity, -Infinity];
  const take = (/** @type {number} */ value) => {
    if (!Number.isFinite(value) || (scale === 'log' && value <= 0)) return;
    if (value < low) low = value;
    if (value > high) high = value;
  };
  lists.forEach((list, i) => {
    if (!list) [0, Math.max(0, lengths[i] - 1)].forEach(take);
    else for (let k = 0; k < list.length; k++) take(list[k]);
  });
  if (low > high) [low, high] = scale === 'log' ? [0.1, 1] : [0, 1];
  low = fixed?.[0] ?? low;
  high = fixed?.[1] ?? high;
  if (!(high > low)) [low, high] = scale === 'log' ? [low / 2, low * 2] : [low, low + 1];
  return [low, high];
}

/** @param {Series} series @param {number} i */
const xAt = (series, i) => (series.x ? series.x[i] : i);

/** @param {Series} series @param {'linear' | 'log'} scale @returns {[number, number] | null} */
export function lastPoint(series, scale) {
  for (let i = series.y.length - 1; i >= 0; i--) {
    const value = series.y[i];
    if (Number.isFinite(value) && (scale !== 'log' || value > 0)) return [xAt(series, i), value];
  }
  return null;
}

/**
 * The index of the value nearest to x, by halving; −1 where x is beyond the curve.
 * @param {Series} series
 * @param {number} x
 */
export function nearestIndex(series, x) {
  const count = series.y.length;
  if (count === 0 || x < xAt(series, 0) || x > xAt(series, count - 1)) return -1;
  let [low, high] = [0, count - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (xAt(series, middle) <= x) low = middle;
    else high = middle;
  }
  return x - xAt(series, low) <= xAt(series, high) - x ? low : high;
}

/**
 * Draws a curve. Where many values share a pixel's column, its first, lowest, highest and last stand for all: the
 * picture is the same and a hundred thousand points cost no more than a thousand.
 * @param {CanvasRenderingContext2D} context @param {Series} series
 * @param {(value: number) => number} x @param {(value: number) => number} y @param {string} colour
 */
export function drawSeries(context, series, x, y, colour) {
  context.strokeStyle = context.fillStyle = colour;
  context.globalAlpha = series.faint ? 0.3 : 1;
  context.lineWidth = series.width ?? (series.faint ? 1 : 2);
  context.lineJoin = 'round';
  context.setLineDash(series.dash ?? []);
  context.beginPath();
  let open = false;
  let column = NaN;
  let [low, high, last] = [0, 0, 0];
  const flush = () => {
    if (!open || low === high) return;
    context.lineTo(column, low);
    context.lineTo(column, high);
    context.lineTo(column, last);
  };
  for (let i = 0; i < series.y.length; i++) {
    const [px, py] = [x(xAt(series, i)), y(series.y[i])];
    if (!Number.isFinite(px) || !Number.isFinite(py)) {
      flush();
      open = false;
      column = NaN;
      continue;
    }
    if (series.points) {
      context.moveTo(px + 2.5, py);
      context.arc(px, py, 2.5, 0, 2 * Math.PI);
      context.moveTo(px, py);
    }
    if (open && Math.abs(px - column) < 0.5) {
      low = Math.min(low, py);
      high = Math.max(high, py);
      last = py;
      continue;
    }
    flush();
    if (open) context.lineTo(px, py);
    else context.moveTo(px, py);
    open = true;
    column = px;
    low = high = last = py;
  }
  flush();
  context.stroke();
  context.setLineDash([]);
  context.globalAlpha = 1;
}

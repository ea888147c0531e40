// @ts-check
// Where a sampled curve jumps or goes to infinity no line is drawn: each side ends there as it does, which may be far
// up, far down or, as e^(1/x) on the left of 0, neither.

/** @typedef {{ x: ArrayLike<number>, y: ArrayLike<number> }} Line */

/** So often an interval is halved: to the last bits of its places. */
const halvings = 50;

/**
 * Whether f rises or falls by more between two samples than their slopes let expect.
 * @param {number} rise
 * @param {number} dx
 * @param {number} a
 * @param {number} b slopes
 * @param {number} rounding
 */
function surprises(rise, dx, a, b, rounding) {
  const steepest = Math.max(Math.abs(a) || 0, Math.abs(b) || 0);
  return Math.abs(rise) > 4 * steepest * dx + rounding || (Math.abs(rise) > rounding && (rise * a < 0 || rise * b < 0));
}

/**
 * The two places at which the curve breaks off between two samples, if it does: of each interval the half in which it
 * changes more is kept, and what is left is no wider than a few roundings. Where f is continuous its change shrinks
 * with it.
 * @param {(x: number) => number} f @param {[number, number]} from @param {[number, number]} to
 * @returns {{ left: [number, number], right: [number, number] } | null}
 */
function breakBetween(f, from, to) {
  const rise = Math.abs(to[1] - from[1]);
  let [left, right] = [from, to];
  for (let k = 0; k < halvings; k++) {
    const x = (left[0] + right[0]) / 2;
    if (x <= left[0] || x >= right[0]) break;
    const middle = /** @type {[number, number]} */ ([x, f(x)]);
    if (!Number.isFinite(middle[1])) return { left, right };
    if (Math.abs(middle[1] - left[1]) > Math.abs(right[1] - middle[1])) right = middle;
    else left = middle;
    if (Math.abs(right[1] - left[1]) < 0.02 * rise) return null;
  }
  return { left, right };
}

/**
 * Samples of a curve, with the ends of its branches and a gap between them wherever it breaks off.
 * @param {(x: number) => number} f @param {Line & { slope: ArrayLike<number> }} samples
 * @returns {{ x: number[], y: number[], gaps: number[] }} gaps: where it has no value, or breaks off
 */
export function broken(f, { x, y, slope }) {
  const line = { x: /** @type {number[]} */ ([]), y: /** @type {number[]} */ ([]), gaps: /** @type {number[]} */ ([]) };
  const add = (/** @type {number} */ at, /** @type {number} */ value) => {
    line.x.push(at);
    line.y.push(value);
    if (!Number.isFinite(value)) line.gaps.push(at);
  };
  // Beside the height that most of the curve has: a curve may be of any size.
  const heights = Array.from(y, Math.abs)
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const rounding = 1e-9 * (heights[heights.length >> 1] ?? 0);
  for (let i = 0; i < x.length; i++) {
    const [starts, ends] = [Number.isFinite(y[i]), Number.isFinite(y[i + 1])];
    add(x[i], starts ? y[i] : NaN);
    const rise = y[i + 1] - y[i];
    if (Number.isNaN(rise) || (starts && ends && !surprises(rise, x[i + 1] - x[i], slope[i], slope[i + 1], rounding)))
      continue;
    const gap = breakBetween(f, [x[i], y[i]], [x[i + 1], y[i + 1]]);
    if (!gap) continue;
    if (starts) add(...gap.left);
    if (starts && ends) add((gap.left[0] + gap.right[0]) / 2, NaN);
    if (ends) add(...gap.right);
  }
  return line;
}

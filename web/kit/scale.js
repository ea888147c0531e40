// @ts-check
// Where a value stands on a slider, 0…1, and back; and the values that keys step through.

/** @typedef {{ min: number, max: number, scale: 'linear' | 'log', step: number, integer: boolean }} Range */

/**
 * The nearest value inside; `high` where the ends are crossed.
 * @param {number} value @param {number} low @param {number} high
 */
export const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

/** A place as precisely as a hand puts it: to hundredths. @param {number} value */
export const hundredths = (value) => Number(value.toFixed(2));

/** @param {number} value @param {Range} range */
export function toPosition(value, { min, max, scale }) {
  if (max <= min) return 0;
  const share = scale === 'log' ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min);
  return clamp(share, 0, 1);
}

/** @param {number} position @param {Range} range */
export function fromPosition(position, range) {
  const { min, max, scale } = range;
  if (position <= 0) return min;
  if (position >= 1) return max;
  return tidy(scale === 'log' ? min * (max / min) ** position : min + position * (max - min), range);
}

/** Rounds to the step, on a log scale to two digits, and keeps inside. @param {number} value @param {Range} range */
export function tidy(value, { min, max, scale, step, integer }) {
  let round;
  if (scale === 'log') round = Number(value.toPrecision(2));
  else if (step > 0) round = Number((min + Math.round((value - min) / step) * step).toPrecision(12));
  else round = Number(value.toPrecision(Math.max(3, Math.ceil(Math.log10(Math.abs(value) / (max - min) + 1)) + 3)));
  if (integer) round = Math.round(round);
  return clamp(round, min, max);
}

const ladder = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8];

/**
 * The next value in a direction: one step, on a log scale one rung of 1, 1.2, 1.5, 2 … 8 in each decade.
 * @param {number} value @param {number} direction ±1, or ±10 for a big step (a decade on a log scale)
 * @param {Range} range
 */
export function stepFrom(value, direction, range) {
  const { min, max, scale, step, integer } = range;
  const inside = (/** @type {number} */ next) => clamp(next, min, max);
  if (scale !== 'log')
    return inside(tidy(value + direction * (step || (max - min) / 100), { ...range, step: step || (max - min) / 100 }));
  if (Math.abs(direction) > 1) return inside(tidy(value * (direction > 0 ? 10 : 0.1), range));
  const decade = Math.floor(Math.log10(value) + 1e-9);
  const rungs = [-1, 0, 1].flatMap((shift) =>
    ladder.map((rung) => Number((rung * 10 ** (decade + shift)).toPrecision(2))),
  );
  const usable = integer ? [...new Set(rungs.map((rung) => Math.round(rung)))] : rungs;
  const next =
    direction > 0 ? usable.find((rung) => rung > value * 1.0001) : usable.findLast((rung) => rung < value * 0.9999);
  return inside(next ?? value);
}

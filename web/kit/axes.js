// @ts-check
// Ticks for a plot's axes: round numbers, about as many as there is room for.

/** @typedef {'linear' | 'log'} Scale */

/** @param {number} min @param {number} max @param {number} count about how many */
export function linearTicks(min, max, count) {
  if (!(max > min)) return [min];
  const rough = (max - min) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough * 0.999) ?? 10);
  const first = Math.ceil(min / step - 1e-9);
  const ticks = [];
  for (let i = first; i * step <= max + step * 1e-9; i++) ticks.push(Number((i * step).toPrecision(12)));
  return ticks;
}

/** @param {number} min @param {number} max @param {number} count */
export function logTicks(min, max, count) {
  const [low, high] = [Math.floor(Math.log10(min)), Math.ceil(Math.log10(max))];
  const decades = Math.log10(max / min);
  const factors = decades < count / 3 ? [1, 2, 5] : [1];
  const every = Math.max(1, Math.ceil(decades / Math.max(1, count)));
  const ticks = [];
  for (let power = low; power <= high; power++) {
    if (factors.length === 1 && (power - low) % every) continue;
    for (const factor of factors) ticks.push(Number((factor * 10 ** power).toPrecision(3)));
  }
  const inside = ticks.filter((tick) => tick >= min * 0.9999 && tick <= max * 1.0001);
  return inside.length > 1 ? inside : linearTicks(min, max, count).filter((tick) => tick > 0);
}

/**
 * A map from values to pixels.
 * @param {Scale} scale @param {[number, number]} domain @param {[number, number]} range
 * @returns {((value: number) => number) & { invert: (pixel: number) => number }}
 */
export function makeScale(scale, [min, max], [from, to]) {
  const log = scale === 'log';
  const [low, high] = log ? [Math.log(min), Math.log(max)] : [min, max];
  const span = high - low || 1;
  const forward = (/** @type {number} */ value) => from + (((log ? Math.log(value) : value) - low) / span) * (to - from);
  const invert = (/** @type {number} */ pixel) => {
    const value = low + ((pixel - from) / (to - from || 1)) * span;
    return log ? Math.exp(value) : value;
  };
  return Object.assign(forward, { invert });
}

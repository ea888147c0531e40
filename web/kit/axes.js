// @ts-check
// Ticks for a plot's axes: round numbers, about as many as there is room for, and all written in one style.
import { significant, superscript } from './numbers.js';

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
    if (factors.length === 1 && power % every) continue; // 1 is among them, wherever the axis begins
    for (const factor of factors) ticks.push(Number((factor * 10 ** power).toPrecision(3)));
  }
  const inside = ticks.filter((tick) => tick >= min * 0.9999 && tick <= max * 1.0001);
  return inside.length > 1 ? inside : linearTicks(min, max, count).filter((tick) => tick > 0);
}

/**
 * The ticks of one axis as text: all of them as powers of ten where one of them needs it.
 * @param {readonly number[]} ticks
 */
export function tickTexts(ticks) {
  const powers = ticks.some((tick) => Math.abs(tick) >= 1e4 || (tick !== 0 && Math.abs(tick) < 1e-3));
  return ticks.map(powers ? asPower : (tick) => significant(tick, 4));
}

/** 10⁵, 5·10⁵; 1, and 0. @param {number} value */
export function asPower(value) {
  const exponent = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)) + 1e-9);
  const mantissa = significant(value / 10 ** exponent, 3);
  if (exponent === 0) return mantissa;
  const power = exponent === 1 ? '10' : `10${superscript(exponent)}`;
  return /^−?1$/.test(mantissa) ? mantissa.replace('1', power) : `${mantissa}·${power}`;
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
  const forward = (/** @type {number} */ value) =>
    from + (((log ? Math.log(value) : value) - low) / span) * (to - from);
  const invert = (/** @type {number} */ pixel) => {
    const value = low + ((pixel - from) / (to - from || 1)) * span;
    return log ? Math.exp(value) : value;
  };
  return Object.assign(forward, { invert });
}

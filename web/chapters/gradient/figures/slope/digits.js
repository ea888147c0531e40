// @ts-check
import { clamp } from '../../../../kit/scale.js';
// A number beside the true one: how many of its digits are right.

const places = 16; // what a double holds

/**
 * The value in `places` significant digits of the truth, cut where it begins to err.
 * @param {number} value @param {number} truth @param {number} error how far it is from the truth
 * @returns {{ right: string, wrong: string, count: number }}
 */
export function rightDigits(value, truth, error) {
  const size = Math.max(Math.abs(truth), Math.abs(value));
  const decimals = size > 0 ? clamp(places - 1 - Math.floor(Math.log10(size)), 0, 18) : places - 1;
  const text = write(value, decimals);
  const expected = write(truth, decimals);
  if (error === 0 || text === expected) return { right: text, wrong: '', count: digitsIn(text) };
  let same = 0;
  while (same < text.length && text[same] === expected[same]) same++;
  const count = digitsIn(text.slice(0, same));
  if (count === 0) return { right: '', wrong: text, count };
  return { right: text.slice(0, same), wrong: text.slice(same), count };
}

/** @param {string} text significant ones */
const digitsIn = (text) => text.replace(/^[^1-9]*/, '').replace(/\D/g, '').length;

/** @param {number} value @param {number} decimals */
function write(value, decimals) {
  const size = Math.abs(value);
  const text = size >= 1e15 ? size.toExponential(12) : size.toFixed(decimals);
  return (value < 0 ? '−' : value > 0 ? '+' : '') + text;
}

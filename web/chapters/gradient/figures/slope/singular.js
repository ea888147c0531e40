// @ts-check
// What is said of a place where the curve has no slope, and why.
import { significant } from '../../../../kit/numbers.js';
import { writtenSlope } from './curve-panel.js';

/**
 * @typedef {import('../../../../engine/problem.js').Place} Place
 * @typedef {Place['left']} Side
 * @typedef {(typeof import('./strings.js').strings)['en']} Words
 */

/** @typedef {{ value: number, doubt: number }} Limit */

/**
 * A limit with the digits that are certain: all where a rule gave it, else as many as its doubt leaves, and "about".
 * @param {Words} words @param {Limit} limit @param {(value: number) => string} written
 */
function limit(words, { value, doubt }, written) {
  if (!(doubt > 0) || !Number.isFinite(value)) return written(value);
  const decimals = Math.floor(-Math.log10(2 * doubt));
  const digits = Math.floor(Math.log10(Math.abs(value))) + 1 + decimals;
  return words.about(digits >= 1 ? significant(value, Math.min(4, digits)) : '0');
}

/** @param {number} value a height */
const height = (value) => (Number.isFinite(value) ? significant(value, 4) : writtenSlope(value));

/** What a side's values tend to. @param {Words} words @param {Side} side */
const heightOf = (words, side) => limit(words, { value: side.value, doubt: side.valueDoubt }, height);

/** What its slopes tend to. @param {Words} words @param {Side} side */
export const slopeText = (words, side) => limit(words, { value: side.slope, doubt: side.slopeDoubt }, writtenSlope);

/** @param {Words} words @param {Side} side @returns {string | null} */
const heightOrNone = (words, side) => (Number.isNaN(side.value) ? null : heightOf(words, side));

/**
 * A place with as many digits as tell it from the break that is nearest.
 * @param {number} x @param {number} [gap] @param {number} [least] how many it has in any case
 */
export function placeText(x, gap = x, least = 4) {
  const isThere = Math.abs(x - gap) <= 1e-12 * Math.abs(x);
  let digits = least;
  while (!isThere && digits < 17 && significant(x, digits) === significant(gap, digits)) digits++;
  return significant(x, digits);
}

/**
 * @param {Words} words the figure's strings @param {string} x
 * @param {{ place: Place, value: number | null, convention: number | null }} readings value: null where there is none;
 *   place: what the curve does there
 */
export function captionWithoutSlope(words, x, readings) {
  const { name, left, right } = readings.place;
  const value = readings.value === null ? null : height(readings.value);
  switch (name) {
    case 'smooth':
      return words.captionUnruly(
        x,
        slopeText(words, left),
        readings.convention === null ? null : writtenSlope(readings.convention),
      );
    case 'corner':
    case 'cusp':
      return words.captionSlopes(x, value ?? '–', slopeText(words, left), slopeText(words, right), name);
    case 'upright':
      return words.captionUpright(x, value ?? '–', slopeText(words, left));
    case 'jump':
      return words.captionJump(x, heightOrNone(words, left), heightOrNone(words, right), value);
    case 'hole':
      return words.captionHole(x, heightOf(words, left), value);
    case 'pole':
    case 'asymptote':
      return words.captionPole(x, heightOrNone(words, left), heightOrNone(words, right), name);
    case 'edge':
      return captionEdge(
        words,
        x,
        value,
        Number.isNaN(left.value) ? { begins: true, side: right } : { begins: false, side: left },
      );
    case 'isolated':
      return words.captionIsolated(x, value ?? '–');
    case 'unsettled':
      return words.captionUnsettled(x);
    case 'unclear':
      return words.captionUnclear(x);
    default:
      return words.captionNowhere(x);
  }
}

/** @param {Words} words @param {string} x @param {string | null} value @param {{ begins: boolean, side: Side }} end */
function captionEdge(words, x, value, { begins, side }) {
  const place = value === null ? words.edgeOpen(x, heightOf(words, side), begins) : words.edge(x, value, begins);
  if (Number.isNaN(side.slope)) return place;
  return words.captionEdge(place, slopeText(words, side), Number.isFinite(side.slope));
}

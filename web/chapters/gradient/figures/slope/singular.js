// @ts-check
// What is said of a place where the curve has no slope, and why.
import { significant } from '../../../../kit/numbers.js';
import { signed } from './curve-panel.js';

/** @typedef {import('../../../../engine/problem.js').Place} Place */

/** What is found as a limit is nearly what it is. @param {number} limit */
const neat = (limit) => (Math.abs(limit) < 1e-9 ? 0 : limit);

/** A value of the curve, or what it tends to. @param {number} value */
const height = (value) => (Number.isFinite(value) ? significant(neat(value), 4) : signed(value));

/** @param {number} slope */
const steepness = (slope) => signed(neat(slope));

/**
 * @param {any} words the figure's strings @param {string} x
 * @param {Record<string, any>} readings value: null where there is none; place: what the curve does there
 */
export function captionWithoutSlope(words, x, readings) {
  const { name, left, right } = /** @type {Place} */ (readings.place);
  const value = readings.value === null ? null : height(readings.value);
  switch (name) {
    case 'smooth':
      return words.captionUnruly(x, steepness(left.slope));
    case 'corner':
      return words.captionCusp(x, value, steepness(left.slope), steepness(right.slope));
    case 'upright':
      return words.captionUpright(x, value, steepness(left.slope));
    case 'jump':
      return words.captionJump(x, height(left.value), height(right.value), value);
    case 'hole':
      return words.captionHole(x, height(left.value));
    case 'pole':
      return words.captionPole(x, sideOf(left), sideOf(right));
    case 'edge':
      return captionEdge(words, x, value, Number.isNaN(left.value) ? { begins: true, side: right } : { begins: false, side: left });
    case 'unsettled':
      return words.captionUnsettled(x);
    default:
      return words.captionNowhere(x);
  }
}

/** @param {Place['left']} side @returns {string | null} */
const sideOf = ({ value }) => (Number.isNaN(value) ? null : height(value));

/** @param {any} words @param {string} x @param {string | null} value @param {{ begins: boolean, side: Place['left'] }} end */
function captionEdge(words, x, value, { begins, side }) {
  const place = value === null ? words.edgeOpen(x, height(side.value), begins) : words.edge(x, value, begins);
  if (Number.isNaN(side.slope)) return place;
  return words.captionEdge(place, steepness(side.slope), Number.isFinite(side.slope));
}

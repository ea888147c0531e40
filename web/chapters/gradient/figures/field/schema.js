// @ts-check
// The figure's state.
import { surfaces } from '../../../../engine/menus.js';
import { own } from '../../chosen-problem.js';
import { lastFrame } from './flow.js';

/** @typedef {import('./flow.js').Drop} Drop */

export const mostDrops = 30;

/**
 * `r,0;1.25,-2,60`: rain at frame 0, a handful at (1.25, −2) at frame 60.
 * @param {string} text
 * @returns {readonly Drop[]}
 */
function readDrops(text) {
  if (text === '') return [];
  return text
    .split(';')
    .slice(-mostDrops)
    .map((part) => {
      const [place, ...rest] = part.split(',');
      const [x, y, born] =
        place === 'r' ? [NaN, NaN, Number(rest[0])] : [Number(place), Number(rest[0]), Number(rest[1])];
      if (
        !Number.isInteger(born) ||
        born < 0 ||
        born > lastFrame ||
        (place !== 'r' && !(Math.abs(x) <= 100 && Math.abs(y) <= 100))
      )
        throw new Error('not a list of drops');
      return { x, y, born };
    });
}

/** @param {readonly Drop[]} drops */
const writeDrops = (drops) =>
  drops.map(({ x, y, born }) => (Number.isNaN(x) ? `r,${born}` : `${x},${y},${born}`)).join(';');

export const schema = {
  surface: { type: /** @type {const} */ ('choice'), default: 'himmelblau', options: [...surfaces, own] },
  formula: { type: /** @type {const} */ ('text'), default: 'sin(x)*cos(y) + x^2/20', maxLength: 400 },
  x: { type: /** @type {const} */ ('number'), default: -1, min: -10, max: 10 },
  y: { type: /** @type {const} */ ('number'), default: 1.5, min: -10, max: 10 },
  drops: {
    type: /** @type {const} */ ('custom'),
    default: /** @type {readonly Drop[]} */ ([]),
    parse: readDrops,
    format: writeDrops,
    possible: 'dropsPossible',
  },
  frame: { type: /** @type {const} */ ('number'), default: 0, min: 0, max: lastFrame, integer: true },
};

// @ts-check
// The figure's state, and what follows from a change of a part of it.
import { surfaces } from '../../../../engine/menus.js';
import { clamp, hundredths } from '../../../../kit/scale.js';
import { own } from '../../chosen-problem.js';

/** @typedef {import('../../../../kit/figure.js').State} State */

/** What there is to find: the steepest climb, level ground, the steepest fall. */
export const aims = /** @type {const} */ (['steepest', 'level', 'fall']);

export const schema = {
  surface: { type: /** @type {const} */ ('choice'), default: 'tiltedBowl', options: [...surfaces, own] },
  formula: { type: /** @type {const} */ ('text'), default: 'x*exp(-(x^2 + y^2)/4)', maxLength: 400 },
  x: { type: /** @type {const} */ ('number'), default: 1.2, min: -10, max: 10 },
  y: { type: /** @type {const} */ ('number'), default: 0.9, min: -10, max: 10 },
  angle: { type: /** @type {const} */ ('number'), default: 0, min: 0, max: 360, step: 1 },
  gradient: { type: /** @type {const} */ ('boolean'), default: false },
  // Which of the aims have been found: 's', 'l', 'f'.
  found: {
    type: /** @type {const} */ ('custom'),
    default: '',
    parse: readFound,
    format: String,
    possible: 'foundPossible',
  },
  // From which angle to which u has been turned at this place, in degrees; beyond a full turn too.
  trace: {
    type: /** @type {const} */ ('numbers'),
    default: /** @type {number[]} */ ([]),
    min: -720,
    max: 1080,
    maxLength: 2,
  },
  azimuth: { type: /** @type {const} */ ('number'), default: -32, min: -180, max: 180, integer: true },
  elevation: { type: /** @type {const} */ ('number'), default: 34, min: 6, max: 86, integer: true },
};

/** @param {string} text */
function readFound(text) {
  if (!/^[slf]{0,3}$/.test(text)) throw new Error('found is some of the letters s, l and f');
  return aims
    .map(([letter]) => letter)
    .filter((letter) => text.includes(letter))
    .join('');
}

/**
 * The trace with the hand's own angle in it.
 * @param {readonly number[]} trace
 * @param {number} angle
 * @returns {[number, number]}
 */
export function traceAt(trace, angle) {
  const [low, high] = trace.length === 2 && trace[0] <= trace[1] ? trace : [angle, angle];
  if (high - low >= 360) return [0, 360];
  const near = angle + 360 * Math.round(((low + high) / 2 - angle) / 360);
  return [Math.min(low, near), Math.max(high, near)];
}

/**
 * The trace after a turn, the shorter way round.
 * @param {readonly number[]} trace
 * @param {number} before
 * @param {number} after
 * @returns {[number, number]}
 */
export function traceAfter(trace, before, after) {
  const [low, high] = traceAt(trace, before);
  const from =
    [before - 360, before, before + 360].find((angle) => angle >= low - 1e-9 && angle <= high + 1e-9) ?? before;
  const to = from + ((((after - before) % 360) + 540) % 360) - 180;
  const [first, last] = [Math.min(low, to), Math.max(high, to)];
  if (last - first >= 360) return [0, 360];
  const turns = 360 * Math.floor(first / 360);
  return [first - turns, last - turns];
}

/**
 * A change with what follows from it: another surface has another place to start from, another place a trace of its
 * own, and a turn leaves a trace.
 * @param {Record<string, unknown>} patch
 * @param {State} state
 * @param {(surface: string) => readonly number[] | null} startOn
 */
export function completed(patch, state, startOn) {
  const differs = (/** @type {string} */ key) => key in patch && patch[key] !== state[key];
  const whole = { ...patch };
  if (differs('surface') && !('x' in patch) && !('y' in patch)) {
    const start = startOn(String(patch.surface));
    if (start) [whole.x, whole.y] = start.map(hundredths);
  }
  if ('trace' in patch) return whole;
  if (
    ['surface', 'formula'].some(differs) ||
    (('x' in whole || 'y' in whole) && (whole.x !== state.x || whole.y !== state.y))
  )
    whole.trace = [];
  else if (differs('angle')) whole.trace = traceAfter(state.trace, state.angle, clamp(Number(patch.angle), 0, 360));
  return whole;
}

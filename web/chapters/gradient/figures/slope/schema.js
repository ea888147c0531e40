// @ts-check
// The figure's state.
import { curves } from '../../../../engine/menus.js';
import { own } from '../../chosen-problem.js';
import { hRange } from './experiment.js';

export const schema = {
  curve: { type: /** @type {const} */ ('choice'), default: 'wave', options: [...curves, own] },
  formula: { type: /** @type {const} */ ('text'), default: 'sin(x) + x/3', maxLength: 400 },
  x: { type: /** @type {const} */ ('number'), default: 1.2, min: -5, max: 5 },
  h: { type: /** @type {const} */ ('number'), default: 1, ...hRange, scale: /** @type {const} */ ('log') },
  seen: { type: /** @type {const} */ ('number'), default: 1, ...hRange, scale: /** @type {const} */ ('log') },
};

// @ts-check
// The figure's state.
import { own } from '../../chosen-problem.js';
import { hRange } from './experiment.js';

const curves = /** @type {const} */ ([
  'wave',
  'parabola',
  'quartic',
  'doubleWell',
  'smoothAbsolute',
  'exponential',
  'sharpAndFlatCurve',
  own,
]);

export const schema = {
  curve: { type: /** @type {const} */ ('choice'), default: 'wave', options: curves },
  formula: { type: /** @type {const} */ ('text'), default: 'sin(x) + x/3', maxLength: 400 },
  x: { type: /** @type {const} */ ('number'), default: 1.2, min: -5, max: 5 },
  h: { type: /** @type {const} */ ('number'), default: 1, ...hRange, scale: /** @type {const} */ ('log') },
  seen: { type: /** @type {const} */ ('number'), default: 1, ...hRange, scale: /** @type {const} */ ('log') },
};

// @ts-check
// The figure's state.
import { trainer } from '../../../../engine/menus.js';
import { numberField } from '../../../../kit/state.js';
import { knobCount } from './knobs.js';

export const schema = {
  parameter: { type: /** @type {const} */ ('number'), default: -1, min: -1, max: knobCount - 1, integer: true },
  epsilon: { type: /** @type {const} */ ('number'), default: 0.1, min: -10, max: 10 },
  reach: {
    type: /** @type {const} */ ('number'),
    default: 1,
    min: 0.001,
    max: 10,
    scale: /** @type {const} */ ('log'),
  },
  steps: { type: /** @type {const} */ ('number'), default: 0, min: 0, max: 3750, step: 25, integer: true },
  digits: numberField(trainer.batchSize, { max: 256 }),
  seed: numberField(trainer.seed),
};

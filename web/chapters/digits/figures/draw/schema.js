// @ts-check
// The figure's state.
import { strokesField } from '../../../../kit/strokes.js';
import { tasks } from './tasks.js';

export const schema = {
  strokes: strokesField(),
  network: { type: /** @type {const} */ ('choice'), default: 'shipped', options: ['shipped', 'trained'] },
  raw: { type: /** @type {const} */ ('boolean'), default: false },
  task: { type: /** @type {const} */ ('choice'), default: 'free', options: ['free', ...Object.keys(tasks)] },
};

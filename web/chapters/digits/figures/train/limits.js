// @ts-check
// How far the settings go, in an address, in the controls and in the history of a run: as far as the core takes them.
import {
  activations,
  initialisations,
  losses,
  optimizers,
  optimizerSettings,
  trainer,
} from '../../../../engine/menus.js';
import { numberField } from '../../../../kit/state.js';

/** @typedef {import('../../../../kit/state.js').NumberField} NumberField */

export const lastStep = 200_000;

/** @type {Record<'learningRate' | 'momentum' | 'batchSize' | 'weightDecay' | 'seed', NumberField>} */
export const ranges = {
  learningRate: numberField(trainer.learningRate),
  momentum: numberField(trainer.momentum, { step: 0.01 }),
  batchSize: numberField(trainer.batchSize, { scale: 'log' }),
  weightDecay: numberField(trainer.weightDecay, { step: 0.001 }),
  seed: numberField(trainer.seed),
};
export const rates = ranges.learningRate;

/** @type {Record<'activation' | 'initialisation' | 'optimizer' | 'loss', readonly string[]>} */
export const offered = {
  activation: activations,
  initialisation: initialisations,
  optimizer: optimizers,
  loss: losses,
};

/**
 * The numbers that a method is set by, as the core names them.
 * @param {string} optimizer one of those offered
 * @returns {{ rate: { default: number }, beta?: { default: number }, weightDecay?: { default: number } }}
 */
export const numbersOf = (optimizer) => optimizerSettings[/** @type {keyof typeof optimizerSettings} */ (optimizer)];

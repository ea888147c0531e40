// @ts-check
// The state of the figure: what it is called in an address, where it starts, and how far it goes.
import {
  defaultSettings, formatHidden, parseHidden, readCompared, readSpan, writeCompared, writeSpan,
} from './experiment.js';
import { paces } from './pace.js';

export const lastStep = 200_000;
export const rates = { min: 1e-6, max: 1e6 };

/** What the engine's registry offers, known before the engine is there: an address is read at once. */
export const offered = {
  activation: ['identity', 'sigmoid', 'tanh', 'relu'],
  initialisation: ['he', 'xavier', 'small', 'zero'],
  optimizer: ['gradientDescent', 'momentum', 'nesterov', 'adaGrad', 'rmsProp', 'adam', 'adamW'],
  loss: ['crossEntropy', 'squaredError', 'focal', 'labelSmoothed', 'hinge'],
};

/** @param {keyof typeof offered} key */
const named = (key) => ({
  ...checked((text) => (offered[key].includes(text) ? text : undefined), defaultSettings[key]),
  options: offered[key],
});

/**
 * @param {(text: string) => string | undefined} check gives the text as it is kept; throws, or gives nothing, where it cannot be read
 * @param {string} [standard]
 * @returns {import('../../../../kit/state.js').CustomField}
 */
function checked(check, standard = '') {
  return { type: 'custom', default: standard, parse: (text) => (text === '' ? standard : check(text)), format: String };
}

/** @type {import('../../../../kit/state.js').Schema} */
export const schema = {
  hidden: { ...checked((text) => formatHidden(parseHidden(text)), defaultSettings.hidden), possible: 'hiddenPossible' },
  activation: named('activation'),
  initialisation: named('initialisation'),
  optimizer: named('optimizer'),
  loss: named('loss'),
  learningRate: { type: 'number', default: defaultSettings.learningRate, ...rates, scale: 'log' },
  momentum: { type: 'number', default: defaultSettings.momentum, min: 0, max: 0.9999, step: 0.01 },
  batchSize: { type: 'number', default: defaultSettings.batchSize, min: 1, max: 10_000, scale: 'log', integer: true },
  weightDecay: { type: 'number', default: defaultSettings.weightDecay, min: 0, max: 1, step: 0.001 },
  augmentation: { type: 'boolean', default: defaultSettings.augmentation },
  seed: { type: 'number', default: defaultSettings.seed, min: 0, max: 4_294_967_295, integer: true },
  step: { type: 'number', default: 0, min: 0, max: lastStep, integer: true },
  reach: { type: 'number', default: 0, min: 0, max: lastStep, integer: true },
  lineage: checked((text) => {
    const { path, end } = readSpan(text);
    return writeSpan(path, end);
  }),
  compare: checked((text) => writeCompared(readCompared(text))),
  guess: { type: 'number', default: -1, min: -1, max: 100, integer: true },
  pace: { type: 'choice', default: 'gentle', options: paces },
  axes: { type: 'choice', default: 'linear', options: ['linear', 'logLoss', 'logBoth'] },
};

// @ts-check
// The state of the figure: what it is called in an address, where it starts, and how far it goes.
import {
  defaultSettings,
  formatHidden,
  parseHidden,
  readCompared,
  readSpan,
  writeCompared,
  writeSpan,
} from './experiment.js';
import { lastStep, offered, ranges } from './limits.js';
import { paces } from './pace.js';

/** @param {keyof typeof offered} key */
const named = (key) => ({
  type: /** @type {const} */ ('choice'),
  default: defaultSettings[key],
  options: offered[key],
});

/** @type {import('../../../../kit/state.js').Schema} */
export const schema = {
  hidden: {
    type: 'custom',
    default: defaultSettings.hidden,
    parse: (text) => (text === '' ? defaultSettings.hidden : formatHidden(parseHidden(text))),
    format: String,
    possible: 'hiddenPossible',
  },
  activation: named('activation'),
  initialisation: named('initialisation'),
  optimizer: named('optimizer'),
  loss: named('loss'),
  learningRate: ranges.learningRate,
  momentum: ranges.momentum,
  batchSize: ranges.batchSize,
  weightDecay: ranges.weightDecay,
  augmentation: { type: 'boolean', default: defaultSettings.augmentation },
  seed: ranges.seed,
  step: { type: 'number', default: 0, min: 0, max: lastStep, integer: true },
  reach: { type: 'number', default: 0, min: 0, max: lastStep, integer: true },
  lineage: {
    type: 'custom',
    default: null,
    parse: (text) => (text === '' ? null : readSpan(text)),
    format: (span) => (span ? writeSpan(/** @type {import('./experiment.js').Span} */ (span)) : ''),
    possible: 'lineagePossible',
  },
  compare: {
    type: 'custom',
    default: Object.freeze([]),
    parse: readCompared,
    format: writeCompared,
    possible: 'comparePossible',
  },
  guess: { type: 'number', default: -1, min: -1, max: 100, integer: true },
  pace: { type: 'choice', default: 'gentle', options: paces },
  axes: { type: 'choice', default: 'linear', options: ['linear', 'logLoss', 'logBoth'] },
};

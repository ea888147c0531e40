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

/**
 * @param {(text: string) => string | undefined} check gives the text as it is kept; throws, or gives nothing, where it
 *   cannot be read
 * @param {string} [standard]
 * @returns {import('../../../../kit/state.js').CustomField}
 */
function checked(check, standard = '') {
  return { type: 'custom', default: standard, parse: (text) => (text === '' ? standard : check(text)), format: String };
}

/** @param {string} text */
function readLineage(text) {
  const { path, end } = readSpan(text);
  return writeSpan(path, end);
}

/** @type {import('../../../../kit/state.js').Schema} */
export const schema = {
  hidden: { ...checked((text) => formatHidden(parseHidden(text)), defaultSettings.hidden), possible: 'hiddenPossible' },
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
  lineage: { ...checked(readLineage), possible: 'lineagePossible' },
  compare: { ...checked((text) => writeCompared(readCompared(text))), possible: 'comparePossible' },
  guess: { type: 'number', default: -1, min: -1, max: 100, integer: true },
  pace: { type: 'choice', default: 'gentle', options: paces },
  axes: { type: 'choice', default: 'linear', options: ['linear', 'logLoss', 'logBoth'] },
};

// @ts-check
// What a run is called in the picture: by what it does differently from the others.
import { significant } from '../../../../kit/numbers.js';
import { wordFor } from '../../../../kit/possible.js';
import { differences, settingKeys, writePath } from './experiment.js';

/** @typedef {import('./experiment.js').Path} Path @typedef {import('./experiment.js').Settings} Settings */
/** @typedef {typeof import('./strings.js').strings.en} Words */

/** @param {Words} words @param {keyof Settings} key @param {Settings[keyof Settings]} value */
export function writeSetting(words, key, value) {
  if (key === 'hidden') return value === 'none' ? words.none : String(value);
  if (typeof value === 'boolean') return value ? words.augmentationOn : words.augmentationOff;
  if (typeof value === 'string') return wordFor(words, key, value) ?? value;
  return significant(value, key === 'seed' || key === 'batchSize' ? 12 : 3);
}

/** @param {Words} words @param {keyof Settings} key @param {Settings[keyof Settings]} value */
function brief(words, key, value) {
  const text = writeSetting(words, key, value);
  if (key === 'hidden' && value === 'none') return words.noHidden;
  return key === 'learningRate' ? words.eta(text) : words.labelOf(key, text);
}

/**
 * A label for each path, no two alike.
 * @param {readonly Path[]} paths @param {Words} words
 */
export function labelRuns(paths, words) {
  const finals = paths.map((path) => path[path.length - 1]);
  const keys = settingKeys.filter((key) => finals.some(({ settings }) => settings[key] !== finals[0].settings[key]));
  const labels = finals.map(({ settings }) => keys.map((key) => brief(words, key, settings[key])).join(words.comma));
  return labels.map((label, index) => {
    const unique = labels.filter((other) => other === label).length === 1;
    if (unique && label) return label;
    const from = finals[index].from;
    const where =
      from > 0
        ? words.shared(significant(from, 12))
        : brief(words, 'learningRate', finals[index].settings.learningRate);
    return [label, where].filter(Boolean).join(words.comma);
  });
}

/** The changes at a path's last fork. @param {Path} path */
export function forkChanges(path) {
  if (path.length < 2) return [];
  const [before, after] = path.slice(-2);
  return differences(before.settings, after.settings).map((key) => ({
    key,
    before: before.settings[key],
    after: after.settings[key],
  }));
}

/** Colours of runs: the first wears the ink of a loss, branches their own; a run keeps its colour while it is shown. */
export class RunColours {
  static tokens = ['ink', 'series-1', 'series-3', 'series-6', 'series-5'];
  /** @type {Map<string, string>} */
  #given = new Map();

  /** @param {readonly Path[]} paths the present one last @returns {string[]} names of tokens */
  assign(paths) {
    const names = paths.map(writePath);
    for (const name of [...this.#given.keys()]) if (!names.includes(name)) this.#given.delete(name);
    const free = RunColours.tokens.filter((token) => ![...this.#given.values()].includes(token));
    for (const name of names) if (!this.#given.has(name)) this.#given.set(name, free.shift() ?? 'series-8');
    return names.map((name) => /** @type {string} */ (this.#given.get(name)));
  }
}

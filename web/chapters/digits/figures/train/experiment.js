// @ts-check
// What an experiment is: a path of settings, each in force from one step on, and the runs it is compared with.
// Pure: no page, no engine. An equal path trains an equal network, so a path is a run's name.
import { trainerDefaults } from '../../../../engine/menus.js';
import { numbersOf, offered, ranges } from './limits.js';

/**
 * @typedef {{ hidden: string, activation: string, initialisation: string, optimizer: string, loss: string,
 *   learningRate: number,
 *   momentum: number, batchSize: number, weightDecay: number, augmentation: boolean, seed: number }} Settings
 * @typedef {{ from: number, settings: Settings }} Segment   settings in force from step `from` on
 * @typedef {Segment[]} Path                                 the first segment starts at step 0
 * @typedef {{ path: Path, reach: number }} Compared         a run that is kept beside the present one, as far as it got
 * @typedef {{ path: Path, end: number }} Span               a path and the step where it ends
 * @typedef {Settings & { lineage: Span | null, compare: readonly Compared[], step: number, reach: number }} Experiment
 *   lineage: what was before the present settings; step: the one shown; reach: how far the run has been trained, where
 *   that is further
 */

/** What the network is made of: another value makes another network, which has to start at step 0. */
export const construction = /** @type {const} */ (['hidden', 'activation', 'initialisation', 'seed']);
/** How it learns: another value can take over at any step, as a branch. */
export const optimisation = /** @type {const} */ ([
  'optimizer',
  'loss',
  'learningRate',
  'momentum',
  'batchSize',
  'weightDecay',
  'augmentation',
]);
export const settingKeys = [...construction, ...optimisation];

/** Runs drawn at once, the present one included. */
export const mostRuns = 4;

const { activation, initialisation, seed, optimizer, loss } = trainerDefaults;
const { learningRate, momentum, batchSize, weightDecay, augmentation } = trainerDefaults;

/** Those that the core takes where nothing else is said. @type {Settings} */
export const defaultSettings = Object.freeze({
  hidden: trainerDefaults.hidden.join('-'),
  activation,
  initialisation,
  seed,
  optimizer,
  loss,
  learningRate,
  momentum,
  batchSize,
  weightDecay,
  augmentation,
});

// ---------- the network as text ----------

const widest = 1024;
const deepest = 6;

/**
 * "16-16", "16, 16", "16 × 16", "１６、１６" → [16, 16]; "none", "无" → [].
 * @param {string} text
 * @returns {number[]}
 * @throws {HiddenError} saying in its `reason` why the text names no network
 */
export function parseHidden(text) {
  const plain = text.normalize('NFKC').trim().toLowerCase();
  if (plain === 'none' || plain === '无') return [];
  const parts = plain.split(/[\s,;、x×*+–—-]+/).filter(Boolean);
  if (parts.length === 0 || /^[+–—-]/.test(plain) || parts.some((part) => !/^\d+$/.test(part)))
    throw new HiddenError('unreadable');
  const widths = parts.map(Number);
  if (widths.some((width) => width < 1)) throw new HiddenError('empty');
  if (widths.some((width) => width > widest)) throw new HiddenError('wide');
  if (widths.length > deepest) throw new HiddenError('deep');
  return widths;
}

export class HiddenError extends Error {
  /** @param {'unreadable' | 'empty' | 'wide' | 'deep'} reason */
  constructor(reason) {
    super(`not a network: ${reason}`);
    this.reason = reason;
  }
}

/** @param {readonly number[]} widths */
export const formatHidden = (widths) => (widths.length ? widths.join('-') : 'none');

/** @param {string} hidden */
export const widthsOf = (hidden) => [784, ...parseHidden(hidden), 10];

/** Weights and biases of a dense network. @param {readonly number[]} widths */
export const countParameters = (widths) =>
  widths.slice(1).reduce((sum, width, layer) => sum + width * (widths[layer] + 1), 0);

// ---------- paths as text: "0,optimizer*adam_400,learningRate*0.3" ----------

/** @param {Settings} a @param {Settings} b @returns {(keyof Settings)[]} */
export const differences = (a, b) => settingKeys.filter((key) => a[key] !== b[key]);

/** @param {Path} path */
export function writePath(path) {
  return path
    .map(({ from, settings }, index) => {
      const before = index === 0 ? defaultSettings : path[index - 1].settings;
      return [from, ...differences(before, settings).map((key) => `${key}*${writeValue(settings[key])}`)].join(',');
    })
    .join('_');
}

/** @param {string | number | boolean} value */
const writeValue = (value) => (typeof value === 'boolean' ? (value ? '1' : '0') : String(value));

/** @param {string} text @returns {Path} @throws when the text is no path */
export function readPath(text) {
  /** @type {Path} */
  const path = [];
  for (const part of text.split('_')) {
    const [start, ...pairs] = part.split(',');
    const from = readStep(start);
    const last = path.at(-1);
    if (last ? from <= last.from : from !== 0) throw new Error('the steps of a path must rise from 0');
    const settings = { ...(last?.settings ?? defaultSettings) };
    for (const pair of pairs) Object.assign(settings, readPair(pair));
    path.push({ from, settings });
  }
  if (path.length > 32) throw new Error('a path has at most 32 parts');
  return path;
}

/** @param {string} text */
function readStep(text) {
  if (!/^\d{1,7}$/.test(text)) throw new Error('a step is a whole number');
  return Number(text);
}

/** @param {string} pair */
function readPair(pair) {
  const [name, text = ''] = pair.split('*');
  const key = settingKeys.find((known) => known === name);
  if (!key || text === '') throw new Error(`no such setting: ${name}`);
  const like = defaultSettings[key];
  if (key === 'hidden') return { hidden: formatHidden(parseHidden(text)) };
  if (typeof like === 'boolean') return { [key]: text === '1' };
  if (typeof like === 'string') return { [key]: readName(/** @type {keyof typeof offered} */ (key), text) };
  return { [key]: readValue(/** @type {keyof typeof ranges} */ (key), Number(text)) };
}

/** @param {keyof typeof offered} key @param {string} text */
function readName(key, text) {
  if (!offered[key].includes(text)) throw new Error(`${key} is “${text}”; it must be ${offered[key].join(', ')}`);
  return text;
}

/** @param {keyof typeof ranges} key @param {number} value */
function readValue(key, value) {
  const { min, max, integer = false } = ranges[key];
  const fits = value >= min && value <= max && (!integer || Number.isInteger(value));
  if (!fits) throw new Error(`${key} is ${value}; it must be a ${integer ? 'whole ' : ''}number from ${min} to ${max}`);
  return value;
}

/** The end is written as one more part. @param {Span} span */
export const writeSpan = ({ path, end }) => `${writePath(path)}_${end}`;

/** @param {string} text @returns {Span} @throws when the text is none */
export function readSpan(text) {
  const cut = text.lastIndexOf('_');
  if (cut < 0) throw new Error('a span needs an end');
  const path = readPath(text.slice(0, cut));
  const end = readStep(text.slice(cut + 1));
  if (end <= (path.at(-1)?.from ?? 0)) throw new Error('a span ends after its last part begins');
  return { path, end };
}

/** @param {readonly Compared[]} runs */
export const writeCompared = (runs) => runs.map(({ path, reach }) => writeSpan({ path, end: reach })).join('__');

/** @param {string} text @returns {Compared[]} */
export function readCompared(text) {
  if (text === '') return [];
  return text
    .split('__')
    .slice(-(mostRuns - 1))
    .map((span) => readSpan(span))
    .map(({ path, end }) => ({ path, reach: end }));
}

// ---------- the experiment that a state means ----------

/** @param {Experiment} state @returns {Settings} */
export const settingsOf = (state) =>
  /** @type {Settings} */ (Object.fromEntries(settingKeys.map((key) => [key, state[key]])));

/** @param {Experiment} state @returns {Path} */
export function pathOf(state) {
  const settings = settingsOf(state);
  if (!state.lineage) return [{ from: 0, settings }];
  const { path, end } = state.lineage;
  return [...path, { from: end, settings }];
}

/** The state's fields that say the path. @param {Path} path */
export function statePath(path) {
  const last = /** @type {Segment} */ (path.at(-1));
  return { ...last.settings, lineage: path.length > 1 ? { path: path.slice(0, -1), end: last.from } : null };
}

/** The path as it was at `step`, later parts forgotten. @param {Path} path @param {number} step */
export const upTo = (path, step) => path.filter(({ from }, index) => index === 0 || from < step);

/**
 * What the network of a path is at a step, as text: paths that differ only later, or at step 0 only in how they will
 * learn, have the same network there. The loss belongs to it, for the network is measured by it.
 * @param {Path} path @param {number} step
 */
export function networkAt(path, step) {
  const { loss } = /** @type {Segment} */ (path.at(-1)).settings;
  const made = step === 0 ? construction.map((key) => path[0].settings[key]).join() : writePath(upTo(path, step));
  return `${made} ${step} ${loss}`;
}

/** Where a run stands. @typedef {{ step: number, reach: number }} Position */

/**
 * What turning knobs means at a position: nothing, other settings for a run that has not begun, a branch here, or a
 * new network from step 0. What was trained so far stays beside it for comparison.
 * @param {Experiment} state
 * @param {Position} position
 * @param {Partial<Settings>} changes
 * @param {{ fromStart?: boolean }} [options] fromStart: train the change from step 0 instead of branching
 * @returns {{ kind: 'none' | 'change' | 'branch' | 'restart', state: Experiment, dropped: Compared[] }}
 */
export function turn(state, position, changes, { fromStart = false } = {}) {
  const old = pathOf(state);
  const before = settingsOf(state);
  const settings = { ...before, ...changes };
  const changed = differences(before, settings);
  if (changed.length === 0 && !(fromStart && old.length > 1)) return { kind: 'none', state, dropped: [] };

  const rebuilt = fromStart || changed.some((key) => construction.some((name) => name === key));
  const branchStep = rebuilt ? 0 : position.step;
  const last = /** @type {Segment} */ (old.at(-1));
  const begun = position.reach > last.from;
  const path = branchStep === 0 ? [{ from: 0, settings }] : [...upTo(old, branchStep), { from: branchStep, settings }];

  const merged = mergeEqual(path);
  // Turned back to a run that is kept: there it is again, as far as it had got.
  const returned = state.compare.find((other) => writePath(other.path) === writePath(merged));
  const { runs, dropped } = keep(state.compare, begun ? { path: old, reach: position.reach } : null, merged);
  const kind = !begun && branchStep === last.from ? 'change' : branchStep === 0 ? 'restart' : 'branch';
  return {
    kind,
    state: {
      ...state,
      ...statePath(merged),
      compare: runs,
      step: branchStep,
      reach: returned?.reach ?? 0,
    },
    dropped,
  };
}

/** Parts of a path that change nothing are no parts. @param {Path} path @returns {Path} */
const mergeEqual = (path) =>
  path.filter((segment, index) => index === 0 || differences(path[index - 1].settings, segment.settings).length > 0);

/**
 * The runs to compare with after the present one became `now`: each once, never the present one, never too many.
 * @param {readonly Compared[]} runs @param {Compared | null} added @param {Path} now
 */
function keep(runs, added, now) {
  const present = writePath(now);
  const name = added ? writePath(added.path) : '';
  const others = runs.filter(({ path }) => writePath(path) !== name && writePath(path) !== present);
  const all = added && name !== present ? [...others, added] : others;
  const surplus = Math.max(0, all.length - (mostRuns - 1));
  return { runs: all.slice(surplus), dropped: all.slice(0, surplus) };
}

/**
 * Makes one of the compared runs the present one; what was trained stays for comparison.
 * @param {Experiment} state @param {Position} position @param {number} index
 * @returns {Experiment}
 */
export function select(state, position, index) {
  const chosen = state.compare[index];
  if (!chosen) return state;
  const old = pathOf(state);
  const begun = position.reach > /** @type {Segment} */ (old.at(-1)).from;
  const { runs } = keep(state.compare, begun ? { path: old, reach: position.reach } : null, chosen.path);
  return { ...state, ...statePath(chosen.path), compare: runs, step: chosen.reach, reach: 0 };
}

/** @param {Experiment} state @param {number} index @returns {Experiment} */
export const forget = (state, index) => ({
  ...state,
  compare: state.compare.filter((_, place) => place !== index),
});

// ---------- what a method usually takes ----------

/**
 * The settings that have a usual value with each method.
 * @typedef {{ learningRate: number, weightDecay: number }} Usual
 */

/** What a method takes where nothing else is said. @param {string} name one of offered.optimizer @returns {Usual} */
export function usualWith(name) {
  const { rate, weightDecay } = numbersOf(name);
  return { learningRate: rate.default, weightDecay: weightDecay?.default ?? defaultSettings.weightDecay };
}

/**
 * Which of them come along with another method: those that the learner has left at what was usual.
 * @param {Settings} settings @param {string} optimizer the other one @returns {Partial<Usual>}
 */
export function following(settings, optimizer) {
  const [before, after] = [usualWith(settings.optimizer), usualWith(optimizer)];
  const keys = /** @type {const} */ (['learningRate', 'weightDecay']);
  return Object.fromEntries(
    keys.filter((key) => settings[key] === before[key] && after[key] !== before[key]).map((key) => [key, after[key]]),
  );
}

// ---------- suggestions ----------

/** 1, 2 and 5 times powers of ten: rates as one writes them. @param {number} rate */
export function roundRate(rate) {
  const power = 10 ** Math.floor(Math.log10(rate));
  const nearest = [1, 2, 5, 10].reduce((best, digit) =>
    Math.abs(Math.log(digit / (rate / power))) < Math.abs(Math.log(best / (rate / power))) ? digit : best,
  );
  return Number((nearest * power).toPrecision(1));
}

/**
 * Another learning rate worth a look: not yet among the runs shown, some four times larger first, then smaller; where
 * steps are too long already, smaller only.
 * @param {Experiment} state @param {{ min: number, max: number }} range @param {boolean} tooFast
 */
export function otherRate(state, range, tooFast) {
  const shown = [settingsOf(state), ...state.compare.map(({ path }) => /** @type {Segment} */ (path.at(-1)).settings)];
  const tried = new Set(shown.map(({ learningRate }) => learningRate));
  const factors = tooFast ? [1 / 10, 1 / 100, 1 / 1000] : [4, 1 / 4, 10, 1 / 10, 100, 1 / 100];
  const candidates = factors.map((factor) => roundRate(state.learningRate * factor));
  const allowed = candidates.filter((rate) => rate >= range.min && rate <= range.max);
  return allowed.find((rate) => !tried.has(rate)) ?? allowed[0] ?? range.min;
}

/**
 * Where to go back to after the loss exploded: where it was lowest before, or the start.
 * @param {ArrayLike<number>} steps @param {ArrayLike<number>} losses @param {number} exploded
 */
export function beforeExplosion(steps, losses, exploded) {
  let best = -1;
  for (let index = 0; index < steps.length; ++index) {
    if (steps[index] > exploded * 0.8) break;
    if (Number.isFinite(losses[index]) && (best < 0 || losses[index] < losses[best])) best = index;
  }
  const step = best < 0 ? 0 : steps[best];
  return step < 20 ? 0 : step;
}

// @ts-check
// The sentence under the picture: chosen by what is happening, with the numbers of this moment.
import { html } from 'lit';
import { fixed, percent, significant, whole } from '../../../../kit/numbers.js';
import { compareRuns, explodedAt, healthOf, peakOf } from './look.js';
import { defaultSettings, differences, settingsOf } from './experiment.js';
import { ranges } from './limits.js';
import { forkChanges, labelRuns, writeSetting } from './labels.js';

/**
 * @typedef {import('./look.js').Look} Look
 * @typedef {import('./experiment.js').Experiment} Experiment
 * @typedef {typeof import('./strings.js').strings.en} Words
 */

export const megabytes = (/** @type {number} */ bytes) => fixed(bytes / 1e6, 1);
export const ofHundred = (/** @type {number} */ accuracy) => fixed(accuracy * 100, 1);

/**
 * Two losses to be compared: with as many decimals as each other, and as many as it takes to tell them apart.
 * @param {number} before @param {number} now @returns {[string, string]}
 */
export function alike(before, now) {
  if (!(Math.max(before, now) < 1e4)) return /** @type {[string, string]} */ ([before, now].map(large));
  const decimals = [2, 3, 4].find((digits) => fixed(before, digits) !== fixed(now, digits)) ?? 2;
  return [fixed(before, decimals), fixed(now, decimals)];
}

/** Three digits of a loss that may be beyond all measure: 2.42, 513,000, 3.1·10⁹. @param {number} loss */
const large = (loss) => (loss >= 1e4 && loss < 1e6 ? whole(Number(loss.toPrecision(3))) : significant(loss));

/**
 * @param {Experiment} state @param {Look} look @param {Words} words
 * @param {{ travelled: number | null, playing: boolean }} session
 */
export function writeCaption(state, look, words, session) {
  const { data, status, step } = look;
  if (status === 'refused') return refusedCaption(state, words);
  if (status === 'failed') return words.captionFailed(whole(step));
  if (status === 'diverged') return divergedCaption(state, look, words);
  if (status === 'opening') return `${words.loadingEngine} …`;
  if (status === 'waiting') {
    if (data?.phase === 'failed') return words.captionDataFailed;
    if (data?.phase === 'generating') return words.captionMaking(whole(data.loaded), whole(data.total));
    return words.captionWaiting(megabytes(data?.loaded ?? 0), megabytes(data?.total ?? 0));
  }
  if (status === 'travelling' && look.run && Math.abs(look.run.measures.step - step) > 2000) {
    return words.captionTravelling(whole(step), fixed((session.travelled ?? 0) * 100, 0));
  }
  if (step > 0 && step === look.from && look.reach === look.from && !session.playing) return forkCaption(look, words);
  if (step === 0 && !session.playing && look.reach === 0) {
    return untrainedCaption(state, look, words);
  }
  return html`${progressCaption(state, look, words, session)}${compareCaption(look, words)}`;
}

/** @param {Experiment} state @param {Look} look @param {Words} words */
function untrainedCaption(state, { parameterCount, evaluation }, words) {
  const accuracy = evaluation ? ofHundred(evaluation.accuracy) : '';
  return words.captionBefore(whole(parameterCount), accuracy, state.initialisation === 'zero');
}

/**
 * What the engine says of it is for the console: here stand the settings that may be at fault.
 * @param {Experiment} state @param {Words} words
 */
function refusedCaption(state, words) {
  const settings = settingsOf(state);
  const unusual = differences(defaultSettings, settings).map(
    (key, index) =>
      html`${index ? words.comma : ''}${words.captionSetting(words[key], writeSetting(words, key, settings[key]), limitsOf(key))}`,
  );
  return words.captionRefused(unusual.length ? unusual : words.defaultSettings);
}

/** How far a number may go. @param {string} key @returns {[string, string] | null} */
function limitsOf(key) {
  const range = ranges[/** @type {keyof typeof ranges} */ (key)];
  return range ? [significant(range.min, 12), significant(range.max, 12)] : null;
}

/** 30, 1.5: passes over the training digits. @param {number} passes */
export const passesText = (passes) => String(Number(passes.toFixed(1)));

/** @param {Experiment} state @param {Look} look @param {Words} words */
function divergedCaption({ learningRate, weightDecay }, look, words) {
  const step = whole(explodedAt(look) ?? look.step);
  const rate = significant(learningRate);
  // θ ← (1 − ηλ) θ grows without the help of any gradient where |1 − ηλ| > 1.
  if (learningRate * weightDecay <= 2) return words.captionDiverged(step, rate);
  return words.captionDecayed(step, rate, significant(weightDecay), significant(1 - learningRate * weightDecay));
}

/** @param {Look} look @param {Words} words */
function forkCaption(look, words) {
  const changes = forkChanges(look.path).map(
    ({ key, before, after }, index) =>
      html`${index ? words.comma : ''}${words.captionChange(words[key], writeSetting(words, key, before), writeSetting(words, key, after))}`,
  );
  return words.captionFork(whole(look.from), changes);
}

/** @param {Experiment} state @param {Look} look @param {Words} words @param {{ playing: boolean }} session */
function progressCaption(state, look, words, { playing }) {
  const { evaluation, step, reach, samples, trainTotal, start, data } = look;
  if (!evaluation && step > 0) return words.captionLinked(whole(step));
  if (!evaluation) return untrainedCaption(state, look, words);
  const accuracy = ofHundred(evaluation.accuracy);
  if (!playing && step < reach) return words.captionPast(whole(step), whole(reach), accuracy);
  const health = healthOf(look);
  if (health !== 'well') {
    const [was, is] = alike(start?.loss ?? NaN, evaluation.loss);
    const rate = significant(state.learningRate);
    if (health === 'wrecked') {
      const peak = peakOf(look);
      return words.captionWrecked(
        whole(explodedAt(look) ?? step),
        was,
        peak > evaluation.loss ? alike(peak, peak)[0] : '',
        is,
        rate,
      );
    }
    return health === 'dead'
      ? words.captionDead(whole(step), accuracy, rate)
      : words.captionCreeping(whole(step), was, is, rate);
  }
  const goal = look.goal ? writeGoal(look.goal, words) : '';
  if (start && samples < trainTotal) {
    const [before, now] = alike(start.loss, evaluation.loss);
    return html`${words.captionTrainingFirst(whole(samples), whole(state.batchSize), accuracy, before, now)}${goal}`;
  }
  const count = data?.test.total || 10000;
  const wrong = Math.round((1 - evaluation.accuracy) * count);
  return html`${words.captionTraining(passesText(samples / trainTotal), whole(wrong), whole(count), fixed(evaluation.loss, 3))}${goal}`;
}

/** @param {NonNullable<Look['goal']>} goal @param {Words} words */
const writeGoal = ({ kept, seconds, step }, words) =>
  kept ? words.captionGoal(fixed(seconds, 2), whole(step)) : words.captionGoalLost(whole(step));

/** @param {Look} look @param {Words} words */
function compareCaption(look, words) {
  const compared = compareRuns(look);
  if (!compared) return '';
  const labels = labelRuns(
    look.lines.map(({ path }) => path),
    words,
  );
  const known = labels.flatMap((label, index) => {
    const accuracy = compared.accuracies[index];
    return accuracy === null ? [] : [{ label, accuracy }];
  });
  if (known.length < 2) return '';
  const list = known.map(
    ({ label, accuracy }, index) => html`${index ? words.comma : ''}${words.captionOther(label, percent(accuracy))}`,
  );
  return words.captionOthers(whole(compared.step), list);
}

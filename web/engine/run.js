// @ts-check
import { History } from './history.js';

/** @import { Alterations, Evaluation, Goal, Measures, Recipe } from './types.js' */
/** @import { RunReport, RunStatus, Snapshot, TrainerSettings } from './types.js' */

/**
 * A training run as the page sees it. The work is done in the worker; what has been seen is kept here.
 *
 * Whatever is asked of a run is a goal: go to rest, train up to a step, travel to a step. A goal can be sent
 * again to a worker that takes over, so nothing that a learner asked for is lost when one dies.
 *
 * Events: 'progress' (at most once per 16 ms), 'status', 'restored'.
 */
export class Run extends EventTarget {
  /** @type {RunStatus} */
  status = 'paused';
  message = '';
  /** @type {Measures} */
  measures = { step: 0, samples: 0, epoch: 0, trainingSeconds: 0, samplesPerSecond: 0 };
  /** @type {Evaluation | null} */
  evaluation = null;

  #laboratory;
  /** @type {Goal} */
  #goal = { kind: 'rest' };
  #goalNumber = 0;
  /** @type {{ number: number, resolve: () => void }[]} */
  #awaited = [];
  /** @type {Snapshot | null} */
  #recovery = null;
  /** @type {((fraction: number) => void) | null} */
  #onTravel = null;
  #over = false;

  /**
   * @param {import('./training.js').Laboratory} laboratory
   * @param {string} id
   * @param {Recipe} recipe
   * @param {Alterations | null} alterations of its data, complete
   * @param {{ run: Run, step: number } | null} parent
   * @param {History} [history]
   */
  constructor(laboratory, id, recipe, alterations, parent, history = new History()) {
    super();
    this.#laboratory = laboratory;
    this.id = id;
    this.recipe = recipe;
    this.alterations = alterations;
    this.parent = parent;
    this.history = history;
  }

  /** The settings that hold now; in a branch, after its fork. @returns {TrainerSettings} */
  get settings() {
    return this.recipe[this.recipe.length - 1].settings;
  }

  /**
   * Trains until `untilStep` or pause(); resolves when the run has come to rest.
   * @param {{ untilStep?: number }} [options]
   */
  async start({ untilStep = Infinity } = {}) {
    requireStep(untilStep, 'untilStep');
    return this.#pursue({ kind: 'train', until: untilStep });
  }

  /** Resolves when at rest. A journey under way is given up: the run is back where it was. */
  pause() {
    return this.#pursue({ kind: 'rest' });
  }

  /** Exactly so many steps more; resolves when they are done. @param {number} [steps] */
  async step(steps = 1) {
    requireStep(steps, 'the number of steps');
    return this.#pursue({ kind: 'train', until: this.measures.step + steps });
  }

  /**
   * To any step, back or ahead, exactly as training went or would go through it.
   * @param {number} step
   * @param {{ signal?: AbortSignal, onProgress?: (fraction: number) => void }} [options]
   * @returns {Promise<{ step: number, cancelled: boolean }>} cancelled: the run is where it was before
   */
  async travel(step, { signal, onProgress } = {}) {
    requireStep(step, 'the step to travel to');
    if (signal?.aborted) return { step: this.measures.step, cancelled: true };
    const cancel = () => this.pause();
    signal?.addEventListener('abort', cancel, { once: true });
    this.#onTravel = onProgress ?? null;
    await this.#pursue({ kind: 'travel', step });
    signal?.removeEventListener('abort', cancel);
    return { step: this.measures.step, cancelled: this.measures.step !== step };
  }

  /**
   * A new run that shares this one's way up to `step` and goes on from there with other settings.
   * @param {number} step
   * @param {Partial<TrainerSettings>} changes anything but the layers
   * @returns {Promise<Run>}
   */
  async branch(step, changes) {
    requireStep(step, 'the step to branch from');
    return this.#laboratory.branch(this, step, changes);
  }

  /** Of the present step, ready for Engine.createClassifier. @returns {Promise<Float32Array<ArrayBuffer>>} */
  parameters() {
    return this.#laboratory.call('parameters', this.id);
  }

  /**
   * The samples that this run learns from, with their alterations.
   * @param {'train' | 'test'} part
   * @param {number[]} indices
   */
  samples(part, indices) {
    return this.#laboratory.call('samples', part, indices, this.id);
  }

  dispose() {
    this.closed();
    this.#laboratory.remove(this);
  }

  // --- for Laboratory ---------------------------------------------------------------------------------------

  /** @param {RunReport} report */
  receive(report) {
    for (const { from, values } of report.losses) this.history.addLosses(from, values);
    for (const point of report.evaluations) this.history.addEvaluation(point);
    if (report.evaluation) this.#note(report.evaluation);
    if (report.snapshots) this.history.snapshots = report.snapshots;
    if (report.recovery) this.#recovery = report.recovery;
    this.measures = report.measures;
    if (report.status === 'travelling') this.#onTravel?.(report.travelled);
    this.#become(report.status, report.message);
    this.dispatchEvent(new Event('progress'));
    if (report.settled >= this.#goalNumber) this.#goal = { kind: 'rest' };
    this.#settle(report.settled);
  }

  /**
   * Where training came to rest, an evaluation belongs to the history like those on the way.
   * @param {Evaluation} evaluation
   */
  #note(evaluation) {
    this.evaluation = evaluation;
    const { count, confusion, recall, precision, ...point } = evaluation;
    if (point.step === this.history.lastStep) this.history.addEvaluation(point);
  }

  /** What a new worker needs to take over. */
  remembered() {
    return { recovery: this.#recovery, furthest: this.history.lastStep };
  }

  restored() {
    if (this.#recovery) this.measures = { ...this.measures, step: this.#recovery.step };
    this.dispatchEvent(new Event('restored'));
    this.#send();
  }

  /** @param {string} words */
  fail(words) {
    this.#goal = { kind: 'rest' };
    this.#become('failed', words);
    this.#settle(Infinity);
  }

  closed() {
    this.#over = true;
    this.#settle(Infinity);
  }

  /** @param {Goal} goal @returns {Promise<void>} */
  #pursue(goal) {
    if (this.#over) return Promise.reject(new Error('this run has been disposed of'));
    this.#goal = goal;
    this.#goalNumber += 1;
    const number = this.#goalNumber;
    const settled = new Promise((/** @type {(value: void) => void} */ resolve) => {
      this.#awaited.push({ number, resolve });
    });
    this.#send();
    return settled;
  }

  #send() {
    this.#laboratory.call('pursue', this.id, this.#goal, this.#goalNumber).catch((error) => this.fail(error.message));
  }

  /** @param {number} number */
  #settle(number) {
    const [settled, waiting] = [[], []].map((_, late) => this.#awaited.filter((one) => one.number > number === !!late));
    this.#awaited = waiting;
    for (const { resolve } of settled) resolve();
  }

  /** @param {RunStatus} status @param {string} message */
  #become(status, message) {
    if (this.status === status && this.message === message) return;
    this.status = status;
    this.message = message;
    this.dispatchEvent(new Event('status'));
  }
}

/** @param {number} step @param {string} name */
function requireStep(step, name) {
  if (step === Infinity && name === 'untilStep') return;
  if (!Number.isSafeInteger(step) || step < 0) {
    throw new Error(`${name} is ${step}; it must be a whole number of 0 or more`);
  }
}

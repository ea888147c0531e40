// @ts-check
import * as Comlink from 'comlink';
import { AlteredDataSets } from './altered-data.js';
import { DataSet } from './data.js';
import { cancelled, Job, turns } from './job.js';
import { loadLaboratoryEngine } from './laboratory-engine.js';
import { RoundRobin } from './pace.js';
import { WorkerRun } from './worker-run.js';

/** @import { Alterations, DataState, Goal, Recipe, Snapshot, TrainerSettings } from './types.js' */

/**
 * A recipe whose last segment may leave settings out; those before it come from a run and are complete.
 * @typedef {{ fromStep: number, settings: Partial<TrainerSettings> }[]} RecipeDraft
 */

/**
 * What is to be looked at; run, to: their numbers; part: of the samples that the loss is measured on.
 * @typedef {{ kind: 'landscape', run: string, part: 'train' | 'test', options: import('./types.js').LandscapeOptions }
 *   | { kind: 'curvature', run: string, part: 'train' | 'test', options: import('./types.js').CurvatureOptions }
 *   | { kind: 'line', run: string, to: string, options: import('./types.js').LineOptions }} Study
 * @typedef {import('./laboratory-engine.js').LaboratoryEngine} LaboratoryEngine
 * @typedef {{
 *   landscape: ReturnType<ReturnType<LaboratoryEngine['createLandscape']>['result']>,
 *   curvature: ReturnType<ReturnType<LaboratoryEngine['createCurvature']>['result']>,
 *   line: ReturnType<ReturnType<LaboratoryEngine['createLine']>['result']>,
 * }} Findings of each kind of study
 */

/**
 * What the worker tells by itself.
 * @typedef {{ kind: 'study', id: number, progress: import('./job.js').Progress, result: unknown }
 *   | { kind: 'run', report: import('./types.js').RunReport } | { kind: 'data', data: DataState }} Message
 */

/**
 * How the worker's work takes turns: job.js; and how often at most the page hears of a run, in milliseconds.
 * @typedef {import('./job.js').Turns & { frame: number }} ServiceTurns
 * @type {ServiceTurns}
 */
const ownTurns = { ...turns, frame: 16 };

/**
 * The worker's side: one engine, one data set, several runs that take turns. The page calls its methods
 * through Comlink; what happens by itself (progress, arriving data) goes the other way as plain messages.
 */
export class TrainingService {
  /** @type {LaboratoryEngine | null} */
  #engine = null;
  /** @type {DataSet | null} */
  #data = null;
  /** @type {Map<string, WorkerRun>} */
  #runs = new Map();
  /** @type {Map<number, { cancel(): void }>} */
  #studies = new Map();
  /** @type {((value: unknown) => void)[]} studies that need all the data */
  #waiting = [];
  /** @type {Set<number>} cancelled before they began */
  #cancelled = new Set();
  #altered = new AlteredDataSets();
  #roundRobin = new RoundRobin(
    () => this.#report(),
    (error, job) => this.#die(error, job instanceof WorkerRun ? job.id : null),
  );
  #lastReport = -Infinity;
  #dataChanged = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
  #closed = false;
  #post;
  #turns;

  /** @param {(message: object, transfer: Transferable[]) => void} post @param {Partial<ServiceTurns>} [given] */
  constructor(post, given) {
    this.#post = post;
    this.#turns = { ...ownTurns, ...given };
  }

  /**
   * Loads the engine, and begins to fetch or to write the data.
   * @param {{ dataUrl: string | null, build?: import('./build.js').Build }} options
   */
  async open({ dataUrl, build }) {
    this.#engine = await loadLaboratoryEngine({ build });
    if (this.#closed) throw new Error('training was closed');
    this.#data = new DataSet(this.#engine, () => this.#onData());
    this.#roundRobin.add(this.#data);
    this.#data.load(dataUrl).catch((error) => this.#die(error, null));
    return { build: this.#engine.build, ranges: this.#engine.ranges };
  }

  async retryData() {
    await this.#data?.resume();
    this.#flush(); // what came of it is known before this call returns
  }

  /**
   * @param {'train' | 'test'} part
   * @param {number[]} indices
   * @param {string | null} [id] of the run that learns from them
   */
  samples(part, indices, id = null) {
    const samples = id ? this.#run(id).samples(part, indices) : this.#opened.data.samples(part, indices);
    return Comlink.transfer(samples, [samples.pixels.buffer, samples.labels.buffer]);
  }

  /**
   * The training images that look most like a drawing.
   * @param {ArrayLike<number>} pixels @param {number} count
   */
  nearest(pixels, count) {
    const { data } = this.#opened;
    if (!data.train) throw new Error('there are no train samples yet');
    const nearest = data.train.nearest(pixels, count);
    return Comlink.transfer(nearest, [nearest.indices.buffer, nearest.distances.buffer, nearest.labels.buffer]);
  }

  /**
   * Completes what the run is made from and creates it; rejects with words for what is not allowed.
   * @param {object} options
   * @param {string} options.id
   * @param {RecipeDraft} options.recipe
   * @param {Partial<Alterations> | null} [options.alterations] null: the data as they are
   * @param {{ id: string, settings: TrainerSettings } | null} [options.parent] the run that this one branches from
   * @param {Snapshot | null} [options.recovery]
   * @param {number} [options.furthest]
   * @returns {{ recipe: Recipe, alterations: Alterations | null }} complete
   */
  createRun({ id, recipe: draft, alterations = null, parent = null, recovery = null, furthest = 0 }) {
    const { engine, data } = this.#opened;
    const { fromStep, settings } = draft[draft.length - 1];
    const complete = engine.completeTrainerSettings(settings);
    if (parent) requireEqualShape(parent.settings, complete);
    const recipe = [.../** @type {Recipe} */ (draft.slice(0, -1)), { fromStep, settings: complete }];
    const altered = alterations && engine.completeAlterations(alterations);
    const snapshots = parent ? this.#runs.get(parent.id)?.snapshotsUpTo(fromStep) : undefined;
    const own = altered ? this.#altered.of(id, engine, data, altered) : data;
    const run = new WorkerRun({ id, recipe, engine, data: own, recovery, furthest, snapshots });
    this.#runs.set(id, run);
    this.#roundRobin.add(run);
    return { recipe, alterations: altered };
  }

  /** @param {string} id @param {Goal} goal @param {number} number */
  pursue(id, goal, number) {
    this.#runs.get(id)?.pursue(goal, number);
    this.#roundRobin.wake();
  }

  /** @param {string} id */
  async parameters(id) {
    const parameters = await this.#run(id).parameters();
    return Comlink.transfer(parameters, [parameters.buffer]);
  }

  /**
   * Long work on what lies around a run; it takes turns with the training.
   * @param {number} id by which the page cancels it, and knows its progress
   * @param {Study} study
   * @returns {Promise<Findings[Study['kind']]>} finished
   */
  async study(id, study) {
    const work = await this.#begin(study);
    if (this.#cancelled.delete(id)) {
      work.delete();
      throw cancelled();
    }
    return new Promise((resolve, reject) => {
      const job = new Job(
        work,
        { resolve, reject },
        (progress, result) => this.#post({ kind: 'study', id, progress, result }, []),
        this.#turns,
      );
      job.onEnd = () => {
        this.#studies.delete(id);
        this.#roundRobin.remove(job);
      };
      this.#studies.set(id, job);
      this.#roundRobin.add(job);
    });
  }

  /** @param {number} id */
  cancelStudy(id) {
    const job = this.#studies.get(id);
    if (job) job.cancel();
    else this.#cancelled.add(id);
  }

  /** @param {string} id of a run */
  async principalPlane(id) {
    const { snapshots } = await this.#run(id).subject();
    return this.#opened.engine.principalPlane(snapshots);
  }

  /** @param {Study} study @returns {Promise<import('./work.js').Work<Findings[Study['kind']]>>} */
  async #begin(study) {
    const { engine, data: own } = this.#opened;
    while (own.state.phase === 'loading' || own.state.phase === 'generating')
      await new Promise((resolve) => this.#waiting.push(resolve));
    const { settings, parameters, train, test } = await this.#run(study.run).subject();
    const data = 'part' in study && study.part === 'test' ? test : train;
    if (study.kind === 'landscape') return engine.createLandscape(settings, parameters, data, study.options);
    if (study.kind === 'curvature') return engine.createCurvature(settings, parameters, data, study.options);
    const other = await this.#run(study.to).subject();
    return engine.createLine(settings, parameters, other.parameters, train, test, study.options);
  }

  /** @param {string} id */
  dispose(id) {
    const run = this.#runs.get(id);
    if (!run) return;
    this.#roundRobin.remove(run);
    this.#runs.delete(id);
    run.dispose();
    this.#altered.release(id);
  }

  /** Answers, which is all that it is for: a worker that does not has died. */
  beat() {}

  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
    for (const job of [...this.#studies.values()]) job.cancel();
    for (const id of [...this.#runs.keys()]) this.dispose(id);
    this.#data?.dispose();
    this.#roundRobin.close();
  }

  handles() {
    return this.#engine?.handles() ?? 0;
  }

  /** @param {string} id */
  #run(id) {
    const run = this.#runs.get(id);
    if (!run) throw new Error('this run has been disposed of');
    return run;
  }

  get #opened() {
    if (!this.#engine || !this.#data) throw new Error('training is not open yet');
    return { engine: this.#engine, data: this.#data };
  }

  #onData() {
    this.#dataChanged = true;
    for (const resume of this.#waiting.splice(0)) resume(null);
    this.#roundRobin.wake();
  }

  /** After every slice; what the page is told comes at most once a frame, but for the end of something. */
  #report() {
    const now = performance.now();
    const urgent = [...this.#runs.values()].some((run) => run.urgent);
    if (!urgent && now - this.#lastReport < this.#turns.frame) {
      this.#reportLater();
      return;
    }
    this.#lastReport = now;
    this.#flush();
  }

  #flush() {
    if (this.#dataChanged && this.#data) {
      this.#dataChanged = false;
      const { train, test, ...state } = this.#data.state;
      this.#post({ kind: 'data', data: { ...state, train: { ...train }, test: { ...test } } }, []);
    }
    for (const run of this.#runs.values()) {
      const news = run.report();
      if (news) this.#post({ kind: 'run', report: news.report }, news.transfer);
    }
  }

  /** When the last slice is done, what it left to say must still be said. */
  #reportLater() {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#report();
    }, this.#turns.frame);
  }

  /** @param {unknown} error @param {string | null} run */
  #die(error, run) {
    const words = error instanceof Error ? error.message : String(error);
    this.#post({ kind: 'dead', words, run }, []);
    this.#roundRobin.close();
  }
}

/**
 * What a snapshot's parameters are for must stay the same where one run goes on from another's.
 * @param {TrainerSettings} before @param {TrainerSettings} after
 */
function requireEqualShape(before, after) {
  for (const name of /** @type {const} */ (['hidden', 'filters', 'filterSize', 'pooling'])) {
    const isOfUse = name === 'hidden' || name === 'filters' || before.filters.length > 0;
    if (!isOfUse || `${after[name]}` === `${before[name]}`) continue;
    throw new Error(
      `a branch keeps the layers of its run: ${name} is ${shown(before[name])} there and cannot become ${shown(after[name])}; start a new run for other layers`,
    );
  }
}

/** @param {number[] | number | string} value */
const shown = (value) => (Array.isArray(value) ? `[${value.join(', ')}]` : String(value));

/**
 * Puts a service behind an endpoint: the worker's own, or a port in a test.
 * @param {Comlink.Endpoint} endpoint @param {Partial<ServiceTurns>} [given]
 */
export function serve(endpoint, given) {
  const service = new TrainingService((message, transfer) => endpoint.postMessage(message, transfer), given);
  Comlink.expose(service, endpoint);
  return service;
}

// @ts-check
import { supportedBuild } from './build.js';
import { nothingLoaded } from './data-state.js';
import { Link, WorkerDied } from './link.js';
import { Run } from './run.js';

/** @import { Alterations, DataState, Recipe, TrainerSettings } from './types.js' */
/** @import { Findings, Message, TrainingService } from './training-service.js' */

export { EngineUnsupported } from './build.js';

/**
 * @template Result
 * @typedef {import('./job.js').Following<Result>} Following
 */

const mostRestarts = 3;
const restartWindow = 30_000;

/**
 * Opens the worker in which training happens, and begins to fetch its data.
 *
 * @param {object} options
 * @param {string | null} options.dataUrl the manifest; null for synthetic handwriting
 * @param {(data: DataState) => void} [options.onData]
 * @param {Partial<Alterations>} [options.alterations] of the data of every run that names no others
 * @param {import('./build.js').Build} [options.build]
 * @param {() => Worker} [options.createWorker] for tests, and for pages that carry their worker with them
 * @returns {Promise<Laboratory>} rejects with EngineUnsupported where the core cannot run
 */
export async function openLaboratory(options) {
  await supportedBuild();
  const laboratory = new Laboratory(options);
  await laboratory.ready;
  return laboratory;
}

/**
 * One worker with one data set, and the runs in it. Events: 'data', 'restarted'.
 *
 * The worker may die (a phone that is short of memory ends it without asking). Everything that a learner could
 * miss is therefore kept here, on the page: recipes, histories, the latest snapshot of each run.
 */
export class Laboratory extends EventTarget {
  data = nothingLoaded();

  /** @type {Link<TrainingService, Message>} */
  #link;
  /** @type {Map<string, Run>} */
  #runs = new Map();
  #options;
  #closed = false;
  #nextId = 1;
  /** @type {Map<number, Following<unknown>>} of studies under way */
  #followers = new Map();
  /** @type {number[]} */
  #deaths = [];
  /**
   * @type {import('./laboratory-engine.js').LaboratoryEngine['ranges'] | null} of alterations and searches; null before
   *   the worker is open
   */
  ranges = null;
  /** @type {Promise<unknown>} settles when the present worker can be called */
  ready;

  /** @param {Parameters<typeof openLaboratory>[0]} options */
  constructor(options) {
    super();
    this.#options = options;
    this.#link = this.#connect();
    this.ready = this.#open();
  }

  /**
   * @param {Partial<TrainerSettings>} [settings]
   * @param {{ alterations?: Partial<Alterations> | null }} [options] alterations: of this run's data instead of those
   *   of
   *   the laboratory; null: the data as they are
   * @returns {Promise<Run>} rejects with words for settings that are not allowed
   */
  async createRun(settings = {}, { alterations = this.#options.alterations ?? null } = {}) {
    return this.#add([{ fromStep: 0, settings }], alterations, null);
  }

  /**
   * The training images that are closest to a drawing pixel by pixel, as they are before any alteration, of those that
   * have arrived; nearest first.
   * @param {ArrayLike<number>} pixels 784 numbers from 0 (paper) to 1 (ink)
   * @param {number} [count] from 1 to 1000
   * @returns {Promise<{ indices: Uint32Array, distances: Float64Array, labels: Uint8Array }>} indices: as samples()
   *   takes
   *   them; distances: from 0 to 28
   */
  nearest(pixels, count = 8) {
    return this.call('nearest', pixels, count);
  }

  /**
   * The mean loss over a plane through a run's present parameters: see LaboratoryEngine.createLandscape.
   * @param {Run} run
   * @param {import('./types.js').LandscapeOptions & { part?: 'train' | 'test' }} [options] part: of the samples
   *   measured on
   * @param {Following<Findings['landscape']>} [following]
   */
  landscape(run, { part = 'train', ...options } = {}, following) {
    return this.#study({ kind: 'landscape', run: run.id, part, options }, following);
  }

  /**
   * Loss and accuracy on the straight way from one run to another with the same layers: see
   * LaboratoryEngine.createLine.
   * @param {Run} run @param {Run} to @param {import('./types.js').LineOptions} [options]
   * @param {Following<Findings['line']>} [following]
   */
  line(run, to, options = {}, following) {
    return this.#study({ kind: 'line', run: run.id, to: to.id, options }, following);
  }

  /**
   * How sharply the loss curves at a run's present parameters: see LaboratoryEngine.createCurvature.
   * @param {Run} run
   * @param {import('./types.js').CurvatureOptions & { part?: 'train' | 'test' }} [options]
   * @param {Following<Findings['curvature']>} [following]
   */
  curvature(run, { part = 'train', ...options } = {}, following) {
    return this.#study({ kind: 'curvature', run: run.id, part, options }, following);
  }

  /**
   * The plane in which a run's way to its present step is seen best: see LaboratoryEngine.principalPlane. Its
   * directions and window are what landscape() takes as first, second, alpha and beta.
   * @param {Run} run
   */
  principalPlane(run) {
    return this.call('principalPlane', run.id);
  }

  /** Fetches what is missing after a download broke off. */
  async retryData() {
    await this.call('retryData');
  }

  /** @param {'train' | 'test'} part @param {number[]} indices */
  samples(part, indices) {
    return this.call('samples', part, indices);
  }

  close() {
    this.#closed = true;
    this.#link.close();
    for (const run of this.#runs.values()) run.closed();
    this.#runs.clear();
  }

  // --- for Run ----------------------------------------------------------------------------------------------

  /**
   * Calls the worker; if it dies meanwhile, its successor.
   * @template {keyof TrainingService} Method
   * @param {Method} method
   * @param {Parameters<TrainingService[Method]>} args
   * @returns {Promise<Awaited<ReturnType<TrainingService[Method]>>>}
   */
  async call(method, ...args) {
    for (let attempt = 0; ; ++attempt) {
      await this.ready;
      try {
        return await this.#link.call(method, ...args);
      } catch (error) {
        if (!(error instanceof WorkerDied) || this.#closed || attempt >= mostRestarts) throw error;
      }
    }
  }

  /** @param {Run} parent @param {number} step @param {Partial<TrainerSettings>} changes */
  async branch(parent, step, changes) {
    const before = parent.recipe.filter((segment) => segment.fromStep < step);
    // How many workers are of use is found anew: another batch, another number.
    const { workers: _, ...settings } = /** @type {Recipe[number]} */ ((before.length ? before : parent.recipe).at(-1))
      .settings;
    const segment = { fromStep: before.length ? step : 0, settings: { ...settings, ...changes } };
    const run = await this.#add([...before, segment], parent.alterations, { run: parent, step });
    await run.travel(step);
    return run;
  }

  /** @param {Run} run */
  remove(run) {
    if (!this.#runs.delete(run.id) || this.#closed) return;
    this.call('dispose', run.id).catch(() => {});
  }

  /**
   * A worker that dies meanwhile begins again in its successor.
   * @template {import('./training-service.js').Study} S
   * @param {S} study @param {Following<Findings[S['kind']]>} [following]
   */
  async #study(study, following = {}) {
    const { signal } = following;
    signal?.throwIfAborted();
    const id = this.#nextId++;
    const cancel = () => void this.call('cancelStudy', id).catch(() => {});
    this.#followers.set(id, following);
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      return /** @type {Findings[S['kind']]} */ (await this.call('study', id, study));
    } finally {
      signal?.removeEventListener('abort', cancel);
      this.#followers.delete(id);
    }
  }

  // --- the worker -------------------------------------------------------------------------------------------

  /**
   * @param {import('./training-service.js').RecipeDraft} draft
   * @param {Partial<Alterations> | null} alterations
   * @param {{ run: Run, step: number } | null} parent
   */
  async #add(draft, alterations, parent) {
    const id = `run-${this.#nextId++}`;
    const history = parent?.run.history.upTo(parent.step);
    const made = await this.call('createRun', {
      id,
      recipe: draft,
      alterations,
      parent: parent && { id: parent.run.id, settings: parent.run.settings },
      furthest: history?.lastStep ?? 0,
    });
    const run = new Run(this, id, made.recipe, made.alterations, parent, history);
    this.#runs.set(id, run);
    return run;
  }

  /** @returns {Link<TrainingService, Message>} */
  #connect() {
    return new Link({
      createWorker: this.#options.createWorker,
      onMessage: (message) => this.#receive(message),
      onDeath: (words, run) => this.#onDeath(words, run),
    });
  }

  async #open() {
    const { dataUrl, build } = this.#options;
    this.ranges = (await this.#link.call('open', { dataUrl, build })).ranges;
    for (const run of this.#runs.values()) {
      await this.#link.call('createRun', {
        id: run.id,
        recipe: run.recipe,
        alterations: run.alterations,
        ...run.remembered(),
      });
      run.restored();
    }
  }

  /** @param {Message} message */
  #receive(message) {
    if (message.kind === 'study') this.#followers.get(message.id)?.onProgress?.(message.progress, message.result);
    if (message.kind === 'run') this.#runs.get(message.report.id)?.receive(message.report);
    if (message.kind === 'data') {
      this.data = message.data;
      this.#options.onData?.(message.data);
      this.dispatchEvent(new Event('data'));
    }
  }

  /** @param {string} words @param {string | null} id of the run at whose work it died, where that is known */
  #onDeath(words, id) {
    if (this.#closed) return;
    const now = Date.now();
    this.#deaths = [...this.#deaths.filter((time) => now - time < restartWindow), now];
    const culprit = id ? this.#runs.get(id) : undefined;
    if (this.#deaths.length > 1 && culprit) culprit.fail(words);
    if (this.#deaths.length > mostRestarts) return this.#giveUp(words);
    this.#link = this.#connect();
    this.ready = this.#open().catch((error) => {
      if (!(error instanceof WorkerDied)) this.#giveUp(error.message);
    });
    this.ready.then(() => this.dispatchEvent(new Event('restarted')));
  }

  /** @param {string} words */
  #giveUp(words) {
    const sentence = `the training worker keeps stopping (${words}); reload the page to try again`;
    for (const run of this.#runs.values()) run.fail(sentence);
    this.data = { ...this.data, phase: 'failed', error: sentence, problem: { code: 'stopped', file: '' } };
    this.#options.onData?.(this.data);
    this.dispatchEvent(new Event('data'));
    this.close();
  }
}

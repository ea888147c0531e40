// @ts-check
// Between the figure's state and the engine's runs: brings about what the state asks for, one request at a time.
// A newer request ends the older one, so that no quick succession of clicks can leave two of them at work.
import { loadEngine } from '../../../../engine/engine.js';
import { openDigits } from '../../../../engine/shared-laboratory.js';
import { writePath } from './experiment.js';
import { interval, stride } from './pace.js';
import { Runs } from './runs.js';

/**
 * @typedef {import('./experiment.js').Path} Path
 * @typedef {import('./runs.js').Run} Run
 * @typedef {import('./experiment.js').Compared} Compared
 * @typedef {{ path: Path, step: number | null, reach: number, compared: readonly Compared[], play: boolean,
 *   until: number, delay: number, pace: () => import('./pace.js').Pace, pass: number }} Request
 *   step: where to stand, null for wherever the run comes to rest; reach: how far its curve goes; until: where training
 *   pauses by itself; pass: the step that ends one pass over the digits, where training stops for a moment to be
 *   evaluated; delay: milliseconds to wait first, while a knob may still be moving
 */

/** @fires change whenever something to be shown may differ; rest when training has come to an end by itself */
export class Session extends EventTarget {
  /** @type {import('../../../../engine/training.js').Laboratory | null} */
  laboratory = null;
  /** @type {Awaited<ReturnType<typeof loadEngine>> | null} */
  engine = null;
  /** The run of the path that was wished for last, once it exists. @type {Run | null} */
  run = null;
  playing = false;
  /** Asked to pause, and not yet at rest. */
  settling = false;
  /** Share of a replay that is done, null when none is going on. @type {number | null} */
  travelled = null;
  /** Words of the engine when it refused the settings. */
  refused = '';
  /** The worker was replaced, and nothing has been asked for since. */
  restored = false;

  /**
   * What each run could do after exactly one pass over the training digits.
   * @type {WeakMap<Run, import('./look.js').Evaluation>}
   */
  passed = new WeakMap();

  /** @type {Runs | null} */ #runs = null;
  /** @type {Request | null} */ #request = null;
  #cancellation = new AbortController();
  #lifetime = new AbortController();
  #busy = false;
  #opening = false;

  get opened() {
    return this.laboratory !== null;
  }

  /** What is waited for, by name; nothing at rest. @returns {string[]} */
  get pending() {
    const { laboratory, run } = this;
    if (!laboratory) return this.#opening ? ['the engine'] : [];
    const { phase, test } = laboratory.data;
    const arriving = phase === 'loading' || phase === 'generating';
    // At rest the worker evaluates the network by itself, when all test digits are there.
    const unevaluated =
      run &&
      run.status === 'paused' &&
      test.available > 0 &&
      (run.evaluation?.step !== run.measures.step || run.evaluation.count !== test.available);
    return [
      ...(arriving ? ['the digits'] : []),
      ...(this.#busy ? ['the run'] : []),
      ...(unevaluated ? ['the evaluation'] : []),
    ];
  }

  /** Starts engine and laboratory; the first picture does not wait for them. */
  async open() {
    if (this.#opening) return;
    this.#opening = true;
    try {
      const [engine, laboratory] = await Promise.all([loadEngine(), openDigits()]);
      if (this.#lifetime.signal.aborted) return;
      this.engine = engine;
      this.laboratory = laboratory;
      const { signal } = this.#lifetime;
      for (const type of ['data', 'restarted']) laboratory.addEventListener(type, () => this.#changed(), { signal });
      this.#runs = new Runs(laboratory, (run) => this.#listen(run));
      this.#changed();
      void this.#pursue();
    } finally {
      this.#opening = this.laboratory !== null;
    }
  }

  /** @param {Run} run */
  #listen(run) {
    const { signal } = this.#lifetime;
    for (const type of ['progress', 'status']) run.addEventListener(type, () => this.#changed(), { signal });
    run.addEventListener(
      'restored',
      () => {
        this.restored = true;
        this.#changed();
      },
      { signal },
    );
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }

  /** The run of a path, where it exists. @param {Path} path */
  find(path) {
    return this.#runs?.find(path) ?? null;
  }

  /**
   * A run that was at a step what a path's network is there; while the path's own run is being made, it tells as much.
   * @param {Path} path
   * @param {number} step
   */
  like(path, step) {
    return this.#runs?.like(path, step) ?? null;
  }

  /** @param {Request} request */
  request(request) {
    this.#request = request;
    this.#cancellation.abort();
    this.#cancellation = new AbortController();
    this.playing = request.play;
    this.settling = request.step === null;
    this.refused = '';
    this.restored = false;
    if (this.run && this.run !== this.find(request.path)) this.run = null;
    this.#changed();
    void this.#pursue();
  }

  async #pursue() {
    if (this.#busy || !this.#runs) return;
    this.#busy = true;
    /** @type {Request | null} */
    let done = null;
    while (this.#request && done !== this.#request) {
      /** @type {Request} */
      const request = this.#request;
      try {
        await this.#fulfil(request, this.#cancellation.signal);
        done = request;
      } catch (error) {
        done = request;
        if (!this.#cancellation.signal.aborted) this.#refuse(error);
      }
    }
    this.#busy = false;
  }

  /** @param {unknown} error */
  #refuse(error) {
    console.error(error);
    this.refused = error instanceof Error ? error.message : String(error);
    this.playing = false;
    this.settling = false;
    this.#changed();
  }

  /** @param {Request} request @param {AbortSignal} signal */
  async #fulfil(request, signal) {
    const runs = /** @type {Runs} */ (this.#runs);
    await pauseFor(request.delay, signal);
    if (signal.aborted) return;
    const run = await runs.obtain(request.path, { signal });
    if (signal.aborted) return;
    this.run = run;
    this.#changed();
    if (request.reach > run.history.lastStep) await this.#travel(run, request.reach, signal);
    if (signal.aborted) return;
    if (request.step === null) await this.#rest(run);
    else if (run.measures.step !== request.step) await this.#travel(run, request.step, signal);
    if (signal.aborted) return;
    if (request.play) await this.#train(run, request, signal);
    for (const { path, reach } of request.compared) {
      if (signal.aborted) return;
      await this.#bringUp(path, reach, signal);
    }
    runs.release([request.path, ...request.compared.map(({ path }) => path)]);
  }

  /** Comes to rest wherever training stands. */
  stop() {
    if (this.#request && this.playing) this.request({ ...this.#request, step: null, reach: 0, play: false, delay: 0 });
  }

  /** Whether the run, not the state, says which step is on show. */
  get moving() {
    return this.playing || (this.#request !== null && this.#request.step === null);
  }

  /** @param {Run} run @param {boolean} [itself] it has come to rest where it was to end */
  async #rest(run, itself = false) {
    await run.pause();
    this.playing = false;
    this.settling = false;
    this.dispatchEvent(new CustomEvent('rest', { detail: { itself } }));
    this.#changed();
  }

  /** @param {Run} run @param {number} step @param {AbortSignal} signal */
  async #travel(run, step, signal) {
    const onProgress = (/** @type {number} */ share) => {
      this.travelled = share;
      this.#changed();
    };
    onProgress(0);
    try {
      await run.travel(step, { signal, onProgress });
    } finally {
      this.travelled = null;
      this.#changed();
    }
  }

  /**
   * Runs that a link asks to compare with are trained as far as they had been.
   * @param {Path} path
   * @param {number} reach
   * @param {AbortSignal} signal
   */
  async #bringUp(path, reach, signal) {
    const run = await /** @type {Runs} */ (this.#runs).obtain(path, { signal });
    if (!signal.aborted && run.history.lastStep < reach && run.status !== 'diverged')
      await run.travel(reach, { signal });
    this.#changed();
  }

  /** @param {Run} run @param {Request} request @param {AbortSignal} signal */
  async #train(run, request, signal) {
    const halt = () => void run.pause();
    signal.addEventListener('abort', halt);
    try {
      while (!signal.aborted && run.measures.step < request.until) {
        const pace = request.pace();
        const { step, samplesPerSecond } = run.measures;
        const began = performance.now();
        const steps = stride(pace, step, samplesPerSecond / run.settings.batchSize);
        const stops = [request.until, step + steps, request.pass > step ? request.pass : Infinity];
        await run.start({ untilStep: Math.min(...stops) });
        if (run.evaluation?.step === request.pass) this.passed.set(run, run.evaluation);
        if (run.status === 'diverged' || run.status === 'failed') break;
        if (steps < Infinity) await pauseFor(interval(pace) - (performance.now() - began), signal);
      }
    } finally {
      signal.removeEventListener('abort', halt);
    }
    if (!signal.aborted) await this.#rest(run, run.measures.step >= request.until);
  }

  /** Whether the run on show is that of a path. @param {Path} path */
  shows(path) {
    return this.run !== null && this.#request !== null && writePath(this.#request.path) === writePath(path);
  }

  dispose() {
    this.#request = null;
    this.#cancellation.abort();
    this.#lifetime.abort();
    this.#runs?.dispose();
    this.run = null;
  }
}

/** @param {number} milliseconds @param {AbortSignal} signal */
function pauseFor(milliseconds, signal) {
  if (milliseconds <= 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve(undefined);
    }
  });
}

// @ts-check
// Between the figure's state and the engine's runs: brings about what the state asks for, one wish at a time.
// A newer wish ends the older one, so that no quick succession of clicks can leave two of them at work.
import { loadEngine } from '../../../../engine/engine.js';
import { openDigits } from '../../../../engine/shared-laboratory.js';
import { writePath } from './experiment.js';
import { interval, stride } from './pace.js';
import { Runs } from './runs.js';

/**
 * @typedef {import('./experiment.js').Path} Path
 * @typedef {import('./runs.js').Run} Run
 * @typedef {{ path: Path, step: number | null, reach: number, compared: import('./experiment.js').Compared[], play:
 *   boolean, until: number, delay: number,
 *   pace: () => import('./pace.js').Pace, pass: number }} Wish
 *   step: where to stand, null for wherever the run comes to rest; reach: how far its curve goes; until: where training
 *   pauses by itself; pass: the step
 *   that ends one pass over the digits, where training stops for a moment to be evaluated; delay: milliseconds to wait
 *   first, while a knob may still be moving
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
  /** @type {Wish | null} */ #wish = null;
  #wishing = new AbortController();
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

  /** @param {Wish} wish */
  want(wish) {
    this.#wish = wish;
    this.#wishing.abort();
    this.#wishing = new AbortController();
    this.playing = wish.play;
    this.settling = wish.step === null;
    this.refused = '';
    this.restored = false;
    if (this.run && this.run !== this.find(wish.path)) this.run = null;
    this.#changed();
    void this.#pursue();
  }

  async #pursue() {
    if (this.#busy || !this.#runs) return;
    this.#busy = true;
    /** @type {Wish | null} */
    let done = null;
    while (this.#wish && done !== this.#wish) {
      /** @type {Wish} */
      const wish = this.#wish;
      try {
        await this.#fulfil(wish, this.#wishing.signal);
        done = wish;
      } catch (error) {
        done = wish;
        if (!this.#wishing.signal.aborted) this.#refuse(error);
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

  /** @param {Wish} wish @param {AbortSignal} signal */
  async #fulfil(wish, signal) {
    const runs = /** @type {Runs} */ (this.#runs);
    await pauseFor(wish.delay, signal);
    if (signal.aborted) return;
    const run = await runs.obtain(wish.path, { signal });
    if (signal.aborted) return;
    this.run = run;
    this.#changed();
    if (wish.reach > run.history.lastStep) await this.#travel(run, wish.reach, signal);
    if (signal.aborted) return;
    if (wish.step === null) await this.#rest(run);
    else if (run.measures.step !== wish.step) await this.#travel(run, wish.step, signal);
    if (signal.aborted) return;
    if (wish.play) await this.#train(run, wish, signal);
    for (const { path, reach } of wish.compared) {
      if (signal.aborted) return;
      await this.#bringUp(path, reach, signal);
    }
    runs.release([wish.path, ...wish.compared.map(({ path }) => path)]);
  }

  /** Comes to rest wherever training stands. */
  stop() {
    if (this.#wish && this.playing) this.want({ ...this.#wish, step: null, reach: 0, play: false, delay: 0 });
  }

  /** Whether the run, not the state, says which step is on show. */
  get moving() {
    return this.playing || (this.#wish !== null && this.#wish.step === null);
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

  /** @param {Run} run @param {Wish} wish @param {AbortSignal} signal */
  async #train(run, wish, signal) {
    const halt = () => void run.pause();
    signal.addEventListener('abort', halt);
    try {
      while (!signal.aborted && run.measures.step < wish.until) {
        const pace = wish.pace();
        const { step, samplesPerSecond } = run.measures;
        const began = performance.now();
        const steps = stride(pace, step, samplesPerSecond / run.settings.batchSize);
        const stops = [wish.until, step + steps, wish.pass > step ? wish.pass : Infinity];
        await run.start({ untilStep: Math.min(...stops) });
        if (run.evaluation?.step === wish.pass) this.passed.set(run, run.evaluation);
        if (run.status === 'diverged' || run.status === 'failed') break;
        if (steps < Infinity) await pauseFor(interval(pace) - (performance.now() - began), signal);
      }
    } finally {
      signal.removeEventListener('abort', halt);
    }
    if (!signal.aborted) await this.#rest(run, run.measures.step >= wish.until);
  }

  /** Whether the run on show is that of a path. @param {Path} path */
  shows(path) {
    return this.run !== null && this.#wish !== null && writePath(this.#wish.path) === writePath(path);
  }

  dispose() {
    this.#wish = null;
    this.#wishing.abort();
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

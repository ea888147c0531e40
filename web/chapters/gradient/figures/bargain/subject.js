// @ts-check
// What the figure asks: the digit network after some steps of training, and one batch of digits.
import { loadModels } from '../../../../engine/models.js';
import { openDigits } from '../../../../engine/shared-laboratory.js';
import { widths } from './knobs.js';

/** @typedef {{ seed: number, steps: number, digits: number }} Question */
/**
 * @typedef {object} Answer
 * @property {number} loss
 * @property {Float64Array} gradient
 * @property {number} length of the gradient
 * @property {number} zeros how many components are exactly 0
 * @property {Uint32Array} order the parameters, the steepest first
 * @property {Uint32Array} ranks where each parameter stands in that order, from 1
 * @property {number} milliseconds that backpropagation took
 */

/** Events: 'change', when there is another answer or the way to it has gone on. */
export class Subject extends EventTarget {
  /** @type {Answer | null} */
  answer = null;
  /** @type {import('../../../../engine/probe.js').Probe | null} */
  probe = null;
  /** How far the next answer is, 0…1; null when it is there. @type {number | null} */
  progress = 0;
  /** @type {'mnist' | 'synthetic'} */
  source = 'mnist';

  /** @type {{ seed: number, run: Promise<import('../../../../engine/run.js').Run> } | null} */ #trained = null;
  #asked = 0;
  #closed = false;
  /** @type {AbortController | null} */ #journey = null;

  /** The answer to another question; a later one overtakes it. @param {Question} question */
  async ask(question) {
    const asked = ++this.#asked;
    this.#journey?.abort();
    const journey = new AbortController();
    this.#journey = journey;
    this.#tell(0);
    const overtaken = () => this.#closed || asked !== this.#asked;
    try {
      await this.#answer(question, journey, overtaken);
    } catch (error) {
      if (!overtaken()) throw error; // else its run was freed while it was asked
    }
  }

  /** @param {Question} question @param {AbortController} journey @param {() => boolean} overtaken */
  async #answer({ seed, steps, digits }, journey, overtaken) {
    const [models, laboratory] = await Promise.all([loadModels(), openDigits()]);
    if (overtaken()) return;
    await this.#arrival(laboratory, digits, journey.signal);
    if (overtaken()) return;
    const run = await this.#run(laboratory, seed);
    if (overtaken()) return;
    await run.travel(steps, { signal: journey.signal, onProgress: (fraction) => overtaken() || this.#tell(fraction) });
    if (overtaken()) return;
    const indices = Array.from({ length: digits }, (_, i) => i);
    const [parameters, { pixels, labels }] = await Promise.all([
      run.parameters(),
      laboratory.samples('train', indices),
    ]);
    if (overtaken()) return;
    const inputs = Float64Array.from(pixels, (value) => value / 255);
    this.probe?.delete();
    this.probe = models.createProbe({ widths, activation: 'relu', parameters, inputs, labels });
    this.answer = solved(this.probe);
    this.source = laboratory.data.source;
    this.#tell(null);
  }

  /** @param {import('../../../../engine/training.js').Laboratory} laboratory @param {number} seed */
  #run(laboratory, seed) {
    if (this.#trained?.seed !== seed) {
      this.#dispose();
      this.#trained = {
        seed,
        run: laboratory.createRun({
          seed,
          hidden: widths.slice(1, -1),
          learningRate: 0.1,
          optimizer: 'gradientDescent',
          batchSize: 32,
        }),
      };
    }
    return this.#trained.run;
  }

  #dispose() {
    this.#trained?.run.then(
      (run) => run.dispose(),
      () => {},
    );
    this.#trained = null;
  }

  /**
   * Waits for the first digits.
   * @param {import('../../../../engine/training.js').Laboratory} laboratory
   * @param {number} count
   * @param {AbortSignal} signal
   */
  #arrival(laboratory, count, signal) {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (laboratory.data.train.available >= count) end(resolve);
        else if (laboratory.data.phase === 'failed') end(() => reject(missing(laboratory.data.error)));
      };
      const end = (/** @type {(value?: unknown) => void} */ then) => {
        laboratory.removeEventListener('data', look);
        signal.removeEventListener('abort', stop);
        then();
      };
      const stop = () => end(resolve);
      laboratory.addEventListener('data', look);
      signal.addEventListener('abort', stop);
      if (laboratory.data.phase === 'failed') laboratory.retryData();
      look();
    });
  }

  /** @param {number | null} progress */
  #tell(progress) {
    this.progress = progress;
    this.dispatchEvent(new Event('change'));
  }

  close() {
    this.#closed = true;
    this.#journey?.abort();
    this.probe?.delete();
    this.probe = null;
    this.#dispose();
  }
}

/** An error that the figure tells in the reader's language. @param {string | null} words */
const missing = (words) => Object.assign(new Error(words ?? 'the digits did not come'), { reason: 'digitsMissing' });

/** @param {import('../../../../engine/probe.js').Probe} probe @returns {Answer} */
function solved(probe) {
  probe.gradient(); // the first call also makes room for the batch
  const times = Array.from({ length: 5 }, () => {
    const began = performance.now();
    probe.gradient();
    return performance.now() - began;
  });
  const { loss, gradient } = probe.gradient();
  const order = new Uint32Array(gradient.length)
    .map((_, i) => i)
    .sort((a, b) => Math.abs(gradient[b]) - Math.abs(gradient[a]) || a - b);
  const ranks = new Uint32Array(order.length);
  order.forEach((parameter, place) => {
    ranks[parameter] = place + 1;
  });
  const zeros = gradient.reduce((count, slope) => count + (slope === 0 ? 1 : 0), 0);
  return {
    loss,
    gradient,
    length: Math.hypot(...gradient),
    zeros,
    order,
    ranks,
    milliseconds: times.sort((a, b) => a - b)[2],
  };
}

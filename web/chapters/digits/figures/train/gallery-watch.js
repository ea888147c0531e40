// @ts-check
// Asks the network, as it is at this moment, about forty test digits, as often as the page can afford.
import { trained } from '../../laboratory.js';

/**
 * @typedef {import('./gallery.js').Exhibit} Exhibit
 * @typedef {import('./runs.js').Run} Run
 * @typedef {ReturnType<Awaited<ReturnType<typeof
 *   import('../../../../engine/engine.js').loadEngine>>['createClassifier']>} Classifier
 */

export const exhibitCount = 40;

/** Milliseconds between two looks while training goes on. */
const calm = 90;

export class GalleryWatch {
  /** @type {Exhibit[]} */
  exhibits = [];
  /** Counts the times that the exhibits changed: a picture need only be drawn again when it has. */
  version = 0;

  #session;
  #changed;
  /** @type {Classifier | null} */ #classifier = null;
  #shape = '';
  /** @type {Float32Array[]} */ #inputs = [];
  #busy = false;
  #nextLook = 0;
  #seen = '';
  #disposed = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
  #asking = false;

  /** @param {import('./session.js').Session} session @param {() => void} changed */
  constructor(session, changed) {
    this.#session = session;
    this.#changed = changed;
  }

  /** Whether another look is due or under way. */
  get pending() {
    return this.#asking || this.#busy || this.#timer !== undefined;
  }

  /** Call whenever something may have changed; it looks when there is something new and time for it. */
  look() {
    this.#calmDown();
    if (this.exhibits.length === 0) return void this.#collect();
    const { run } = this.#session;
    if (!run || this.#busy) return;
    const now = performance.now();
    if (now < this.#nextLook) {
      this.#timer = setTimeout(() => this.look(), this.#nextLook - now);
      return;
    }
    const name = `${run.measures.step} ${run.evaluation?.step ?? -1} ${JSON.stringify(run.settings)}`;
    if (name !== this.#seen) void this.#ask(run, name);
  }

  #calmDown() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #collect() {
    const { laboratory } = this.#session;
    if (!laboratory || this.#asking || (laboratory.data?.test.available ?? 0) < exhibitCount) return;
    this.#asking = true;
    try {
      const indices = Array.from({ length: exhibitCount }, (_, index) => index);
      const { pixels, labels } = await laboratory.samples('test', indices);
      this.exhibits = indices.map((index) => ({
        pixels: pixels.slice(index * 784, (index + 1) * 784),
        label: labels[index],
        guess: null,
        belief: 0,
      }));
      this.#inputs = this.exhibits.map((exhibit) => Float32Array.from(exhibit.pixels, (value) => value / 255));
      this.#tell();
      this.look();
    } catch {
      // The worker went away with the question; the next change asks again.
    } finally {
      this.#asking = false;
    }
  }

  /** @param {Run} run @param {string} name */
  async #ask(run, name) {
    this.#busy = true;
    try {
      const { step } = run.measures;
      const parameters = await run.parameters();
      if (this.#disposed || this.#session.run !== run) return;
      const began = performance.now();
      this.#answer(run, parameters);
      this.#publish(run, parameters, step);
      this.#seen = name;
      this.#nextLook = performance.now() + Math.max(calm, 12 * (performance.now() - began));
      this.#tell();
    } catch {
      // No parameters yet (data on their way) or the worker was replaced; asked again with the next change.
      this.#nextLook = performance.now() + calm;
    } finally {
      this.#busy = false;
    }
    if (run.measures.step !== Number(name.split(' ')[0])) this.look();
  }

  /** @param {Run} run @param {Float32Array} parameters */
  #answer(run, parameters) {
    const { engine } = this.#session;
    if (!engine) return;
    const widths = [784, ...run.settings.hidden, 10];
    const shape = `${widths} ${run.settings.activation}`;
    if (shape !== this.#shape) {
      this.#classifier?.delete();
      this.#classifier = engine.createClassifier({ widths, activation: run.settings.activation, parameters });
      this.#shape = shape;
    } else this.#classifier?.update(parameters);
    this.exhibits.forEach((exhibit, index) => {
      const answer = /** @type {Classifier} */ (this.#classifier).classify(this.#inputs[index]);
      exhibit.guess = answer.label;
      exhibit.belief = Number.isFinite(answer.probabilities[exhibit.label]) ? answer.probabilities[exhibit.label] : 0;
    });
  }

  /** @param {Run} run @param {Float32Array} parameters @param {number} step */
  #publish(run, parameters, step) {
    if (step === 0) return;
    const { evaluation } = run;
    trained.publish({
      widths: [784, ...run.settings.hidden, 10],
      activation: run.settings.activation,
      parameters,
      accuracy: evaluation && evaluation.step <= step ? evaluation.accuracy : null,
      step,
    });
  }

  #tell() {
    this.version += 1;
    this.#changed();
  }

  dispose() {
    this.#disposed = true;
    this.#calmDown();
    this.#classifier?.delete();
    this.#classifier = null;
  }
}

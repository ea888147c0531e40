// @ts-check
import { Handle } from './handle.js';

/**
 * @typedef {import('../generated/laboratory-simd.mjs').StepOutcome} StepOutcome
 * @typedef {import('../generated/laboratory-simd.mjs').EvaluationPart} EvaluationPart
 */

/**
 * Labelled images that may still be arriving.
 * @extends {Handle<import('../generated/laboratory-simd.mjs').Dataset>}
 */
export class Dataset extends Handle {
  get available() {
    return this.native.available;
  }
  get total() {
    return this.native.total;
  }

  /** A pair of IDX files, unpacked. @param {Uint8Array<ArrayBuffer>} images @param {Uint8Array<ArrayBuffer>} labels */
  append(images, labels) {
    this.call((native) => native.append(images, labels));
  }

  /** @param {number} count @param {number} seed */
  appendSynthetic(count, seed) {
    this.call((native) => native.appendSynthetic(count, seed));
  }

  /** An altered one takes over what has come to its original since. */
  update() {
    this.call((native) => native.update());
  }

  /**
   * The images that are closest to a drawing pixel by pixel, nearest first, of those that have arrived.
   * @param {ArrayLike<number>} pixels 784 numbers from 0 (paper) to 1 (ink) @param {number} count
   * @returns {{ indices: Uint32Array<ArrayBuffer>, distances: Float64Array<ArrayBuffer>, labels:
   *   Uint8Array<ArrayBuffer> }}
   *   distances: from 0 to 28
   */
  nearest(pixels, count) {
    return this.call((native) => native.nearest(pixels, count));
  }

  /**
   * @param {ArrayLike<number>} indices
   * @returns {{ pixels: Uint8Array<ArrayBuffer>, labels: Uint8Array<ArrayBuffer> }}
   */
  samples(indices) {
    return this.call((native) => native.samples(indices));
  }
}

/**
 * Training itself, some steps at a time. Pages use training.js instead, which runs this in a worker.
 * @extends {Handle<import('../generated/laboratory-simd.mjs').Trainer>}
 */
export class Trainer extends Handle {
  get step() {
    return this.native.step;
  }
  get samples() {
    return this.native.samples;
  }
  get epoch() {
    return this.native.epoch;
  }

  /** @param {number} steps @returns {StepOutcome} */
  run(steps) {
    return this.call((native) => native.run(steps));
  }

  /**
   * On samples begin … end−1.
   * @param {Dataset} data
   * @param {number} begin
   * @param {number} end
   * @returns {EvaluationPart}
   */
  evaluate(data, begin, end) {
    return this.call((native) => native.evaluate(data.native, begin, end));
  }

  /** Everything that is needed to go on exactly. @returns {Uint8Array<ArrayBuffer>} */
  snapshot() {
    return this.call((native) => native.snapshot());
  }

  /** @param {Uint8Array<ArrayBuffer>} bytes */
  restore(bytes) {
    this.call((native) => native.restore(bytes));
  }

  /** @returns {Float32Array<ArrayBuffer>} */
  parameters() {
    return this.call((native) => native.parameters());
  }
}

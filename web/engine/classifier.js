// @ts-check
import { Handle } from './handle.js';

/**
 * A trained network that is asked: one image at a time, within a frame.
 * @extends {Handle<import('../generated/core-simd.mjs').Classifier>}
 */
export class Classifier extends Handle {
  /**
   * @param {import('../generated/core-simd.mjs').Classifier | null} native
   * @param {{ widths: number[], activation: string, filters: number[], filterSize: number, pooling: string }} shape
   */
  constructor(native, { widths, activation, filters, filterSize, pooling }) {
    super(native);
    this.widths = widths;
    this.activation = activation;
    this.filters = filters;
    this.filterSize = filterSize;
    this.pooling = pooling;
  }

  /** @param {ArrayLike<number>} pixels 784 numbers from 0 (paper) to 1 (ink) */
  classify(pixels) {
    return this.call((native) => native.classify(pixels));
  }

  /**
   * What drove the last answer: the terms a[from]·w[from][to] of one layer's sums, the largest first; in the last
   * layer those of the answer's own sum.
   * @param {number} layer 0 reads the pixels @param {number} count at most so many
   */
  strongestTerms(layer, count) {
    return this.call((native) => native.strongestTerms(layer, count));
  }

  /** Takes over new parameters of the same shape. @param {ArrayLike<number>} parameters */
  update(parameters) {
    this.call((native) => native.update(parameters));
  }
}

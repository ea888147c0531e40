// @ts-check
import { Handle } from './handle.js';

/**
 * A trained network that is asked: one image at a time, within a frame.
 * @extends {Handle<import('../generated/core-simd.mjs').Classifier>}
 */
export class Classifier extends Handle {
  /**
   * @param {import('./build.js').Core} core
   * @param {import('../generated/core-simd.mjs').Classifier | null} native
   * @param {{ widths: number[], activation: string }} shape
   */
  constructor(core, native, { widths, activation }) {
    super(core, native);
    this.widths = widths;
    this.activation = activation;
  }

  /** @param {ArrayLike<number>} pixels 784 numbers from 0 (paper) to 1 (ink) */
  classify(pixels) {
    return this.call((native) => native.classify(/** @type {any} */ (pixels)));
  }

  /** Takes over new parameters of the same shape. @param {ArrayLike<number>} parameters */
  update(parameters) {
    this.call((native) => native.update(/** @type {any} */ (parameters)));
  }
}

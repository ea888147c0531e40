// @ts-check
import { Handle } from './handle.js';

/**
 * @typedef {{ mean: number, deviation: number, smallest: number, largest: number }} Spread
 * @typedef {{ low: number, high: number, counts: Int32Array<ArrayBuffer> }} Histogram equal bins; what lies outside
 *   counts to the first or the last
 */

/**
 * A tower of equal layers on random inputs: what becomes of signals on their way up and of gradients on their way down.
 * Equal settings give equal numbers. Whoever creates one deletes it.
 * @extends {Handle<import('../generated/networks.mjs').DeepStack>}
 */
export class DeepStack extends Handle {
  get step() {
    return this.call((stack) => stack.step());
  }
  /** The mean cross-entropy at the present parameters. */
  get loss() {
    return this.call((stack) => stack.loss());
  }
  /** From 0 to 1. */
  get accuracy() {
    return this.call((stack) => stack.accuracy());
  }

  /** θ: layer after layer, weights (in, out) row after row, then biases. @returns {Float64Array<ArrayBuffer>} */
  parameters() {
    return this.call((stack) => stack.parameters());
  }

  /**
   * Steps of gradient descent on all samples.
   * @param {number} steps
   * @returns {number} how many were done: fewer where the numbers would not stay finite
   */
  train(steps) {
    return this.call((stack) => stack.train(steps));
  }

  /**
   * Every hidden layer and the last one, at the present parameters, over all samples.
   * @param {number} [bins] of the histograms, 1 … 1000
   * @returns {{ layer: number, activation: string, outputs: Spread, outputCounts: Histogram, saturated: number, dead:
   *   number, copies: number, deltas: Spread, deltaSizes: Histogram, zeroDeltas: number, deltaSize: number, weightSize:
   *   number, gradientSize: number }[]}
   *   outputs: φ(z). saturated: the part of them where φ′ is below 5 % of its largest value. dead: the part of the
   *   units of which that is so for
   *   every sample. copies: that say what an earlier one says. deltas: ∂C/∂z, deltaSizes of log₁₀ of their sizes from
   *   −16 to 4, zeroDeltas those
   *   that have no logarithm, deltaSize the root of their mean square. weightSize ‖W‖, gradientSize ‖∂C/∂W‖
   */
  statistics(bins = 40) {
    return this.call((stack) => stack.statistics(bins));
  }
}

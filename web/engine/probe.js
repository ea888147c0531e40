// @ts-check
import { Handle } from './handle.js';

/** @typedef {Float64Array<ArrayBuffer>} Numbers */

/**
 * One network and one batch, and every question about their loss C, in double precision. Parameters are numbered as
 * the network keeps them: layer after layer, each its weights (in, out) row after row, then its biases. Whoever creates
 * a probe deletes it.
 * @extends {Handle<import('../generated/models.mjs').Probe>}
 */
export class Probe extends Handle {
  /**
   * The mean loss over the batch and its whole gradient, by one pass forward and one back.
   * @returns {{ loss: number, gradient: Numbers }}
   */
  gradient() {
    return this.call((probe) => probe.gradient());
  }

  /**
   * The loss after parameter `parameter` alone was moved by each ε: a forward pass for each.
   * @param {number} parameter @param {ArrayLike<number>} epsilons at most 10,000
   * @returns {Numbers}
   */
  nudged(parameter, epsilons) {
    return this.call((probe) => probe.nudged(parameter, epsilons));
  }

  /**
   * The gradient's components begin … begin + count − 1 by central differences: two forward passes for each.
   * @param {number} begin @param {number} count
   * @returns {Numbers}
   */
  differences(begin, count) {
    return this.call((probe) => probe.differences(begin, count));
  }
}

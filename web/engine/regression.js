// @ts-check
import { guarded } from './errors.js';

/** @import { ModelsModule } from './build.js' */
/**
 * @typedef {Float64Array<ArrayBuffer>} Numbers
 * @typedef {{ x: ArrayLike<number>, y: ArrayLike<number> }} Points 1 to 100,000 of them, all finite
 * @typedef {import('./types.js').Doubt} Doubt
 * @typedef {{ slope: number, intercept: number }} Line ŷ = slope · x + intercept
 * @typedef {'mean' | 'sum'} Reduction of the squared residuals; 'mean' unless said otherwise
 * @typedef {{ sumOfSquares: number, meanSquare: number, residualVariance: number, varianceOfTargets: number, rSquared:
 *   number }} Quality
 *   rSquared: NaN where y does not vary
 * @typedef {{ degree?: number, rate?: number, momentum?: number, decay?: number, steps?: number }} Training degree: 1 …
 *   6, of the
 *   polynomial features; unless said otherwise 2, 0.3, 0.9, 0.001, 400
 */

/** Lines and logistic models. Reached as models.regression. What is refused throws an Error with words. */
export class Regression {
  #module;

  /** @param {ModelsModule} module */
  constructor(module) {
    this.#module = module;
  }

  /**
   * Points from text, one a line, as spreadsheets copy them and both languages' keyboards type them; what cannot be
   * read is refused with its line. Where a comma or point can mean two things, doubt says how it was taken.
   * @param {string} text @returns {{ x: Numbers, y: Numbers, doubt: Doubt | null }}
   */
  parsePoints(text) {
    return guarded(() => this.#module.parsePoints(text));
  }

  /**
   * The same of labelled points: x₁, x₂ and the label 0 or 1 in a line.
   * @param {string} text
   * @returns {{ inputs: Numbers, labels: Uint8Array<ArrayBuffer>, doubt: Doubt | null }} inputs: 2 a point
   */
  parseLabelledPoints(text) {
    return guarded(() => this.#module.parseLabelledPoints(text));
  }

  /**
   * The θ with the least ‖Φθ − y‖², by QR; columns that the rows cannot tell apart are refused.
   * @param {{ design: ArrayLike<number>, columns: number, targets: ArrayLike<number> }} system design: (rows · columns)
   * @returns {Numbers} (columns)
   */
  leastSquares(system) {
    return guarded(() => this.#module.leastSquares(system));
  }

  /**
   * The best line. Points that all have one x are refused.
   * @param {Points} points
   * @returns {{ line: Line, residuals: Numbers, quality: Quality, normalMatrix: Numbers, normalRight: Numbers }}
   *   residuals: ŷ − y;
   *   normalMatrix: [Σx², Σx, Σx, n]; normalRight: [Σxy, Σy]
   */
  fitLine(points) {
    return guarded(() => this.#module.fitLine(points));
  }

  /**
   * The loss of any line, its gradient by (slope, intercept), and its residuals.
   * @param {{ points: Points, line: Line, reduction?: Reduction }} options
   * @returns {{ value: number, gradient: Numbers, residuals: Numbers, quality: Quality }}
   */
  lineLoss(options) {
    return guarded(() => this.#module.lineLoss(options));
  }

  /**
   * The loss over a window of slopes (columns) and intercepts (rows, row 0 at the bottom), the outermost on its edges.
   * @param {{ points: Points, slopes: [number, number], intercepts: [number, number], columns: number, rows: number,
   *   reduction?: Reduction }} options columns and rows from 2 to 1024
   * @returns {Numbers}
   */
  lossGrid(options) {
    return guarded(() => this.#module.lossGrid(options));
  }

  /**
   * The shape of that loss: its Hessian (4), curvatures (2, the larger first), directions (2 · 2, one a row), condition
   * number,
   * 2/λ₁ and 2/(λ₁+λ₂).
   * @param {{ points: Points, reduction?: Reduction }} options
   */
  bowl(options) {
    return guarded(() => this.#module.bowl(options));
  }

  /**
   * Gradient descent on the loss: steps + 1 states, fewer where it leaves the finite numbers. gradients and distances:
   * 2 a state, distances from the best line along the bowl's directions; decayFactors: 1 − ηλ along each.
   * @param {{ points: Points, start: Line, rate: number, steps: number, reduction?: Reduction }} options
   */
  descendLine(options) {
    return guarded(() => this.#module.descendLine(options));
  }

  /**
   * x′ = (x − mean) / deviation. @param {Points} points
   * @returns {{ mean: number, deviation: number, x: Numbers, y: Numbers }}
   */
  standardise(points) {
    return guarded(() => this.#module.standardise(points));
  }

  /**
   * The gradient that each sample alone would give: 2 numbers each.
   * @param {{ points: Points, line: Line }} options
   * @returns {Numbers}
   */
  sampleGradients(options) {
    return guarded(() => this.#module.sampleGradients(options));
  }

  /**
   * How far mini-batch gradients stray from the full one, by batch size: mean angle and nine tenths' angle in degrees,
   * mean
   * ‖g_B − g‖² and what theory expects of it.
   * @param {{ points: Points, line: Line, batchSizes: ArrayLike<number>, repetitions?: number, seed?: number }} options
   *   repetitions: 1000 unless said otherwise
   */
  batchErrors(options) {
    return guarded(() => this.#module.batchErrors(options));
  }

  /**
   * Stochastic gradient descent: one state a batch, the start first; samplesProcessed before each; losses over all
   * points.
   * @param {{ points: Points, start: Line, rate?: number, batchSize?: number, samples?: number, seed?: number }}
   *   options unless said
   *   otherwise 0.05, 1, 1000 samples in all, 1
   */
  descendInBatches(options) {
    return guarded(() => this.#module.descendInBatches(options));
  }

  /**
   * Two classes of the plane, label 1 rare; hard: drawn from where they overlap.
   * @param {{ samples?: number, rareShare?: number, hardShare?: number, seed?: number }} [options] unless said
   *   otherwise 600, 0.05,
   *   0.15, 1
   * @returns {{ inputs: Numbers, labels: Uint8Array<ArrayBuffer>, hard: Uint8Array<ArrayBuffer> }} inputs: 2 a point
   */
  imbalancedPoints(options = {}) {
    return guarded(() => this.#module.imbalancedPoints(options));
  }

  /**
   * A logistic model on polynomial features, from zero weights, under any loss with a binary form that takes logits.
   * @param {{ inputs: ArrayLike<number>, labels: ArrayLike<number>, loss: { name: string, parameters?: Record<string,
   *   number> },
   *   training?: Training }} options
   * @returns {{ degree: number, weights: Numbers, losses: Numbers }} losses: steps + 1
   */
  trainLogistic(options) {
    return guarded(() => this.#module.trainLogistic(options));
  }

  /**
   * Cross-entropy, balanced cross-entropy and focal loss on the same points from the same start, with recalls,
   * precision, accuracy, and what part of each loss is spent on easy, middling, hard and rare points.
   * @param {{ inputs: ArrayLike<number>, labels: ArrayLike<number>, focal?: { gamma?: number, alpha?: number },
   *   training?: Training }} options
   */
  compareLosses(options) {
    return guarded(() => this.#module.compareLosses(options));
  }

  /**
   * P(label 1) by such a model at places of the plane.
   * @param {{ degree: number, weights: ArrayLike<number>, inputs: ArrayLike<number> }} options inputs: 2 a place
   * @returns {Numbers}
   */
  probabilities(options) {
    return guarded(() => this.#module.probabilities(options));
  }
}

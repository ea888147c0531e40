// @ts-check
import { guarded } from './errors.js';

/** @import { ModelsModule } from './build.js' */
/**
 * @typedef {Float64Array<ArrayBuffer>} Numbers
 * @typedef {{ name: string, parameters?: Record<string, number> }} Choice a loss of registry.losses
 * @typedef {{ values: Numbers, gradients: Numbers, curvatures: Numbers }} Curve L, L′ and L″ at each place
 * @typedef {{ value: number, gradient: Numbers, hessian: Numbers }} LossAt gradient: (n); hessian: (n · n), row after
 *   row
 * @typedef {{ product: number, negativeLog: number, crossEntropy: number, factorsUntilUnderflow: number }} Likelihood
 *   product: Π p_i; negativeLog: −Σ log p_i; crossEntropy: that divided by n, in nats; factorsUntilUnderflow: after how
 *   many
 *   factors the product lost digits, −1 for never
 */

/**
 * Losses, and the information that they measure. Reached as models.losses. A distribution's entries lie in [0, 1] and
 * sum to 1 within 1e-9; a loss may be +∞ where something impossible came true. What is refused throws an Error with
 * words.
 */
export class Losses {
  #module;

  /** @param {ModelsModule} module */
  constructor(module) {
    this.#module = module;
  }

  /**
   * A loss of one prediction, over a list of them.
   * @param {{ loss: Choice, form: 'number', x: ArrayLike<number>, target: number }
   *   | { loss: Choice, form: 'binary', at: 'prediction' | 'logit', x: ArrayLike<number>, target: number }} options
   *   form: one that the registry lists for the loss; 'number': x against any target; 'binary': x is ŷ = P(label 1) or
   *   the
   *   logit of it, target the label, 0 or 1
   * @returns {Curve} with respect to x
   */
  curve(options) {
    return guarded(() => this.#module.lossCurve(options));
  }

  /**
   * A loss over classes, at one prediction.
   * @param {{ loss: Choice, at: 'prediction' | 'logit', x: ArrayLike<number>, target: ArrayLike<number> }} options x: ŷ
   *   or the
   *   logits; target: a distribution over the classes, one-hot for a label
   * @returns {LossAt} with respect to x
   */
  classes(options) {
    return guarded(() => this.#module.lossOfClasses(options));
  }

  /**
   * One sigmoid neuron under ½(ŷ − y)² and under cross-entropy, over its logit.
   * @param {{ logits: ArrayLike<number>, target: number }} options target: y in [0, 1]
   * @returns {{ predictions: Numbers, squaredError: Curve, crossEntropy: Curve }}
   */
  saturation(options) {
    return guarded(() => this.#module.saturation(options));
  }

  /**
   * That neuron z = wx + b trained from one start under each: steps + 1 states.
   * @param {{ input?: number, weight?: number, bias?: number, target?: number, rate?: number, steps?: number }}
   *   [options]
   *   unless said otherwise 1, 2, 2, 0, 0.15, 300
   */
  saturationRace(options = {}) {
    return guarded(() => this.#module.saturationRace(options));
  }

  /**
   * One prediction over classes from all sides: by the three losses with derivatives by the logits; winner: argmax, the
   * first of equals; margins: o_y − o_i; leads: all of them at least `margin`.
   * @param {({ prediction: ArrayLike<number> } | { logits: ArrayLike<number> })
   *   & { label: number, margin?: number, focal?: { gamma?: number, alpha?: number } }} options
   */
  simplex(options) {
    return guarded(() => this.#module.readSimplex(options));
  }

  /**
   * A loss over the triangle of three classes.
   * @param {{ loss: Choice, label: number, resolution: number }} options resolution: steps along a side, 1 … 400
   * @returns {{ resolution: number, predictions: Numbers, values: Numbers, steepness: Numbers }} (resolution + 1) ·
   *   (resolution + 2) / 2 points, predictions 3 for each: (i, j, resolution − i − j) / resolution, i outer, j inner;
   *   steepness: ‖∂L/∂z‖
   */
  simplexMap(options) {
    return guarded(() => this.#module.simplexMap(options));
  }

  /**
   * @param {{ p: ArrayLike<number>, q?: ArrayLike<number>, base?: number }} options base: 2 (bits) unless said
   *   otherwise, e:
   *   nats, 10: hartleys
   * @returns {{ surprises: Numbers, entropy: number, maximumEntropy: number, surprisesOfQ: Numbers, crossEntropy:
   *   number,
   *   divergence: number, reverseDivergence: number }} H(p), log N, H(p, q), KL(p‖q), KL(q‖p); without q the last four
   *   are
   *   empty or NaN
   */
  information(options) {
    return guarded(() => this.#module.information(options));
  }

  /**
   * An optimal prefix code. @param {ArrayLike<number>} p
   * @returns {{ lengths: Int32Array<ArrayBuffer>, codewords: string[], averageLength: number }} in bits; an impossible
   *   outcome
   *   has no codeword
   */
  huffman(p) {
    return guarded(() => this.#module.huffman(p));
  }

  /**
   * Of the probabilities that a model gave to what came.
   * @param {ArrayLike<number>} probabilities
   * @returns {Likelihood}
   */
  likelihood(probabilities) {
    return guarded(() => this.#module.likelihood(probabilities));
  }

  /**
   * Of tosses (1: heads) under a coin.
   * @param {{ tosses: ArrayLike<number>, theta: number }} options
   * @returns {Likelihood}
   */
  coinLikelihood(options) {
    return guarded(() => this.#module.coinLikelihood(options));
  }

  /**
   * The negative log-likelihood per toss, over θ.
   * @param {{ heads: number, tosses: number, thetas: ArrayLike<number> }} options
   * @returns {Curve}
   */
  coinCurve(options) {
    return guarded(() => this.#module.coinCurve(options));
  }

  /**
   * Of a classifier's labels.
   * @param {{ probabilities: ArrayLike<number>, classes: number, labels: ArrayLike<number> }} options
   * probabilities: (samples · classes), a distribution a row @returns {Likelihood}
   */
  labelLikelihood(options) {
    return guarded(() => this.#module.labelLikelihood(options));
  }

  /**
   * Mean cross-entropy of softmax(βz), over β = 1/temperature.
   * @param {{ logits: ArrayLike<number>, classes: number, labels: ArrayLike<number>, betas: ArrayLike<number> }}
   *   options logits:
   *   (samples · classes)
   * @returns {Curve}
   */
  scaleCurve(options) {
    return guarded(() => this.#module.scaleCurve(options));
  }
}

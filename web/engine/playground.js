// @ts-check
import { guarded } from './errors.js';
import { Handle } from './handle.js';

/**
 * @typedef {Float64Array<ArrayBuffer>} Numbers
 * @typedef {{ places: ArrayLike<number>, labels: Uint8Array }} PlanarPoints places: x y x y …; labels: a class for each
 * @typedef {import('../generated/networks.mjs').PlaygroundProgress} Progress
 */

/**
 * A small network that learns to tell points of the plane apart, in double precision. Equal settings, points and
 * calls give equal numbers. Whoever creates one deletes it.
 * @extends {Handle<import('../generated/networks.mjs').Playground>}
 */
export class Playground extends Handle {
  /**
   * So many mini-batches, or fewer: it stops for good before a step after which the numbers would not be finite.
   * @param {number} [batches] @returns {Progress} steps: done in this call; step: in all; epoch: walks over the points
   */
  step(batches = 1) {
    return this.call((playground) => playground.step(batches));
  }

  /** To the end of the present walk over the points, or a whole one if none has begun. @returns {Progress} */
  finishEpoch() {
    return this.call((playground) => playground.finishEpoch());
  }

  /** Other points from now on; what has been learned stays. @param {PlanarPoints} points */
  setPoints(points) {
    this.call((playground) => playground.setPoints(points));
  }

  /** θ: layer after layer, weights (in, out) row after row, then biases. @returns {Numbers} */
  parameters() {
    return this.call((playground) => playground.parameters());
  }

  /** θ by hand: as many finite numbers as parameters() has. @param {ArrayLike<number>} parameters */
  setParameters(parameters) {
    this.call((playground) => playground.setParameters(parameters));
  }

  /**
   * Mean loss, without what regularisation adds, and accuracy from 0 to 1.
   * @param {PlanarPoints} [points] others than those it learns from
   * @returns {{ loss: number, accuracy: number }}
   */
  score(points) {
    return this.call((playground) => (points ? playground.scoreOn(points) : playground.score()));
  }

  /**
   * What every unit computes over the square from −reach to reach: layers[l][unit] has resolution² numbers, row after
   * row from the top (y falls), in a row from left to right. The first layer holds the features, the last
   * probabilities.
   * @param {number} resolution 2 … 200 @param {number} [reach]
   * @returns {{ resolution: number, reach: number, layers: Numbers[][] }}
   */
  grids(resolution, reach = 3) {
    return this.call((playground) => playground.grids(resolution, reach));
  }
}

/**
 * Points of the plane with labels 0 and 1, a function of the settings alone. Without noise they lie within ±3.
 * @param {import('./build.js').NetworksModule} module
 * @param {{ shape?: string, samples?: number, noise?: number, seed?: number }} settings names and ranges:
 *   registry.playground
 * @returns {{ places: Numbers, labels: Uint8Array<ArrayBuffer> }}
 */
export const planarPoints = (module, settings) => guarded(() => module.planarPoints(settings));

/**
 * Points from text: x, y and the label in a line, as spreadsheets copy them and both languages' keyboards type them;
 * what cannot be read is refused with its line. Where a comma or point can mean two things, doubt says how it was
 * taken.
 * @param {import('./build.js').NetworksModule} module
 * @param {string} text @param {number} classes labels are below that
 * @returns {{ places: Numbers, labels: Uint8Array<ArrayBuffer>, doubt: import('./types.js').Doubt | null }}
 */
export const parsePlanarPoints = (module, text, classes) => guarded(() => module.parsePlanarPoints(text, classes));

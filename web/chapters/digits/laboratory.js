// @ts-check
// What the figures of this chapter share: the network that was trained last.

/**
 * A network that the learner trained: all that a classifier needs, and how good it is.
 * @typedef {{ widths: number[], activation: string, parameters: Float32Array, accuracy: number | null, step: number }}
 *   TrainedNetwork
 */

/** Holds the network of the training figure as it is at the step shown; the pad listens. */
class TrainedStore extends EventTarget {
  /** @type {TrainedNetwork | null} */
  #latest = null;

  get latest() {
    return this.#latest;
  }

  /** @param {TrainedNetwork | null} network */
  publish(network) {
    if (network === this.#latest) return;
    this.#latest = network && Object.freeze({ ...network });
    this.dispatchEvent(new Event('change'));
  }
}

export const trained = new TrainedStore();

// @ts-check
// What the figures of this chapter share: one worker with the digits in it, and the network that was trained last.
import { openLaboratory } from '../../engine/training.js';

/** @typedef {Awaited<ReturnType<typeof openLaboratory>>} Laboratory */

/** @type {Promise<Laboratory> | null} */
let opening = null;

/** The chapter's laboratory. The first call starts the worker and the download; all figures get the same one. */
export function openDigits() {
  if (!opening) {
    opening = openLaboratory({ dataUrl: new URL('mnist/manifest.json', document.baseURI).href });
    // A laboratory that could not be opened may be tried again.
    opening.catch(() => {
      opening = null;
    });
  }
  return opening;
}

/**
 * A network that the learner trained: all that a classifier needs, and how good it is.
 * @typedef {{ widths: number[], activation: string, parameters: Float32Array, accuracy: number | null, step: number }} TrainedNetwork
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

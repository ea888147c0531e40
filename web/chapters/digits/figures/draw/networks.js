// @ts-check
// The two networks that may answer the pad: the one in the repository, and the one that was trained on this page.
import shippedUrl from '../../../../shipped/digits.bin?url';
import { loadEngine } from '../../../../engine/engine.js';
import { trained } from '../../laboratory.js';

/** @typedef {Awaited<ReturnType<typeof loadEngine>>} Engine */
/** @typedef {ReturnType<Engine['createClassifier']>} Classifier */

export class Networks extends EventTarget {
  /** @type {Engine | null} */ engine = null;
  /** @type {Classifier | null} */ #shipped = null;
  /** @type {Classifier | null} */ #trained = null;
  #closed = false;
  #lifetime = new AbortController();

  /** Loads the engine, then the shipped network. Both at once, since neither is of use alone. */
  async open() {
    const [engine, bytes] = await Promise.all([loadEngine(), fetchShipped(this.#lifetime.signal).catch(missing)]);
    if (this.#closed) return;
    try {
      this.#shipped = engine.loadShipped(bytes);
    } catch (error) {
      missing(error);
    }
    this.engine = engine;
    this.#takeTrained();
    trained.addEventListener('change', () => this.#takeTrained(), { signal: this.#lifetime.signal });
  }

  /** What the learner trained, or null. */
  get trained() {
    return this.#trained && trained.latest;
  }

  /** @param {string} name @returns {Classifier | null} the one asked for; the shipped one where there is no other */
  pick(name) {
    return (name === 'trained' && this.#trained) || this.#shipped;
  }

  #takeTrained() {
    const network = trained.latest;
    if (!this.engine) return;
    const fits = network && this.#trained && sameShape(network, this.#trained);
    if (!fits) {
      this.#trained?.delete();
      const { widths, activation, parameters } = network ?? {};
      this.#trained = widths && parameters ? this.engine.createClassifier({ widths, activation, parameters }) : null;
    } else {
      this.#trained?.update(network.parameters);
    }
    this.dispatchEvent(new Event('change'));
  }

  close() {
    this.#closed = true;
    this.#lifetime.abort();
    this.#shipped?.delete();
    this.#trained?.delete();
    this.#shipped = this.#trained = null;
  }
}

/** @param {import('../../laboratory.js').TrainedNetwork} network @param {Classifier} classifier */
function sameShape(network, classifier) {
  return network.activation === classifier.activation && String(network.widths) === String(classifier.widths);
}

/**
 * Whatever is wrong with the file, a learner can do the same about it: the reason names the words for that.
 * @param {unknown} error
 * @returns {never}
 */
function missing(error) {
  throw Object.assign(error instanceof Error ? error : new Error(String(error)), { reason: 'shippedMissing' });
}

/** @param {AbortSignal} signal */
async function fetchShipped(signal) {
  const response = await fetch(shippedUrl, { signal });
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}: ${shippedUrl}`);
  return response.arrayBuffer();
}

// @ts-check
import * as Comlink from 'comlink';

const beatInterval = 1000;
const beatsMissed = 12;

/** The worker stopped before it answered; the call may be made again to its successor. */
export class WorkerDied extends Error {
  name = 'WorkerDied';
}

function inBrowser() {
  return new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
}

/**
 * One worker for as long as it lives. Calls go through Comlink and are refused when it dies; what it tells by
 * itself goes to `onMessage`. It counts as dead when it says so, when it throws, or when it stays silent.
 */
export class Link {
  #worker;
  #remote;
  #dead = false;
  #missed = 0;
  #timer;
  #onDeath;
  /** @type {Set<(error: Error) => void>} */
  #waiting = new Set();

  /**
   * @param {object} options
   * @param {() => Worker} [options.createWorker]
   * @param {(message: any) => void} options.onMessage
   * @param {(words: string, run: string | null) => void} options.onDeath
   */
  constructor({ createWorker = inBrowser, onMessage, onDeath }) {
    this.#onDeath = onDeath;
    this.#worker = createWorker();
    this.#worker.addEventListener('message', ({ data }) => {
      if (this.#dead) return;
      this.#missed = 0;
      if (data?.kind === 'dead') this.#die(data.words, data.run);
      else if (data?.kind) onMessage(data);
    });
    this.#worker.addEventListener('error', (event) => {
      event.preventDefault?.();
      this.#die(event.message || 'the training worker could not be started', null);
    });
    this.#worker.addEventListener('messageerror', () => this.#die('a message of the training worker got lost', null));
    this.#remote = /** @type {Comlink.Remote<import('./workshop.js').Workshop>} */ (Comlink.wrap(this.#worker));
    this.#timer = setInterval(() => this.#beat(), beatInterval);
  }

  /**
   * @template {keyof import('./workshop.js').Workshop} Method
   * @param {Method} method
   * @param {Parameters<import('./workshop.js').Workshop[Method]>} args
   * @returns {Promise<Awaited<ReturnType<import('./workshop.js').Workshop[Method]>>>}
   */
  call(method, ...args) {
    return new Promise((resolve, reject) => {
      if (this.#dead) return reject(new WorkerDied('the training worker has stopped'));
      this.#waiting.add(reject);
      const remote = /** @type {any} */ (this.#remote);
      remote[method](...args).then(resolve, reject).finally(() => this.#waiting.delete(reject));
    });
  }

  /** Ends the worker without a word. */
  close() {
    if (this.#dead) return;
    this.#dead = true;
    clearInterval(this.#timer);
    this.#worker.terminate();
    for (const reject of this.#waiting) reject(new WorkerDied('the training worker has stopped'));
    this.#waiting.clear();
  }

  /** A tick of the page's own clock: a page asleep does not take its worker for dead. */
  #beat() {
    this.#missed += 1;
    if (this.#missed > beatsMissed) this.#die('the training worker no longer answers', null);
    else this.call('beat').then(() => { this.#missed = 0; }, () => {});
  }

  /** @param {string} words @param {string | null} run */
  #die(words, run) {
    if (this.#dead) return;
    this.close();
    this.#onDeath(words, run);
  }
}

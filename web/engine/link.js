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
 * @template {{ beat(): void } & { [Method in keyof Service]: (...args: never[]) => unknown }} Service
 * @template {{ kind: string }} Message
 */
export class Link {
  #worker;
  #remote;
  #dead = false;
  #missed = 0;
  #timer;
  #onDeath;
  #what;
  /** @type {Set<(error: Error) => void>} */
  #waiting = new Set();

  /**
   * @param {object} options
   * @param {() => Worker} [options.createWorker]
   * @param {string} [options.what] what it is called in the words of an error
   * @param {(message: Message) => void} options.onMessage
   * @param {(words: string, run: string | null) => void} options.onDeath
   */
  constructor({ createWorker = inBrowser, what = 'the training worker', onMessage, onDeath }) {
    this.#what = what;
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
      this.#die(event.message || `${what} could not be started`, null);
    });
    this.#worker.addEventListener('messageerror', () => this.#die(`a message of ${what} got lost`, null));
    this.#remote = /** @type {Record<keyof Service, (...args: unknown[]) => Promise<unknown>>} */ (
      /** @type {unknown} */ (Comlink.wrap(this.#worker))
    );
    this.#timer = setInterval(() => this.#beat(), beatInterval);
  }

  /**
   * @template {keyof Service} Method
   * @param {Method} method
   * @param {Parameters<Service[Method]>} args
   * @returns {Promise<Awaited<ReturnType<Service[Method]>>>}
   */
  call(method, ...args) {
    const answer = this.#ask(method, args);
    return /** @type {Promise<Awaited<ReturnType<Service[Method]>>>} */ (answer);
  }

  /** @param {keyof Service} method @param {unknown[]} args */
  #ask(method, args) {
    return new Promise((resolve, reject) => {
      if (this.#dead) return reject(new WorkerDied(`${this.#what} has stopped`));
      this.#waiting.add(reject);
      const answer = this.#remote[method](...args);
      answer.then(resolve, reject).finally(() => this.#waiting.delete(reject));
    });
  }

  /** Ends the worker without a word. */
  close() {
    if (this.#dead) return;
    this.#dead = true;
    clearInterval(this.#timer);
    this.#worker.terminate();
    for (const reject of this.#waiting) reject(new WorkerDied(`${this.#what} has stopped`));
    this.#waiting.clear();
  }

  /** A tick of the page's own clock: a page asleep does not take its worker for dead. */
  #beat() {
    this.#missed += 1;
    if (this.#missed > beatsMissed) this.#die(`${this.#what} no longer answers`, null);
    else
      this.#ask('beat', []).then(
        () => {
          this.#missed = 0;
        },
        () => {},
      );
  }

  /** @param {string} words @param {string | null} run */
  #die(words, run) {
    if (this.#dead) return;
    this.close();
    this.#onDeath(words, run);
  }
}

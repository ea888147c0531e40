// @ts-check

/**
 * How much work fits into one slice of time. The first slice does one unit; after each the size follows what
 * was measured, so that a slow phone and a fast desk both keep answering messages.
 */
export class Pace {
  #target;
  #size = 1;

  /** @param {number} target milliseconds of one slice */
  constructor(target = 8) {
    this.#target = target;
  }

  get size() {
    return Math.max(1, Math.floor(this.#size));
  }

  /**
   * @param {number} done units that the slice did
   * @param {number} milliseconds that it took
   */
  measured(done, milliseconds) {
    if (done <= 0) return;
    const ideal = (done * this.#target) / Math.max(milliseconds, 1e-3);
    this.#size = Math.min(Math.max(ideal, this.#size / 2, 1), this.#size * 2);
  }
}

/**
 * Calls `work` after every message that has already come: at once, where a timer would wait 4 ms.
 * @param {() => void} work
 */
function soonCaller(work) {
  if (typeof setImmediate === 'function') return { call: () => void setImmediate(work), close: () => {} };
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = work;
  return { call: () => port2.postMessage(null), close: () => port1.close() };
}

/**
 * Lets several jobs share one thread: each in turn does one slice, and between two slices every message that
 * has come is handled.
 *
 * A job is `{ slice(): boolean }`; false means that it has nothing to do until wake() is called.
 */
export class RoundRobin {
  /** @type {Set<{ slice(): boolean }>} */
  #jobs = new Set();
  #soon = soonCaller(() => this.#turn());
  #posted = false;
  #afterEach;
  #onError;

  /**
   * @param {() => void} afterEach called after every slice
   * @param {(error: unknown, job: { slice(): boolean }) => void} onError called when a slice throws
   */
  constructor(afterEach, onError) {
    this.#afterEach = afterEach;
    this.#onError = onError;
  }

  /** @param {{ slice(): boolean }} job */
  add(job) {
    this.#jobs.add(job);
    this.wake();
  }

  /** @param {{ slice(): boolean }} job */
  remove(job) {
    this.#jobs.delete(job);
  }

  wake() {
    if (this.#posted) return;
    this.#posted = true;
    this.#soon.call();
  }

  close() {
    this.#jobs.clear();
    this.#soon.close();
  }

  #turn() {
    this.#posted = false;
    let more = false;
    for (const job of [...this.#jobs]) {
      if (!this.#jobs.has(job)) continue;
      try {
        more = job.slice() || more;
      } catch (error) {
        this.#onError(error, job);
      }
      this.#afterEach();
    }
    if (more) this.wake();
  }
}

// @ts-check
/** @import { Work } from './work.js' */

/**
 * How far work is.
 * @typedef {{ done: number, total: number }} Progress
 */

/**
 * How long work is followed, and stopped: then it rejects with an AbortError.
 * @template Result
 * @typedef {{ signal?: AbortSignal, onProgress?(progress: Progress, resultSoFar: Result): void }} Following
 */

/** What a task rejects with that was cancelled. */
export const cancelled = () => new DOMException('the calculation was cancelled', 'AbortError');

/**
 * How long work takes turns, in milliseconds; 0: one part of the work a slice, a report after each. A test hands in its
 * own, so that what it sees depends on the work alone.
 * @typedef {{ slice: number, betweenReports: number }} Turns
 * @type {Turns}
 */
export const turns = { slice: 12, betweenReports: 100 };

/**
 * One piece of long work under way in a worker. It takes turns with the others (RoundRobin) and ends by itself, in an
 * error, or when it is cancelled.
 * @template Result
 */
export class Job {
  #work;
  #settle;
  #report;
  #turns;
  #lastReport = performance.now();

  /**
   * @param {Work<Result>} work
   * @param {{ resolve(result: Result): void, reject(error: unknown): void }} settle
   * @param {(progress: Progress, result: Result) => void} report
   * @param {Turns} [own]
   */
  constructor(work, settle, report, own = turns) {
    this.#turns = own;
    this.#work = work;
    this.#settle = settle;
    this.#report = report;
  }

  slice() {
    try {
      const progress = this.#work.run(this.#turns.slice);
      if (progress.done === progress.total) {
        this.end(() => this.#settle.resolve(this.#work.result()));
        return false;
      }
      if (performance.now() - this.#lastReport >= this.#turns.betweenReports) {
        this.#report(progress, this.#work.result());
        this.#lastReport = performance.now();
      }
      return true;
    } catch (error) {
      this.end(() => this.#settle.reject(error));
      return false;
    }
  }

  /** @param {() => void} last what is to be said before the work is deleted */
  end(last) {
    last();
    this.#work.delete();
    this.onEnd();
  }

  cancel() {
    this.end(() => this.#settle.reject(cancelled()));
  }

  onEnd() {}
}

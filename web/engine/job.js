// @ts-check
/** @import { Work } from './work.js' */

/** What a task rejects with that was cancelled. */
export const cancelled = () => new DOMException('the calculation was cancelled', 'AbortError');

const slice = 12;
const betweenReports = 100;

/** One piece of long work under way in a worker. It takes turns with the others (Rounds) and ends by itself, in an error, or when it is cancelled. */
export class Job {
  #work;
  #settle;
  #report;
  #lastReport = performance.now();

  /**
   * @param {Work<any>} work
   * @param {{ resolve(result: any): void, reject(error: unknown): void }} settle
   * @param {(progress: { done: number, total: number }, result: any) => void} report
   */
  constructor(work, settle, report) {
    this.#work = work;
    this.#settle = settle;
    this.#report = report;
  }

  slice() {
    try {
      const progress = this.#work.run(slice);
      if (progress.done === progress.total) {
        this.end(() => this.#settle.resolve(this.#work.result()));
        return false;
      }
      if (performance.now() - this.#lastReport >= betweenReports) {
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

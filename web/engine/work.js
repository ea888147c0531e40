// @ts-check
import { Handle } from './handle.js';

/**
 * Long work, done a slice at a time so that whoever does it can show how far it is, or stop: a call of run() for each
 * slice until done is total. Whoever creates it deletes it. A page leaves it to a worker (calculations.js).
 * @template Result
 * @extends {Handle<{ run(milliseconds: number): { done: number, total: number }, result(): Result, delete(): void }>}
 */
export class Work extends Handle {
  /** Goes on for so long, or to the end; does one part at least. @param {number} [milliseconds] */
  run(milliseconds = 8) {
    return this.call((work) => work.run(milliseconds));
  }

  /** What there is so far. @returns {Result} */
  result() {
    return this.call((work) => work.result());
  }
}

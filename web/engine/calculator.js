// @ts-check
import * as Comlink from 'comlink';
import { loadDescents } from './descents.js';
import { cancelled, Job } from './job.js';
import { RoundRobin } from './pace.js';

/** @import { SeedOptions } from './descents.js' */
/** @import { WalkOptions } from './problem.js' */

/**
 * @typedef {{ name: string, parameters?: Record<string, number> } | { text: string, variables?: string[], domain?:
 *   [number, number][] }} ProblemChoice
 * @typedef {{
 *   basins: WalkOptions & { window?: [number, number][], width: number, height?: number },
 *   endPoints: WalkOptions & SeedOptions & { shift?: ArrayLike<number> },
 *   escapes: WalkOptions & SeedOptions & { from: ArrayLike<number>, radius: number },
 * }} Tasks what can be asked for, with its options
 * @typedef {keyof Tasks} Task
 */

/**
 * @template {Task} T
 * @typedef {ReturnType<ReturnType<import('./descents.js').DescentProblem[T]>['result']>} TaskResult
 */

/**
 * What does each task.
 * @typedef {{ [T in Task]: (options: Tasks[T]) => import('./work.js').Work<TaskResult<T>> }} Searches
 */

/** The worker's side of calculations.js: the mathematics, and long work in slices. */
export class Calculator {
  /** @type {Map<number, { cancel(): void }>} */
  #jobs = new Map();
  /** @type {Set<number>} cancelled before they began */
  #cancelled = new Set();
  #roundRobin = new RoundRobin(
    () => {},
    () => {},
  );
  #post;
  #turns;

  /** @param {(message: object) => void} post @param {import('./job.js').Turns} [turns] */
  constructor(post, turns) {
    this.#post = post;
    this.#turns = turns;
  }

  /**
   * @template {Task} T
   * @param {number} id by which the page cancels it, and knows its progress
   * @param {T} task
   * @param {ProblemChoice} choice
   * @param {Tasks[T]} options
   * @returns {Promise<TaskResult<T>>} finished
   */
  async run(id, task, choice, options) {
    const descents = await loadDescents();
    if (this.#cancelled.delete(id)) throw cancelled();
    const problem =
      'text' in choice
        ? descents.createFormula(choice.text, choice.variables, choice.domain)
        : descents.createProblem(choice);
    try {
      const work = /** @type {Searches} */ (problem)[task](options);
      return await new Promise((resolve, reject) => {
        const job = new Job(
          work,
          { resolve, reject },
          (progress, result) => this.#post({ kind: 'progress', id, progress, result }),
          this.#turns,
        );
        job.onEnd = () => {
          this.#jobs.delete(id);
          this.#roundRobin.remove(job);
        };
        this.#jobs.set(id, job);
        this.#roundRobin.add(job);
      });
    } finally {
      problem.delete();
    }
  }

  /** @param {number} id */
  cancel(id) {
    const job = this.#jobs.get(id);
    if (job) job.cancel();
    else this.#cancelled.add(id);
  }

  /** Live C++ objects in this worker. */
  async handles() {
    return (await loadDescents()).handles();
  }

  /** Answers, which is all that it is for: a worker that does not has died. */
  beat() {}

  close() {
    for (const job of [...this.#jobs.values()]) job.cancel();
    this.#roundRobin.close();
  }
}

/**
 * Puts a calculator behind an endpoint: the worker's own, or a port in a test.
 * @param {Comlink.Endpoint} endpoint @param {import('./job.js').Turns} [turns]
 */
export function serveCalculator(endpoint, turns) {
  const calculator = new Calculator((message) => endpoint.postMessage(message), turns);
  Comlink.expose(calculator, endpoint);
  return calculator;
}

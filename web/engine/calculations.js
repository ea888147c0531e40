// @ts-check
import { requireSimd } from './build.js';
import { Link } from './link.js';

/** @import { Following, Progress } from './job.js' */
/** @import { ProblemChoice, Task, TaskResult, Tasks } from './calculator.js' */

/** @typedef {{ kind: 'progress', id: number, progress: Progress, result: unknown }} Message of the worker */

export { EngineUnsupported } from './build.js';

function inBrowser() {
  return new Worker(new URL('./calculator-worker.js', import.meta.url), { type: 'module' });
}

/**
 * A worker for what takes longer than a frame: basin maps, walks under many seeds. It starts with the first task.
 * @param {{ createWorker?: () => Worker }} [options] createWorker: for tests, and for pages that carry their worker
 *   with them
 * @returns {Promise<Calculations>} rejects with EngineUnsupported where there is no WebAssembly with SIMD
 */
export async function openCalculations(options = {}) {
  await requireSimd();
  return new Calculations(options.createWorker ?? inBrowser);
}

/**
 * Tasks name their problem as data, since problems do not cross to a worker: { name, parameters } or { text, variables,
 * domain }. What is refused rejects with words; a worker that dies rejects what it was doing, and the next task gets a
 * new one.
 */
export class Calculations {
  #createWorker;
  /** @type {Link<import('./calculator.js').Calculator, Message> | null} */
  #link = null;
  /** @type {Map<number, Following<unknown>>} */
  #followers = new Map();
  #nextId = 1;
  #closed = false;

  /** @param {() => Worker} createWorker */
  constructor(createWorker) {
    this.#createWorker = createWorker;
  }

  /**
   * @template {Task} T
   * @param {T} task 'basins', 'endPoints' or 'escapes': as Problem has them
   * @param {ProblemChoice} problem
   * @param {Tasks[T]} options
   * @param {Following<TaskResult<T>>} [following] onProgress: ten times a second, with what there is so far
   * @returns {Promise<TaskResult<T>>}
   */
  async run(task, problem, options, following = {}) {
    const { signal } = following;
    if (this.#closed) throw new Error('the calculations have been closed; open them again');
    signal?.throwIfAborted();
    const link = this.#connect();
    const id = this.#nextId++;
    const cancel = () => link.call('cancel', id).catch(() => {});
    this.#followers.set(id, following);
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      return /** @type {TaskResult<T>} */ (await link.call('run', id, task, problem, options));
    } catch (error) {
      if (error instanceof Error && error.name === 'EngineBroken') this.#replace();
      throw error;
    } finally {
      signal?.removeEventListener('abort', cancel);
      this.#followers.delete(id);
    }
  }

  /** Live C++ objects in the worker, for leak tests. */
  async handles() {
    return this.#link ? this.#link.call('handles') : 0;
  }

  close() {
    this.#closed = true;
    this.#replace();
  }

  /** The next task starts another worker. */
  #replace() {
    this.#link?.close();
    this.#link = null;
  }

  #connect() {
    this.#link ??= new Link({
      createWorker: this.#createWorker,
      what: 'the worker',
      onMessage: ({ kind, id, progress, result }) => {
        if (kind === 'progress') this.#followers.get(id)?.onProgress?.(progress, result);
      },
      onDeath: () => {
        this.#link = null;
      },
    });
    return this.#link;
  }
}

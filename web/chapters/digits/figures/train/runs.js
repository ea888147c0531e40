// @ts-check
// The runs behind the paths: each path's run is made once, from its parent where it branches, and kept for undo.
import { networkAt, parseHidden, readPath, writePath } from './experiment.js';

/**
 * @typedef {import('./experiment.js').Path} Path
 * @typedef {import('../../../../engine/training.js').Laboratory} Laboratory
 * @typedef {Awaited<ReturnType<Laboratory['createRun']>>} Run
 */

/** Runs kept although no line of theirs is shown: undo and redo find them as they were. */
const spare = 4;

/** What the engine calls these settings. @param {import('./experiment.js').Settings} settings */
export const engineSettings = (settings) => ({ ...settings, hidden: parseHidden(settings.hidden) });

export class Runs {
  #laboratory;
  /** @type {Map<string, Promise<Run>>} */
  #made = new Map();
  /** @type {Map<string, Run>} */
  #ready = new Map();
  #listen;

  /** @param {Laboratory} laboratory @param {(run: Run) => void} listen called with every new run */
  constructor(laboratory, listen) {
    this.#laboratory = laboratory;
    this.#listen = listen;
  }

  /** @param {Path} path @returns {Run | null} */
  find(path) {
    return this.#ready.get(writePath(path)) ?? null;
  }

  /**
   * A run that has the network of a path at a step, and has been there.
   * @param {Path} path
   * @param {number} step
   * @returns {Run | null}
   */
  like(path, step) {
    const wanted = networkAt(path, step);
    for (const [name, run] of this.#ready) {
      if (run.history.lastStep >= step && networkAt(readPath(name), step) === wanted) return run;
    }
    return null;
  }

  /** @param {Path} path @param {{ signal?: AbortSignal }} [options] @returns {Promise<Run>} */
  obtain(path, options = {}) {
    const name = writePath(path);
    const known = this.#made.get(name);
    if (known) {
      // The most recently used stands last.
      this.#made.delete(name);
      this.#made.set(name, known);
      return known;
    }
    const making = this.#make(path, options);
    this.#made.set(name, making);
    making.then(
      (run) => this.#ready.set(name, run) && this.#listen(run),
      () => this.#made.delete(name),
    );
    return making;
  }

  /** @param {Path} path @param {{ signal?: AbortSignal }} options */
  async #make(path, { signal }) {
    const { from, settings } = path[path.length - 1];
    if (path.length === 1) return this.#laboratory.createRun(engineSettings(settings));
    const parent = await this.obtain(path.slice(0, -1), { signal });
    if (parent.history.lastStep < from) {
      await parent.travel(from, { signal });
      signal?.throwIfAborted();
    }
    return parent.branch(from, engineSettings(settings));
  }

  /** Frees the runs that have not been used for longest. @param {readonly Path[]} needed */
  release(needed) {
    // A branch replays on its own, so parents need not stay.
    const names = new Set(needed.map(writePath));
    const idle = [...this.#made.keys()].filter((name) => !names.has(name) && this.#ready.has(name));
    for (const name of idle.slice(0, Math.max(0, idle.length - spare))) this.#drop(name);
  }

  /** @param {string} name */
  #drop(name) {
    this.#made.delete(name);
    this.#ready.get(name)?.dispose();
    this.#ready.delete(name);
  }

  dispose() {
    for (const making of this.#made.values())
      making.then(
        (run) => run.dispose(),
        () => {},
      );
    this.#made.clear();
    this.#ready.clear();
  }
}

// @ts-check
import { guarded } from './errors.js';

/**
 * Something that lives in the core until it is deleted.
 * @template {{ delete(): void }} T
 */
export class Handle {
  /** @type {T | null} */
  #native;

  /** @param {T | null} native */
  constructor(native) {
    this.#native = native;
  }

  /** @returns {T} */
  get native() {
    if (!this.#native)
      throw new Error(`this ${this.constructor.name.toLowerCase()} has been deleted; create a new one`);
    return this.#native;
  }

  /**
   * @template R
   * @param {(native: T) => R} use
   * @returns {R}
   */
  call(use) {
    return guarded(() => use(this.native));
  }

  /** Whoever creates deletes. A second time does nothing. */
  delete() {
    const native = this.#native;
    this.#native = null;
    try {
      native?.delete();
    } catch (error) {
      // of a module that has trapped nothing is left to free
      if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    }
  }
}

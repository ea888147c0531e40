// @ts-check
// What is made again only when something that it is made from has changed.

/** @template T */
export class Memo {
  /** @type {readonly unknown[] | null} */ #from = null;
  /** @type {T | undefined} */ #made;

  /**
   * @param {readonly unknown[]} from compared one by one, as Object.is does
   * @param {() => T} make what throws is tried again the next time
   * @returns {T}
   */
  of(from, make) {
    const before = this.#from;
    if (before?.length !== from.length || from.some((part, i) => !Object.is(part, before[i]))) {
      this.#made = make();
      this.#from = from;
    }
    return /** @type {T} */ (this.#made);
  }
}

// @ts-check
// Where the reader was on each visited address, kept with the address in the browser's history.

/** @typedef {{ visited: true, top: number }} Visit */

export class ScrollMemory {
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;

  constructor() {
    history.scrollRestoration = 'manual';
    window.addEventListener(
      'scroll',
      () => {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.note(), 150);
      },
      { passive: true },
    );
  }

  /** The visit that the browser has returned to, or null at an address that is new. @returns {Visit | null} */
  get visit() {
    return history.state?.visited ? history.state : null;
  }

  /** Writes down where the reader is, and the address if it has changed. @param {string} [hash] */
  note(hash = location.hash) {
    clearTimeout(this.#timer);
    /** @type {Visit} */
    const visit = { visited: true, top: Math.round(window.scrollY) };
    history.replaceState(visit, '', hash || undefined);
  }

  /** What was still to be written belongs to the page that was just left. */
  forget() {
    clearTimeout(this.#timer);
  }
}

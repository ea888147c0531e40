// @ts-check
// What is going on, how far it is, and how long it took.

/** @param {number} milliseconds */
export function duration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  return seconds < 60 ? `${Math.round(seconds)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** Numbered steps, each with its time; a long one says now and then that it is still at work. */
export class Steps {
  #count;
  #begun = 0;

  /** @param {number} count how many there will be */
  constructor(count) {
    this.#count = count;
  }

  /**
   * @template T
   * @param {string} title @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  async take(title, work) {
    const began = performance.now();
    const elapsed = () => duration(performance.now() - began);
    this.#begun += 1;
    console.log(`\n[${this.#begun}/${this.#count}] ${title}`);
    const pulse = setInterval(() => console.log(`      … ${title}: ${elapsed()} so far`), 30_000);
    try {
      return await work();
    } finally {
      clearInterval(pulse);
      console.log(`      ${elapsed()}`);
    }
  }
}

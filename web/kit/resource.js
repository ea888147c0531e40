// @ts-check
// What a figure opens for as long as it stands in the page: an engine's object, a worker. How, is handed in: the kit
// knows no engine.

/** @template {{ delete(): void }} T */
export class Resource {
  /** null before it has been opened, and after the figure has left. @type {T | null} */
  now = null;
  #open;
  #follow;

  /** @param {() => Promise<T>} open @param {() => void} follow called when it has been opened */
  constructor(open, follow) {
    this.#open = open;
    this.#follow = follow;
  }

  /** Opens it, until the signal ends; what comes too late is deleted at once. @param {AbortSignal} lifetime */
  async begin(lifetime) {
    const opened = await this.#open();
    if (lifetime.aborted) return opened.delete();
    this.now = opened;
    lifetime.addEventListener('abort', () => {
      this.now = null;
      opened.delete();
    });
    this.#follow();
  }
}

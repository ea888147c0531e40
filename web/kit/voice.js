// @ts-check
// A caption for those who hear the page: read when it has come to rest, now and then while it runs on, and not at all
// before the learner has touched the figure.

const rest = 700;
const patience = 8000;

export class CaptionVoice {
  #awake = false;
  #latest = 0;
  #tell;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;

  /** What the live region says now. */
  words = '';

  /** @param {() => void} tell called when `words` has changed */
  constructor(tell) {
    this.#tell = tell;
  }

  wake() {
    this.#awake = true;
  }

  /** @param {string} text the caption as it is now */
  hear(text) {
    const caption = text.replace(/\s+/g, ' ').trim();
    if (!this.#awake || caption === this.words) return;
    const now = performance.now();
    if (this.#timer === undefined) this.#latest = now + patience;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.words = caption;
      this.#tell();
    }, Math.max(0, Math.min(rest, this.#latest - now)));
  }

  stop() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

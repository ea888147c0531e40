// @ts-check
// A caption for those who hear the page: read when something begins and when it has come to rest, now and then while it
// runs on, in the language of the page, and not at all before the learner has touched the figure.
import { language } from './language.js';

const rest = 700;
const patience = 8000;

/**
 * @typedef {{ now(): number, wait(action: () => void, milliseconds: number): unknown, cancel(timer: unknown): void }}
 *   Clock
 */

/** @type {Clock} */
const page = {
  now: () => performance.now(),
  wait: (action, milliseconds) => setTimeout(action, milliseconds),
  cancel: (timer) => clearTimeout(/** @type {ReturnType<typeof setTimeout>} */ (timer)),
};

export class CaptionVoice {
  #awake = false;
  #heard = '';
  #changed = -Infinity;
  #told = -Infinity;
  #latest = 0;
  #language = '';
  #tell;
  #clock;
  /** @type {unknown} */ #timer;

  /** What the live region says now. */
  words = '';

  /** @param {() => void} tell called when `words` has changed @param {Clock} [clock] */
  constructor(tell, clock = page) {
    this.#tell = tell;
    this.#clock = clock;
  }

  wake() {
    this.#awake = true;
  }

  /** @param {string} text the caption as it is now */
  hear(text) {
    const caption = text.replace(/\s+/g, ' ').trim();
    if (!this.#awake) return;
    const now = this.#clock.now();
    const begins = now - this.#changed > 2 * rest;
    if (caption !== this.#heard) this.#changed = now;
    this.#heard = caption;
    if (caption === this.words) return this.stop();
    if (this.#timer === undefined) this.#latest = begins ? now + rest : this.#told + patience;
    this.#clock.cancel(this.#timer);
    // What was said in the other language must not stand there a moment longer.
    const translated = this.words !== '' && this.#language !== language.current;
    const delay = translated ? 0 : Math.max(0, Math.min(rest, this.#latest - now));
    this.#timer = this.#clock.wait(() => {
      this.#timer = undefined;
      this.#told = this.#clock.now();
      this.#language = language.current;
      this.words = caption;
      this.#tell();
    }, delay);
  }

  stop() {
    this.#clock.cancel(this.#timer);
    this.#timer = undefined;
  }
}

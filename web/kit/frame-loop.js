// @ts-check
// What moves by itself, frame by frame, for as long as its element lives. In a tab that is not seen there are no
// frames, and it rests.
import { reducedMotion } from './motion.js';
import { clamp } from './scale.js';

/** Milliseconds that one frame may stand for: nothing leaps after a rest. */
const longest = 100;

export class FrameLoop {
  #host;
  #next = 0;

  /** @param {import('./element.js').KitElement} host */
  constructor(host) {
    this.#host = host;
  }

  get running() {
    return this.#next !== 0;
  }

  /**
   * Begins anew, whatever was under way.
   * @param {(elapsed: number) => boolean} frame called in every frame with the milliseconds since the one before;
   *   false: it was the last
   * @param {() => void} [end] shown at once, instead of the way there, to whom motion disturbs
   */
  start(frame, end) {
    this.stop();
    if (end && reducedMotion()) return end();
    const { lifetime } = this.#host;
    let before = performance.now();
    const tick = (/** @type {number} */ now) => {
      const self = this.#next;
      const goesOn = !lifetime.aborted && frame(clamp(now - before, 0, longest));
      before = now;
      if (this.#next === self) this.#next = goesOn ? requestAnimationFrame(tick) : 0; // else `frame` has stopped it
      if (!this.running) this.#host.requestUpdate();
    };
    this.#next = requestAnimationFrame(tick);
    this.#host.requestUpdate();
  }

  stop() {
    if (!this.running) return;
    cancelAnimationFrame(this.#next);
    this.#next = 0;
    this.#host.requestUpdate();
  }
}

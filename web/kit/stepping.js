// @ts-check
// Walking along a finished trace: a controller that a figure owns, behind a <dh-transport>.
import { html } from 'lit';
import './transport.js';

/**
 * @typedef {object} SteppingOptions
 * @property {() => number} length the last position
 * @property {() => number} position where we are
 * @property {(position: number) => void} move go there
 * @property {number} [stepsPerSecond] at speed 1
 * @property {number[]} [speeds]
 */

export class Stepping {
  #host;
  #options;
  #frame = 0;
  #due = 0;
  playing = false;
  speed = 1;

  /** @param {import('./figure.js').Figure} host @param {SteppingOptions} options */
  constructor(host, options) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostDisconnected() {
    this.pause();
  }

  play() {
    const { length, position, move } = this.#options;
    if (position() >= length()) move(0);
    if (this.#host.reducedMotion) return move(length());
    this.playing = true;
    this.#due = 0;
    let before = performance.now();
    const tick = (/** @type {number} */ now) => {
      if (!this.playing) return;
      this.#due += (Math.max(0, now - before) / 1000) * this.speed * (this.#options.stepsPerSecond ?? 8);
      before = now;
      const steps = Math.floor(this.#due);
      this.#due -= steps;
      if (steps > 0) this.#host.attempt(() => move(Math.min(length(), position() + steps)));
      if (position() >= length()) return this.pause();
      this.#frame = requestAnimationFrame(tick);
    };
    this.#frame = requestAnimationFrame(tick);
    this.#host.refresh();
  }

  pause() {
    cancelAnimationFrame(this.#frame);
    this.playing = false;
    this.#host.refresh();
  }

  /** @param {number} position */
  seek(position) {
    this.pause();
    this.#options.move(Math.min(this.#options.length(), Math.max(0, position)));
  }

  /** The transport, to be placed in renderControls(). @param {string} [label] */
  render(label = '') {
    const { length, position, speeds = [0.5, 1, 2, 4] } = this.#options;
    return html`<dh-transport
      .playing=${this.playing}
      .position=${position()}
      .length=${length()}
      .speed=${this.speed}
      .speeds=${speeds}
      .label=${label}
      .canBack=${position() > 0}
      .canForward=${position() < length() || this.playing}
      @dh-play=${() => this.play()}
      @dh-pause=${() => this.pause()}
      @dh-step=${(/** @type {CustomEvent} */ event) => this.seek(position() + event.detail.by)}
      @dh-seek=${(/** @type {CustomEvent} */ event) => this.seek(event.detail.position)}
      @dh-speed=${(/** @type {CustomEvent} */ event) => {
        this.speed = event.detail.speed;
        this.#host.refresh();
      }}
    ></dh-transport>`;
  }
}

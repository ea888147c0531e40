// @ts-check
// Walking along a finished trace: a controller that a figure owns, behind a <dh-transport>.
import { html } from 'lit';
import './transport.js';
import { FrameLoop } from './frame-loop.js';
import { clamp } from './scale.js';

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
  #loop;
  speed = 1;

  /** @param {import('./figure.js').Figure} host @param {SteppingOptions} options */
  constructor(host, options) {
    this.#host = host;
    this.#options = options;
    this.#loop = new FrameLoop(host);
  }

  get playing() {
    return this.#loop.running;
  }

  play() {
    const { length, position, move } = this.#options;
    if (position() >= length()) move(0);
    let due = 0;
    this.#loop.start(
      (elapsed) => {
        due += (elapsed / 1000) * this.speed * (this.#options.stepsPerSecond ?? 8);
        const steps = Math.floor(due);
        due -= steps;
        if (steps > 0) this.#host.attempt(() => move(Math.min(length(), position() + steps)));
        return position() < length();
      },
      () => move(length()),
    );
  }

  pause() {
    this.#loop.stop();
  }

  /** @param {number} position */
  seek(position) {
    this.pause();
    this.#options.move(clamp(position, 0, this.#options.length()));
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

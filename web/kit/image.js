// @ts-check
// <dh-image>: numbers as pixels. `ink`: 0 is the card, 1 the ink, whichever the theme; `light`: 0 black, 1 white, as
// the network sees it; `diverging`: negative – zero – positive, symmetric about zero.
import { css, html, nothing } from 'lit';
import { KitElement } from './element.js';
import { clamp } from './scale.js';
import { base } from './shared-styles.js';
import { theme, tokenRgb } from './theme.js';

export class PixelImage extends KitElement {
  static properties = {
    values: { attribute: false },
    columns: { type: Number },
    rows: { type: Number },
    mode: {},
    limit: { attribute: false },
    label: {},
  };
  static styles = [
    base,
    css`
      :host {
        display: inline-block;
        width: var(--image-size, 112px);
        max-width: 100%;
        line-height: 0;
      }
      canvas {
        width: 100%;
        height: auto;
        image-rendering: pixelated;
        border-radius: 3px;
        box-shadow: 0 0 0 1px var(--hair);
      }
    `,
  ];

  constructor() {
    super();
    /** Row after row; null: an empty frame. Replace the array to redraw. @type {ArrayLike<number> | null} */
    this.values = null;
    this.columns = 28;
    this.rows = 28;
    /** @type {'ink' | 'light' | 'diverging'} */
    this.mode = 'ink';
    /** The value with the full colour; unset: 1, or the largest size for `diverging`. @type {number | null} */
    this.limit = null;
    this.label = '';
  }

  render() {
    return html`<canvas
      width=${this.columns}
      height=${this.rows}
      role=${this.label ? 'img' : 'presentation'}
      aria-label=${this.label || nothing}
    ></canvas>`;
  }

  /** @returns {[number[], number[], number[]]} colours at −1, 0 and 1 */
  #colours() {
    if (this.mode === 'light')
      return [
        [0, 0, 0],
        [0, 0, 0],
        [255, 255, 255],
      ];
    const names = this.mode === 'ink' ? ['card', 'card', 'ink'] : ['negative', 'zero', 'positive'];
    const [low, zero, high] = names.map((name) => cachedRgb(name));
    return [low, zero, high];
  }

  updated() {
    const canvas = /** @type {HTMLCanvasElement} */ (this.renderRoot.querySelector('canvas'));
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    if (!this.values) return context.clearRect(0, 0, this.columns, this.rows);
    const picture = context.createImageData(this.columns, this.rows);
    const [low, zero, high] = this.#colours();
    const { values } = this;
    const limit = this.limit ?? (this.mode === 'diverging' ? largestSize(values) : 1);
    for (let i = 0; i < this.columns * this.rows; i++) {
      const share = clamp((values[i] ?? 0) / limit, -1, 1) || 0;
      const far = share < 0 ? low : high;
      for (let channel = 0; channel < 3; channel++) {
        picture.data[i * 4 + channel] = zero[channel] + (far[channel] - zero[channel]) * Math.abs(share);
      }
      picture.data[i * 4 + 3] = 255;
    }
    context.putImageData(picture, 0, 0);
  }
}

/** @param {ArrayLike<number>} values */
function largestSize(values) {
  let size = 0;
  for (let i = 0; i < values.length; i++) size = Math.max(size, Math.abs(values[i]));
  return size || 1;
}

/** @type {Map<string, [number, number, number]>} */
const colours = new Map();

/** @param {string} name */
function cachedRgb(name) {
  const key = `${theme.shown} ${name}`;
  let rgb = colours.get(key);
  if (!rgb) colours.set(key, (rgb = tokenRgb(name)));
  return rgb;
}

customElements.define('dh-image', PixelImage);

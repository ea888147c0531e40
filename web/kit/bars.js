// @ts-check
// <dh-bars>: a distribution as horizontal bars, the largest emphasised, every number written.
import { css, html } from 'lit';
import { KitElement } from './element.js';
import { percent } from './numbers.js';
import { clamp } from './scale.js';
import { base } from './shared-styles.js';

export class Bars extends KitElement {
  static properties = {
    values: { attribute: false },
    labels: { attribute: false },
    label: {},
    colour: {},
    emphasised: { attribute: false },
    format: { attribute: false },
    idle: { type: Boolean },
  };
  static styles = [
    base,
    css`
      :host {
        display: block;
        color: var(--soft);
        font-size: 14px;
      }
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
        display: grid;
        grid-template-columns: max-content minmax(40px, 1fr) max-content;
        gap: var(--bars-gap, 5px) 10px;
        align-items: center;
      }
      li {
        display: contents;
        font-variant-numeric: tabular-nums lining-nums;
      }
      .track {
        height: var(--bars-height, 14px);
        background: var(--wash);
        border-radius: 3px;
      }
      .bar {
        height: 100%;
        min-width: 1.5px;
        border-radius: 3px;
        background: color-mix(in oklch, var(--bar) 55%, var(--card));
      }
      .value {
        text-align: right;
        min-width: 4.2em;
      }
      .top {
        color: var(--ink);
        font-weight: 600;
      }
      .top .bar {
        background: var(--bar);
      }
      .idle .bar {
        visibility: hidden;
      }
    `,
  ];

  constructor() {
    super();
    /** Shares of one. @type {ArrayLike<number>} */
    this.values = [];
    /** @type {readonly string[]} */
    this.labels = [];
    this.label = '';
    /** A token's name. */
    this.colour = 'guess';
    /** Which one stands out; −1: none. Unset: the largest. @type {number | null} */
    this.emphasised = null;
    this.format = (/** @type {number} */ value) => percent(value);
    /** Nothing to show yet: the rows stand, without bars and numbers. */
    this.idle = false;
  }

  get #top() {
    if (this.idle) return -1;
    if (this.emphasised !== null) return this.emphasised;
    let top = 0;
    for (let i = 1; i < this.values.length; i++) if (this.values[i] > this.values[top]) top = i;
    return top;
  }

  render() {
    const top = this.#top;
    return html`<ul aria-label=${this.label} class=${this.idle ? 'idle' : ''} .style=${`--bar: var(--${this.colour})`}>
      ${this.labels.map((label, i) => {
        const value = this.idle ? 0 : (this.values[i] ?? 0);
        const width = clamp(Number.isFinite(value) ? value : 0, 0, 1) * 100;
        return html`<li class=${i === top ? 'top' : ''}>
          <span class="name ${i === top ? 'top' : ''}">${label}</span>
          <span class="track ${i === top ? 'top' : ''}"
            ><div class="bar" .style=${`width:${width.toFixed(2)}%`}></div
          ></span>
          <span class="value ${i === top ? 'top' : ''}">${this.idle ? '–' : this.format(value)}</span>
        </li>`;
      })}
    </ul>`;
  }
}

customElements.define('dh-bars', Bars);

// @ts-check
// <dh-slider>: a value on a line, linear or logarithmic, with its number beside it, which can be typed as well.
import { css, html } from 'lit';
import { KitElement } from './element.js';
import './number.js';
import { significant } from './numbers.js';
import { fromPosition, stepFrom, tidy, toPosition } from './scale.js';
import { base, controls, range } from './shared-styles.js';

/**
 * @fires input with every move; read `value`
 * @fires change when the hand lets go
 */
export class Slider extends KitElement {
  static properties = {
    label: {},
    value: { type: Number },
    min: { type: Number },
    max: { type: Number },
    step: { type: Number },
    scale: {},
    integer: { type: Boolean },
    format: { attribute: false },
    disabled: { type: Boolean },
    plain: { type: Boolean },
  };
  static shadowRootOptions = { ...KitElement.shadowRootOptions, delegatesFocus: true };
  static styles = [
    base,
    controls,
    range,
    css`
      :host {
        display: inline-flex;
        align-items: center;
        gap: 4px 8px;
        min-height: var(--target);
        max-width: 100%;
        color: var(--soft);
      }
      .label {
        white-space: nowrap;
      }
      input[type='range'] {
        flex: 1 1 auto;
        width: var(--slider-width, 150px);
        min-width: 90px;
      }
    `,
  ];

  constructor() {
    super();
    this.label = '';
    this.value = 0;
    this.min = 0;
    this.max = 1;
    /** 0: as fine as the eye can tell. */
    this.step = 0;
    /** @type {'linear' | 'log'} */
    this.scale = 'linear';
    this.integer = false;
    /** @type {((value: number) => string) | null} */
    this.format = null;
    this.disabled = false;
    /** Without the number beside it. */
    this.plain = false;
  }

  get #range() {
    const { min, max, scale, step, integer } = this;
    return { min, max, scale, step, integer };
  }

  render() {
    const position = toPosition(this.value, this.#range);
    const text = this.format ? this.format(this.value) : significant(this.value, this.integer ? 12 : 4);
    return html`<span class="label" aria-hidden="true">${this.label}</span>
      <input
        type="range"
        min="0"
        max="1"
        step="0.0005"
        aria-label=${this.label}
        aria-valuetext=${text}
        .value=${String(position)}
        ?disabled=${this.disabled}
        @input=${this.#onInput}
        @change=${this.#onChange}
        @keydown=${this.#onKey}
      />
      ${
        this.plain
          ? ''
          : html`<dh-number
              bare
              .label=${this.label}
              .value=${this.value}
              .min=${this.min}
              .max=${this.max}
              .integer=${this.integer}
              .format=${this.format}
              .disabled=${this.disabled}
              @change=${this.#onTyped}
            ></dh-number>`
      }`;
  }

  updated() {
    const input = /** @type {HTMLInputElement} */ (this.renderRoot.querySelector('input'));
    input.style.setProperty('--filled', `${(toPosition(this.value, this.#range) * 100).toFixed(2)}%`);
  }

  /** @param {string} type */
  #tell(type) {
    this.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
  }

  /** @param {Event} event */
  #onInput(event) {
    event.stopPropagation();
    const position = Number(/** @type {HTMLInputElement} */ (event.target).value);
    const value = fromPosition(position, this.#range);
    if (value === this.value) return;
    this.value = value;
    this.#tell('input');
  }

  /** @param {Event} event */
  #onChange(event) {
    event.stopPropagation();
    this.#tell('change');
  }

  /** @param {Event} event */
  #onTyped(event) {
    event.stopPropagation();
    this.value = /** @type {import('./number.js').NumberInput} */ (event.target).value;
    this.#tell('input');
    this.#tell('change');
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const moves = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 };
    const move = moves[/** @type {keyof typeof moves} */ (event.key)];
    const ends = { Home: this.min, End: this.max };
    const end = ends[/** @type {keyof typeof ends} */ (event.key)];
    if ((move === undefined && end === undefined) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const next = end ?? stepFrom(this.value, event.shiftKey && Math.abs(move) === 1 ? move * 10 : move, this.#range);
    if (next === this.value) return;
    this.value = tidy(next, this.#range);
    this.#tell('input');
    this.#tell('change');
  }
}

customElements.define('dh-slider', Slider);

// @ts-check
// <dh-number>: a number that is typed. Reads what people write ("0,5", "1e-3"), clamps to the range, says what was
// wrong, and how it took what can mean two things.
import { css, html, nothing } from 'lit';
import { KitElement } from './element.js';
import { significant } from './numbers.js';
import { readNumber } from './read-number.js';
import { clamp } from './scale.js';
import { base, controls } from './shared-styles.js';

/** @fires change when a new value stands */
export class NumberInput extends KitElement {
  static properties = {
    label: {},
    value: { type: Number },
    min: { type: Number },
    max: { type: Number },
    step: { type: Number },
    integer: { type: Boolean },
    format: { attribute: false },
    disabled: { type: Boolean },
    bare: { type: Boolean },
    problem: { state: true },
    note: { state: true },
  };
  static shadowRootOptions = { ...KitElement.shadowRootOptions, delegatesFocus: true };
  static styles = [
    base,
    controls,
    css`
      :host {
        display: inline-flex;
        flex-direction: column;
      }
      label {
        display: inline-flex;
        align-items: center;
        gap: 8px;
      }
      input {
        width: var(--number-width, 6.2em);
        min-height: var(--number-height, var(--target));
        padding: 0 7px;
        border: 1px solid var(--edge);
        border-radius: 6px;
        background: transparent;
        color: var(--ink);
        font-weight: 600;
        font-variant-numeric: tabular-nums lining-nums;
      }
      :host([bare]) input {
        border-color: transparent;
        padding: 0 4px;
        width: var(--number-width, 4.4em);
      }
      :host([bare]) input:focus {
        border-color: var(--edge);
      }
      @media (hover: hover) {
        :host([bare]) input:hover:not([disabled]) {
          border-color: var(--edge);
        }
      }
      input[aria-invalid='true'] {
        border-color: var(--uphill) !important;
      }
      .problem,
      .note {
        font-size: 12px;
        line-height: 1.35;
        color: var(--soft);
        max-width: 16em;
        padding: 3px 0 5px;
      }
      .note:empty {
        padding: 0;
      }
      .problem {
        color: var(--uphill);
      }
    `,
  ];

  constructor() {
    super();
    this.label = '';
    this.value = 0;
    this.min = -Infinity;
    this.max = Infinity;
    this.step = 1;
    this.integer = false;
    /** @type {((value: number) => string) | null} */
    this.format = null;
    this.disabled = false;
    /** Without a frame and without a visible label: for use inside other controls. */
    this.bare = false;
    this.problem = '';
    /**
     * How a number was taken that can mean two things, and what was wrong with one that has been left; stands until the
     * next.
     */
    this.note = '';
  }

  /** @param {number} value */
  #written(value) {
    return this.format ? this.format(value) : significant(value, this.integer ? 12 : 4);
  }

  render() {
    const text = this.#written(this.value);
    const input = html`<input
      type="text"
      inputmode=${this.min < 0 ? 'text' : 'decimal'}
      autocomplete="off"
      spellcheck="false"
      enterkeyhint="done"
      aria-label=${this.bare ? this.kitWords.number(this.label) : this.label}
      aria-invalid=${this.problem !== ''}
      aria-describedby="problem"
      .value=${text}
      ?disabled=${this.disabled}
      @focus=${this.#onFocus}
      @change=${this.#onChange}
      @blur=${this.#onBlur}
      @keydown=${this.#onKey}
      @input=${(/** @type {Event} */ event) => event.stopPropagation()}
    />`;
    return html`${this.bare ? input : html`<label><span aria-hidden="true">${this.label}</span>${input}</label>`}
      <span id="problem" class=${this.problem ? 'problem' : 'note'} role="status">${this.#said || nothing}</span>`;
  }

  /** @returns {HTMLInputElement} */
  get #input() {
    return /** @type {HTMLInputElement} */ (this.renderRoot.querySelector('input'));
  }

  /** A number as it may be typed: the one that stands. */
  get #example() {
    return String(this.integer ? this.value : Number(this.value.toPrecision(4)));
  }

  #giveUp() {
    this.#input.value = this.#written(this.value);
    this.#forget();
  }

  #forget() {
    this.note = '';
    this.problem = '';
  }

  #onFocus() {
    this.#forget();
    this.#input.select();
  }

  get #said() {
    return [this.problem, this.note].filter(Boolean).join(' ');
  }

  #onBlur() {
    this.note = this.#said;
    this.problem = '';
    this.#input.value = this.#written(this.value);
  }

  /** @param {Event} event */
  #onChange(event) {
    event.stopPropagation();
    this.#take(this.#input.value);
  }

  /** @param {string} text */
  #take(text) {
    if (text === this.#written(this.value)) return;
    const typed = readNumber(text);
    const given = text.trim().slice(0, 20);
    const words = this.kitWords;
    this.note = '';
    if (typed === null) {
      this.problem = given ? words.notNumber(given, this.#example) : words.noNumber(this.#example);
      return;
    }
    const { value: number, other } = typed;
    const whole = this.integer ? Math.round(number) : number;
    const inside = clamp(whole, this.min, this.max);
    if (other !== null) this.note = words.takenAs(given, significant(number, 12), significant(other, 12));
    else if (whole !== number && inside === whole) this.note = words.takenWhole(given, significant(whole, 12));
    this.problem = inside === whole ? '' : words.outOfRange(significant(this.min, 12), significant(this.max, 12));
    this.#become(inside);
  }

  /** @param {number} value */
  #become(value) {
    this.value = value;
    this.#input.value = this.#written(value);
    this.dispatchEvent(new Event('change', { bubbles: true, composed: true }));
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    if (event.key === 'Enter') this.#take(this.#input.value);
    else if (event.key === 'Escape') this.#giveUp();
    else if ((event.key === 'ArrowUp' || event.key === 'ArrowDown') && !this.bare) {
      event.preventDefault();
      const next = this.value + (event.key === 'ArrowUp' ? this.step : -this.step);
      this.#become(clamp(Number(next.toPrecision(12)), this.min, this.max));
    }
  }
}

customElements.define('dh-number', NumberInput);

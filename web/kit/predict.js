// @ts-check
// <dh-predict>: a question before the answer. The learner guesses, on a slider or among choices, or skips it; then both
// are shown.
import { css, html, nothing } from 'lit';
import { KitElement } from './element.js';
import { significant } from './numbers.js';
import { base, controls } from './shared-styles.js';
import { setVariables } from './variables.js';
import './slider.js';

/** @typedef {string | number} Answer */

/**
 * @fires dh-guess detail.value, when the learner asks to see the answer
 * @fires dh-skip
 */
export class Predict extends KitElement {
  static properties = {
    question: {},
    choices: { attribute: false },
    range: { attribute: false },
    answer: { attribute: false },
    verdict: {},
    action: {},
    guess: { state: true },
    phase: { state: true },
  };
  static styles = [
    base,
    controls,
    css`
      :host {
        display: block;
        border-left: 3px solid var(--grip);
        padding: 2px 0 2px 14px;
        color: var(--soft);
      }
      :host([phase='skipped']) {
        display: none;
      }
      .heading {
        font-weight: 600;
        font-size: 13px;
      }
      .question {
        color: var(--ink);
        font: 400 16.5px/1.5 var(--serif);
        margin: 0 0 6px;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 6px 8px;
        align-items: center;
      }
      .button[aria-pressed='true'] {
        border-color: var(--grip);
        box-shadow: inset 0 0 0 1px var(--grip);
      }
      .guess {
        color: var(--guess);
      }
      .truth {
        color: var(--truth);
      }
    `,
  ];

  constructor() {
    super();
    this.question = '';
    /** @type {{ value: Answer, label: string }[] | null} */
    this.choices = null;
    /**
     * For a guess on a slider.
     * @type {{ min: number, max: number, start: number, scale?: 'linear' | 'log', step?: number, label: string,
     *   format?: (value: number) => string } | null}
     */
    this.range = null;
    /** What is right, once it is known: a value of the same kind. */
    this.answer = /** @type {Answer | null} */ (null);
    /** A sentence on the outcome. */
    this.verdict = '';
    /** What the button says where the answer is not there yet to be shown. */
    this.action = '';
    this.guess = /** @type {Answer | null} */ (null);
    /** @type {'asking' | 'shown' | 'skipped'} */
    this.phase = 'asking';
  }

  /** Asks again. */
  again() {
    this.guess = null;
    this.phase = 'asking';
  }

  /** @param {Answer | undefined} value */
  #written(value) {
    const choice = this.choices?.find((one) => one.value === value);
    if (choice) return choice.label;
    return typeof value === 'number' ? (this.range?.format?.(value) ?? significant(value)) : String(value);
  }

  /** @param {'shown' | 'skipped'} phase */
  #end(phase) {
    this.phase = phase;
    const detail = { value: this.guess ?? this.range?.start ?? null };
    this.dispatchEvent(
      new CustomEvent(phase === 'shown' ? 'dh-guess' : 'dh-skip', { bubbles: true, composed: true, detail }),
    );
  }

  updated() {
    this.setAttribute('phase', this.phase);
  }

  render() {
    if (this.phase === 'skipped') return nothing;
    const words = this.kitWords;
    return html`<div role="group" aria-labelledby="heading question">
      <div id="heading" class="heading">${words.guessFirst}</div>
      <p id="question" class="question">${setVariables(this.question)}</p>
      ${this.phase === 'asking' ? this.#renderAsking() : this.#renderShown()}
    </div>`;
  }

  #renderAsking() {
    const words = this.kitWords;
    const { choices, range } = this;
    return html`<div class="row">
      ${choices?.map(({ value, label }) => html`<button class="button" aria-pressed=${this.guess === value} @click=${() => (this.guess = value)}>${label}</button>`)}
      ${
        range
          ? html`<dh-slider
              .label=${range.label}
              .min=${range.min}
              .max=${range.max}
              .scale=${range.scale ?? 'linear'}
              .step=${range.step ?? 0}
              .format=${range.format ?? null}
              .value=${this.guess ?? range.start}
              @input=${this.#onSlide}
              @change=${(/** @type {Event} */ event) => event.stopPropagation()}
            ></dh-slider>`
          : nothing
      }
      <button class="button strong" ?disabled=${this.guess === null && !range} @click=${() => this.#end('shown')}>
        ${this.action || words.show}
      </button>
      <button class="button plain" @click=${() => this.#end('skipped')}>${words.skip}</button>
    </div>`;
  }

  /** @param {Event} event */
  #onSlide(event) {
    event.stopPropagation();
    this.guess = /** @type {import('./slider.js').Slider} */ (event.target).value;
  }

  #renderShown() {
    const words = this.kitWords;
    const guess = this.guess ?? this.range?.start;
    return html`<div role="status">
      ${words.yourGuess} <b class="guess">${this.#written(guess)}</b>${
        this.answer === null ? nothing : html` · ${words.answer} <b class="truth">${this.#written(this.answer)}</b>`
      }
      ${setVariables(this.verdict)}
    </div>`;
  }
}

customElements.define('dh-predict', Predict);

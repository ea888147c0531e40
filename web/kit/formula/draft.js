// @ts-check
// A formula while it is typed. What cannot be read stays in the field, with its fault; the figure goes on with the one
// before.
import { html } from 'lit';
import './formula.js';

/**
 * @typedef {import('./formula.js').FormulaInput} FormulaInput
 * @typedef {NonNullable<FormulaInput['fault']>} Fault
 */

/**
 * What reads formulas: check gives what is wrong with one, or null; fault and reading are those of the one that stands.
 * @typedef {{ check(text: string): Fault | null, fault: Fault | null, reading: FormulaInput['reading'] }} Reader
 */

export class FormulaDraft {
  /** What is wrong with the text in the field. @type {Fault | null} */ fault = null;
  #figure;

  /** @param {import('../figure.js').Figure} figure whose state has a text `formula` */
  constructor(figure) {
    this.#figure = figure;
  }

  /** The field. @param {Reader | null} reader */
  render(reader) {
    const { words, state } = this.#figure;
    return html`<dh-formula
      .label=${words.formula}
      .value=${state.formula}
      .fault=${this.fault ?? reader?.fault ?? null}
      .reading=${reader?.reading ?? null}
      @input=${(/** @type {Event} */ event) => this.#take(event, reader)}
    ></dh-formula>`;
  }

  /** @param {Event} event @param {Reader | null} reader */
  #take(event, reader) {
    const { text } = /** @type {FormulaInput} */ (event.currentTarget);
    event.stopPropagation();
    this.fault = this.#figure.attempt(() => reader?.check(text)) ?? null;
    if (this.fault) this.#figure.refresh();
    else this.#figure.change({ formula: text });
  }

  /** Puts the formula that stands back into the field. */
  revert() {
    this.fault = null;
    /** @type {FormulaInput | null} */ (this.#figure.renderRoot?.querySelector('dh-formula'))?.revert();
  }
}

// @ts-check
// <dh-formula>: a formula that is typed. It shows how it was understood, printed, or what is wrong with it, and where:
// as it is told, for it reads nothing itself.
import { css, html, nothing } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { watchSize } from '../canvas.js';
import { KitElement } from '../element.js';
import { language } from '../language.js';
import { base, controls } from '../shared-styles.js';
import { finished } from './mathml.js';
import { faultWords, strings } from './strings.js';

/** @typedef {'naturalLogarithm' | 'decimalComma' | 'thousandsComma'} Note what could have been read in another way */

/** @fires input with every letter; read `text` */
export class FormulaInput extends KitElement {
  static properties = {
    label: {},
    value: {},
    fault: { attribute: false },
    reading: { attribute: false },
    text: { state: true },
  };
  static shadowRootOptions = { ...KitElement.shadowRootOptions, delegatesFocus: true };
  static styles = [
    base,
    controls,
    css`
      :host {
        display: inline-grid;
        flex: 1 1 260px;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 0 8px;
        min-width: 0;
        max-width: 100%;
        color: var(--soft);
      }
      label {
        display: contents;
      }
      .name {
        align-self: center;
        white-space: nowrap;
      }
      .field {
        position: relative;
        display: block;
        min-width: 0;
        overflow: hidden;
        font: 500 14px/1.2 var(--mono);
      }
      input {
        width: 100%;
        min-height: var(--target);
        padding: 0 10px;
        border: 1px solid var(--edge);
        border-radius: 7px;
        background: transparent;
        color: var(--ink);
      }
      input[aria-invalid='true'] {
        border-color: var(--uphill);
      }
      .mark {
        position: absolute;
        bottom: 5px;
        left: 11px;
        white-space: pre;
        color: transparent;
        pointer-events: none;
      }
      .mark i {
        display: inline-block;
        min-width: 1ch;
        border-bottom: 2px solid var(--uphill);
        font-style: normal;
      }
      .below {
        grid-column: 2;
        margin-top: 4px;
        min-width: 0;
        font-size: 13px;
        white-space: normal;
      }
      .below:empty {
        margin-top: 0;
      }
      .problem {
        color: var(--uphill);
      }
      .echo {
        display: block;
        padding: 2px 0;
        overflow: auto hidden;
        color: var(--ink);
        font-size: 17px;
        /* A shadow at an end behind which there is more: it stays, and what covers it scrolls along. */
        background:
          linear-gradient(to right, var(--card) 40%, transparent) -1px 0 / 31px 100% no-repeat local,
          linear-gradient(to left, var(--card) 40%, transparent) right / 30px 100% no-repeat local,
          linear-gradient(to right, var(--edge), transparent) left / 12px 100% no-repeat scroll,
          linear-gradient(to left, var(--edge), transparent) right / 12px 100% no-repeat scroll;
      }
    `,
  ];

  constructor() {
    super();
    this.label = '';
    /** The formula that stands; setting another puts it into the field. */
    this.value = '';
    /**
     * What is wrong with the text in the field, as the engine threw it.
     * @type {Partial<import('./strings.js').Fault> | null}
     */
    this.fault = null;
    /**
     * How the text was understood, unless something is wrong with it.
     * @type {{ mathml: string, notes: Note[] } | null}
     */
    this.reading = null;
    /** What is in the field. */
    this.text = '';
  }

  /** @param {import('lit').PropertyValues} changed */
  willUpdate(changed) {
    if (changed.has('value')) this.text = this.value;
  }

  begun() {
    watchSize(this, () => this.#reach(), this.lifetime);
  }

  updated() {
    this.#reach();
  }

  /** An echo that is too long is scrolled by keys, too. */
  #reach() {
    const echo = this.renderRoot?.querySelector('.echo');
    if (!echo) return;
    const isLong = echo.scrollWidth > echo.clientWidth;
    echo.toggleAttribute('data-keys', isLong);
    if (isLong) echo.setAttribute('tabindex', '0');
    else echo.removeAttribute('tabindex');
  }

  /** Puts the formula that stands back into the field. */
  revert() {
    this.text = this.value;
  }

  render() {
    const { fault, reading } = this;
    return html`<label
        ><span class="name">${this.label || strings[language.current].formula}</span>
        <span class="field"
          ><input
            type="text"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            enterkeyhint="done"
            maxlength="400"
            aria-invalid=${fault !== null}
            aria-describedby="problem reading"
            .value=${this.text}
            @input=${this.#onInput}
            @change=${(/** @type {Event} */ event) => event.stopPropagation()}
          />${fault ? this.#renderMark(fault) : nothing}</span
        ></label
      >
      <span id="problem" class="below problem" role="status"
        >${fault ? faultWords(language.current, fault) : nothing}</span
      >
      <span id="reading" class="below">${reading && !fault ? this.#renderReading(reading) : nothing}</span>`;
  }

  /**
   * A line under the character at which the fault is: behind the same text, unseen.
   * @param {Partial<import('./strings.js').Fault>} fault
   */
  #renderMark({ column = 1 }) {
    const characters = Array.from(new Intl.Segmenter().segment(this.text), ({ segment }) => segment);
    return html`<span class="mark" aria-hidden="true"
      >${characters.slice(0, column - 1).join('')}<i>${characters[column - 1] ?? ''}</i></span
    >`;
  }

  /** The markup is the engine's own. @param {{ mathml: string, notes: Note[] }} reading */
  #renderReading({ mathml, notes }) {
    const words = strings[language.current];
    return html`<span class="echo" role="group" aria-label=${words.understood}
        >${unsafeHTML(`<math displaystyle="true">${finished(mathml)}</math>`)}</span
      >
      ${notes.map((note) => html`<span class="note">${words[note]}</span> `)}`;
  }

  /** @param {Event} event */
  #onInput(event) {
    event.stopPropagation();
    this.text = /** @type {HTMLInputElement} */ (event.target).value;
    this.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  }
}

customElements.define('dh-formula', FormulaInput);

// @ts-check
// <dh-formula>: a formula that is typed. It shows what it is told is wrong with it, and where; it reads nothing itself.
import { css, html, nothing } from 'lit';
import { KitElement } from '../element.js';
import { language } from '../language.js';
import { base, controls } from '../shared-styles.js';
import { faultWords, strings } from './strings.js';

/** @fires input with every letter; read `text` */
export class FormulaInput extends KitElement {
  static properties = {
    label: {},
    value: {},
    fault: { attribute: false },
    text: { state: true },
  };
  static shadowRootOptions = { ...KitElement.shadowRootOptions, delegatesFocus: true };
  static styles = [
    base,
    controls,
    css`
      :host {
        display: inline-flex;
        flex: 1 1 260px;
        flex-direction: column;
        min-width: 0;
        max-width: 100%;
        color: var(--soft);
      }
      label {
        display: flex;
        align-items: center;
        gap: 8px;
      }
      span {
        white-space: nowrap;
      }
      .field {
        position: relative;
        display: block;
        flex: 1 1 auto;
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
        left: calc(11px + var(--column) * 1ch);
        width: 1ch;
        border-bottom: 2px solid var(--uphill);
        pointer-events: none;
      }
      .problem {
        margin-top: 3px;
        font-size: 13px;
        white-space: normal;
        color: var(--uphill);
      }
    `,
  ];

  constructor() {
    super();
    this.label = '';
    /** The formula that stands; setting another puts it into the field. */
    this.value = '';
    /** What is wrong with the text in the field, as the engine threw it. @type {{ column?: number, fault?: string, subject?: string } | null} */
    this.fault = null;
    /** What is in the field. */
    this.text = '';
  }

  /** @param {import('lit').PropertyValues} changed */
  willUpdate(changed) {
    if (changed.has('value')) this.text = this.value;
  }

  /** Puts the formula that stands back into the field. */
  revert() {
    this.text = this.value;
  }

  render() {
    const { fault } = this;
    return html`<label><span>${this.label || strings[language.current].formula}</span>
        <span class="field"><input type="text" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="done" maxlength="400"
          aria-invalid=${fault !== null} aria-describedby="problem" .value=${this.text} @input=${this.#onInput}
          @change=${(/** @type {Event} */ event) => event.stopPropagation()} />${fault ? html`<i class="mark"></i>` : nothing}</span></label>
      <span id="problem" class="problem" role="status">${fault ? faultWords(language.current, fault) : nothing}</span>`;
  }

  updated() {
    const column = Math.max(1, this.fault?.column ?? 1) - 1;
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('.mark'))?.style.setProperty('--column', String(column));
  }

  /** @param {Event} event */
  #onInput(event) {
    event.stopPropagation();
    this.text = /** @type {HTMLInputElement} */ (event.target).value;
    this.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  }
}

customElements.define('dh-formula', FormulaInput);

// @ts-check
// <dh-select>: one of several, with the system's own list.
import { css, html } from 'lit';
import { KitElement } from './element.js';
import { base, controls } from './shared-styles.js';

/** @fires input when another option is chosen; read `value` */
export class Select extends KitElement {
  static properties = { label: {}, value: {}, options: { attribute: false }, disabled: { type: Boolean } };
  static shadowRootOptions = { ...KitElement.shadowRootOptions, delegatesFocus: true };
  static styles = [
    base,
    controls,
    css`
      :host {
        display: inline-flex;
        max-width: 100%;
        color: var(--soft);
      }
      label {
        display: inline-flex;
        align-items: center;
        gap: 8px;
        min-width: 0;
      }
      span {
        white-space: nowrap;
      }
      select {
        appearance: none;
        -webkit-appearance: none;
        min-width: 0;
        min-height: var(--target);
        padding: 0 28px 0 10px;
        border: 1px solid var(--edge);
        border-radius: 7px;
        color: var(--ink);
        background:
          linear-gradient(45deg, transparent 50%, var(--soft) 50%) calc(100% - 15px) 55% / 5px 5px no-repeat,
          linear-gradient(-45deg, transparent 50%, var(--soft) 50%) calc(100% - 10px) 55% / 5px 5px no-repeat;
        cursor: pointer;
        text-overflow: ellipsis;
      }
      option {
        background: var(--card);
        color: var(--ink);
      }
      select[disabled] {
        opacity: 0.45;
      }
    `,
  ];

  constructor() {
    super();
    this.label = '';
    this.value = '';
    /** @type {{ value: string, label: string }[]} */
    this.options = [];
    this.disabled = false;
  }

  render() {
    return html`<label
      ><span>${this.label}</span>
      <select
        ?disabled=${this.disabled}
        @input=${this.#onInput}
        @change=${(/** @type {Event} */ event) => event.stopPropagation()}
      >
        ${this.options.map(({ value, label }) => html`<option value=${value} .selected=${value === this.value}>${label}</option>`)}
      </select></label
    >`;
  }

  updated() {
    /** @type {HTMLSelectElement} */ (this.renderRoot.querySelector('select')).value = this.value;
  }

  /** @param {Event} event */
  #onInput(event) {
    event.stopPropagation();
    this.value = /** @type {HTMLSelectElement} */ (event.target).value;
    this.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    this.dispatchEvent(new Event('change', { bubbles: true, composed: true }));
  }
}

customElements.define('dh-select', Select);

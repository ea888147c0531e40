// @ts-check
// <dh-toggle>: on or off.
import { css, html } from 'lit';
import { KitElement } from './element.js';
import { base, controls } from './shared-styles.js';

/** @fires input when it is switched; read `value` */
export class Toggle extends KitElement {
  static properties = { label: {}, value: { type: Boolean }, disabled: { type: Boolean } };
  static shadowRootOptions = { ...KitElement.shadowRootOptions, delegatesFocus: true };
  static styles = [
    base,
    controls,
    css`
      :host {
        display: inline-flex;
        color: var(--soft);
      }
      label {
        display: inline-flex;
        align-items: center;
        gap: 9px;
        min-height: var(--target);
        cursor: pointer;
      }
      input {
        appearance: none;
        -webkit-appearance: none;
        flex: none;
        width: 34px;
        height: 20px;
        margin: 0;
        border-radius: 10px;
        background: radial-gradient(circle at center, var(--card) 7px, transparent 7.5px) 0 0 / 20px 20px no-repeat
          var(--edge-strong, var(--faint));
        cursor: pointer;
        transition: background-position 0.12s;
      }
      input:checked {
        background-color: var(--ink);
        background-position: 14px 0;
      }
      input[disabled] {
        opacity: 0.45;
      }
      @media (prefers-reduced-motion: reduce) {
        input {
          transition: none;
        }
      }
      @media (forced-colors: active) {
        input {
          appearance: auto;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.label = '';
    this.value = false;
    this.disabled = false;
  }

  render() {
    return html`<label
      ><input
        type="checkbox"
        role="switch"
        .checked=${this.value}
        ?disabled=${this.disabled}
        @input=${this.#onInput}
        @change=${(/** @type {Event} */ event) => event.stopPropagation()}
      /><span>${this.label}</span></label
    >`;
  }

  /** @param {Event} event */
  #onInput(event) {
    event.stopPropagation();
    this.value = /** @type {HTMLInputElement} */ (event.target).checked;
    this.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    this.dispatchEvent(new Event('change', { bubbles: true, composed: true }));
  }
}

customElements.define('dh-toggle', Toggle);

// @ts-check
// <dh-progress>: how far something has come, in words and as a thin line. `value` null: on its way, no telling how far.
import { css, html, nothing } from 'lit';
import { KitElement } from './element.js';
import { clamp } from './scale.js';
import { base } from './shared-styles.js';

export class Progress extends KitElement {
  static properties = { label: {}, value: { attribute: false }, detail: {} };
  static styles = [
    base,
    css`
      :host {
        display: block;
        color: var(--soft);
        font-size: 13px;
      }
      .words {
        display: flex;
        justify-content: space-between;
        gap: 12px;
        font-variant-numeric: tabular-nums;
      }
      .line {
        height: 3px;
        margin-top: 6px;
        border-radius: 2px;
        background: var(--hair);
        overflow: hidden;
      }
      .done {
        height: 100%;
        background: var(--ink);
        transform-origin: left;
      }
      .done.unknown {
        width: 30%;
        animation: pass 1.4s infinite ease-in-out;
      }
      @keyframes pass {
        from {
          translate: -100%;
        }
        to {
          translate: 334%;
        }
      }
      @media (prefers-reduced-motion: reduce) {
        .done.unknown {
          animation: none;
          width: 100%;
          opacity: 0.4;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.label = '';
    /** 0…1, or null. @type {number | null} */
    this.value = null;
    this.detail = '';
  }

  /** Where it is shown, something is on its way. */
  get pending() {
    return [...super.pending, 'progress'];
  }

  render() {
    const known = this.value !== null;
    const share = clamp(this.value ?? 0, 0, 1);
    return html`<div class="words"><span>${this.label}</span><span>${this.detail}</span></div>
      <div
        class="line"
        role="progressbar"
        aria-label=${this.label}
        aria-valuemin="0"
        aria-valuemax="100"
        aria-valuenow=${known ? Math.round(share * 100) : nothing}
      >
        <div class="done ${known ? '' : 'unknown'}" .style=${known ? `width:${(share * 100).toFixed(2)}%` : ''}></div>
      </div>`;
  }
}

customElements.define('dh-progress', Progress);

// @ts-check
// <dh-transport>: play, pause, one step forward, one step back, scrub, speed. It shows and asks; the figure moves.
// The figure passes space and the arrow keys on to it (Figure does this by itself).
import { css, html, nothing } from 'lit';
import { KitElement } from './element.js';
import { icon } from './icons.js';
import { whole } from './numbers.js';
import { base, controls, range } from './shared-styles.js';

/**
 * @fires dh-play
 * @fires dh-pause
 * @fires dh-step detail.by: ±1
 * @fires dh-seek detail.position
 * @fires dh-speed detail.speed
 */
export class Transport extends KitElement {
  static properties = {
    playing: { type: Boolean },
    position: { type: Number },
    length: { type: Number },
    speed: { type: Number },
    speeds: { attribute: false },
    canBack: { type: Boolean },
    canForward: { type: Boolean },
    label: {},
    disabled: { type: Boolean },
  };
  static styles = [
    base,
    controls,
    range,
    css`
      :host {
        display: flex;
        flex: 1 1 340px;
        align-items: center;
        gap: 6px 8px;
        color: var(--soft);
        min-width: 0;
      }
      .buttons {
        display: inline-flex;
        gap: 4px;
      }
      .scrub {
        display: inline-flex;
        align-items: center;
        gap: 8px;
        flex: 1 1 160px;
        min-width: 0;
      }
      input[type='range'] {
        flex: 1 1 auto;
        min-width: 80px;
      }
      .where {
        color: var(--ink);
        font-weight: 600;
        font-variant-numeric: tabular-nums lining-nums;
        white-space: nowrap;
      }
      .speed {
        min-width: 3.4em;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  constructor() {
    super();
    this.playing = false;
    this.position = 0;
    /** The last position; null where there is nothing to scrub. @type {number | null} */
    this.length = null;
    this.speed = 1;
    /** Speeds to go round through; none: no speed button. @type {number[]} */
    this.speeds = [];
    this.canBack = true;
    this.canForward = true;
    /** Instead of the plain position. @type {string} */
    this.label = '';
    this.disabled = false;
  }

  render() {
    const words = this.kitWords;
    /** @param {Parameters<typeof icon>[0]} name @param {string} title @param {() => void} action @param {boolean} enabled @param {string} [look] */
    const button = (name, title, action, enabled, look = '') =>
      html`<button class="button icon ${look}" title=${title} aria-label=${title} ?disabled=${this.disabled || !enabled} @click=${action}>${icon(name)}</button>`;
    return html`<span class="buttons" role="group">
        ${button('back', words.stepBack, () => this.#tell('dh-step', { by: -1 }), this.canBack)}
        ${this.playing
          ? button('pause', words.pause, () => this.#tell('dh-pause'), true, 'strong')
          : button('play', words.play, () => this.#tell('dh-play'), this.canForward, 'strong')}
        ${button('forward', words.stepForward, () => this.#tell('dh-step', { by: 1 }), this.canForward)}
      </span>
      ${this.length === null
        ? this.label ? html`<span class="where">${this.label}</span>` : nothing
        : html`<span class="scrub"><input type="range" min="0" max=${Math.max(1, this.length)} step="1" aria-label=${words.position}
            aria-valuetext="${words.step} ${whole(this.position)}" .value=${String(this.position)} ?disabled=${this.disabled || this.length === 0} @input=${this.#onScrub} />
            <span class="where">${this.label || whole(this.position)}</span></span>`}
      ${this.speeds.length > 1
        ? html`<button class="button plain speed" title=${words.speed} aria-label="${words.speed} ${this.speed}×" ?disabled=${this.disabled} @click=${this.#nextSpeed}>${this.speed}×</button>`
        : nothing}`;
  }

  updated() {
    const scrub = this.renderRoot.querySelector('input');
    if (!scrub) return;
    scrub.value = String(this.position);
    scrub.style.setProperty('--filled', `${(100 * this.position) / Math.max(1, this.length ?? 1)}%`);
  }

  /** @param {string} type @param {object} [detail] */
  #tell(type, detail = {}) {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));
  }

  /** @param {Event} event */
  #onScrub(event) {
    event.stopPropagation();
    this.#tell('dh-seek', { position: Number(/** @type {HTMLInputElement} */ (event.target).value) });
  }

  #nextSpeed() {
    const next = this.speeds[(this.speeds.indexOf(this.speed) + 1) % this.speeds.length];
    this.#tell('dh-speed', { speed: next });
  }

  /**
   * Takes space and the horizontal arrows, unless what has the focus needs them itself.
   * @param {KeyboardEvent} event @param {HTMLElement} target
   */
  takeKey(event, target) {
    if (this.disabled) return;
    const needsArrows = target.matches('input, textarea, select, [data-keys]');
    if (event.key === ' ' && !target.matches('button, a, summary, input[type=checkbox], [data-keys]')) {
      event.preventDefault();
      this.#tell(this.playing ? 'dh-pause' : 'dh-play');
    } else if (event.key === 'ArrowRight' && !needsArrows && this.canForward) {
      event.preventDefault();
      this.#tell('dh-step', { by: 1 });
    } else if (event.key === 'ArrowLeft' && !needsArrows && this.canBack) {
      event.preventDefault();
      this.#tell('dh-step', { by: -1 });
    }
  }
}

customElements.define('dh-transport', Transport);

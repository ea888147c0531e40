// @ts-check
// <dh-transport>: play, pause, one step forward, one step back, scrub, speed. It shows and asks; the figure moves.
// Under a plot it can take the plot's own axis for its rail, so that knob and curves stand at the same place.
// The figure passes space and the arrow keys on to it (Figure does this by itself).
import { css, html, nothing } from 'lit';
import { KitElement } from './element.js';
import { icon } from './icons.js';
import { whole } from './numbers.js';
import { base, controls, range } from './shared-styles.js';

/** @typedef {{ left: number, right: number, end: number, scale: 'linear' | 'log' }} Rail
 *  the axis above in pixels from the left, the position at its right end, and how positions lie on it */

/** Milliseconds in which nobody means two things by two clicks. */
const doubleClick = 350;

/** The parts of a logarithmic rail: enough for every pixel. */
const parts = 2000;

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
    rail: { attribute: false },
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
      :host([railed]) {
        flex-wrap: wrap;
        gap: 5px 14px;
      }
      :host([railed]) input[type='range'] {
        flex: none;
        margin-left: calc(var(--rail-left) - var(--knob) / 2);
        width: calc(var(--rail-width) + var(--knob));
      }
      .break {
        flex-basis: 100%;
        height: 0;
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

  #toggled = -Infinity;

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
    /** @type {Rail | null} */
    this.rail = null;
  }

  get pending() {
    return this.playing ? [...super.pending, 'playing'] : super.pending;
  }

  willUpdate() {
    this.toggleAttribute('railed', this.rail !== null);
  }

  /** How many parts the slider has. */
  get #parts() {
    if (!this.rail) return Math.max(1, this.length ?? 1);
    return this.rail.scale === 'log' ? parts : Math.max(1, this.rail.end);
  }

  /** Where a position lies on the slider. @param {number} position */
  #onSlider(position) {
    if (this.rail?.scale !== 'log') return position;
    return Math.round((parts * Math.log1p(position)) / Math.log1p(Math.max(1, this.rail.end)));
  }

  /** The position at a place of the slider; not beyond the last. @param {number} place */
  #positionAt(place) {
    const log = this.rail?.scale === 'log';
    const position = log
      ? Math.round(Math.expm1((place / parts) * Math.log1p(Math.max(1, this.rail?.end ?? 1))))
      : place;
    return Math.min(position, this.length ?? position);
  }

  render() {
    const words = this.kitWords;
    /**
     * @param {Parameters<typeof icon>[0]} name
     * @param {string} title
     * @param {(event: MouseEvent) => void} action
     * @param {boolean} enabled
     * @param {string} [look]
     */
    const button = (name, title, action, enabled, look = '') =>
      html`<button
        class="button icon ${look}"
        title=${title}
        aria-label=${title}
        ?disabled=${this.disabled || !enabled}
        @click=${action}
      >
        ${icon(name)}
      </button>`;
    const buttons = html`<span class="buttons" role="group">
      ${button('back', words.stepBack, () => this.#tell('dh-step', { by: -1 }), this.canBack)}
      ${
        this.playing
          ? button('pause', words.pause, (event) => this.#toggle('dh-pause', event), true, 'strong')
          : button('play', words.play, (event) => this.#toggle('dh-play', event), this.canForward, 'strong')
      }
      ${button('forward', words.stepForward, () => this.#tell('dh-step', { by: 1 }), this.canForward)}
    </span>`;
    const where =
      this.length !== null || this.label
        ? html`<span class="where">${this.label || whole(this.position)}</span>`
        : nothing;
    const slider =
      this.length === null
        ? nothing
        : html`<input
            type="range"
            min="0"
            max=${this.#parts}
            step="1"
            aria-label=${words.position}
            aria-valuetext="${words.step} ${whole(this.position)}"
            .value=${String(this.#onSlider(this.position))}
            ?disabled=${this.disabled || this.length === 0}
            @input=${this.#onScrub}
            @keydown=${this.#onRailKey}
          />`;
    const speed =
      this.speeds.length > 1
        ? html`<button
            class="button plain speed"
            title=${words.speed}
            aria-label="${words.speed} ${this.speed}×"
            ?disabled=${this.disabled}
            @click=${this.#nextSpeed}
          >
            ${this.speed}×
          </button>`
        : nothing;
    if (this.rail) return html`${slider}<span class="break"></span>${buttons}${where}${speed}<slot></slot>`;
    return html`${buttons}${slider === nothing ? where : html`<span class="scrub">${slider}${where}</span>`}${speed}<slot
      ></slot>`;
  }

  updated() {
    const scrub = this.renderRoot.querySelector('input');
    if (!scrub) return;
    const place = this.#onSlider(this.position);
    scrub.value = String(place);
    scrub.style.setProperty('--filled', `${(100 * place) / this.#parts}%`);
    if (!this.rail) return;
    this.style.setProperty('--rail-left', `${this.rail.left}px`);
    this.style.setProperty('--rail-width', `${this.rail.right - this.rail.left}px`);
  }

  /**
   * A double click means what a click means: its second half does not take back the first.
   * @param {string} type
   * @param {MouseEvent} event
   */
  #toggle(type, event) {
    if (event.detail === 2 && event.timeStamp - this.#toggled < doubleClick) return;
    this.#toggled = event.timeStamp;
    this.#tell(type);
  }

  /** @param {string} type @param {object} [detail] */
  #tell(type, detail = {}) {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));
  }

  /** @param {Event} event */
  #onScrub(event) {
    event.stopPropagation();
    const slider = /** @type {HTMLInputElement} */ (event.target);
    const position = this.#positionAt(Number(slider.value));
    slider.value = String(this.#onSlider(position));
    if (position !== this.position) this.#tell('dh-seek', { position });
  }

  /** On a logarithmic rail one part is no step; the keys still move by one. @param {KeyboardEvent} event */
  #onRailKey(event) {
    const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (this.rail?.scale !== 'log' || !by) return;
    event.preventDefault();
    const position = this.position + by;
    if (position >= 0 && position <= (this.length ?? position)) this.#tell('dh-seek', { position });
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
    } else if (event.key === 'ArrowLeft' && !needsArrows) {
      // Not only when `canBack`: a step forward may have been made in this very frame, and below 0 no figure goes.
      event.preventDefault();
      this.#tell('dh-step', { by: -1 });
    }
  }
}

customElements.define('dh-transport', Transport);

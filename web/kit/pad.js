// @ts-check
// <dh-pad>: a sheet to draw on with mouse, finger, pen or keys. It knows strokes only; what they mean is not its business.
import { css, html } from 'lit';
import { prepareCanvas, watchSize } from './canvas.js';
import { KitElement } from './element.js';
import { icon } from './icons.js';
import { base, controls } from './shared-styles.js';
import { token } from './theme.js';

/** @typedef {import('./strokes.js').Strokes} Strokes */

/**
 * @fires input with every move of the pen; read `strokes`
 * @fires change when a stroke is finished, taken back or all are cleared
 */
export class Pad extends KitElement {
  static properties = { strokes: { attribute: false }, given: { type: Number }, label: {}, guide: {}, pen: { type: Number }, disabled: { type: Boolean }, cursor: { state: true }, spoken: { state: true } };
  static shadowRootOptions = { ...KitElement.shadowRootOptions, delegatesFocus: true };
  static styles = [
    base,
    controls,
    css`
      :host {
        display: block;
        width: 100%;
        max-width: var(--pad-size, 300px);
      }
      .sheet {
        position: relative;
        aspect-ratio: 1;
        border: 1px solid var(--edge);
        border-radius: 8px;
        overflow: hidden;
        background: var(--card);
      }
      canvas {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        touch-action: none;
        cursor: crosshair;
      }
      canvas:focus-visible {
        outline-offset: -2px;
      }
      .guide {
        position: absolute;
        inset: 0;
        display: grid;
        place-items: center;
        color: var(--faint);
        pointer-events: none;
      }
      .row {
        display: flex;
        gap: 6px;
        margin-top: 8px;
      }
      .row .button {
        flex: 1 1 0;
        white-space: nowrap;
        padding: 0 6px;
      }
    `,
  ];

  /** @type {number | null} */ #pointer = null;
  #penDown = false;
  #side = 0;

  constructor() {
    super();
    /** Both coordinates from 0 to 1. @type {Strokes} */
    this.strokes = [];
    /** How many of the first strokes were there before: drawn softly, and not to be taken away. */
    this.given = 0;
    this.label = '';
    this.guide = '';
    /** The pen's width as a share of the pad. */
    this.pen = 0.062;
    this.disabled = false;
    /** The keyboard's pen; shown once keys are used. @type {[number, number] | null} */
    this.cursor = null;
    this.spoken = '';
  }

  render() {
    const words = this.kitWords;
    const empty = this.strokes.length === 0;
    const bare = this.strokes.length <= this.given;
    return html`<div class="sheet">
        <canvas tabindex="0" role="application" data-keys aria-label=${this.label || words.padLabel}
          @pointerdown=${this.#onDown} @pointermove=${this.#onMove} @pointerup=${this.#onUp} @pointercancel=${this.#onUp} @lostpointercapture=${this.#onUp}
          @keydown=${this.#onKey} @blur=${this.#onBlur}></canvas>
        <div class="guide" aria-hidden="true" ?hidden=${!empty || this.cursor !== null}>${this.guide || words.padGuide}</div>
      </div>
      <div class="row">
        <button class="button" ?disabled=${bare || this.disabled} @click=${() => this.undo()}>${icon('undo')}${words.padUndo}</button>
        <button class="button" ?disabled=${bare || this.disabled} @click=${() => this.clear()}>${icon('clear')}${words.padClear}</button>
      </div>
      <span class="unseen" role="status">${this.spoken}</span>`;
  }

  get #canvas() {
    return /** @type {HTMLCanvasElement} */ (this.renderRoot.querySelector('canvas'));
  }

  firstUpdated() {
    this.#watch();
  }

  begun() {
    if (this.hasUpdated) this.#watch();
  }

  #watch() {
    const sheet = /** @type {HTMLElement} */ (this.renderRoot.querySelector('.sheet'));
    watchSize(sheet, (width) => {
      this.#side = width;
      this.requestUpdate();
    }, this.lifetime);
  }

  updated() {
    const side = this.#side;
    if (side === 0) return;
    const context = prepareCanvas(this.#canvas, side, side);
    context.lineCap = context.lineJoin = 'round';
    context.lineWidth = this.pen * side;
    this.strokes.forEach((stroke, i) => {
      context.strokeStyle = context.fillStyle = token(i < this.given ? 'faint' : 'ink');
      drawStroke(context, stroke, side);
    });
    if (this.cursor) this.#drawCursor(context, side, this.cursor);
  }

  /** @param {CanvasRenderingContext2D} context @param {number} side @param {[number, number]} cursor */
  #drawCursor(context, side, [x, y]) {
    context.strokeStyle = context.fillStyle = token('grip');
    context.lineWidth = 2.5;
    context.beginPath();
    context.arc(x * side, y * side, Math.max(7, (this.pen * side) / 2), 0, 2 * Math.PI);
    if (this.#penDown) context.fill();
    context.stroke();
  }

  /** @param {'input' | 'change'} type */
  #tell(type) {
    this.requestUpdate();
    this.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
  }

  /** Takes the last stroke away. */
  undo() {
    if (this.strokes.length <= this.given) return;
    this.#lift();
    this.strokes = this.strokes.slice(0, -1);
    this.#tell('input');
    this.#tell('change');
  }

  clear() {
    this.#lift();
    if (this.strokes.length <= this.given) return;
    this.strokes = this.strokes.slice(0, this.given);
    this.#tell('input');
    this.#tell('change');
  }

  /** @param {number} x @param {number} y */
  #begin(x, y) {
    this.strokes = [...this.strokes, [x, y]];
  }

  /** A longer copy of the last stroke: what was handed out before stays as it was. @param {number[]} points */
  #extend(points) {
    const last = this.strokes[this.strokes.length - 1] ?? [];
    this.strokes = [...this.strokes.slice(0, -1), last.concat(points)];
  }

  #lift() {
    this.#pointer = null;
    this.#penDown = false;
  }

  /** @param {PointerEvent} event @returns {[number, number]} */
  #place(event) {
    const box = this.#canvas.getBoundingClientRect();
    const inside = (/** @type {number} */ share) => Math.min(1, Math.max(0, share));
    return [inside((event.clientX - box.left) / box.width), inside((event.clientY - box.top) / box.height)];
  }

  /** @param {PointerEvent} event */
  #onDown(event) {
    if (this.disabled || this.#pointer !== null || event.button !== 0) return;
    event.preventDefault();
    this.#canvas.focus({ preventScroll: true });
    this.#canvas.setPointerCapture(event.pointerId);
    this.#pointer = event.pointerId;
    this.#penDown = false;
    this.cursor = null;
    this.#begin(...this.#place(event));
    this.#tell('input');
  }

  /** @param {PointerEvent} event */
  #onMove(event) {
    if (event.pointerId !== this.#pointer || this.strokes.length === 0) return;
    const events = event.getCoalescedEvents?.() ?? [];
    const last = this.strokes[this.strokes.length - 1];
    let [x, y] = last.slice(-2);
    /** @type {number[]} */
    const points = [];
    for (const part of events.length ? events : [event]) {
      const [nextX, nextY] = this.#place(part);
      if (Math.hypot(nextX - x, nextY - y) < 0.002) continue;
      points.push(nextX, nextY);
      [x, y] = [nextX, nextY];
    }
    if (points.length === 0) return;
    this.#extend(points);
    this.#tell('input');
  }

  /** @param {PointerEvent} event */
  #onUp(event) {
    if (event.pointerId !== this.#pointer) return;
    this.#pointer = null;
    this.#tell('change');
  }

  #onBlur() {
    if (this.#penDown) this.#togglePen();
    this.cursor = null;
  }

  #togglePen() {
    const [x, y] = (this.cursor ??= [0.5, 0.3]);
    this.#penDown = !this.#penDown;
    this.spoken = this.#penDown ? this.kitWords.penDown : this.kitWords.penUp;
    if (this.#penDown) {
      this.#begin(x, y);
      this.#tell('input');
    } else {
      this.#tell('change');
    }
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    if (this.disabled || event.ctrlKey || event.metaKey || event.altKey) return;
    const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const move = moves[/** @type {keyof typeof moves} */ (event.key)];
    if (move) this.#moveCursor(move, event.shiftKey ? 0.1 : 0.025);
    else if (event.key === ' ' || event.key === 'Enter') this.#togglePen();
    else if (event.key === 'Backspace') this.undo();
    else if (event.key === 'Delete') this.clear();
    else return;
    event.preventDefault();
  }

  /** @param {number[]} direction @param {number} length */
  #moveCursor([dx, dy], length) {
    const [x, y] = this.cursor ?? [0.5, 0.3];
    const inside = (/** @type {number} */ share) => Math.min(1, Math.max(0, share));
    const next = /** @type {[number, number]} */ (this.cursor ? [inside(x + dx * length), inside(y + dy * length)] : [x, y]);
    this.cursor = next;
    if (!this.#penDown) return;
    this.#extend(next);
    this.#tell('input');
  }
}

/** @param {CanvasRenderingContext2D} context @param {number[]} stroke @param {number} side */
function drawStroke(context, stroke, side) {
  context.beginPath();
  if (stroke.length <= 2) {
    context.arc(stroke[0] * side, stroke[1] * side, context.lineWidth / 2, 0, 2 * Math.PI);
    return context.fill();
  }
  context.moveTo(stroke[0] * side, stroke[1] * side);
  // Through the middles of neighbouring points, with the points as controls: a hand's line has no corners of its own.
  for (let i = 2; i < stroke.length - 2; i += 2) {
    const [x, y, nextX, nextY] = [stroke[i], stroke[i + 1], stroke[i + 2], stroke[i + 3]];
    context.quadraticCurveTo(x * side, y * side, ((x + nextX) / 2) * side, ((y + nextY) / 2) * side);
  }
  context.lineTo(stroke[stroke.length - 2] * side, stroke[stroke.length - 1] * side);
  context.stroke();
}

customElements.define('dh-pad', Pad);

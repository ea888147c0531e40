// @ts-check
// <dh-pad>: a sheet to draw on with mouse, finger, pen or keys. It knows strokes only; what they mean is not its
// business.
// Ink outside the sheet is no ink. A pen takes over from a finger, and any pointer from a hand that only rests there.
import { css, html } from 'lit';
import { prepareCanvas, watchSize } from './canvas.js';
import { KitElement } from './element.js';
import { icon } from './icons.js';
import { base, controls } from './shared-styles.js';
import { inkOf, onPad } from './strokes.js';
import { token } from './theme.js';

/** @typedef {import('./strokes.js').Strokes} Strokes */
/**
 * The pointer that draws, and its true places since it was put down, on the sheet and off it.
 * @typedef {{ pointer: number, type: string, path: number[], before: number, inked: boolean }} Held
 *   before: how many strokes there were; inked: whether there are more now
 */

const step = 0.002; // shares of the pad's side: places nearer than that are one
const rest = 0.03; // a touch that has come no farther than that from where it began may be a hand that only rests

/**
 * @fires input with every move of the pen; read `strokes`
 * @fires change when a stroke is finished, taken back or all are cleared
 */
export class Pad extends KitElement {
  static properties = {
    strokes: { attribute: false },
    given: { type: Number },
    label: {},
    guide: {},
    pen: { type: Number },
    disabled: { type: Boolean },
    cursor: { state: true },
    spoken: { state: true },
  };
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

  /** @type {Held | null} */ #held = null;
  /** A pen was here: a touch that does not move is the hand that holds it. */
  #penSeen = false;
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
        <canvas
          tabindex="0"
          role="application"
          data-keys
          aria-label=${this.label || words.padLabel}
          @pointerdown=${this.#onDown}
          @pointermove=${this.#onMove}
          @pointerup=${this.#onUp}
          @pointercancel=${this.#onUp}
          @lostpointercapture=${this.#onUp}
          @contextmenu=${this.#onMenu}
          @keydown=${this.#onKey}
          @blur=${this.#onBlur}
        ></canvas>
        <div class="guide" aria-hidden="true" ?hidden=${!empty || this.cursor !== null}>
          ${this.guide || words.padGuide}
        </div>
      </div>
      <div class="row">
        <button class="button" ?disabled=${bare || this.disabled} @click=${() => this.undo()}>
          ${icon('undo')}${words.padUndo}
        </button>
        <button class="button" ?disabled=${bare || this.disabled} @click=${() => this.clear()}>
          ${icon('clear')}${words.padClear}
        </button>
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
    window.addEventListener('blur', () => this.#finish(), { signal: this.lifetime });
  }

  disposed() {
    this.#lift();
  }

  #watch() {
    const sheet = /** @type {HTMLElement} */ (this.renderRoot.querySelector('.sheet'));
    watchSize(
      sheet,
      (width) => {
        this.#side = width;
        this.requestUpdate();
      },
      this.lifetime,
    );
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

  #lift() {
    this.#held = null;
    this.#penDown = false;
  }

  /** The stroke that is being drawn ends here, and what was drawn of it stays. */
  #finish() {
    const drawing = this.#held !== null || this.#penDown;
    if (this.#penDown) this.spoken = this.kitWords.penUp;
    this.#lift();
    if (drawing) this.#tell('change');
  }

  /** Another pointer takes over: what this one drew was not meant. */
  #forget() {
    const held = this.#held;
    this.#lift();
    if (!held?.inked) return;
    this.strokes = this.strokes.slice(0, held.before);
    this.#tell('input');
    this.#tell('change');
  }

  /** In shares of the pad's side, outside too. @param {PointerEvent} event */
  #place(event) {
    const box = this.#canvas.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  }

  /** Whether another pointer draws, and goes on. @param {PointerEvent} event */
  #isTaken({ pointerType }) {
    const held = this.#held;
    return held !== null && !isResting(held) && !(held.type === 'touch' && pointerType === 'pen');
  }

  /** @param {PointerEvent} event */
  #onDown(event) {
    this.#penSeen ||= event.pointerType === 'pen';
    if (this.disabled || this.#isTaken(event) || event.button !== 0) return;
    event.preventDefault();
    this.#forget();
    this.#finish();
    this.#canvas.focus({ preventScroll: true });
    this.#canvas.setPointerCapture(event.pointerId);
    this.cursor = null;
    const { pointerId: pointer, pointerType: type } = event;
    this.#held = { pointer, type, path: this.#place(event), before: this.strokes.length, inked: false };
    if (!isResting(this.#held)) this.#ink(this.#held);
  }

  /** @param {PointerEvent} event */
  #onMove(event) {
    this.#penSeen ||= event.pointerType === 'pen';
    const held = this.#held;
    if (event.pointerId !== held?.pointer) return;
    // Another button is pressed, or the first was released where nobody heard it.
    const ended = event.buttons !== 1 || this.disabled;
    const takenAway = held.inked && this.strokes.length <= held.before;
    if (ended || takenAway) return this.#finish();
    const length = held.path.length;
    const events = event.getCoalescedEvents?.() ?? [];
    for (const part of events.length ? events : [event]) {
      const [x, y] = this.#place(part);
      const [lastX, lastY] = held.path.slice(-2);
      if (Math.hypot(x - lastX, y - lastY) >= step) held.path.push(x, y);
    }
    if (held.path.length > length && !isResting(held)) this.#ink(held);
  }

  /** @param {Held} held */
  #ink(held) {
    const ink = inkOf(held.path);
    this.strokes = [...this.strokes.slice(0, held.before), ...ink];
    held.inked = ink.length > 0;
    this.#tell('input');
  }

  /** @param {PointerEvent} event */
  #onUp(event) {
    const held = this.#held;
    if (event.pointerId !== held?.pointer) return;
    // A tap is a dot, unless it is the system that says it was none, or the hand that holds the pen.
    if (isResting(held) && event.type === 'pointerup' && !this.#penSeen) this.#ink(held);
    this.#finish();
  }

  /** A menu would swallow the end of the stroke. @param {Event} event */
  #onMenu(event) {
    if (this.#held) event.preventDefault();
  }

  #onBlur() {
    this.#finish();
    this.cursor = null;
  }

  #togglePen() {
    const wasDown = this.#penDown;
    this.#finish();
    if (wasDown) return;
    const [x, y] = (this.cursor ??= [0.5, 0.3]);
    this.#penDown = true;
    this.spoken = this.kitWords.penDown;
    this.strokes = [...this.strokes, [x, y]];
    this.#tell('input');
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
    const next = /** @type {[number, number]} */ (
      this.cursor ? [onPad(x + dx * length), onPad(y + dy * length)] : [x, y]
    );
    this.cursor = next;
    if (!this.#penDown) return;
    // A longer copy: what was handed out before stays as it was.
    this.strokes = [...this.strokes.slice(0, -1), [...(this.strokes.at(-1) ?? []), ...next]];
    this.#tell('input');
  }
}

/** A finger that has not moved, or a palm. @param {Held} held */
const isResting = ({ type, path }) =>
  type === 'touch' && path.every((share, i) => Math.abs(share - path[i % 2]) < rest);

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

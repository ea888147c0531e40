// @ts-check
// What can be taken hold of on a picture: moved with mouse, finger and keys, beyond the picture's edge too, and never
// out of its range. Each grip is a button over the canvas on which it is drawn, so that it is reached by Tab and has a
// name.
import { css, html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { radians } from './angles.js';
import { clamp, hundredths } from './scale.js';

/** @typedef {[number, number]} Place in the picture's own coordinates */
/**
 * @typedef {object} Grip
 * @property {string} id
 * @property {Place} at
 * @property {string} label its name and, for those who hear it, where it is
 * @property {readonly [Place, Place]} [range] the ranges of x and y it may move in; unless said otherwise the whole
 *   window
 * @property {Place} [pivot] it does not move but turn, about this place
 * @property {boolean} [small]
 */
/** @typedef {{ id: string, at: Place, angle: number, phase: 'start' | 'move' | 'end' }} GripMove
 *  at: where it was moved to, inside its range; angle: from the pivot to there, in radians; start: the first move of a
 *  drag or of a key; end: let go */
/**
 * @typedef {object} Picture
 * @property {(at: Place, grip: Grip) => Place | null} toScreen in CSS pixels from the picture's corner; null: not to be
 *   seen
 * @property {(pixel: Place, grip: Grip) => Place | null} toPlace
 * @property {() => readonly [Place, Place]} window
 */

/** @type {Record<string, Place>} */
const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/**
 * Lets a grip move two fields of a figure's state. A drag is one step to be undone, and so are keys in quick
 * succession.
 * @param {{ change(patch: Record<string, unknown>, options: { undo: boolean }): void }} figure
 * @param {GripMove} move @param {readonly [string, string]} [fields]
 */
export function moveFields(figure, { at, phase }, [x, y] = ['x', 'y']) {
  if (phase !== 'end') figure.change({ [x]: hundredths(at[0]), [y]: hundredths(at[1]) }, { undo: phase === 'start' });
}

export class Grips {
  #host;
  #picture;
  /** What is held, as it was last drawn, and by how much the pointer missed its middle.
   *  @type {{ grip: Grip, pointer: number, type: string, offset: Place, moved: boolean, listening: AbortController } |
   *    null}
   */
  #held = null;
  /** @type {string | null} */ #focused = null;
  /** @type {Map<string, number>} */ #latestKey = new Map();
  /**
   * Where keys have moved grips to since they were last rendered: several may come within a frame.
   * @type {Map<string, { at: Place, angle: number }>}
   */
  #ahead = new Map();

  /** @param {import('./element.js').KitElement} host @param {Picture} picture */
  constructor(host, picture) {
    this.#host = host;
    this.#picture = picture;
    host.addController({ hostDisconnected: () => this.#release() });
  }

  /** Whether a grip is held or has the keys: it is drawn with a stronger glow. @param {string} id */
  isHeld(id) {
    return this.#held?.grip.id === id || this.#focused === id;
  }

  /**
   * Buttons to be placed over the canvas, in a box that is positioned and as large as it.
   * @param {readonly Grip[]} grips
   */
  render(grips) {
    this.#ahead.clear();
    this.#follow(grips);
    return repeat(
      grips,
      (grip) => grip.id,
      (grip) => {
        const at = this.#picture.toScreen(grip.at, grip);
        const style = at ? `transform:translate(${at[0].toFixed(1)}px,${at[1].toFixed(1)}px)` : '';
        return html`<button
          class=${grip.small ? 'grip small' : 'grip'}
          type="button"
          data-keys
          data-grip=${grip.id}
          aria-label=${grip.label}
          .style=${style}
          ?hidden=${at === null}
          @pointerdown=${(/** @type {PointerEvent} */ event) => this.#onDown(event, grip)}
          @pointermove=${(/** @type {PointerEvent} */ event) => this.#onMove(event, grip)}
          @keydown=${(/** @type {KeyboardEvent} */ event) => this.#onKey(event, grip)}
          @keyup=${(/** @type {KeyboardEvent} */ event) => this.#onKeyUp(event, grip)}
          @focus=${(/** @type {FocusEvent} */ event) => this.#onFocus(event, grip)}
          @blur=${() => this.#onBlur()}
        ></button>`;
      },
    );
  }

  /** A grip that is no longer drawn has been let go: its button hears nothing. @param {readonly Grip[]} grips */
  #follow(grips) {
    const held = this.#held;
    if (!held) return;
    const now = grips.find(({ id }) => id === held.grip.id);
    if (now) held.grip = now;
    else queueMicrotask(() => this.#held === held && this.#release());
  }

  /**
   * @param {Grip} grip
   * @param {Place} to
   * @param {GripMove['phase']} phase
   * @param {number} [turned] keys turn without a place to turn to
   */
  #tell(grip, to, phase, turned) {
    const range = grip.range ?? this.#picture.window();
    const inside = (/** @type {number} */ i) => clamp(to[i], range[i][0], range[i][1]);
    const [pivotX, pivotY] = grip.pivot ?? [0, 0];
    const angle = turned ?? Math.atan2(to[1] - pivotY, to[0] - pivotX);
    /** @type {GripMove} */
    const detail = { id: grip.id, at: grip.pivot ? to : [inside(0), inside(1)], angle, phase };
    this.#ahead.set(grip.id, detail);
    this.#host.dispatchEvent(new CustomEvent('dh-grip', { bubbles: true, composed: true, detail }));
  }

  /** @param {PointerEvent} event @returns {Place} */
  #pixel(event) {
    const box = /** @type {HTMLElement} */ (
      /** @type {HTMLElement} */ (event.currentTarget).parentElement
    ).getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  /** @param {PointerEvent} event @param {Grip} grip */
  #onDown(event, grip) {
    if (this.#isTaken(event) || event.button !== 0) return;
    event.stopPropagation();
    this.#release();
    const button = /** @type {HTMLElement} */ (event.currentTarget);
    button.setPointerCapture(event.pointerId);
    const [x, y] = this.#pixel(event);
    const [gripX, gripY] = this.#picture.toScreen(grip.at, grip) ?? [x, y];
    const listening = this.#listen(event.pointerId);
    this.#held = {
      grip,
      pointer: event.pointerId,
      type: event.pointerType,
      offset: [gripX - x, gripY - y],
      moved: false,
      listening,
    };
    this.#host.requestUpdate();
  }

  /**
   * Whether another finger holds something. A first pointer of the same kind means that the one before is gone.
   * @param {PointerEvent} event
   */
  #isTaken({ pointerType, isPrimary }) {
    return this.#held !== null && !(isPrimary && pointerType === this.#held.type);
  }

  /** The button may be gone when the pointer is lifted, and the window may lose both. @param {number} pointer */
  #listen(pointer) {
    const listening = new AbortController();
    const { signal } = listening;
    const ended = (/** @type {PointerEvent} */ event) => event.pointerId === pointer && this.#release();
    for (const name of /** @type {const} */ (['pointerup', 'pointercancel', 'lostpointercapture']))
      window.addEventListener(name, ended, { signal });
    window.addEventListener('blur', () => this.#release(), { signal });
    return listening;
  }

  /** @param {PointerEvent} event @param {Grip} grip */
  #onMove(event, grip) {
    const held = this.#held;
    if (held?.pointer !== event.pointerId || held.grip.id !== grip.id) return;
    // Another button is pressed, or the first was released where nobody heard it.
    if (event.buttons !== 1) return this.#release();
    const [x, y] = this.#pixel(event);
    const to = this.#picture.toPlace([x + held.offset[0], y + held.offset[1]], grip);
    if (!to) return;
    this.#tell(grip, to, held.moved ? 'move' : 'start');
    held.moved = true;
  }

  /** Lets go of what is held, wherever it was moved to. */
  #release() {
    const held = this.#held;
    if (!held) return;
    this.#held = null;
    held.listening.abort();
    if (held.moved) this.#tell(held.grip, this.#ahead.get(held.grip.id)?.at ?? held.grip.at, 'end');
    this.#host.requestUpdate();
  }

  /** @param {KeyboardEvent} event @param {Grip} grip */
  #onKey(event, grip) {
    const direction = arrows[event.key];
    if (!direction || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const now = performance.now();
    const phase = now - (this.#latestKey.get(grip.id) ?? -Infinity) < 700 ? 'move' : 'start';
    this.#latestKey.set(grip.id, now);
    if (grip.pivot) {
      const turn = radians((direction[1] - direction[0]) * (event.shiftKey ? 15 : 1));
      const angle =
        this.#ahead.get(grip.id)?.angle ?? Math.atan2(grip.at[1] - grip.pivot[1], grip.at[0] - grip.pivot[0]);
      return this.#tell(grip, grip.at, phase, angle + turn);
    }
    const share = event.shiftKey ? 0.1 : 0.01;
    const [[left, right], [bottom, top]] = this.#picture.window();
    const [x, y] = this.#ahead.get(grip.id)?.at ?? grip.at;
    this.#tell(grip, [x + direction[0] * share * (right - left), y + direction[1] * share * (top - bottom)], phase);
  }

  /** @param {KeyboardEvent} event @param {Grip} grip */
  #onKeyUp(event, grip) {
    const { at, angle } = this.#ahead.get(grip.id) ?? { at: grip.at, angle: undefined };
    if (arrows[event.key]) this.#tell(grip, at, 'end', angle);
  }

  /** @param {FocusEvent} event @param {Grip} grip */
  #onFocus(event, grip) {
    if (!(/** @type {HTMLElement} */ (event.target).matches(':focus-visible'))) return;
    this.#focused = grip.id;
    this.#host.requestUpdate();
  }

  #onBlur() {
    this.#focused = null;
    this.#host.requestUpdate();
  }
}

export const gripStyles = css`
  .grip {
    --reach: 36px;
    position: absolute;
    left: 0;
    top: 0;
    width: var(--reach);
    height: var(--reach);
    margin: calc(var(--reach) / -2) 0 0 calc(var(--reach) / -2);
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    cursor: grab;
    touch-action: none;
  }
  .grip.small {
    --reach: 30px;
  }
  .grip:active {
    cursor: grabbing;
  }
  .grip:focus-visible {
    outline-offset: -4px;
    border-radius: 50%;
  }
`;

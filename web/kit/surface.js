// @ts-check
// <dh-surface>: a grid of values as a landscape that can be turned, with contour lines, and upon it what a figure hands
// over as layers: points, paths, arrows and lines that lie on the plane which touches it. Heights stand on the scale of
// levels.js, which is logarithmic where a surface is steep; tangents touch what is drawn.
import { css, html } from 'lit';
import { View } from './camera.js';
import { prepareCanvas, watchSize } from './canvas.js';
import { KitElement } from './element.js';
import { Grips, gripStyles } from './grips.js';
import { drawLabels } from './labels.js';
import { heightsOf, valueAt } from './levels.js';
import { lobesOf } from './lobes.js';
import { drawArrow, drawGrip, drawPath, drawPoint } from './marks.js';
import { Memo } from './memo.js';
import { clamp } from './scale.js';
import { base } from './shared-styles.js';
import { theme, token } from './theme.js';

/** @typedef {import('./levels.js').Grid} Grid */
/** @typedef {import('./grips.js').Place} Place */
/** @typedef {import('./labels.js').Label} Label */
/** @typedef {readonly [number, number, number]} Point x, y and the value there */
/** @typedef {import('./grips.js').Grip & { end?: string }} SurfaceGrip end: the id of the arrow at whose end it is */
/**
 * `by` is a direction in the tangent plane: dx, dy, and the slope's rise over them. `length` is how long it is drawn,
 * as a share of the landscape's half side: with `steepest`, the largest slope at that place, measured along the floor
 * and shortened for all directions alike where the ground is steep; else measured along the arrow. Colours are tokens'
 * names.
 * @typedef {{ kind: 'arrow', id?: string, at: Point, by: Point, length?: number, steepest?: number, colour: string,
 *   width?: number, label?: string, labelColour?: string, gap?: number }} SurfaceArrow
 * @typedef {{ kind: 'line', at: Point, by: Point, length?: number, steepest?: number, colour: string, width?: number,
 *   dash?: readonly number[], label?: string }} SurfaceLine both ways from `at`
 * @typedef {{ kind: 'ring', at: Point, angles: ArrayLike<number>, slopes: ArrayLike<number>, shown?: readonly [number,
 *   number] | null, length?: number, steepest: number, width?: number }} SurfaceRing
 *   the ends of all arrows at a place, in the colours of what rises and falls
 * @typedef {{ kind: 'path', points: readonly Point[], colour: string, width?: number, dash?: readonly number[] }}
 *   SurfacePath
 * @typedef {{ kind: 'point', at: Point, colour?: string, radius?: number, label?: string }} SurfacePoint
 * @typedef {SurfaceArrow | SurfaceLine | SurfaceRing | SurfacePath | SurfacePoint} SurfaceLayer
 */

const tall = 0.82;
/** Where the ground is steeper than this, arrows are shortened. */
const steepestDrawn = 1.2;
/** How near an arrow may come to the edge of the picture, in pixels. */
const rim = 9;
const lowest = 6;
const highest = 86;

/**
 * @fires dh-turn while it is turned: detail.azimuth, elevation, phase
 * @fires dh-grip while a grip is moved, as <dh-contours> does
 */
export class Surface extends KitElement {
  static properties = {
    grid: { attribute: false },
    layers: { attribute: false },
    grips: { attribute: false },
    levels: { type: Number },
    azimuth: { type: Number },
    elevation: { type: Number },
    label: {},
    xLabel: {},
    yLabel: {},
    height: { type: Number },
    width: { state: true },
    phase: { state: true },
  };
  static styles = [
    base,
    gripStyles,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      .stage {
        position: relative;
        cursor: move;
        touch-action: pan-y;
        user-select: none;
        -webkit-user-select: none;
      }
      .stage:focus-visible {
        outline-offset: -2px;
      }
      canvas {
        display: block;
        width: 100%;
      }
      .missing {
        display: grid;
        place-items: center;
        margin: 0;
        padding: 20px;
        color: var(--soft);
        background: var(--wash);
        border-radius: 8px;
        text-align: center;
        text-wrap: balance;
      }
    `,
  ];

  #grips = new Grips(this, {
    toScreen: (_, grip) => this.#toScreen(grip),
    toPlace: (pixel, grip) => this.#toPlace(pixel, grip),
    window: () =>
      this.grid?.window ?? [
        [0, 1],
        [0, 1],
      ],
  });
  /** @type {import('./surface-scene.js').SurfaceScene | null} */ #scene = null;
  /** The landscape without what lies upon it. */
  #landscape = document.createElement('canvas');
  /** Drawn anew only when something about it has changed: a drag draws what lies upon it. */
  #drawn = new Memo();
  /** @type {{ pointer: number, x: number, y: number, moved: boolean } | null} */ #turning = null;

  constructor() {
    super();
    /** The same object again means the same values. @type {Grid | null} */
    this.grid = null;
    /** @type {readonly SurfaceLayer[]} */
    this.layers = [];
    /** @type {readonly SurfaceGrip[]} */
    this.grips = [];
    this.levels = 12;
    /** In degrees; 0: x to the right, y away from us. */
    this.azimuth = -32;
    /** In degrees above the floor. */
    this.elevation = 34;
    this.label = '';
    this.xLabel = 'x';
    this.yLabel = 'y';
    /** The most; on narrow pages it takes less. */
    this.height = 380;
    this.width = 0;
    /** @type {'loading' | 'ready' | 'missing'} */
    this.phase = 'loading';
  }

  begun() {
    watchSize(this, (width) => (this.width = Math.floor(width)), this.lifetime);
    this.#open(this.lifetime);
  }

  /** @param {AbortSignal} lifetime */
  async #open(lifetime) {
    const loaded = await import('./surface-scene.js').catch(() => null);
    if (lifetime.aborted) return;
    this.#scene = loaded?.SurfaceScene.open(() => this.#redraw()) ?? null;
    this.phase = this.#scene ? 'ready' : 'missing';
    this.#redraw();
  }

  get pending() {
    return this.phase === 'loading' ? [...super.pending, 'its scene'] : super.pending;
  }

  disposed() {
    this.#scene?.dispose();
    this.#scene = null;
    this.#drawn = new Memo();
    this.phase = 'loading';
  }

  #redraw() {
    this.#drawn = new Memo();
    this.requestUpdate();
  }

  // ── Where things stand ───────────────────────────────────────────────────────────────────────────────────

  /** Half sides and height of the landscape: its longer side is 2. @returns {import('./camera.js').Size} */
  get #size() {
    const [[left, right], [bottom, top]] = this.grid?.window ?? [
      [0, 1],
      [0, 1],
    ];
    const longer = Math.max(right - left, top - bottom);
    return { x: (right - left) / longer, y: (top - bottom) / longer, z: tall };
  }

  get #tall() {
    return Math.round(clamp(this.width * 0.8, 160, this.height));
  }

  get #view() {
    return new View(this, { width: this.width, height: this.#tall }, this.#size);
  }

  /** The length of a unit of x in the world of the view. */
  get #unit() {
    const [[left, right]] = /** @type {Grid} */ (this.grid).window;
    return (2 * this.#size.x) / (right - left);
  }

  /** @param {Point} point @returns {[number, number, number]} */
  #toWorld([x, y, value]) {
    const grid = /** @type {Grid} */ (this.grid);
    const { x: halfX, y: halfY } = this.#size;
    const [[left], [bottom]] = grid.window;
    return [
      (x - left) * this.#unit - halfX,
      (y - bottom) * this.#unit - halfY,
      heightsOf(grid, this.levels).spread(value) * tall,
    ];
  }

  /**
   * The end of an arrow, or of one half of a line.
   * @param {{ at: Point, by: Point, length?: number, steepest?: number }} layer
   * @param {number} [share]
   * @returns {[number, number, number]}
   */
  #endOf({ at, by, length = 0.45, steepest }, share = 1) {
    const rise = heightsOf(/** @type {Grid} */ (this.grid), this.levels).slope(at[2]) * tall;
    const direction = [by[0] * this.#unit, by[1] * this.#unit, by[2] * rise];
    const along = steepest === undefined ? Math.hypot(...direction) : Math.hypot(direction[0], direction[1]);
    const shortened =
      steepest === undefined ? 1 : Math.min(1, (steepestDrawn * this.#unit) / (rise * steepest || 1e-9));
    const factor = (length * share * shortened) / (along || 1);
    const [x, y, z] = this.#toWorld(at);
    return [x + direction[0] * factor, y + direction[1] * factor, z + direction[2] * factor];
  }

  /** Where an arrow ends: one that would leave the picture is drawn shorter. @param {SurfaceArrow} arrow */
  #tipOf(arrow) {
    const view = this.#view;
    const isSeen = (/** @type {Place} */ [x, y]) => x > rim && x < this.width - rim && y > rim && y < this.#tall - rim;
    const shares = Array.from({ length: 15 }, (_, i) => 1 - i / 20);
    const share = shares.find((part) => isSeen(view.project(this.#endOf(arrow, part)))) ?? 0.3;
    return this.#endOf(arrow, share);
  }

  /** @param {SurfaceGrip} grip */
  #worldOf(grip) {
    const arrow = this.layers.find(
      (layer) => layer.kind === 'arrow' && grip.end !== undefined && layer.id === grip.end,
    );
    if (arrow) return this.#tipOf(/** @type {SurfaceArrow} */ (arrow));
    return this.#toWorld([...grip.at, valueAt(/** @type {Grid} */ (this.grid), ...grip.at)]);
  }

  /** @param {SurfaceGrip} grip @returns {Place | null} */
  #toScreen(grip) {
    const [x, y] = this.#view.project(this.#worldOf(grip));
    return Number.isFinite(x + y) ? [x, y] : null;
  }

  /** On the level plane at the grip's height. @param {Place} pixel @param {SurfaceGrip} grip @returns {Place | null} */
  #toPlace(pixel, grip) {
    const [, , z] = this.#worldOf(grip);
    const met = this.#view.meet(pixel, z);
    if (!met) return null;
    const [[left], [bottom]] = /** @type {Grid} */ (this.grid).window;
    return [left + (met[0] + this.#size.x) / this.#unit, bottom + (met[1] + this.#size.y) / this.#unit];
  }

  // ── Rendering ────────────────────────────────────────────────────────────────────────────────────────────

  render() {
    const style = `height:${this.#tall}px`;
    if (this.phase === 'missing') return html`<p class="missing" .style=${style}>${this.kitWords.noWebgl}</p>`;
    return html`<div
      class="stage"
      role="application"
      tabindex="0"
      data-keys
      aria-label="${this.label} ${this.kitWords.turnKeys}"
      @pointerdown=${this.#onDown}
      @pointermove=${this.#onMove}
      @pointerup=${this.#onUp}
      @pointercancel=${this.#onUp}
      @lostpointercapture=${this.#onUp}
      @keydown=${this.#onKey}
    >
      <canvas aria-hidden="true" .style=${style}></canvas>
      ${this.width > 40 && this.grid && this.phase === 'ready' ? this.#grips.render(this.grips) : ''}
    </div>`;
  }

  updated() {
    const canvas = /** @type {HTMLCanvasElement | null} */ (this.renderRoot.querySelector('canvas'));
    if (!canvas || this.width < 80) return;
    const context = prepareCanvas(canvas, this.width, this.#tall);
    if (!this.grid) return;
    const view = this.#view;
    this.#drawFrame(context, view);
    if (!this.#scene) return;
    const from = [this.grid, this.levels, canvas.width, canvas.height, theme.shown, this.azimuth, this.elevation];
    this.#drawn.of(from, () => this.#drawLandscape(canvas, view));
    context.drawImage(this.#landscape, 0, 0, this.width, this.#tall);
    this.#drawAbove(context, view);
  }

  /** @param {HTMLCanvasElement} canvas @param {View} view */
  #drawLandscape(canvas, view) {
    if (this.#landscape.width !== canvas.width || this.#landscape.height !== canvas.height) {
      Object.assign(this.#landscape, { width: canvas.width, height: canvas.height });
    }
    const context = /** @type {CanvasRenderingContext2D} */ (this.#landscape.getContext('2d'));
    this.#scene?.paint(context, { grid: /** @type {Grid} */ (this.grid), size: this.#size, count: this.levels, view });
  }

  /** The floor and the names of its sides. @param {CanvasRenderingContext2D} context @param {View} view */
  #drawFrame(context, view) {
    const { x, y } = this.#size;
    const corners = /** @type {const} */ ([
      [-x, -y, 0],
      [x, -y, 0],
      [x, y, 0],
      [-x, y, 0],
    ]);
    drawPath(
      context,
      corners.map((corner) => view.project(corner)),
      token('hair'),
      { width: 1, closed: true },
    );
    const serif = token('serif');
    context.font = `italic 400 14px ${serif}`;
    context.fillStyle = token('soft');
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    // Beside the two sides that are nearer to us.
    const [towardX, towardY] = [Math.sign(view.toward[0]) || 1, Math.sign(view.toward[1]) || 1];
    for (const [text, place, out] of /** @type {const} */ ([
      [this.xLabel, [0, towardY * y, 0], [0, towardY]],
      [this.yLabel, [towardX * x, 0, 0], [towardX, 0]],
    ])) {
      const [left, top] = view.project([place[0] + out[0] * 0.14, place[1] + out[1] * 0.14, 0]);
      context.fillText(text, clamp(left, 8, this.width - 8), clamp(top, 9, this.#tall - 9));
    }
  }

  /** @param {CanvasRenderingContext2D} context @param {View} view */
  #drawAbove(context, view) {
    const family = token('sans');
    /** @type {Label[]} */
    const labels = [];
    const name = (
      /** @type {string | undefined} */ text,
      /** @type {Place} */ [x, y],
      /** @type {Place} */ [fromX, fromY],
      /** @type {string} */ colour,
      gap = 9,
    ) => {
      if (text)
        labels.push({
          text,
          x,
          y,
          away: Math.atan2(y - fromY, x - fromX),
          gap,
          colour: token(colour),
          font: `600 13px ${family}`,
        });
    };
    for (const layer of this.layers) {
      if (layer.kind === 'ring') {
        this.#drawRing(context, view, layer);
        continue;
      }
      const colour = token(layer.colour ?? 'ink');
      if (layer.kind === 'path') {
        this.#drawLine(
          context,
          view,
          layer.points.map((point) => this.#toWorld(point)),
          colour,
          layer,
        );
        continue;
      }
      const from = view.project(this.#toWorld(layer.at));
      if (layer.kind === 'point') {
        drawPoint(context, from, colour, { radius: layer.radius ?? 2.5 });
        name(layer.label, from, [from[0] - 1, from[1] - 1], 'soft');
      } else if (layer.kind === 'arrow') {
        const to = view.project(this.#tipOf(layer));
        drawArrow(context, from, to, colour, layer);
        name(layer.label, to, from, layer.labelColour ?? layer.colour, layer.gap);
      } else {
        const ends = [this.#endOf(layer, -1), this.#endOf(layer)].map((end) => view.project(end));
        drawPath(context, ends, colour, layer);
        name(layer.label, ends[0], ends[1], layer.colour);
      }
    }
    const taken = [];
    for (const grip of this.grips) {
      const at = this.#toScreen(grip);
      if (!at) continue;
      drawGrip(
        context,
        at,
        { grip: token('grip'), card: token('card') },
        { held: this.#grips.isHeld(grip.id), small: grip.small },
      );
      taken.push({ left: at[0] - 9, right: at[0] + 9, top: at[1] - 9, bottom: at[1] + 9 });
    }
    drawLabels(
      context,
      labels,
      { left: 0, right: this.width, top: 0, bottom: this.#tall },
      { halo: token('card'), taken },
    );
  }

  /** @param {CanvasRenderingContext2D} context @param {View} view @param {SurfaceRing} ring */
  #drawRing(context, view, { angles, slopes, shown = null, width = 1.8, ...ring }) {
    const pixelAt = (/** @type {number} */ i) =>
      view.project(this.#endOf({ ...ring, by: [Math.cos(angles[i]), Math.sin(angles[i]), slopes[i]] }));
    for (const { indices, positive } of lobesOf(slopes, shown))
      drawPath(context, indices.map(pixelAt), token(positive ? 'uphill' : 'downhill'), { width });
  }

  /**
   * A line along the surface: faint where a hill hides it.
   * @param {CanvasRenderingContext2D} context
   * @param {View} view
   * @param {[number, number, number][]} points
   *  @param {string} colour @param {{ width?: number, dash?: readonly number[] }} stroke */
  #drawLine(context, view, points, colour, stroke) {
    /** @type {{ hidden: boolean, pixels: Place[] }[]} */
    const pieces = [];
    for (const point of points) {
      const hidden = this.#isHidden(view, point);
      const pixel = view.project(point);
      const piece = pieces.at(-1);
      if (piece) piece.pixels.push(pixel);
      if (!piece || piece.hidden !== hidden) pieces.push({ hidden, pixels: [pixel] });
    }
    for (const { hidden, pixels } of pieces) {
      context.save();
      if (hidden) context.globalAlpha = 0.3;
      drawPath(context, pixels, colour, stroke);
      context.restore();
    }
  }

  /**
   * Whether the block of land stands between a place and us.
   * @param {View} view
   * @param {[number, number, number]} point
   */
  #isHidden(view, point) {
    const grid = /** @type {Grid} */ (this.grid);
    const { spread } = heightsOf(grid, this.levels);
    const [[left], [bottom]] = grid.window;
    const { x: halfX, y: halfY } = this.#size;
    const way = view.sight(point);
    for (let far = 0.04; far < 3; far += 0.04) {
      const z = point[2] + way[2] * far;
      if (z > tall) return false;
      const ground = valueAt(
        grid,
        left + (point[0] + way[0] * far + halfX) / this.#unit,
        bottom + (point[1] + way[1] * far + halfY) / this.#unit,
      );
      if (z < spread(ground) * tall - 0.012) return true;
    }
    return false;
  }

  // ── Turning ──────────────────────────────────────────────────────────────────────────────────────────────

  /** @param {number} azimuth @param {number} elevation @param {'start' | 'move' | 'end'} phase */
  #turn(azimuth, elevation, phase) {
    this.azimuth = Math.round((((azimuth % 360) + 540) % 360) - 180);
    this.elevation = Math.round(clamp(elevation, lowest, highest));
    const detail = { azimuth: this.azimuth, elevation: this.elevation, phase };
    this.dispatchEvent(new CustomEvent('dh-turn', { bubbles: true, composed: true, detail }));
  }

  /** @param {PointerEvent} event */
  #onDown(event) {
    // A first pointer means that one before it is gone, though nobody heard it go.
    if ((this.#turning && !event.isPrimary) || event.button !== 0) return;
    /** @type {HTMLElement} */ (event.currentTarget).setPointerCapture(event.pointerId);
    this.#turning = { pointer: event.pointerId, x: event.clientX, y: event.clientY, moved: false };
    this.#from = [this.azimuth, this.elevation];
  }

  /** @type {Place} */ #from = [0, 0];

  /** @param {PointerEvent} event */
  #onMove(event) {
    const turning = this.#turning;
    if (turning?.pointer !== event.pointerId) return;
    if (event.buttons !== 1) return this.#onUp(event);
    const [azimuth, elevation] = this.#from;
    this.#turn(
      azimuth - (event.clientX - turning.x) * 0.45,
      elevation + (event.clientY - turning.y) * 0.35,
      turning.moved ? 'move' : 'start',
    );
    turning.moved = true;
  }

  /** @param {PointerEvent} event */
  #onUp(event) {
    if (this.#turning?.pointer !== event.pointerId) return;
    if (this.#turning.moved) this.#turn(this.azimuth, this.elevation, 'end');
    this.#turning = null;
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const moves = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
    const move = moves[/** @type {keyof typeof moves} */ (event.key)];
    if (!move || event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const step = event.shiftKey ? 15 : 3;
    this.#turn(this.azimuth + move[0] * step, this.elevation + move[1] * step, 'move');
  }
}

customElements.define('dh-surface', Surface);

// @ts-check
// <dh-plot>: curves over one quantity, on a canvas. Each series has its own x values and its name at its end; axes are
// linear or logarithmic; a cursor can be dragged, or moved with the keys. A chart library would need all series on one
// list of x values and a legend beside them; these curves come from runs of different lengths, and grow while they are
// seen.
import { css, html } from 'lit';
import { linearTicks, logTicks, makeScale, tickTexts } from './axes.js';
import { prepareCanvas, watchSize } from './canvas.js';
import { KitElement } from './element.js';
import { significant } from './numbers.js';
import { clamp } from './scale.js';
import { drawSeries, extent, lastPoint, nearestIndex } from './series.js';
import { base } from './shared-styles.js';
import { token } from './theme.js';

/** @typedef {import('./series.js').Series} Series */
/** @typedef {{ x: number, label?: string, colour?: string }} Marker a vertical line */
/** @typedef {{ left: number, right: number, top: number, bottom: number }} Box */

/** @fires dh-scrub detail.x, while the cursor is moved by hand */
export class Plot extends KitElement {
  static properties = {
    series: { attribute: false },
    markers: { attribute: false },
    label: {},
    xLabel: {},
    yLabel: {},
    xScale: {},
    yScale: {},
    xRange: { attribute: false },
    yRange: { attribute: false },
    xFormat: { attribute: false },
    yFormat: { attribute: false },
    cursor: { attribute: false },
    scrubbable: { type: Boolean },
    height: { type: Number },
    width: { state: true },
  };
  static styles = [
    base,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      canvas {
        display: block;
        width: 100%;
      }
      canvas[tabindex] {
        touch-action: pan-y;
        cursor: ew-resize;
      }
    `,
  ];

  /** @type {ReturnType<typeof makeScale> | null} */ #x = null;
  /** @type {[number, number]} */ #domain = [0, 1];

  constructor() {
    super();
    /** @type {Series[]} */
    this.series = [];
    /** @type {Marker[]} */
    this.markers = [];
    this.label = '';
    this.xLabel = '';
    this.yLabel = '';
    /** @type {'linear' | 'log'} */
    this.xScale = 'linear';
    /** @type {'linear' | 'log'} */
    this.yScale = 'linear';
    /** Unset: as far as the data go. Either end may be null. @type {[number | null, number | null] | null} */
    this.xRange = null;
    /** @type {[number | null, number | null] | null} */
    this.yRange = null;
    this.xFormat = shortX;
    this.yFormat = shortY;
    /** @type {number | null} */
    this.cursor = null;
    this.scrubbable = false;
    this.height = 240;
    this.width = 0;
  }

  begun() {
    watchSize(this, (width) => (this.width = Math.floor(width)), this.lifetime);
  }

  render() {
    const name = this.label || this.kitWords.plotLabel(this.series.map((one) => one.name).join(', '));
    const style = `height:${this.height}px`;
    if (!this.scrubbable) return html`<canvas role="img" aria-label=${name} .style=${style}></canvas>`;
    const [low, high] = this.#domain;
    const now = this.cursor ?? high;
    return html`<canvas
      role="slider"
      tabindex="0"
      data-keys
      aria-label=${name}
      aria-valuemin=${low}
      aria-valuemax=${high}
      aria-valuenow=${now}
      aria-valuetext="${this.xLabel} ${this.xFormat(now)}"
      .style=${style}
      @pointerdown=${this.#onPointer}
      @pointermove=${this.#onPointer}
      @keydown=${this.#onKey}
    ></canvas>`;
  }

  updated() {
    if (this.width < 40) return;
    const canvas = /** @type {HTMLCanvasElement} */ (this.renderRoot.querySelector('canvas'));
    this.#draw(prepareCanvas(canvas, this.width, this.height));
  }

  /** @param {CanvasRenderingContext2D} context */
  #draw(context) {
    const family = getComputedStyle(this).fontFamily;
    const font = (/** @type {number} */ weight, /** @type {number} */ size) => `${weight} ${size}px ${family}`;
    const colour = (/** @type {string} */ name) => token(name);
    const xs = extent(
      this.series.map((one) => one.x),
      this.series.map((one) => one.y.length),
      this.xScale,
      this.xRange,
    );
    const ys = extent(
      this.series.map((one) => one.y),
      [],
      this.yScale,
      this.yRange,
    );
    if (this.yScale === 'linear' && !this.yRange) pad(ys);
    context.font = font(400, 12);
    const makeTicks = (/** @type {'linear' | 'log'} */ scale) => (scale === 'log' ? logTicks : linearTicks);
    const yTicks = makeTicks(this.yScale)(ys[0], ys[1], Math.max(2, this.height / 48));
    const yTexts = this.yFormat === shortY ? tickTexts(yTicks) : yTicks.map(this.yFormat);
    const left = Math.max(...yTexts.map((text) => context.measureText(text).width), 8) + 10;
    context.font = font(600, 12.5);
    const names = Math.max(0, ...this.series.map((one) => context.measureText(one.name).width));
    const labelsOutside = names > 0 && names + 12 < this.width * 0.26;
    /** @type {Box} */
    const box = {
      left,
      right: this.width - (labelsOutside ? names + 14 : 10),
      top: this.yLabel ? 24 : 10,
      bottom: this.height - (this.xLabel ? 38 : 24),
    };
    const x = makeScale(this.xScale, xs, [box.left, box.right]);
    const y = makeScale(this.yScale, ys, [box.bottom, box.top]);
    this.#x = x;
    this.#domain = xs;

    context.font = font(400, 12);
    context.lineWidth = 1;
    context.textBaseline = 'middle';
    for (const [i, tick] of yTicks.entries()) {
      context.strokeStyle = colour('hair');
      line(context, box.left, Math.round(y(tick)) + 0.5, box.right, Math.round(y(tick)) + 0.5);
      context.fillStyle = colour('faint');
      context.textAlign = 'right';
      context.fillText(yTexts[i], box.left - 6, y(tick));
    }
    context.textBaseline = 'alphabetic';
    this.#drawXTicks(
      context,
      box,
      x,
      makeTicks(this.xScale)(xs[0], xs[1], Math.max(2, (box.right - box.left) / 90)),
      colour,
    );
    context.fillStyle = colour('soft');
    context.textAlign = 'left';
    context.fillText(this.yLabel, 0, 13);

    for (const marker of this.markers) this.#drawMarker(context, box, x, marker, colour);
    context.save();
    context.beginPath();
    context.rect(box.left - 2, box.top - 4, box.right - box.left + 6, box.bottom - box.top + 8);
    context.clip();
    for (const one of this.series) drawSeries(context, one, x, y, colour(one.colour));
    context.restore();
    if (this.cursor !== null) this.#drawCursor(context, box, x, y, colour, font(600, 12));
    context.font = font(600, 12.5);
    this.#drawNames(context, box, x, y, labelsOutside, colour);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Box} box
   * @param {(value: number) => number} x
   * @param {number[]} ticks
   * @param {(name: string) => string} colour
   */
  #drawXTicks(context, box, x, ticks, colour) {
    context.strokeStyle = colour('edge');
    line(context, box.left, Math.round(box.bottom) + 0.5, box.right, Math.round(box.bottom) + 0.5);
    context.fillStyle = colour('faint');
    context.textAlign = 'center';
    let free = -Infinity;
    const texts = this.xFormat === shortX ? tickTexts(ticks) : ticks.map(this.xFormat);
    for (const [i, tick] of ticks.entries()) {
      const text = texts[i];
      const half = context.measureText(text).width / 2;
      const middle = Math.min(x(tick), this.width - half);
      if (middle - half < free) continue;
      context.fillText(text, middle, box.bottom + 16);
      free = middle + half + 8;
    }
    context.fillStyle = colour('soft');
    context.textAlign = 'right';
    context.fillText(this.xLabel, box.right, box.bottom + 32);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Box} box
   * @param {(value: number) => number} x
   * @param {Marker} marker
   * @param {(name: string) => string} colour
   */
  #drawMarker(context, box, x, marker, colour) {
    const at = x(marker.x);
    if (!(at >= box.left - 1 && at <= box.right + 1)) return;
    context.strokeStyle = context.fillStyle = colour(marker.colour ?? 'soft');
    context.setLineDash([3, 4]);
    line(context, at, box.top, at, box.bottom);
    context.setLineDash([]);
    const toLeft = at > (box.left + box.right) / 2;
    context.textAlign = toLeft ? 'right' : 'left';
    if (marker.label) context.fillText(marker.label, at + (toLeft ? -5 : 5), box.top + 10);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Box} box
   * @param {(value: number) => number} x
   * @param {(value: number) => number} y
   *  @param {(name: string) => string} colour @param {string} font */
  #drawCursor(context, box, x, y, colour, font) {
    const at = clamp(x(/** @type {number} */ (this.cursor)), box.left, box.right);
    context.strokeStyle = colour('grip');
    context.lineWidth = 1.5;
    line(context, at, box.top - 2, at, box.bottom);
    context.fillStyle = colour('grip');
    context.beginPath();
    context.arc(at, box.bottom, 6, 0, 2 * Math.PI);
    context.fill();
    context.font = font;
    const toLeft = at > (box.left + box.right) / 2;
    /** @type {{ at: number, left: number, text: string, colour: string }[]} */
    const labels = [];
    for (const one of this.series) {
      const index = nearestIndex(one, /** @type {number} */ (this.cursor));
      const value = index < 0 ? NaN : one.y[index];
      if (!Number.isFinite(value) || (this.yScale === 'log' && value <= 0) || one.faint) continue;
      context.fillStyle = colour(one.colour);
      context.beginPath();
      const dot = x(one.x ? one.x[index] : index);
      context.arc(dot, y(value), 3.5, 0, 2 * Math.PI);
      context.fill();
      labels.push({
        at: y(value) - 8,
        left: dot + (toLeft ? -8 : 8),
        text: this.yFormat(value),
        colour: colour(one.colour),
      });
    }
    context.textAlign = toLeft ? 'right' : 'left';
    for (const label of spread(labels, 14, box))
      haloText(context, label.text, label.left, label.at, label.colour, colour('card'));
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Box} box
   * @param {(value: number) => number} x
   * @param {(value: number) => number} y
   *  @param {boolean} outside @param {(name: string) => string} colour */
  #drawNames(context, box, x, y, outside, colour) {
    /** @type {{ at: number, left: number, text: string, colour: string }[]} */
    const labels = [];
    for (const one of this.series) {
      const end = lastPoint(one, this.yScale);
      if (!one.name || !end) continue;
      const endX = clamp(x(end[0]), box.left, box.right);
      const endY = clamp(y(end[1]), box.top, box.bottom);
      const width = context.measureText(one.name).width;
      const left = outside ? endX + 7 : Math.max(box.left + 4, Math.min(endX, box.right) - width - 2);
      labels.push({ at: endY + (outside ? 4 : -9), left, text: one.name, colour: colour(one.colour) });
    }
    context.textAlign = 'left';
    for (const label of spread(labels, 15, box))
      haloText(context, label.text, label.left, label.at, label.colour, colour('card'));
  }

  /** @param {number} x */
  #scrub(x) {
    const [low, high] = this.#domain;
    this.cursor = clamp(x, low, high);
    this.dispatchEvent(new CustomEvent('dh-scrub', { bubbles: true, composed: true, detail: { x: this.cursor } }));
  }

  /** @param {PointerEvent} event */
  #onPointer(event) {
    if (event.type === 'pointermove' && !event.buttons) return;
    const canvas = /** @type {HTMLElement} */ (event.currentTarget);
    if (event.type === 'pointerdown') canvas.setPointerCapture(event.pointerId);
    if (this.#x) this.#scrub(this.#x.invert(event.clientX - canvas.getBoundingClientRect().left));
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const [low, high] = this.#domain;
    const ends = { Home: low, End: high };
    const moves = { ArrowLeft: -0.01, ArrowRight: 0.01, PageDown: -0.1, PageUp: 0.1 };
    const move = moves[/** @type {keyof typeof moves} */ (event.key)];
    const end = ends[/** @type {keyof typeof ends} */ (event.key)];
    if ((move === undefined && end === undefined) || !this.#x) return;
    event.preventDefault();
    const x = this.#x;
    const span = x(high) - x(low);
    this.#scrub(end ?? x.invert(x(this.cursor ?? high) + move * span));
  }
}

/** How values are written where nothing else is asked for. @param {number} value */
const shortX = (value) => significant(value, 4);
/** @param {number} value */
const shortY = (value) => significant(value, 3);

/** Room above and below, unless zero is the floor. @param {[number, number]} range */
function pad(range) {
  const room = (range[1] - range[0]) * 0.06 || Math.abs(range[1]) * 0.1 || 1;
  if (range[0] >= 0 && range[0] < (range[1] - range[0]) * 0.5) range[0] = 0;
  else range[0] -= room;
  range[1] += room;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x1
 * @param {number} y1
 * @param {number} x2
 * @param {number} y2
 */
function line(context, x1, y1, x2, y2) {
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string} text
 * @param {number} x
 * @param {number} y
 * @param {string} colour
 * @param {string} halo
 */
function haloText(context, text, x, y, colour, halo) {
  context.lineJoin = 'round';
  context.lineWidth = 4;
  context.strokeStyle = halo;
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}

/**
 * Moves labels apart so that none covers another.
 * @template {{ at: number }} L
 * @param {L[]} labels
 * @param {number} gap
 * @param {Box} box
 */
function spread(labels, gap, box) {
  const sorted = labels.toSorted((a, b) => a.at - b.at);
  let free = -Infinity;
  for (const label of sorted) {
    label.at = Math.max(label.at, free, box.top + 6);
    free = label.at + gap;
  }
  let ceiling = box.bottom + 6;
  for (const label of sorted.toReversed()) {
    label.at = Math.min(label.at, ceiling);
    ceiling = label.at - gap;
  }
  return sorted;
}

customElements.define('dh-plot', Plot);

// @ts-check
// <dh-contours>: a grid of values as a map, with contour lines, and upon it whatever a figure hands over as layers:
// arrows, paths, points, regions, words. What can be moved is a grip. It computes nothing but where things stand.
import { css, html } from 'lit';
import { linearTicks } from './axes.js';
import { prepareCanvas, watchSize } from './canvas.js';
import { bandColours, pathAbove, pathOfNumbers, placed } from './contour-paths.js';
import { KitElement } from './element.js';
import { Grips, gripStyles } from './grips.js';
import { boxesAlong, drawLabels } from './labels.js';
import { drawLayers } from './layers.js';
import { heightsOf } from './levels.js';
import { drawGrip } from './marks.js';
import { Memo } from './memo.js';
import { significant } from './numbers.js';
import { clamp } from './scale.js';
import { base } from './shared-styles.js';
import { theme, token } from './theme.js';

/** @typedef {import('./levels.js').Grid} Grid */
/** @typedef {import('./layers.js').Layer} Layer */
/** @typedef {import('./grips.js').Grip} Grip */
/** @typedef {import('./grips.js').Place} Place */
/** @typedef {import('./labels.js').Box} Box */

const hatching = 7;
const margin = { left: 34, right: 12, top: 10, bottom: 26 };

/** @fires dh-grip while a grip is moved: detail.id, at, angle, phase ('start', 'move', 'end') */
export class Contours extends KitElement {
  static properties = {
    grid: { attribute: false },
    layers: { attribute: false },
    grips: { attribute: false },
    levels: { type: Number },
    label: {},
    xLabel: {},
    yLabel: {},
    format: { attribute: false },
    stretched: { type: Boolean },
    height: { type: Number },
    width: { state: true },
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
      }
      canvas {
        display: block;
        width: 100%;
      }
    `,
  ];

  #grips = new Grips(this, {
    toScreen: (at) => this.toScreen(at),
    toPlace: (pixel) => this.toPlace(pixel),
    window: () => this.#window,
  });
  /** The map without what lies upon it. */
  #map = document.createElement('canvas');
  /** Drawn anew only when something about it has changed: a drag draws what lies upon it. */
  #drawn = new Memo();

  constructor() {
    super();
    /** The same object again means the same values. @type {Grid | null} */
    this.grid = null;
    /** In the order in which they are drawn. @type {readonly Layer[]} */
    this.layers = [];
    /** @type {readonly Grip[]} */
    this.grips = [];
    /** About how many contour lines. */
    this.levels = 12;
    this.label = '';
    this.xLabel = 'x';
    this.yLabel = 'y';
    this.format = (/** @type {number} */ value) => significant(value, 3);
    /**
     * Whether the window fills the picture. Else a unit is as long upwards as sideways, so that right angles are right.
     */
    this.stretched = false;
    /** The most: where the window is wide and the page narrow, it takes less. */
    this.height = 380;
    this.width = 0;
  }

  begun() {
    watchSize(this, (width) => (this.width = Math.floor(width)), this.lifetime);
  }

  // ── Where things stand ───────────────────────────────────────────────────────────────────────────────────

  /** @returns {readonly [Place, Place]} */
  get #window() {
    return (
      this.grid?.window ?? [
        [0, 1],
        [0, 1],
      ]
    );
  }

  get tall() {
    const [[left, right], [bottom, top]] = this.#window;
    const needed = ((this.width - margin.left - margin.right) * (top - bottom)) / (right - left);
    return this.stretched
      ? this.height
      : Math.round(Math.min(this.height, Math.max(80, needed) + margin.top + margin.bottom));
  }

  /** The map's place within the canvas; beside it stand the axes. @returns {Box} */
  get box() {
    const [width, height] = [this.width - margin.left - margin.right, this.tall - margin.top - margin.bottom];
    const [[left, right], [bottom, top]] = this.#window;
    const scale = Math.min(width / (right - left), height / (top - bottom));
    const [wide, high] = this.stretched ? [width, height] : [scale * (right - left), scale * (top - bottom)];
    const begin = margin.left + (width - wide) / 2;
    return { left: begin, right: begin + wide, top: margin.top, bottom: margin.top + high };
  }

  /** @param {readonly number[]} at @returns {Place} */
  toScreen([x, y]) {
    const { left, right, top, bottom } = this.box;
    const [[low, high], [below, above]] = this.#window;
    return [
      left + ((x - low) / (high - low)) * (right - left),
      bottom + ((y - below) / (above - below)) * (top - bottom),
    ];
  }

  /** @param {Place} pixel @returns {Place} */
  toPlace([x, y]) {
    const { left, right, top, bottom } = this.box;
    const [[low, high], [below, above]] = this.#window;
    return [
      low + ((x - left) / (right - left)) * (high - low),
      below + ((y - bottom) / (top - bottom)) * (above - below),
    ];
  }

  /** How long a unit of x is on the screen. */
  get unit() {
    const { left, right } = this.box;
    return (right - left) / (this.#window[0][1] - this.#window[0][0]);
  }

  // ── Rendering ────────────────────────────────────────────────────────────────────────────────────────────

  render() {
    return html`<div class="stage">
      <canvas role="img" aria-label=${this.label} .style=${`height:${this.tall}px`}></canvas>
      ${this.width > 40 && this.grid ? this.#grips.render(this.grips) : ''}
    </div>`;
  }

  updated() {
    if (this.width < 80) return;
    const canvas = /** @type {HTMLCanvasElement} */ (this.renderRoot.querySelector('canvas'));
    const context = prepareCanvas(canvas, this.width, this.tall);
    if (!this.grid) return;
    this.#drawMap(this.grid, canvas);
    context.drawImage(this.#map, 0, 0, this.width, this.tall);
    this.#drawAbove(context);
  }

  /** @param {Grid} grid @param {HTMLCanvasElement} canvas */
  #drawMap(grid, canvas) {
    const from = [
      grid,
      this.levels,
      canvas.width,
      canvas.height,
      theme.shown,
      this.stretched,
      this.xLabel,
      this.yLabel,
      this.format,
    ];
    this.#drawn.of(from, () => this.#paintMap(grid, canvas));
  }

  /** @param {Grid} grid @param {HTMLCanvasElement} canvas */
  #paintMap(grid, canvas) {
    Object.assign(this.#map, { width: canvas.width, height: canvas.height });
    const context = /** @type {CanvasRenderingContext2D} */ (this.#map.getContext('2d'));
    context.scale(canvas.width / this.width, canvas.height / this.tall);
    const { box } = this;
    const heights = heightsOf(grid, this.levels);
    const colours = bandColours(grid, this.levels, token);
    context.save();
    context.beginPath();
    context.rect(box.left, box.top, box.right - box.left, box.bottom - box.top);
    context.clip();
    if (!heights.complete) {
      drawHatching(context, box, token('hair'));
      context.clip(placed(pathOfNumbers(grid), box), 'evenodd');
    }
    context.fillStyle = colours[0];
    context.fillRect(box.left, box.top, box.right - box.left, box.bottom - box.top);
    context.strokeStyle = token('contour-line');
    context.lineWidth = 1;
    heights.levels.forEach((level, i) => {
      const path = placed(pathAbove(grid, level), box);
      context.fillStyle = colours[i + 1];
      context.fill(path, 'evenodd');
      context.stroke(path);
    });
    context.restore();
    this.#drawAxes(context, box);
  }

  /** @param {CanvasRenderingContext2D} context @param {Box} box */
  #drawAxes(context, box) {
    const [[left, right], [bottom, top]] = this.#window;
    const family = token('sans');
    context.font = `400 12px ${family}`;
    context.fillStyle = token('faint');
    context.strokeStyle = token('edge');
    context.lineWidth = 1;
    context.textBaseline = 'alphabetic';
    context.textAlign = 'center';
    const few = (/** @type {number} */ pixels) => clamp(pixels / 72, 2, 5);
    const name = context.measureText(this.xLabel).width;
    for (const tick of linearTicks(left, right, few(box.right - box.left))) {
      const [x] = this.toScreen([tick, bottom]);
      const half = context.measureText(this.format(tick)).width / 2;
      if (x + half > box.right - name - 10 || x - half < box.left - 14) continue;
      line(context, Math.round(x) + 0.5, box.bottom, Math.round(x) + 0.5, box.bottom + 4);
      context.fillText(this.format(tick), x, box.bottom + 17);
    }
    context.textAlign = 'right';
    for (const tick of linearTicks(bottom, top, few(box.bottom - box.top))) {
      const [, y] = this.toScreen([left, tick]);
      if (y < box.top + 22 || y > box.bottom - 2) continue;
      line(context, box.left - 4, Math.round(y) + 0.5, box.left, Math.round(y) + 0.5);
      context.fillText(this.format(tick), box.left - 7, y + 4);
    }
    context.fillStyle = token('soft');
    context.font = `italic 400 14px ${token('serif')}`;
    context.fillText(this.xLabel, box.right, box.bottom + 17);
    context.fillText(this.yLabel, box.left - 8, box.top + 10);
  }

  /** Arrows and straight lines, which words keep off. @returns {(readonly [Place, Place])[]} */
  get #linesUponIt() {
    return this.layers.flatMap((layer) => {
      if (layer.kind === 'arrow') return [/** @type {const} */ ([layer.from, layer.to])];
      if (layer.kind !== 'path' || layer.points.length > 4) return [];
      return layer.points.slice(1).map((point, i) => /** @type {const} */ ([layer.points[i], point]));
    });
  }

  /** @param {CanvasRenderingContext2D} context */
  #drawAbove(context) {
    const { box } = this;
    const family = token('sans');
    const labels = drawLayers(context, this.layers, {
      box,
      family,
      grid: /** @type {Grid} */ (this.grid),
      toScreen: (at) => this.toScreen(at),
      colour: token,
    });
    const colours = { grip: token('grip'), card: token('card') };
    const taken = this.#linesUponIt.flatMap(([from, to]) => boxesAlong(this.toScreen(from), this.toScreen(to)));
    for (const grip of this.grips) {
      const [x, y] = this.toScreen(grip.at);
      drawGrip(context, [x, y], colours, { held: this.#grips.isHeld(grip.id), small: grip.small });
      taken.push({ left: x - 9, right: x + 9, top: y - 9, bottom: y + 9 });
    }
    drawLabels(
      context,
      labels,
      { left: box.left - 2, right: this.width, top: 0, bottom: box.bottom },
      { halo: token('card'), taken },
    );
  }
}

/** Where there is no value. @param {CanvasRenderingContext2D} context @param {Box} box @param {string} colour */
function drawHatching(context, { left, right, top, bottom }, colour) {
  context.strokeStyle = colour;
  context.lineWidth = 1;
  for (let x = left - (bottom - top); x < right; x += hatching) line(context, x, bottom, x + bottom - top, top);
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

customElements.define('dh-contours', Contours);

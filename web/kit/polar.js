// @ts-check
// <dh-polar>: a signed quantity for every direction, as far from the middle as it is large: its positive lobes in the
// colour of what rises, its negative ones in that of what falls. The direction can be turned.
import { css, html } from 'lit';
import { linearTicks } from './axes.js';
import { prepareCanvas, watchSize } from './canvas.js';
import { KitElement } from './element.js';
import { Grips, gripStyles } from './grips.js';
import { boxesAlong, drawLabels } from './labels.js';
import { lobesOf } from './lobes.js';
import { drawArrow, drawGrip, drawPath } from './marks.js';
import { significant } from './numbers.js';
import { clamp } from './scale.js';
import { base } from './shared-styles.js';
import { token } from './theme.js';

/** @typedef {[number, number]} Place */
/** @typedef {import('./labels.js').Label} Label */
/** @typedef {{ at: Place, label?: string, colour?: string }} PolarArrow from the middle; in the quantity's own unit */
/**
 * @typedef {{ angle: number, value: number, label: string, spoken: string }} Hand in radians; spoken: its name and
 *   where it is
 */

/** @fires dh-grip detail.angle, phase: while the hand is turned */
export class Polar extends KitElement {
  static properties = {
    angles: { attribute: false },
    values: { attribute: false },
    shown: { attribute: false },
    hand: { attribute: false },
    arrows: { attribute: false },
    limit: { type: Number },
    label: {},
    names: { attribute: false },
    format: { attribute: false },
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
    toScreen: (at) => this.#toScreen(at),
    toPlace: ([x, y]) => [(x - this.#middle[0]) / this.#scale, (this.#middle[1] - y) / this.#scale],
    window: () => [
      [-this.limit, this.limit],
      [-this.limit, this.limit],
    ],
  });

  constructor() {
    super();
    /** In radians, all the way round, evenly spaced from 0. @type {ArrayLike<number>} */
    this.angles = [];
    /** @type {ArrayLike<number>} */
    this.values = [];
    /**
     * From which angle to which the curve has been drawn so far; unset: all of it.
     * @type {readonly [number, number] | null}
     */
    this.shown = null;
    /** @type {Hand | null} */
    this.hand = null;
    /** @type {readonly PolarArrow[]} */
    this.arrows = [];
    /** How far the picture reaches. */
    this.limit = 1;
    this.label = '';
    /** What is written into the lobes. */
    this.names = { positive: '', negative: '' };
    this.format = (/** @type {number} */ value) => significant(value, 3);
    /** The most; never taller than wide. */
    this.height = 380;
    this.width = 0;
  }

  begun() {
    watchSize(this, (width) => (this.width = Math.floor(width)), this.lifetime);
  }

  get #tall() {
    return clamp(this.width, 120, this.height);
  }

  /** @returns {Place} */
  get #middle() {
    return [this.width / 2, this.#tall / 2];
  }

  get #scale() {
    return Math.max(1, Math.min(this.width, this.#tall) / 2 - 26) / (this.limit || 1);
  }

  /** @param {Place} at */
  #toScreen([x, y]) {
    return /** @type {Place} */ ([this.#middle[0] + x * this.#scale, this.#middle[1] - y * this.#scale]);
  }

  /** @returns {Place | null} where the hand's end lies */
  get #end() {
    if (!this.hand) return null;
    const { angle, value } = this.hand;
    return [Math.abs(value) * Math.cos(angle), Math.abs(value) * Math.sin(angle)];
  }

  /** Its grip never hides in the middle. @returns {import('./grips.js').Grip[]} */
  get #gripOfHand() {
    if (!this.hand) return [];
    const { angle, value, spoken } = this.hand;
    const reach = Math.max(Math.abs(value), 34 / this.#scale);
    return [
      { id: 'hand', label: spoken, at: [reach * Math.cos(angle), reach * Math.sin(angle)], pivot: [0, 0], small: true },
    ];
  }

  render() {
    return html`<div class="stage">
      <canvas role="img" aria-label=${this.label} .style=${`height:${this.#tall}px`}></canvas>
      ${this.width > 40 ? this.#grips.render(this.#gripOfHand) : ''}
    </div>`;
  }

  updated() {
    if (this.width < 80) return;
    const canvas = /** @type {HTMLCanvasElement} */ (this.renderRoot.querySelector('canvas'));
    const context = prepareCanvas(canvas, this.width, this.#tall);
    const family = token('sans');
    const taken = this.#drawRings(context, family);
    this.#drawLobes(context);
    /** @type {Label[]} */
    const labels = [];
    for (const { at, label, colour = 'uphill' } of this.arrows) {
      const [x, y] = this.#toScreen(at);
      taken.push(...boxesAlong(this.#middle, [x, y]));
      drawArrow(context, this.#middle, [x, y], token(colour));
      if (label)
        labels.push({
          text: label,
          x,
          y,
          away: Math.atan2(-at[1], at[0]),
          gap: 9,
          colour: token(colour),
          font: `600 13px ${family}`,
        });
    }
    taken.push(...this.#drawHand(context, labels, family));
    this.#nameLobes(labels, family);
    drawLabels(
      context,
      labels,
      { left: 0, right: this.width, top: 0, bottom: this.#tall },
      { halo: token('card'), taken },
    );
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {string} family
   * @returns {import('./labels.js').Box[]} where its numbers stand
   */
  #drawRings(context, family) {
    const [x, y] = this.#middle;
    context.strokeStyle = token('hair');
    context.lineWidth = 1;
    context.font = `400 11.5px ${family}`;
    context.fillStyle = token('faint');
    context.textAlign = 'left';
    context.textBaseline = 'alphabetic';
    const reach = this.limit * this.#scale + 12;
    for (const [dx, dy] of [
      [1, 0],
      [0, 1],
    ])
      drawPath(
        context,
        [
          [x - dx * reach, y - dy * reach],
          [x + dx * reach, y + dy * reach],
        ],
        token('hair'),
        { width: 1 },
      );
    return linearTicks(0, this.limit, 2.5)
      .filter((tick) => tick > 0)
      .map((ring) => {
        context.beginPath();
        context.arc(x, y, ring * this.#scale, 0, 2 * Math.PI);
        context.stroke();
        const left = x + ring * this.#scale + 4;
        context.fillText(this.format(ring), left, y + 14);
        return {
          left: left - 3,
          right: left + context.measureText(this.format(ring)).width + 3,
          top: y + 3,
          bottom: y + 17,
        };
      });
  }

  /** @returns {{ points: Place[], positive: boolean }[]} the curve's pieces of one sign */
  get #lobes() {
    const pointAt = (/** @type {number} */ i) => {
      const [angle, reach] = [this.angles[i], Math.abs(this.values[i])];
      return this.#toScreen([reach * Math.cos(angle), reach * Math.sin(angle)]);
    };
    return lobesOf(this.values, this.shown).map(({ indices, positive }) => ({
      points: indices.map(pointAt),
      positive,
    }));
  }

  /** @param {CanvasRenderingContext2D} context */
  #drawLobes(context) {
    for (const { points, positive } of this.#lobes) {
      const colour = token(positive ? 'uphill' : 'downhill');
      context.save();
      context.globalAlpha = 0.08;
      context.fillStyle = colour;
      context.beginPath();
      context.moveTo(...this.#middle);
      for (const [x, y] of points) context.lineTo(x, y);
      context.fill();
      context.restore();
      drawPath(context, points, colour, { width: 1.8 });
    }
  }

  /** @param {CanvasRenderingContext2D} context @param {Label[]} labels @param {string} family */
  #drawHand(context, labels, family) {
    if (!this.hand || !this.#end) return [];
    const end = this.#toScreen(this.#end);
    const [grip] = this.#gripOfHand;
    const at = this.#toScreen(grip.at);
    drawPath(context, [this.#middle, at], token('grip'), { width: 1.4, dash: [2, 4] });
    drawPath(context, [this.#middle, end], token('grip'), { width: 3.2 });
    drawGrip(
      context,
      at,
      { grip: token('grip'), card: token('card') },
      { held: this.#grips.isHeld('hand'), small: true },
    );
    if (this.hand.label)
      labels.push({
        text: this.hand.label,
        x: at[0],
        y: at[1],
        away: -this.hand.angle,
        gap: 15,
        colour: token('ink'),
        font: `600 13px ${family}`,
      });
    return [...boxesAlong(this.#middle, at), { left: at[0] - 9, right: at[0] + 9, top: at[1] - 9, bottom: at[1] + 9 }];
  }

  /** In the middle of the widest piece of each sign. @param {Label[]} labels @param {string} family */
  #nameLobes(labels, family) {
    for (const positive of [true, false]) {
      const text = this.names[positive ? 'positive' : 'negative'];
      const [widest] = this.#lobes
        .filter((lobe) => lobe.positive === positive)
        .sort((a, b) => b.points.length - a.points.length);
      if (!text || !widest || widest.points.length < this.angles.length / 8) continue;
      const x = widest.points.reduce((sum, point) => sum + point[0], 0) / widest.points.length;
      const y = widest.points.reduce((sum, point) => sum + point[1], 0) / widest.points.length;
      labels.push({
        text,
        x,
        y,
        away: positive ? 1.2 : -2,
        gap: 6,
        colour: token(positive ? 'uphill' : 'downhill'),
        font: `400 13px ${family}`,
      });
    }
  }
}

customElements.define('dh-polar', Polar);

// @ts-check
// <dh-front>: the front door. A landscape, a point that walks down from wherever it is put, and a door to each chapter.
import { css, html } from 'lit';
import { loadMathematics } from '../engine/mathematics.js';
import { loadModels } from '../engine/models.js';
import { writeAddress } from '../kit/address.js';
import { prepareCanvas, watchSize } from '../kit/canvas.js';
import '../kit/contours.js';
import { KitElement } from '../kit/element.js';
import { FrameLoop } from '../kit/frame-loop.js';
import { language } from '../kit/language.js';
import { nextFrame } from '../kit/motion.js';
import { fixed, significant, whole } from '../kit/numbers.js';
import { base } from '../kit/shared-styles.js';
import { theme } from '../kit/theme.js';
import { doorNames, firstPictures, laterPictures } from './doors.js';
import { strings } from './strings.js';

/** @typedef {[number, number]} Place */

// near the top between the four valleys: a little to any side, and it ends elsewhere
const start = /** @type {Place} */ ([-0.4, -0.6]);
const window = /** @type {readonly [Place, Place]} */ ([
  [-6, 6],
  [-4.8, 4.8],
]);
const walkingTime = 1600; // milliseconds from the first step to the last

export class Front extends KitElement {
  static properties = {
    chapters: { attribute: false },
    at: { state: true },
    touched: { state: true },
    walked: { state: true },
  };
  static styles = [base, frontStyles()];

  /** @type {import('../engine/problem.js').Problem | null} */ #problem = null;
  /** @type {import('../kit/levels.js').Grid | null} */ #grid = null;
  /** @type {Record<string, import('./doors.js').Picture>} */ #pictures = {};
  /** @type {{ places: Place[], values: ArrayLike<number> }} */ #path = { places: [], values: [] };
  /** @type {Error | null} */ #error = null;
  #walk = new FrameLoop(this);
  /** What the doors' pictures were drawn for. */
  #doorsDrawn = '';

  constructor() {
    super();
    /** The chapters that are open. @type {readonly string[]} */
    this.chapters = [];
    this.at = start;
    this.touched = false;
    /** How much of the path has been walked, 0…1. */
    this.walked = 0;
  }

  get #words() {
    return strings[language.current];
  }

  async begun() {
    watchSize(this, () => this.requestUpdate(), this.lifetime);
    try {
      const mathematics = await loadMathematics();
      if (this.lifetime.aborted) return;
      this.#problem = mathematics.createProblem({ name: 'himmelblau' });
      const { columns, rows, values } = this.#problem.grid({
        columns: 121,
        rows: 97,
        window: [[...window[0]], [...window[1]]],
      });
      this.#grid = { columns, rows, values, window };
      this.#find();
      this.requestUpdate();
      await nextFrame(); // the landscape first, then the doors
      this.#pictures = firstPictures(mathematics);
      this.requestUpdate();
      await loadModels().then(
        (models) => (this.#pictures = { ...this.#pictures, ...laterPictures(models) }),
        console.error,
      );
    } catch (error) {
      this.#error = error instanceof Error ? error : new Error(String(error));
    }
    this.requestUpdate();
  }

  disposed() {
    this.#walk.stop();
    this.#problem?.delete();
    this.#problem = null;
  }

  /** The way down from here. */
  #find() {
    if (!this.#problem) return;
    const { points, values } = this.#problem.descend({
      optimizer: { name: 'gradientDescent', parameters: { rate: 0.008 } },
      start: this.at,
      rule: { gradient: 1e-3, iterations: 2000 },
    });
    const places = Array.from(
      { length: points.length / 2 },
      (_, i) => /** @type {Place} */ ([points[2 * i], points[2 * i + 1]]),
    );
    this.#path = { places, values };
  }

  /** @param {CustomEvent} event */
  #onGrip(event) {
    const { at, phase } = /** @type {import('../kit/grips.js').GripMove} */ (event.detail);
    this.#walk.stop();
    this.touched = true;
    this.at = at;
    this.walked = 0;
    this.#find();
    if (phase === 'end') this.#go();
  }

  #go() {
    this.#walk.start(
      (elapsed) => {
        this.walked = Math.min(1, this.walked + elapsed / walkingTime);
        return this.walked < 1;
      },
      () => (this.walked = 1),
    );
  }

  /** @returns {import('../kit/layers.js').Layer[]} */
  #layers() {
    const { places } = this.#path;
    if (places.length === 0) return [];
    // Steps shrink towards the bottom: the walker shows as many of them in each moment.
    const reached = Math.round(this.walked * (places.length - 1));
    const behind = places.slice(0, reached + 1);
    return [
      { kind: 'path', points: places, colour: 'downhill', width: 1.2, dash: [2, 5] },
      { kind: 'path', points: behind, colour: 'downhill', width: 2.6 },
      { kind: 'dots', at: behind.flat(), colour: 'downhill', radius: 2.2 },
      ...(reached > 0 ? [/** @type {const} */ ({ kind: 'point', at: places[reached], colour: 'ink', radius: 6 })] : []),
      ...(this.touched
        ? []
        : [
            /** @type {const} */ ({
              kind: 'point',
              at: this.at,
              colour: 'grip',
              radius: 1,
              label: this.#words.drag,
              labelColour: 'grip-text',
            }),
          ]),
    ];
  }

  render() {
    const words = this.#words;
    const { values } = this.#path;
    const [x, y] = this.at;
    const arrived =
      this.walked === 1 && values.length > 0
        ? words.arrived(whole(values.length - 1), significant(values[0], 3), fixed(values[values.length - 1], 2))
        : '';
    return html`<div class="opening">
        <div>
          <h1>${words.sentence().map((/** @type {string} */ part) => html`<span>${part}</span> `)}</h1>
          <p class="arrived" role="status">${arrived}</p>
        </div>
        ${
          this.#error
            ? html`<p role="alert">${words.failed} ${this.#error.message}</p>`
            : html`<dh-contours
                .grid=${this.#grid}
                .layers=${this.#layers()}
                .levels=${14}
                .height=${this.clientWidth < 560 ? 320 : 470}
                .grips=${this.#grid ? [{ id: 'start', at: this.at, label: words.grip(fixed(x, 1), fixed(y, 1)) }] : []}
                .label=${words.map}
                @dh-grip=${this.#onGrip}
              ></dh-contours>`
        }
      </div>
      <nav aria-label=${words.doors}>${doorNames.map((name) => this.#renderDoor(name))}</nav>`;
  }

  /** @param {typeof doorNames[number]} name */
  #renderDoor(name) {
    const words = this.#words;
    const title = words[name];
    const picture = html`<canvas data-door=${name} aria-hidden="true"></canvas>`;
    return this.chapters.includes(name)
      ? html`<a class="door" href=${writeAddress(name)}>${picture}<span>${title}</span></a>`
      : html`<div class="door closed">${picture}<span>${title}</span><small>${words.closed}</small></div>`;
  }

  updated() {
    const look = [theme.shown, this.clientWidth, Object.keys(this.#pictures).length].join();
    if (look === this.#doorsDrawn) return;
    this.#doorsDrawn = look;
    for (const canvas of /** @type {NodeListOf<HTMLCanvasElement>} */ (
      this.renderRoot.querySelectorAll('canvas[data-door]')
    )) {
      const picture = this.#pictures[/** @type {string} */ (canvas.dataset.door)];
      const { clientWidth: width, clientHeight: height } = canvas;
      if (picture && width > 0) picture(prepareCanvas(canvas, width, height), width, height);
    }
  }
}

function frontStyles() {
  return css`
    :host {
      display: block;
    }
    .opening {
      display: grid;
      gap: 8px 40px;
      margin-bottom: 34px;
    }
    @media (min-width: 900px) {
      .opening {
        grid-template-columns: minmax(0, 1fr) minmax(0, 600px);
        align-items: center;
      }
    }
    h1 {
      margin: 0 0 18px;
      font: 600 clamp(26px, 3.6vw, 40px) / 1.2 var(--serif);
      letter-spacing: -0.015em;
      text-wrap: balance;
    }
    h1 span {
      display: inline-block;
    }
    .arrived {
      min-height: 1.5em;
      margin: 0;
      color: var(--soft);
      font: 400 15px/1.5 var(--sans);
      font-variant-numeric: tabular-nums;
    }
    nav {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(140px, 45%), 1fr));
      gap: 18px 16px;
    }
    .door {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      align-items: baseline;
      align-content: start;
      gap: 2px 8px;
      min-width: 0;
      color: var(--ink);
      font: 600 15px/1.3 var(--sans);
      text-decoration: none;
    }
    .door canvas {
      flex: none;
      width: 100%;
      margin-bottom: 4px;
      box-sizing: border-box;
      aspect-ratio: 8 / 5;
      border: 1px solid var(--hair);
      border-radius: 8px;
      background: var(--card);
    }
    a.door:hover canvas {
      border-color: var(--ink);
    }
    a.door:focus-visible {
      outline: 2px solid var(--focus);
      outline-offset: 4px;
      border-radius: 8px;
    }
    .closed {
      color: var(--soft);
    }
    .closed canvas {
      opacity: 0.6;
    }
    .closed small {
      flex-basis: 100%;
      font-weight: 400;
      font-size: 12.5px;
    }
  `;
}

customElements.define('dh-front', Front);

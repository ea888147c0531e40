// @ts-check
import { css, html, nothing, svg } from 'lit';
import '../../../../kit/bars.js';
import '../../../../kit/image.js';
import '../../../../kit/pad.js';
import { prepareCanvas } from '../../../../kit/canvas.js';
import { Figure } from '../../../../kit/figure.js';
import { fixed, percent, whole } from '../../../../kit/numbers.js';
import { onGrid } from '../../../../kit/strokes.js';
import { drawFlow } from './flow.js';
import { Networks } from './networks.js';
import { schema } from './schema.js';
import { strings } from './strings.js';
import { onPad, tasks } from './tasks.js';

/** @typedef {import('../../../../kit/figure.js').State} State */
/** @typedef {DrawFigure['readings']} AnyReadings @typedef {Extract<AnyReadings, { ready: true }>} Readings */
/** @typedef {import('../../../../kit/strokes.js').Strokes} Strokes */

const digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
const pad = { left: 0, top: 0, right: 1, bottom: 1 };
const penWidth = 2.2; // pixels of the 28×28 picture
const termsPerLayer = 36;
const sure = 0.6; // below this share the caption names two digits
const flowHeight = 344;

/** @extends {Figure<(typeof strings)['en']>} */
export class DrawFigure extends Figure {
  static figureName = 'draw';
  static chapter = 'digits';
  static strings = strings;
  static schema = schema;
  static sources = [
    { path: 'src/digits/drawing.cpp', find: 'Drawing prepare(' },
    { path: 'src/network/network.cpp', find: 'Network<T>::forward(const ConstMatrixRef<T>& inputs)' },
    { path: 'src/network/contributions.hpp', find: 'strongestContributions' },
  ];
  static styles = [...Figure.styles, drawStyles()];

  #networks = new Networks();
  #ready = false;
  /** What the network was last asked, and what it said. @type {ReturnType<DrawFigure['ask']> | null} */
  #answer = null;
  /**
   * The last task's strokes: a pen that moves asks for them in every frame.
   * @type {{ task: unknown, strokes: Strokes }}
   */
  #given = { task: null, strokes: [] };

  begun() {
    super.begun();
    this.#open();
  }

  #open() {
    this.#networks.close();
    const networks = new Networks();
    this.#networks = networks;
    networks.addEventListener('change', () => this.#update(), { signal: this.lifetime });
    this.attempt(async () => {
      await networks.open();
      if (networks !== this.#networks) return;
      this.#ready = true;
      this.#tellIfUntrained();
      this.#update();
    });
  }

  disposed() {
    this.#ready = false;
    this.#answer = null;
    this.#networks.close();
  }

  /** @param {State} previous */
  stateChanged(previous) {
    if (previous.network !== 'trained') this.#tellIfUntrained();
    this.#update();
  }

  #tellIfUntrained() {
    if (this.state.network === 'trained' && this.#ready && !this.#networks.trained) this.notify(this.words.noTrained);
  }

  get engine() {
    return this.#networks.engine;
  }

  // ── What is computed ─────────────────────────────────────────────────────────────────────────────────────

  /** The strokes that a task has put on the pad. @returns {Strokes} */
  get given() {
    const { engine, state } = this;
    const task = tasks[state.task];
    if (!task || !engine) return [];
    if (this.#given.task !== task)
      this.#given = { task, strokes: onPad(engine.prepareDrawing(engine.synthesise(task.from, task.seed))) };
    return this.#given.strokes;
  }

  #update() {
    if (!this.#ready) return;
    this.#answer = this.attempt(() => this.ask()) ?? null;
    this.refresh();
  }

  /** Strokes → picture → probabilities, by the engine, now. */
  ask() {
    const { engine } = this;
    const classifier = this.#networks.pick(this.state.network);
    if (!engine || !classifier) return null;
    const strokes = [...this.given, ...this.state.strokes];
    const begin = performance.now();
    const drawing = engine.prepareDrawing(strokes, { raw: this.state.raw, pad, penWidth });
    const output = drawing.empty ? null : classifier.classify(drawing.pixels);
    const milliseconds = performance.now() - begin;
    const terms = classifier.widths
      .slice(1)
      .map((_, layer) => (output ? classifier.strongestTerms(layer, termsPerLayer) : { from: [], to: [], values: [] }));
    return { drawing, output, terms, classifier, milliseconds };
  }

  get readings() {
    if (!this.#answer) return { ready: /** @type {const} */ (false) };
    const { drawing, output, classifier, milliseconds } = this.#answer;
    const { widths } = classifier;
    const ranking = output ? [...digits.keys()].sort((a, b) => output.probabilities[b] - output.probabilities[a]) : [];
    return {
      ready: /** @type {const} */ (true),
      empty: drawing.empty,
      network: this.state.network === 'trained' && this.#networks.trained ? 'trained' : 'shipped',
      widths,
      parameters: widths.slice(1).reduce((sum, width, l) => sum + (widths[l] + 1) * width, 0),
      pixels: drawing.pixels,
      scale: drawing.scale,
      shiftX: drawing.shiftX,
      shiftY: drawing.shiftY,
      massX: drawing.massX,
      massY: drawing.massY,
      label: output ? output.label : null,
      second: output ? ranking[1] : null,
      probabilities: output ? output.probabilities : null,
      strokes: this.state.strokes.length,
      milliseconds,
    };
  }

  csv() {
    const { readings } = this;
    const head = ['quantity', 'index', 'value'];
    if (!readings.ready) return [head];
    const { label, probabilities, pixels } = readings;
    return [
      head,
      ['label', '', label ?? ''],
      ...Array.from(probabilities ?? [], (value, digit) => ['probability', digit, value]),
      ...Array.from(pixels, (value, pixel) => ['pixel', pixel, value]),
    ];
  }

  // ── What is shown ────────────────────────────────────────────────────────────────────────────────────────

  subtitle() {
    const { readings } = this;
    return readings.ready ? this.words.shape(readings.widths.join(' – '), whole(readings.parameters)) : nothing;
  }

  /** @param {State} state @param {AnyReadings} readings */
  renderPicture(state, readings) {
    const { words } = this;
    const probabilities = readings.ready ? readings.probabilities : null;
    const given = this.given;
    return html`<div class="panels">
      <div class="pad">
        <dh-pad
          .strokes=${[...given, ...state.strokes]}
          .given=${given.length}
          .label=${words.pad}
          @input=${this.#onDraw}
        ></dh-pad>
      </div>
      <canvas class="flow" role="img" aria-label=${words.flowLabel}></canvas>
      <div class="answer">
        <dh-bars
          .labels=${digits}
          .values=${probabilities ?? []}
          ?idle=${!probabilities}
          .label=${words.bars}
        ></dh-bars>
      </div>
      ${this.#renderStages(state)}
    </div>`;
  }

  /** @param {State} state */
  #renderStages({ raw }) {
    const { words } = this;
    const drawing = this.#answer?.drawing;
    const shown = drawing && !drawing.empty ? drawing : null;
    const shift = shown ? words.stageCentred(shown.shiftX, shown.shiftY) : words.stageToCentre;
    return html`<ol class="stages">
      <li>
        <svg viewBox="0 0 28 28" aria-hidden="true">
          ${raw ? nothing : svg`<rect class="box" x="4" y="4" width="20" height="20" />`}
          ${shown?.fitted.map((stroke) => svg`<polyline points=${Array.from(stroke).join(' ')} />`)}
        </svg>
        <span>${raw ? words.stageSqueezed : words.stageFitted}</span>
      </li>
      <li>
        <dh-image mode="light" .values=${shown?.drawn ?? null}></dh-image>
        <span>${words.stageDrawn(fixed(penWidth, 1))}</span>
      </li>
      <li class="centred">
        <dh-image mode="light" .values=${shown?.pixels ?? null}></dh-image>
        <svg viewBox="0 0 28 28" aria-hidden="true" ?hidden=${!shown}><path d="M14.5 11.5v6M11.5 14.5h6" /></svg>
        <span>${raw ? words.stageUncentred : shift}</span>
      </li>
    </ol>`;
  }

  /** @param {State} _state @param {AnyReadings} readings */
  renderControls(_state, readings) {
    const { words } = this;
    const mine = this.#networks.trained;
    const aboutMine =
      readings.ready && readings.network === 'trained' && mine && mine.accuracy !== null
        ? words.trainedAccuracy(percent(mine.accuracy), whole(mine.step))
        : nothing;
    return html`${this.control('task')} ${this.control('network')} ${this.control('raw')}
      <span class="reading">${aboutMine}</span>
      <span class="reading"
        >${readings.ready && readings.label !== null ? words.took(fixed(readings.milliseconds, 1)) : nothing}</span
      >`;
  }

  /** @param {State} state @param {AnyReadings} readings */
  caption(state, readings) {
    const { words } = this;
    if (!readings.ready) return words.captionLoading;
    const { label, second, probabilities, massX, massY } = readings;
    if (label === null || second === null || probabilities === null) return words.captionEmpty;
    const share = (/** @type {number} */ digit) => percent(probabilities[digit]);
    const says = probabilities[label] >= sure ? words.captionSure : words.captionTorn;
    const task = tasks[state.task];
    if (task) {
      const done = label === task.to;
      return html`${says(label, share(label), second, share(second))}
      ${done ? words.captionTaskDone(task.to, state.strokes.length) : words.captionTask(task.to, share(task.to))}`;
    }
    const place = state.raw ? words.captionRaw : words.captionPrepared;
    return html`${says(label, share(label), second, share(second))} ${place(fixed(massX, 1), fixed(massY, 1))}`;
  }

  draw() {
    const canvas = /** @type {HTMLCanvasElement | null} */ (this.renderRoot.querySelector('canvas.flow'));
    const answer = this.#answer;
    if (!canvas || !answer || canvas.clientWidth === 0) return;
    const width = canvas.clientWidth;
    const context = prepareCanvas(canvas, width, flowHeight);
    const stacked = this.width < 760;
    drawFlow(
      context,
      answer.classifier.widths,
      {
        pixels: answer.drawing.pixels,
        activations: answer.output?.activations ?? [],
        terms: answer.terms,
        empty: answer.output === null,
      },
      { width, height: flowHeight, words: this.words, namesOutputs: stacked },
    );
  }

  /** One stroke is one step to undo, however long it takes. @param {Event} event */
  #onDraw(event) {
    event.stopPropagation();
    const { strokes } = /** @type {import('../../../../kit/pad.js').Pad} */ (event.currentTarget);
    const own = onGrid(strokes.slice(this.given.length));
    this.change({ strokes: own }, { undo: own.length !== this.state.strokes.length });
  }
}

function drawStyles() {
  return css`
    .panels {
      display: grid;
      grid-template-columns: minmax(0, 300px) minmax(0, 1fr) minmax(0, 230px);
      gap: 14px 22px;
      align-items: start;
    }
    .flow {
      width: 100%;
      height: ${flowHeight}px;
      display: block;
    }
    .answer {
      padding-top: 31.6px;
      --bars-gap: 11.3px;
    }
    .stages {
      grid-column: 1 / -1;
      display: flex;
      gap: 10px 28px;
      margin: 0;
      padding: 0;
      list-style: none;
      color: var(--soft);
      font-size: 13px;
    }
    .stages li {
      display: flex;
      align-items: center;
      gap: 10px;
      position: relative;
      flex: 1 1 0;
    }
    .stages svg,
    .stages dh-image {
      flex: none;
      width: 84px;
      height: 84px;
      --image-size: 84px;
    }
    .stages svg {
      border-radius: 3px;
      box-shadow: 0 0 0 1px var(--hair);
    }
    .stages .box {
      fill: none;
      stroke: var(--faint);
      stroke-width: 0.25;
      stroke-dasharray: 0.8 0.8;
    }
    .stages polyline {
      fill: none;
      stroke: var(--ink);
      stroke-width: 0.7;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
    .stages .centred svg {
      position: absolute;
      left: 0;
      box-shadow: none;
    }
    .stages path {
      stroke: var(--grip);
      stroke-width: 0.5;
    }
    .reading:empty {
      display: none;
    }
    .reading b {
      color: var(--ink);
    }
    @container (max-width: 800px) {
      .panels {
        grid-template-columns: minmax(0, 300px) minmax(0, 1fr);
      }
      .answer {
        grid-column: 2;
        grid-row: 1;
        padding-top: 0;
      }
      .flow {
        grid-column: 1 / -1;
      }
    }
    @container (max-width: 560px) {
      .panels {
        grid-template-columns: minmax(0, 1fr);
      }
      .pad {
        justify-self: center;
        width: 100%;
        max-width: 300px;
      }
      .answer {
        grid-column: 1;
        grid-row: auto;
        --bars-gap: 3px;
      }
      .flow {
        order: 1;
      }
      .stages {
        gap: 8px;
      }
      .stages li {
        flex-direction: column;
        align-items: flex-start;
        gap: 6px;
      }
    }
  `;
}

DrawFigure.define();

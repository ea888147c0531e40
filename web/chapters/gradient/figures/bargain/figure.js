// @ts-check
// The gradient of the digit network, component by component: what each promises, whether it keeps its word, and what
// all of them cost with and without backpropagation.
import { css, html, nothing } from 'lit';
import '../../../../kit/plot.js';
import '../../../../kit/predict.js';
import '../../../../kit/progress.js';
import { prepareCanvas } from '../../../../kit/canvas.js';
import { Figure } from '../../../../kit/figure.js';
import { FrameLoop } from '../../../../kit/frame-loop.js';
import { Memo } from '../../../../kit/memo.js';
import { fixed, signed, significant, whole } from '../../../../kit/numbers.js';
import { clamp } from '../../../../kit/scale.js';
import { knobAt, knobCount, knobUnder, layOut } from './knobs.js';
import { GradientMap, largestOf } from './map.js';
import { Race } from './race.js';
import { schema } from './schema.js';
import { strings } from './strings.js';
import { Subject } from './subject.js';

/** @typedef {import('../../../../kit/figure.js').State} State */
/**
 * @typedef {BargainFigure['readings']} AnyReadings
 * @typedef {Extract<AnyReadings, { known: true }>} Readings
 */

const curvePoints = 13; // forward passes for the curve of true changes
const shownRanks = 240; // points of the sorted curve

/** @extends {Figure<(typeof strings)['en']>} */
export class BargainFigure extends Figure {
  static figureName = 'bargain';
  static chapter = 'gradient';
  static strings = strings;
  static schema = schema;
  static sources = [
    { path: 'src/network/nudges.hpp', find: 'slopes(k) = (above' },
    { path: 'src/network/network.cpp', find: 'T Network<T>::lossAndGradientOf' },
    { path: 'src/network/dense.cpp', find: '::backward' },
  ];
  static styles = [...Figure.styles, bargainStyles()];

  #subject = new Subject();
  #map = new GradientMap();
  /** @type {Race | null} */ #race = null;
  /** @type {FrameLoop} */ #loop = new FrameLoop(this);
  #skipped = false;
  /** @type {number | null} */ #guess = null;
  /** The true changes along the whole curve. @type {Memo<{ epsilons: Float64Array, changes: Float64Array }>} */
  #curve = new Memo();
  /** That where ε stands. @type {Memo<number>} */
  #nudge = new Memo();

  begun() {
    super.begun();
    this.#open();
  }

  #open() {
    this.#subject.close();
    this.#subject = new Subject();
    this.#subject.addEventListener('change', () => this.refresh(), { signal: this.lifetime });
    this.#ask();
  }

  disposed() {
    this.#loop.stop();
    this.#subject.close();
  }

  get pending() {
    return this.#loop.running ? [...super.pending, 'the race'] : super.pending;
  }

  /** @param {State} previous @param {import('../../../../kit/figure.js').Cause} cause */
  stateChanged(previous, cause) {
    const { seed, steps, digits } = this.state;
    if (cause === 'reset') {
      this.#race = null;
      this.#guess = null;
      this.#skipped = false;
    }
    if (seed !== previous.seed || steps !== previous.steps || digits !== previous.digits) this.#ask();
  }

  #ask() {
    this.#loop.stop();
    this.#race = null;
    const { seed, steps, digits } = this.state;
    this.attempt(() => this.#subject.ask({ seed, steps, digits }));
  }

  // ── What is computed ─────────────────────────────────────────────────────────────────────────────────────

  /** The parameter that is looked at. */
  get chosen() {
    const { answer } = this.#subject;
    return this.state.parameter >= 0 || !answer ? Math.max(0, this.state.parameter) : answer.order[0];
  }

  /** @param {number[] | Float64Array} epsilons @returns {Float64Array} C(θ + ε·eᵢ) − C(θ) */
  #changes(epsilons) {
    const { probe, answer } = this.#subject;
    if (!probe || !answer) return new Float64Array();
    return probe.nudged(this.chosen, epsilons).map((loss) => loss - answer.loss);
  }

  /** C(θ + ε·eᵢ) − C(θ) where ε stands. */
  get #actual() {
    const { epsilon } = this.state;
    return this.#nudge.of([this.#subject.answer, this.chosen, epsilon], () => this.#changes([epsilon])[0]);
  }

  #trueCurve() {
    const { reach } = this.state;
    return this.#curve.of([this.#subject.answer, this.chosen, reach], () => {
      const epsilons = Float64Array.from({ length: curvePoints }, (_, k) => reach * (-1 + (2 * k) / (curvePoints - 1)));
      return { epsilons, changes: this.#changes(epsilons) };
    });
  }

  get readings() {
    const { answer, progress, source } = this.#subject;
    if (!answer) return { ready: false, known: /** @type {const} */ (false) };
    const { loss, gradient, length, zeros, ranks, milliseconds } = answer;
    const { chosen } = this;
    const { epsilon } = this.state;
    const race = this.#race;
    return {
      ready: progress === null,
      known: /** @type {const} */ (true),
      source,
      loss,
      parameter: chosen,
      slope: gradient[chosen],
      rank: ranks[chosen],
      zeros,
      length,
      epsilon,
      promised: gradient[chosen] * epsilon,
      actual: this.#actual,
      backpropMilliseconds: milliseconds,
      passes: race?.passes ?? 0,
      allPasses: 2 * knobCount,
      nudgingSeconds: (race?.milliseconds ?? 0) / 1000,
      expectedSeconds: race && race.passes > 0 ? ((race.milliseconds / race.passes) * 2 * knobCount) / 1000 : null,
      distance: race?.done ? race.distance(gradient) : null,
      gradient,
    };
  }

  csv() {
    const { answer } = this.#subject;
    return [
      ['parameter', 'layer', 'kind', 'from', 'to', 'slope'],
      ...Array.from(answer?.gradient ?? [], (slope, i) => {
        const { layer, bias, from, to } = knobAt(i);
        return [i, layer, bias ? 'bias' : 'weight', bias ? '' : from, to, slope];
      }),
    ];
  }

  // ── What is shown ────────────────────────────────────────────────────────────────────────────────────────

  subtitle() {
    return this.words.subtitle;
  }

  /** @param {State} state @param {AnyReadings} readings */
  renderPicture(state, readings) {
    const { words } = this;
    const { answer, progress } = this.#subject;
    if (!answer || !readings.known)
      return html`<div class="waiting"><dh-progress .label=${words.preparing} .value=${null}></dh-progress></div>`;
    return html`${this.#renderQuestion(readings)}
      <div class="panels">
        <canvas class="map" role="img" aria-label=${words.mapLabel} @pointerdown=${this.#onMap}></canvas>
        <div class="plots">
          <dh-plot
            class="ranks"
            .label=${words.rankLabel}
            .xLabel=${words.rank}
            .yLabel=${words.size}
            .yScale=${'log'}
            .height=${190}
            scrubbable
            .series=${[this.#ranks()]}
            .xRange=${[1, knobCount]}
            .markers=${readings.zeros > 0 ? [{ x: knobCount - readings.zeros, label: words.zeros(whole(readings.zeros)) }] : []}
            .cursor=${readings.rank}
            .xFormat=${whole}
            @dh-scrub=${this.#onRank}
          ></dh-plot>
          <dh-plot
            class="nudge"
            .label=${words.nudgeLabel}
            .xLabel=${'ε'}
            .yLabel=${words.change}
            .height=${210}
            scrubbable
            .series=${this.#nudges(readings)}
            .xRange=${[-state.reach, state.reach]}
            .cursor=${clamp(state.epsilon, -state.reach, state.reach)}
            @dh-scrub=${this.#onNudge}
          ></dh-plot>
        </div>
      </div>
      ${this.#renderRace(readings)}
      ${progress === null ? nothing : html`<dh-progress .label=${words.training} .value=${progress}></dh-progress>`}
      ${readings.source === 'synthetic' ? html`<p class="source">${words.synthetic}</p>` : nothing}`;
  }

  /** @param {Readings} readings */
  #renderQuestion(readings) {
    if (this.#skipped || (this.#race && this.#guess === null)) return nothing;
    const { words } = this;
    const times = whole(Number(((readings.nudgingSeconds * 1000) / readings.backpropMilliseconds).toPrecision(2)));
    return html`<dh-predict
      .question=${words.question}
      .action=${words.guessAction}
      .phase=${this.#guess === null ? 'asking' : 'shown'}
      .guess=${this.#guess}
      .answer=${this.#race?.done ? readings.nudgingSeconds : null}
      .verdict=${this.#race?.done ? words.verdict(times) : ''}
      .range=${{ min: 0.01, max: 1000, start: 1, scale: 'log', label: words.seconds, format: (/** @type {number} */ value) => words.secondsUnit(significant(value, 2)) }}
      @dh-guess=${this.#onGuess}
      @dh-skip=${this.#onSkip}
    ></dh-predict>`;
  }

  /** @returns {import('../../../../kit/series.js').Series} */
  #ranks() {
    const { gradient, order } = /** @type {import('./subject.js').Answer} */ (this.#subject.answer);
    const ranks = Float64Array.from({ length: shownRanks }, (_, k) =>
      Math.round(1 + ((knobCount - 1) * k) / (shownRanks - 1)),
    );
    return {
      name: '',
      x: ranks,
      y: ranks.map((rank) => Math.abs(gradient[order[rank - 1]]) || NaN),
      colour: 'uphill',
      width: 2,
    };
  }

  /**
   * The promise and the truth, both with a point where ε stands.
   * @param {Readings} readings
   * @returns {import('../../../../kit/series.js').Series[]}
   */
  #nudges({ slope, epsilon, actual }) {
    const { words } = this;
    const { epsilons, changes } = this.#trueCurve();
    const points = Array.from(epsilons, (at, k) => [at, changes[k]]).filter(([at]) => at !== epsilon);
    const sorted = [...points, [epsilon, actual]].sort((a, b) => a[0] - b[0]);
    const x = sorted.map(([at]) => at);
    return [
      { name: words.promised, x, y: x.map((at) => slope * at), colour: 'uphill', dash: [5, 4] },
      { name: words.true, x, y: sorted.map(([, change]) => change), colour: 'ink', width: 2.2 },
    ];
  }

  /** @param {Readings} readings */
  #renderRace(readings) {
    const { words } = this;
    const race = this.#race;
    const seconds = race?.done
      ? words.time(fixed(readings.nudgingSeconds, 2))
      : readings.expectedSeconds === null
        ? ''
        : words.expected(significant(readings.expectedSeconds, 2));
    return html`<div class="race">
      <div class="runner">
        <span>${words.byBackprop}</span><b>${words.milliseconds(significant(readings.backpropMilliseconds, 2))}</b
        ><small>${words.onePass}</small>
      </div>
      <div class="runner">
        <span>${words.byNudging}</span><b>${seconds || '–'}</b
        ><small>${words.passes(whole(readings.passes), whole(readings.allPasses))}</small>
        <div class="track">
          <div class="done" .style=${`width:${(100 * readings.passes) / readings.allPasses}%`}></div>
        </div>
      </div>
      ${
        this.#loop.running
          ? html`<button class="button stop" @click=${() => this.#loop.stop()}>${words.stop}</button>`
          : html`<button class="button go" @click=${() => this.#go()}>${words.race}</button>`
      }
      ${readings.distance === null ? nothing : html`<span class="agree">${words.agree(significant(readings.distance, 1))}</span>`}
    </div>`;
  }

  /** @param {State} state */
  renderControls(state) {
    const { words } = this;
    return html`${this.control('epsilon', { as: 'number', format: (value) => significant(value, 3) })}
      ${this.control('reach')}
      <button class="button" ?disabled=${state.parameter === -1} @click=${() => this.change({ parameter: -1 })}>
        ${words.steepest}
      </button>
      ${this.control('steps', { format: whole })} ${this.control('digits')} ${this.control('seed', { as: 'number' })}`;
  }

  /** @param {State} state @param {AnyReadings} readings */
  caption(state, readings) {
    const { words } = this;
    if (!readings.known) return words.preparing;
    const { parameter, slope, rank, zeros, epsilon, promised, actual } = readings;
    const knob = words.captionKnob(words.knob(knobAt(parameter)), signed(slope), whole(rank), whole(knobCount));
    const tail =
      slope === 0 ? words.captionZero() : words.captionNudge(signed(epsilon), signed(promised), signed(actual));
    return html`${knob} ${tail} ${words.captionZeros(whole(zeros), whole(state.digits))}`;
  }

  draw() {
    const canvas = /** @type {HTMLCanvasElement | null} */ (this.renderRoot.querySelector('canvas.map'));
    const { answer } = this.#subject;
    if (!canvas || !answer || canvas.clientWidth === 0) return;
    const width = canvas.clientWidth;
    const layout = layOut(width);
    canvas.style.height = `${layout.height}px`;
    const heads = [1, 2, 3].map((layer) =>
      (width < 480 ? this.words.layerShort : this.words.layer)(
        layer,
        significant(largestOf(answer.gradient, layer, layout.blocks), 2),
      ),
    );
    this.#map.draw(prepareCanvas(canvas, width, layout.height), {
      gradient: answer.gradient,
      chosen: this.chosen,
      width,
      layout,
      heads,
      words: this.words,
    });
  }

  // ── What the learner does ────────────────────────────────────────────────────────────────────────────────

  /** @param {PointerEvent} event */
  #onMap(event) {
    const canvas = /** @type {HTMLElement} */ (event.currentTarget);
    const box = canvas.getBoundingClientRect();
    const knob = knobUnder(layOut(canvas.clientWidth).blocks, event.clientX - box.left, event.clientY - box.top);
    if (knob >= 0) this.change({ parameter: knob });
  }

  /** @param {CustomEvent} event */
  #onRank(event) {
    const rank = Math.round(clamp(event.detail.x, 1, knobCount));
    const { answer } = this.#subject;
    if (answer) this.change({ parameter: answer.order[rank - 1] });
  }

  /** @param {CustomEvent} event */
  #onNudge(event) {
    this.change({ epsilon: Number(event.detail.x.toPrecision(3)) });
  }

  /** @param {CustomEvent} event */
  #onGuess(event) {
    this.#guess = event.detail.value;
    this.#go();
  }

  #onSkip() {
    this.#skipped = true;
    this.refresh();
  }

  #go() {
    const { probe } = this.#subject;
    if (!probe) return;
    if (!this.#race || this.#race.done) this.#race = new Race(probe, knobCount);
    const race = this.#race;
    this.#loop.start(() => {
      this.attempt(() => race.go());
      this.refresh();
      return !race.done;
    });
  }
}

function bargainStyles() {
  return css`
    .panels {
      display: grid;
      grid-template-columns: minmax(0, 1.15fr) minmax(0, 1fr);
      gap: 10px 28px;
      align-items: start;
    }
    .plots {
      display: grid;
      gap: 8px;
      min-width: 0;
    }
    canvas.map {
      display: block;
      width: 100%;
      cursor: pointer;
      touch-action: manipulation;
    }
    dh-predict {
      margin-bottom: 14px;
    }
    .waiting {
      min-height: 420px;
      display: grid;
      align-content: center;
    }
    .race {
      display: flex;
      flex-wrap: wrap;
      gap: 10px 26px;
      align-items: center;
      margin-top: 14px;
      color: var(--soft);
      font-size: 13px;
    }
    .runner {
      display: grid;
      grid-template-columns: max-content max-content;
      gap: 0 10px;
      align-items: baseline;
      font-variant-numeric: tabular-nums;
    }
    .runner b {
      color: var(--ink);
      font-size: 19px;
      font-weight: 600;
    }
    .runner small {
      grid-column: 1 / -1;
      font-size: 12.5px;
    }
    .track {
      grid-column: 1 / -1;
      height: 4px;
      border-radius: 2px;
      background: var(--wash);
      overflow: hidden;
    }
    .track .done {
      height: 100%;
      background: var(--ink);
    }
    .source {
      color: var(--soft);
      font-size: 13px;
    }
    @container (max-width: 800px) {
      .panels {
        grid-template-columns: minmax(0, 1fr);
      }
    }
  `;
}

BargainFigure.define();

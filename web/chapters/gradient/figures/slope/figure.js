// @ts-check
import { html, nothing } from 'lit';
import '../../../../kit/predict.js';
import { FormulaDraft } from '../../../../kit/formula/draft.js';
import { loadMathematics } from '../../../../engine/mathematics.js';
import { Figure } from '../../../../kit/figure.js';
import { FrameLoop } from '../../../../kit/frame-loop.js';
import { significant } from '../../../../kit/numbers.js';
import { clamp, hundredths } from '../../../../kit/scale.js';
import { own } from '../../chosen-problem.js';
import { written } from '../../written.js';
import { curveScales, handApart, renderCurve, spotOf, writtenSlope } from './curve-panel.js';
import { rightDigits } from './digits.js';
import { captionWithoutSlope, placeText, slopeText } from './singular.js';
import { balance, errorScales, lawThrough, renderErrors } from './error-panel.js';
import { Experiment, hRange } from './experiment.js';
import { schema } from './schema.js';
import { strings } from './strings.js';
import { styles } from './styles.js';

/** @typedef {import('../../../../kit/figure.js').State} State */
/** @typedef {SlopeFigure['readings']} AnyReadings @typedef {Extract<AnyReadings, { ready: true }>} Readings */

const sideBySide = 720;
const gap = 28;
/** How long the answer to the question takes to be drawn, in milliseconds. */
const answerTime = 3200;

/** @extends {Figure<(typeof strings)['en']>} */
export class SlopeFigure extends Figure {
  static figureName = 'slope';
  static chapter = 'gradient';
  static strings = strings;
  static schema = schema;
  static styles = [...Figure.styles, styles];

  #opened = this.resource(
    async () => {
      this.engine = await loadMathematics();
      return new Experiment(this.engine);
    },
    () => {
      this.#run();
      this.#tellOutside();
    },
  );
  /** @type {import('../../../../engine/mathematics.js').Mathematics | null} */ engine = null;
  /** @type {FormulaDraft} */ #formula = new FormulaDraft(this);
  /**
   * What the hand has taken, and where.
   * @type {{ what: 'x' | 'h', panel: 'curve' | 'errors', offset: number } | null}
   */
  #held = null;
  /** Draws the answer. @type {FrameLoop} */ #loop = new FrameLoop(this);
  /** Where the question stands. @type {'open' | 'guessed' | 'closed'} */ #question = 'open';

  disposed() {
    this.#loop.stop();
  }

  get pending() {
    return this.#loop.running ? [...super.pending, 'the answer'] : super.pending;
  }

  get #experiment() {
    return this.#opened.now;
  }

  #run() {
    this.attempt(() => this.#experiment?.run(this.state));
    this.refresh();
  }

  /**
   * Whatever h is tried is drawn from then on.
   * @param {Record<string, unknown>} patch
   * @param {{ undo?: boolean }} [options]
   */
  change(patch, options) {
    const h = Number(patch.h);
    const tried = 'h' in patch && !('seen' in patch) && h < this.state.seen;
    super.change(tried ? { ...patch, seen: Math.max(hRange.min, h) } : patch, options);
  }

  /** @param {State} _previous @param {import('../../../../kit/figure.js').Cause} cause */
  stateChanged(_previous, cause) {
    if (cause !== 'change') {
      this.#loop.stop();
      this.#formula.revert();
    }
    if (cause === 'reset') this.#askAgain();
    if (this.#experiment) this.#run();
    if (cause === 'address') this.#tellOutside();
  }

  #tellOutside() {
    if (this.#experiment) this.tellOutside({ x: this.#experiment.domain });
  }

  #askAgain() {
    this.#question = 'open';
    /** @type {import('../../../../kit/predict.js').Predict | null} */ (
      this.renderRoot?.querySelector('dh-predict')
    )?.again();
  }

  get sources() {
    const { curve } = this.state;
    const about = {
      own: { path: 'src/formula/tape.hpp' },
      sharpAndFlatCurve: { path: 'src/problems/sharp_and_flat.hpp', find: 'title = "sharpAndFlatCurve"' },
    };
    return [
      { path: 'src/problems/slopes.hpp', find: 'const double forward = (f(x + h) - f(x)) / h' },
      about[/** @type {keyof typeof about} */ (curve)] ?? {
        path: 'src/problems/curves.hpp',
        find: `title = "${curve}"`,
      },
    ];
  }

  // ── What is known ────────────────────────────────────────────────────────────────────────────────────────

  get readings() {
    const experiment = this.#experiment;
    if (!experiment) return { ready: /** @type {const} */ (false) };
    const { here, now, x, place, bestForward, bestCentral, fault } = experiment;
    const known = (/** @type {number | undefined} */ value) =>
      value !== undefined && Number.isFinite(value) ? value : null;
    return {
      ready: /** @type {const} */ (true),
      formula: experiment.formula,
      fault: fault?.fault ?? null,
      draftFault: this.#formula.fault?.fault ?? null,
      column: (this.#formula.fault ?? fault)?.column ?? null,
      x,
      h: this.state.h,
      seen: Math.min(this.state.seen, this.state.h),
      value: known(place?.value),
      slope: known(here?.slope),
      floor: known(here?.floor),
      place,
      convention: experiment.convention,
      downhill: experiment.corner || !here ? null : here.slope < 0 ? 'right' : here.slope > 0 ? 'left' : 'level',
      stepsOverGap: experiment.stepsOverGap(this.state.h),
      forward: known(here && now ? now.forward : undefined),
      central: known(here && now ? now.central : undefined),
      forwardError: known(here && now ? now.forwardError : undefined),
      centralError: known(here && now ? now.centralError : undefined),
      bestForward: known(bestForward?.h),
      bestForwardError: known(bestForward?.error),
      bestCentral: known(bestCentral?.h),
      bestCentralError: known(bestCentral?.error),
      errorAtBalance: known(experiment.table.find(({ h }) => h <= balance.forward)?.forwardError),
      lastForwardError: known(experiment.table.at(-1)?.forwardError),
      forwardLaw: lawThrough(experiment.table, 'forwardError') !== null,
      centralLaw: lawThrough(experiment.table, 'centralError') !== null,
      centralExact:
        here !== null &&
        experiment.table.every(
          ({ h, centralError }) =>
            h * centralError <= 50 * Number.EPSILON * (Math.abs(here.value) + Math.abs(here.slope)),
        ),
    };
  }

  csv() {
    const { readings } = this;
    const seen = readings.ready ? readings.seen : 1;
    const finite = (/** @type {number} */ value) => (Number.isFinite(value) ? value : '');
    const rows = this.#experiment?.table.filter(({ h }) => h >= seen * 0.999) ?? [];
    return [
      ['h', 'forward', 'central', 'error of forward', 'error of central'],
      ...rows.map((row) => [
        row.h,
        finite(row.forward),
        finite(row.central),
        finite(row.forwardError),
        finite(row.centralError),
      ]),
    ];
  }

  // ── What is shown ────────────────────────────────────────────────────────────────────────────────────────

  subtitle() {
    const { curve } = this.state;
    const formula = this.#experiment?.formula;
    return formula && curve !== own ? `f(x) = ${written(formula)}` : nothing;
  }

  get #widths() {
    const both = this.width >= sideBySide;
    return {
      curve: both ? Math.floor((this.width - gap) * 0.55) : this.width,
      errors: both ? this.width - gap - Math.floor((this.width - gap) * 0.55) : this.width,
    };
  }

  /** @param {State} state @param {AnyReadings} readings */
  renderPicture(state, readings) {
    const experiment = this.#experiment;
    if (!experiment || !readings.ready || this.width < 40) return html`<div class="waiting"></div>`;
    const { words } = this;
    const family = getComputedStyle(this).fontFamily;
    const widths = this.#widths;
    return html`<div class="panels">
        ${renderCurve(experiment, state.h, { width: widths.curve, words, family, handlers: { pointer: (event) => this.#onPointer(event, 'curve'), key: (event) => this.#onKey(event) } })}
        ${renderErrors(experiment, { h: state.h, seen: readings.seen }, { width: widths.errors, words, family, handlers: { pointer: (event) => this.#onPointer(event, 'errors') } })}
      </div>
      ${experiment.here && experiment.now ? this.#renderDigits(readings) : nothing}`;
  }

  /** @param {Readings} readings */
  #renderDigits(readings) {
    const { words } = this;
    const { slope } = readings;
    const row = (
      /** @type {'forward' | 'central' | 'analytic'} */ kind,
      /** @type {number | null} */ value,
      /** @type {number | null} */ error,
    ) => {
      const { right, wrong } =
        value === null ? { right: '', wrong: '–' } : rightDigits(value, slope ?? NaN, error ?? 0);
      return html`<tr class=${kind}>
        <th scope="row"><b>${words[kind]}</b> <span>${words[`${kind}Formula`]}</span></th>
        <td class="value"><b>${right}</b>${wrong}</td>
        <td>${error === null ? '–' : error === 0 ? '0' : significant(error, 2)}</td>
      </tr>`;
    };
    return html`<table class="digits">
      <thead>
        <tr>
          <th scope="col">${words.quotient}</th>
          <th scope="col">${words.digits}</th>
          <th scope="col">${words.away}</th>
        </tr>
      </thead>
      <tbody>
        ${row('forward', readings.forward, readings.forwardError)}
        ${row('central', readings.central, readings.centralError)} ${row('analytic', slope, readings.floor)}
      </tbody>
    </table>`;
  }

  /** @param {State} state @param {AnyReadings} readings */
  renderControls(state, readings) {
    return html`${readings.ready ? this.#renderQuestion(readings) : nothing}
    ${this.control('h', { format: (h) => significant(h, 2) })} ${this.control('curve')}
    ${state.curve === own ? this.#formula.render(this.#experiment) : nothing}`;
  }

  /** @param {Readings} readings */
  #renderQuestion({ seen, forwardLaw, errorAtBalance, lastForwardError }) {
    const { words } = this;
    const shown = seen <= hRange.min * 1.01;
    if (this.#question === 'closed' || (shown && this.#question === 'open')) return nothing;
    // Where f and x are round numbers nothing is rounded, and the question would have another answer.
    if (!forwardLaw || errorAtBalance === null || lastForwardError === null || lastForwardError <= 10 * errorAtBalance)
      return nothing;
    return html`<dh-predict
      class="question"
      .question=${words.question}
      .answer=${shown ? 'rises' : null}
      .choices=${[
        { value: 'falls', label: words.guessFalls },
        { value: 'stops', label: words.guessStops },
        { value: 'rises', label: words.guessRises },
      ]}
      .verdict=${shown ? words.verdict(significant(errorAtBalance, 2), significant(lastForwardError, 2)) : nothing}
      @dh-guess=${this.#answer}
      @dh-skip=${this.#skip}
    ></dh-predict>`;
  }

  /** @param {State} state @param {AnyReadings} readings */
  caption(state, readings) {
    const { words } = this;
    if (!readings.ready) return words.captionLoading;
    if (readings.fault) return words.captionFault;
    const { slope, forward, forwardError, centralError, place: ground, errorAtBalance } = readings;
    const x = placeText(readings.x, this.#experiment?.nearestGap, slope === null ? 7 : 4);
    if (!ground) return words.captionNowhere(x);
    if (slope === null) return captionWithoutSlope(words, x, { ...readings, place: ground });
    if (ground.name === 'corner')
      return words.captionCorner(x, slopeText(words, ground.left), slopeText(words, ground.right), writtenSlope(slope));
    const place =
      slope === 0
        ? words.captionLevel(x)
        : (slope < 0 ? words.captionFalls : words.captionRises)(x, writtenSlope(slope));
    const h = significant(state.h, 2);
    if (forward === null || forwardError === null || centralError === null) return html`${place}${words.captionGap(h)}`;
    if (forward * slope < 0)
      return html`${place}${words.captionWrongSign(h, writtenSlope(forward), readings.stepsOverGap)}`;
    if (state.h < balance.forward / 3 && errorAtBalance !== null && forwardError > errorAtBalance)
      return html`${place}${words.captionRounding(h, significant(forwardError, 2))}`;
    if (readings.centralExact && centralError < forwardError)
      return html`${place}${words.captionExact(h, writtenSlope(forward), significant(forwardError, 2))}`;
    return html`${place}${words.captionCoarse(h, writtenSlope(forward), significant(forwardError, 2), significant(centralError, 2))}`;
  }

  // ── What the hand does ───────────────────────────────────────────────────────────────────────────────────

  /** @param {PointerEvent} event @param {'curve' | 'errors'} panel */
  #onPointer(event, panel) {
    const experiment = this.#experiment;
    const svg = /** @type {SVGSVGElement} */ (event.currentTarget);
    if (!experiment) return;
    const left = event.clientX - svg.getBoundingClientRect().left;
    if (event.type === 'pointerdown' && event.button === 0) {
      svg.setPointerCapture(event.pointerId);
      this.#loop.stop();
      this.#held =
        panel === 'errors'
          ? { what: 'h', panel, offset: 0 }
          : this.#grab(experiment, left, event.clientY - svg.getBoundingClientRect().top);
      if (panel === 'curve')
        /** @type {SVGElement | null} */ (svg.querySelector('.point'))?.focus({ preventScroll: true });
    } else if (event.type !== 'pointermove' || event.buttons !== 1) {
      this.#held = null; // let go, or released where nobody heard it
    }
    if (this.#held?.panel !== panel) return;
    this.#move(experiment, this.#held.what, left - this.#held.offset);
  }

  /**
   * Whichever of the two points is nearer; the first comes to the hand wherever it is.
   * @param {Experiment} experiment
   * @param {number} left
   * @param {number} top
   *  @returns {{ what: 'x' | 'h', panel: 'curve', offset: number }} */
  #grab(experiment, left, top) {
    const scales = curveScales(experiment, this.#widths.curve);
    const { x, y } = scales;
    const { here, now } = experiment;
    if (!here || !now) return { what: 'x', panel: 'curve', offset: 0 };
    const spot = spotOf(experiment, scales);
    const first = Math.hypot(left - spot.px, top - spot.py);
    const second = [x(experiment.x + this.state.h), y(here.value + now.forward * this.state.h)];
    const apart = Math.hypot(second[0] - x(experiment.x), second[1] - y(here.value));
    const toSecond = Math.hypot(left - second[0], top - second[1]);
    if (apart >= handApart && toSecond < 22 && toSecond < first)
      return { what: 'h', panel: 'curve', offset: left - second[0] };
    return { what: 'x', panel: 'curve', offset: first < 22 ? left - x(experiment.x) : 0 };
  }

  /** @param {Experiment} experiment @param {'x' | 'h'} what @param {number} left */
  #move(experiment, what, left) {
    const widths = this.#widths;
    if (what === 'x') return this.#moveTo(curveScales(experiment, widths.curve).x.invert(left));
    const h =
      this.#held?.panel === 'errors'
        ? errorScales(experiment, widths.errors).h.invert(left)
        : curveScales(experiment, widths.curve).x.invert(left) - experiment.x;
    this.change({ h: Number(clamp(h, hRange.min, hRange.max).toPrecision(2)) });
  }

  /** @param {number} x */
  #moveTo(x) {
    const [low, high] = this.#experiment?.domain ?? [-4, 4];
    this.change({ x: clamp(hundredths(x), low, high) });
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const experiment = this.#experiment;
    if (!experiment || event.ctrlKey || event.metaKey || event.altKey) return;
    const [low, high] = experiment.domain;
    const moves = { ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1, PageDown: -10, PageUp: 10 };
    const move = moves[/** @type {keyof typeof moves} */ (event.key)];
    const end = { Home: low, End: high }[event.key];
    if (move === undefined && end === undefined) return;
    event.preventDefault();
    this.#moveTo(end ?? experiment.x + (move * (event.shiftKey ? 10 : 1) * (high - low)) / 200);
  }

  #skip() {
    this.#question = 'closed';
    this.refresh();
  }

  /** Drags h to its end before the learner's eyes. */
  #answer() {
    this.#question = 'guessed';
    const from = this.state.h;
    let time = 0;
    this.#loop.start(
      (elapsed) => {
        const undo = time === 0;
        time = Math.min(answerTime, time + elapsed);
        const h = from * (hRange.min / from) ** (time / answerTime);
        this.change({ h: time === answerTime ? hRange.min : Number(h.toPrecision(2)) }, { undo });
        return time < answerTime;
      },
      () => this.change({ h: hRange.min }),
    );
  }
}

SlopeFigure.define();
